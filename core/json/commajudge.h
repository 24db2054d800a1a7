// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>

namespace espalier::json {

/// Decides what a comma or apostrophe is that stands between two digits behind a bare value of an object:
/// `{"price": 1,234.56}` groups the digits of one value, `{a: 1,2: 3}` separates two members. In well-formed
/// JSON no digit follows there, so that the verdict comes with the next byte.
///
/// Usage: begin() at the mark, take() the mark and the bytes after it until there is a verdict, end() when
/// the text ends first. At most 128 bytes are waited for.
class CommaJudge
{
public:
    enum class Verdict : std::uint8_t {
        Undecided,
        Separates,
        Belongs, ///< length() bytes from the mark on are part of the value
    };

    void begin() noexcept { *this = {}; }
    Verdict take(char c) noexcept;
    [[nodiscard]] Verdict end() const noexcept
    {
        return m_length > 0 ? Verdict::Belongs : Verdict::Separates;
    }
    [[nodiscard]] std::size_t length() const noexcept { return m_length; }

private:
    enum class State : std::uint8_t {
        Mark,
        FirstDigit,
        Digits,
        NextMark, ///< behind another comma, point or apostrophe
        Name,     ///< letters directly behind the digits: a name or a unit
        Blanks,
    };

    Verdict digits(char c) noexcept;
    Verdict nextMark(char c) noexcept;
    Verdict behind(char c) noexcept;
    Verdict isKey() noexcept;
    Verdict wait(State state) noexcept;

    State m_state = State::Mark;
    char m_mark = 0;               ///< the last one
    std::size_t m_taken = 0;       ///< bytes
    std::size_t m_length = 0;      ///< of those, up to the last digit
    std::size_t m_beforeGroup = 0; ///< of those, up to the last digit before the last comma
};

} // namespace espalier::json
