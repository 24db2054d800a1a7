// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

// The words of issues. Pure functions; UTF-8; English (what people see translated is made in ui and app from
// the parts of an Issue).

/// `value` as compact JSON, cut at a whole character to at most `limit` bytes, "…" included. Work O(limit),
/// however large the value is.
[[nodiscard]] std::string shortJson(const json::Value &value, std::size_t limit = 60);

/// What a type of JSON Schema is called for people: "integer" → "a whole number". Unknown names come back as
/// they are.
[[nodiscard]] std::string typeForPeople(std::string_view type);

/// What a format is called for people: "date" → "a date like 2024-05-31". Unknown names come back as
/// "of the format …".
[[nodiscard]] std::string formatForPeople(std::string_view format);

/// "1 item", "2 items".
[[nodiscard]] std::string countOf(std::uint64_t count, std::string_view one);
/// The bound that `keyword` sets, in digits; one beyond all counting as the schema writes it.
[[nodiscard]] std::string boundText(const json::Value &schema, std::string_view keyword, std::uint64_t bound);
/// The same with what is counted.
[[nodiscard]] std::string boundOf(const json::Value &schema, std::string_view keyword, std::uint64_t bound,
                                  std::string_view one);

/// "a", "a or b", "a, b or c"; beyond `most` parts the rest is counted: "a, b or 7 more".
[[nodiscard]] std::string alternatives(const std::vector<std::string> &parts, std::size_t most = 12);

/// `demand`, then what stood there unless that is empty: "must be at least 0, got -7".
[[nodiscard]] std::string messageForPeople(std::string_view demand, std::string_view got);

/// The sentence a re-ask carries: `"/age" must be of type integer, but the answer has "old".` An empty place
/// is the answer as a whole.
[[nodiscard]] std::string messageForModel(std::string_view place, std::string_view demand,
                                          std::string_view got);

} // namespace espalier::schema
