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

/// The JSON number (RFC 8259 section 6) that a text says; nullopt when it says none, or could say another
/// one. Safe: a JSON number, blanks around it; where `options.decimal` is Comma also "3,14", and "1.234",
/// which may be meant with a thousands separator then, is none. All: also thousands in groups of three
/// ("1,234.50", "1 234.5", "1'234"), a currency sign or code before or behind, a leading plus. A single
/// separator with three digits behind it ("1,234") is read only where `options.decimal` says which it is;
/// JSON's own point aside. A JSON number stays as it is written, of any other the zeros at the end of the
/// decimals go.
[[nodiscard]] std::optional<std::string> numberInText(std::string_view text, const CoercionOptions &options);

/// True when the JSON number is whole: "25", "25.0", "2.5e1".
[[nodiscard]] bool isWhole(std::string_view number);

/// A whole number without its decimals and exponent ("25.0", "2.50e1" → "25"); nullopt when it is not whole,
/// is written so already, or has more than 1,000 digits.
[[nodiscard]] std::optional<std::string> wholeNumber(std::string_view number);

/// Safe: "true" and "false", in any case. All: also yes, no, on, off, "1", "0".
[[nodiscard]] std::optional<bool> booleanInText(std::string_view text, CoercionLevel level);

/// ISO 8601 ("2024-03-05") of a date in words: a day, the name of a month (English, German, French, Spanish,
/// Italian, Portuguese, Dutch; three letters or more) and a year of four digits, in any of the usual orders.
/// nullopt: no such date. A date in figures only is never guessed at.
[[nodiscard]] std::optional<std::string> dateInWords(std::string_view text);

/// For comparing names: without case, accents, blanks, hyphens, underscores and points. "First-Name" and
/// "first_name" give the same.
[[nodiscard]] std::string foldedName(std::string_view name);

} // namespace espalier::schema
