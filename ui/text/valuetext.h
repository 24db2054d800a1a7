// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "json/value.h"

#include <QString>

#include <cstdint>

namespace espalier::ui {

// What is said of values, in the person's language. All texts about values are made here.

/// "complete", "arriving", …
[[nodiscard]] QString stateText(ValueState state);
/// Of a parent whose own state is better than the worst inside: "repaired inside", …
[[nodiscard]] QString stateInsideText(ValueState inside);
[[nodiscard]] QString issuesInsideText(std::uint32_t count);
/// Of a list: "2 so far" while it grows, "2 items" after.
[[nodiscard]] QString countText(std::uint32_t count, bool growing);
/// Of an object or list that holds nothing.
[[nodiscard]] QString emptyText();
/// Of a field that the schema expects: "not yet" while its object grows, "not in the answer" after.
[[nodiscard]] QString absentText(bool growing);
/// Of a page of a long list, numbers counted from 1: "501 – 1,000".
[[nodiscard]] QString pageText(std::uint32_t first, std::uint32_t last);
/// Name of an item of a list, which has none; index from 0, said from 1.
[[nodiscard]] QString itemText(std::uint32_t index);
/// Name of an answer that is neither object nor list.
[[nodiscard]] QString rootText();
/// "text", "number", "yes or no", "nothing", "list", "group".
[[nodiscard]] QString kindText(json::Value::Kind kind);

} // namespace espalier::ui
