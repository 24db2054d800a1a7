// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::schema {

/// A pattern that is nothing but a text, at the begin, at the end, both or anywhere.
struct PlainPattern
{
    std::string text; ///< UTF-8
    bool atBegin = false;
    bool atEnd = false;
};

struct TranslatedPattern
{
    std::string pcre; ///< UTF-8; for PCRE2 in UTF mode without any option
    std::optional<PlainPattern> plain;
    std::size_t weight = 0; ///< bytes of the pattern, each group counted as often as it is repeated
};

/// A pattern of ECMA-262 (2023, section 22.2, flag u) as PCRE2 takes it. The error is one line for people,
/// what and where. Pure; O(length).
[[nodiscard]] Result<TranslatedPattern, std::string> translatePattern(std::string_view ecma);

/// A property of \p{…} in the spelling of PCRE2: "Letter" → "L", "Script=Greek" → "sc:Greek"; empty when it
/// is none (ECMA-262, tables 68 to 70).
[[nodiscard]] std::string pcreProperty(std::string_view property);

} // namespace espalier::schema
