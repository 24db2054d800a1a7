// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/exactnumber_p.h"

#include "base/ascii.h"

#include <algorithm>
#include <string>

namespace espalier::schema {

namespace {

constexpr std::size_t kSmallDigits = 18;

/// Nothing but an optional sign and few digits; else nullopt, also for "1.0".
std::optional<std::int64_t> smallNumber(std::string_view text)
{
    const bool negative = !text.empty() && text.front() == '-';
    const std::string_view digits = text.substr(negative ? 1 : 0);
    if (digits.empty() || digits.size() > kSmallDigits)
        return std::nullopt;
    std::int64_t out = 0;
    for (const char c : digits) {
        if (!isAsciiDigit(c))
            return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return negative ? -out : out;
}

/// Remainder of a division by a number of up to 18 digits: digits are fed from the left.
class SmallRemainder
{
public:
    explicit SmallRemainder(const std::string &divisor)
        : m_divisor(static_cast<std::uint64_t>(smallNumber(divisor).value_or(1)))
    {
    }
    void feed(char digit) { m_rest = (m_rest * 10 + static_cast<std::uint64_t>(digit - '0')) % m_divisor; }
    bool isZero() const { return m_rest == 0; }

private:
    std::uint64_t m_divisor;
    std::uint64_t m_rest = 0;
};

/// The same for any length, by subtraction of decimal texts.
class LongRemainder
{
public:
    explicit LongRemainder(std::string divisor)
        : m_divisor(std::move(divisor))
    {
    }
    void feed(char digit)
    {
        if (!m_rest.empty() || digit != '0')
            m_rest.push_back(digit);
        while (!isLess())
            subtract();
    }
    bool isZero() const { return m_rest.empty(); }

private:
    bool isLess() const
    {
        return m_rest.size() != m_divisor.size() ? m_rest.size() < m_divisor.size() : m_rest < m_divisor;
    }
    void subtract()
    {
        int borrow = 0;
        for (std::size_t i = 0; i < m_rest.size(); ++i) {
            char &digit = m_rest[m_rest.size() - 1 - i];
            const int taken = (i < m_divisor.size() ? m_divisor[m_divisor.size() - 1 - i] - '0' : 0) + borrow;
            const int left = digit - '0' - taken;
            borrow = left < 0 ? 1 : 0;
            digit = static_cast<char>('0' + left + borrow * 10);
        }
        m_rest.erase(0, std::min(m_rest.find_first_not_of('0'), m_rest.size()));
    }

    std::string m_divisor;
    std::string m_rest; ///< without leading zeros
};

template <typename Remainder>
bool dividesEvenly(const std::string &digits, std::size_t zeros, Remainder remainder)
{
    for (const char digit : digits)
        remainder.feed(digit);
    for (std::size_t i = 0; i < zeros; ++i)
        remainder.feed('0');
    return remainder.isZero();
}

} // namespace

ExactNumber::ExactNumber(std::string_view text)
    : m_text(text)
    , m_small(smallNumber(text))
{
}

bool ExactNumber::isWhole() const
{
    return m_small || decimal().isWhole();
}

bool ExactNumber::isPositive() const
{
    if (m_small)
        return *m_small > 0;
    const json::Decimal value = decimal();
    return !value.negative && !value.isZero();
}

int ExactNumber::compare(const ExactNumber &other) const
{
    if (m_small && other.m_small)
        return (*m_small > *other.m_small) - (*m_small < *other.m_small);
    return json::Decimal::compare(decimal(), other.decimal());
}

bool ExactNumber::isMultipleOf(const ExactNumber &divisor) const
{
    if (m_small && divisor.m_small && *divisor.m_small != 0)
        return *m_small % *divisor.m_small == 0;
    const json::Decimal value = decimal();
    const json::Decimal by = divisor.decimal();
    if (value.isZero() || by.isZero())
        return value.isZero();
    // value = V × 10^p and divisor = D × 10^q, both V and D without zeros at the end. For p < q the quotient
    // is V ÷ (D × 10^(q-p)), and V is no multiple of 10. Else D has to divide V × 10^(p-q); more zeros than D
    // has factors of 2 and 5 (fewer than 4 for each of its digits) change nothing.
    const std::int64_t zeros = (value.exponent - static_cast<std::int64_t>(value.digits.size())) -
                               (by.exponent - static_cast<std::int64_t>(by.digits.size()));
    if (zeros < 0)
        return false;
    const std::size_t enough = std::min(static_cast<std::size_t>(zeros), by.digits.size() * 4);
    if (by.digits.size() <= kSmallDigits)
        return dividesEvenly(value.digits, enough, SmallRemainder(by.digits));
    return dividesEvenly(value.digits, enough, LongRemainder(by.digits));
}

} // namespace espalier::schema
