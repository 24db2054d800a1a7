// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// A place in a text that reads as a value of one kind.
struct Span
{
    enum class Kind : std::uint8_t {
        Number, ///< value: JSON number text; unit: the word or sign behind it, lowered ("kg", "m²"), or empty
        Money,  ///< value: JSON number text; unit: ISO 4217 code
        Percent,  ///< value: JSON number text
        Date,     ///< value: YYYY-MM-DD
        DateTime, ///< value: YYYY-MM-DDTHH:MM[:SS][zone]
        Time,     ///< value: HH:MM or HH:MM:SS
        Email,    ///< value: as written, like all that follow
        Url,
        Phone,
        Iban, ///< value: without blanks
    };

    Kind kind = Kind::Number;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string value;
    std::string unit;
};

using Spans = std::vector<Span>;

// Finders: each goes over the text once, in time linear in its length, and appends what it finds in order.

void findContacts(std::string_view text, Spans &out);
void findDates(std::string_view text, Spans &out);
/// Numbers, money, percentages.
void findNumbers(std::string_view text, Spans &out);

/// Everything, sorted by place; of overlapping ones the more telling kind stays (an IBAN is no number).
[[nodiscard]] Spans findSpans(std::string_view text);

/// The number at the front of `text` in whatever notation ("1.234,56", "1,234.50", "1 234", "-3.5"), as JSON
/// number text; `size` gets the bytes it takes. Empty: none. A lone separator before exactly three digits is
/// read as a thousands sign only where the rest speaks for it ("1,234", "1.234"; "0.250" is a fraction).
[[nodiscard]] std::string numberAt(std::string_view text, std::size_t &size);

} // namespace espalier::practice
