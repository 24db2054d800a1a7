// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace espalier::schema {

/// A pattern as JavaScript takes it with the flag u, without which a character beyond U+FFFF is two: `\-`, a
/// lone brace or bracket and the like, which Pattern takes as well, in the words of ECMA-262. What is none of
/// its patterns stays none. Pure; O(length).
[[nodiscard]] std::string scriptPattern(std::string_view pattern);

} // namespace espalier::schema
