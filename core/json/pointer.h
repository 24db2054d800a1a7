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

/// The array index a token stands for (RFC 6901, section 4: digits, no leading zero); nullopt for any other.
[[nodiscard]] std::optional<std::size_t> arrayIndex(std::string_view token);

/// The value at `pointer`, or nullptr. The index "-" finds nothing.
[[nodiscard]] const Value *resolve(const Value &root, std::string_view pointer);
/// The same for a value that is to be changed.
[[nodiscard]] Value *resolve(Value &root, std::string_view pointer);

} // namespace espalier::json
