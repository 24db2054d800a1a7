// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ascii.h"

#include <cstdint>
#include <string_view>

namespace espalier::json {

/// The grammar of a JSON number (RFC 8259 section 6), byte by byte.
class NumberScanner
{
public:
    /// Takes one byte; false (and unchanged) when no number goes on with it.
    constexpr bool take(char c) noexcept
    {
        const State next = step(c);
        if (next == State::Bad)
            return false;
        m_state = next;
        return true;
    }
    /// True when the bytes so far are a whole number.
    [[nodiscard]] constexpr bool complete() const noexcept
    {
        return m_state == State::Zero || m_state == State::Digits || m_state == State::Fraction ||
               m_state == State::Exponent;
    }

private:
    enum class State : std::uint8_t { Start, Minus, Zero, Digits, Point, Fraction, E, Sign, Exponent, Bad };

    [[nodiscard]] constexpr State step(char c) const noexcept
    {
        const bool digit = isAsciiDigit(c);
        const bool e = c == 'e' || c == 'E';
        switch (m_state) {
        case State::Start:
            if (c == '-')
                return State::Minus;
            [[fallthrough]];
        case State::Minus:
            return c == '0' ? State::Zero : digit ? State::Digits : State::Bad;
        case State::Digits:
            if (digit)
                return State::Digits;
            [[fallthrough]];
        case State::Zero:
            return c == '.' ? State::Point : e ? State::E : State::Bad;
        case State::Point:
            return digit ? State::Fraction : State::Bad;
        case State::Fraction:
            return digit ? State::Fraction : e ? State::E : State::Bad;
        case State::E:
            if (c == '+' || c == '-')
                return State::Sign;
            [[fallthrough]];
        case State::Sign:
        case State::Exponent:
            return digit ? State::Exponent : State::Bad;
        case State::Bad:
            break;
        }
        return State::Bad;
    }

    State m_state = State::Start;
};

/// True when a text is a JSON number from its first to its last byte.
[[nodiscard]] constexpr bool isNumber(std::string_view text) noexcept
{
    NumberScanner scanner;
    for (const char c : text) {
        if (!scanner.take(c))
            return false;
    }
    return scanner.complete();
}

} // namespace espalier::json
