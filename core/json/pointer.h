// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::json {

// JSON Pointer (RFC 6901), in its string form: "" is the whole document, "/a~1b/0" the item 0 of member
// "a/b".

/// `pointer` with one more reference token, escaped ("~" → "~0", "/" → "~1").
void appendToken(std::string &pointer, std::string_view key);
void appendToken(std::string &pointer, std::size_t index);

/// Takes the first reference token off `pointer` and gives it unescaped; nullopt, and nothing taken, when
/// there is none (the pointer is empty or does not begin with "/").
[[nodiscard]] std::optional<std::string> takeToken(std::string_view &pointer);

/// The value at `pointer`, or nullptr. Array indices follow section 4: digits, no leading zero; "-" finds
/// nothing.
[[nodiscard]] const Value *resolve(const Value &root, std::string_view pointer);

} // namespace espalier::json
