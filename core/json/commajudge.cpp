// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/commajudge.h"

#include "base/ascii.h"

namespace espalier::json {

namespace {

constexpr std::size_t kPatience = 128;

bool goesOnAsName(char c) noexcept
{
    return isAsciiAlpha(c) || c == '_' || c == '$' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace

CommaJudge::Verdict CommaJudge::wait(State state) noexcept
{
    m_state = state;
    return Verdict::Undecided;
}

CommaJudge::Verdict CommaJudge::take(char c) noexcept
{
    if (++m_taken > kPatience)
        return Verdict::Belongs;
    switch (m_state) {
    case State::Mark:
        m_mark = c;
        return wait(State::FirstDigit);
    case State::FirstDigit:
        if (!isAsciiDigit(c))
            return Verdict::Separates;
        m_length = m_taken;
        return wait(State::Digits);
    case State::Digits:
        return digits(c);
    case State::NextMark:
        return nextMark(c);
    case State::Name:
        return goesOnAsName(c) || isAsciiDigit(c) ? Verdict::Undecided : behind(c);
    case State::Blanks:
        return behind(c);
    }
    return Verdict::Belongs;
}

CommaJudge::Verdict CommaJudge::digits(char c) noexcept
{
    if (isAsciiDigit(c)) {
        m_length = m_taken;
        return Verdict::Undecided;
    }
    if (c == ',' || c == '.' || c == '\'') {
        if (c == ',')
            m_beforeGroup = m_length;
        m_mark = c;
        return wait(State::NextMark);
    }
    return goesOnAsName(c) ? wait(State::Name) : behind(c);
}

CommaJudge::Verdict CommaJudge::nextMark(char c) noexcept
{
    if (isAsciiDigit(c)) {
        m_length = m_taken;
        return wait(State::Digits);
    }
    return m_mark == '\'' ? behind(c) : Verdict::Belongs; // `1'2':` is a name in quotes
}

/// What follows the digits, or the name that goes on from them: a colon makes that a key.
CommaJudge::Verdict CommaJudge::behind(char c) noexcept
{
    if (c == ':' || c == '=')
        return isKey();
    return c == ' ' || c == '\t' ? wait(State::Blanks) : Verdict::Belongs;
}

/// The last group is the name of the next member; what stands before its comma belongs to the value.
CommaJudge::Verdict CommaJudge::isKey() noexcept
{
    m_length = m_beforeGroup;
    return m_length > 0 ? Verdict::Belongs : Verdict::Separates;
}

} // namespace espalier::json
