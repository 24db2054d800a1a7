// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/decimal.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::schema {

/// A JSON number for comparing: exact for any length, and cheap where it is a whole number of at most 18
/// digits. Holds a view of the text, which must outlive it.
class ExactNumber
{
public:
    /// `text`: a JSON number.
    explicit ExactNumber(std::string_view text);

    /// 1.0 and 1e2 are whole.
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] bool isPositive() const;
    /// -1, 0 or 1.
    [[nodiscard]] int compare(const ExactNumber &other) const;
    /// True when this divided by `divisor` (greater than 0) is a whole number. O(digits of both).
    [[nodiscard]] bool isMultipleOf(const ExactNumber &divisor) const;
    [[nodiscard]] std::string_view text() const { return m_text; }

private:
    [[nodiscard]] json::Decimal decimal() const { return json::Decimal::parse(m_text); }

    std::string_view m_text;
    std::optional<std::int64_t> m_small;
};

} // namespace espalier::schema
