// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

// What a single value may be read as. Pure functions; UTF-8.

/// The JSON number (RFC 8259 section 6) that a text says; nullopt when it says none, or could say another one.
/// Safe: a JSON number, blanks around it. All: also thousands in groups of three ("1,234.50", "1 234.5",
/// "1'234"), a currency sign or code before or behind, a leading plus. A single separator with three digits
/// behind it ("1,234") is read only where `options.decimal` says which it is. The number keeps its decimals.
[[nodiscard]] std::optional<std::string> numberInText(std::string_view text, const CoercionOptions &options);

/// The same number without its decimals when these are zeros ("25.0", "2.50e1" → "25"); nullopt when it is not
/// whole, is written so already, or has more than 1,000 digits.
[[nodiscard]] std::optional<std::string> wholeNumber(std::string_view number);

/// Safe: "true" and "false", in any case. All: also yes, no, on, off, "1", "0".
[[nodiscard]] std::optional<bool> booleanInText(std::string_view text, CoercionLevel level);

/// Which of `allowed` is meant: the index of the one that is equal but for case (Safe), or, with All, the only
/// one equal but for accents and punctuation, or the only one that stands in the text as words of its own.
[[nodiscard]] std::optional<std::size_t> allowedMeant(std::string_view text, const std::vector<std::string> &allowed,
                                                      CoercionLevel level);

/// ISO 8601 ("2024-03-05") of a date in words: a day, the name of a month (English, German, French, Spanish,
/// Italian, Portuguese, Dutch; three letters or more) and a year of four digits, in any of the usual orders.
/// nullopt: no such date. A date in figures only is never guessed at.
[[nodiscard]] std::optional<std::string> dateInWords(std::string_view text);

/// For comparing names: without case, accents, blanks, hyphens, underscores and points. "First-Name" and
/// "first_name" give the same.
[[nodiscard]] std::string foldedName(std::string_view name);

} // namespace espalier::schema
