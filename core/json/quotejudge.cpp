// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/quotejudge.h"

#include "base/ascii.h"
#include "json/wideblank.h"

#include <utility>

namespace espalier::json {

namespace {

constexpr std::size_t kPatience = 256;

bool isQuote(char c) noexcept
{
    return c == '"' || c == '\'';
}

bool startsWord(char c) noexcept
{
    return isAsciiAlpha(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool startsNumber(char c) noexcept
{
    return isAsciiDigit(c) || c == '-';
}

bool closesContainer(char c) noexcept
{
    return c == '}' || c == ']';
}

} // namespace

void QuoteJudge::begin(Place place) noexcept
{
    m_place = place;
    m_state = State::Quote;
    m_blank = false;
    m_newLine = false;
    m_blanks = 0;
    m_ticks = 0;
    m_word.clear();
    m_wide.clear();
}

QuoteJudge::Verdict QuoteJudge::wait(State state)
{
    m_state = state;
    return Verdict::Undecided;
}

QuoteJudge::Verdict QuoteJudge::take(char c)
{
    const bool blanksSkipped =
        m_state == State::Quote || m_state == State::Comma || m_state == State::SecondQuote;
    if (!m_wide.empty() || (blanksSkipped && mayBeginWideBlank(c)))
        return wide(c);
    if (blanksSkipped && isAsciiSpace(c)) {
        m_newLine = m_newLine || c == '\n';
        return blank();
    }
    return mark(c);
}

QuoteJudge::Verdict QuoteJudge::blank()
{
    m_blank = true;
    return ++m_blanks > kPatience ? Verdict::Closes : Verdict::Undecided;
}

/// A byte of what may be a blank beyond ASCII. When it is none, its bytes count one by one.
QuoteJudge::Verdict QuoteJudge::wide(char c)
{
    m_wide.push_back(c);
    const WideBlank match = wideBlank(m_wide);
    if (match == WideBlank::Maybe)
        return Verdict::Undecided;
    const std::string bytes = std::exchange(m_wide, {});
    if (match == WideBlank::Yes)
        return blank();
    Verdict verdict = Verdict::Undecided;
    for (std::size_t at = 0; at < bytes.size() && verdict == Verdict::Undecided; ++at)
        verdict = mark(bytes[at]);
    return verdict;
}

QuoteJudge::Verdict QuoteJudge::mark(char c)
{
    switch (m_state) {
    case State::Quote:
        return m_place == Place::Key ? afterQuoteInKey(c) : afterQuote(c);
    case State::Comma:
        return afterComma(c);
    case State::Word:
        return word(c);
    case State::NewLineWord:
        return newLineWord(c);
    case State::Slash:
        return c == '/' || c == '*' ? Verdict::Closes : Verdict::Content;
    case State::SecondQuote: // the quote before this one is the closing one when the value ends behind it
        return c == ',' || closesContainer(c) ? Verdict::Content : Verdict::Closes;
    case State::Ticks:
        if (c != '`')
            return Verdict::Content;
        return ++m_ticks == 3 ? Verdict::Closes : Verdict::Undecided;
    }
    return Verdict::Closes;
}

QuoteJudge::Verdict QuoteJudge::afterQuoteInKey(char c)
{
    if (c == ':' || c == '=' || c == ',' || closesContainer(c))
        return Verdict::Closes;
    if (c == '/')
        return wait(State::Slash);
    // a colon that was forgotten: a value stands there, after a blank at least when it could be content
    const bool value = isQuote(c) || isAsciiDigit(c) || c == '{' || c == '[';
    return value || m_blank ? Verdict::Closes : Verdict::Content;
}

QuoteJudge::Verdict QuoteJudge::afterQuote(char c)
{
    const bool item = m_place == Place::Item;
    if (closesContainer(c))
        return Verdict::Closes;
    switch (c) {
    case ',':
        return wait(State::Comma);
    case '"':
        return wait(State::SecondQuote);
    case '/':
        return wait(State::Slash);
    case '#':
        return m_blank ? Verdict::Closes : Verdict::Content;
    case '`':
        m_ticks = 1;
        return wait(State::Ticks);
    case ':':
        return item ? Verdict::Content : Verdict::Colon;
    default:
        break;
    }
    if (item && m_blank && (startsNumber(c) || c == '{' || c == '['))
        return Verdict::Closes;
    if (m_newLine && startsWord(c)) {
        m_word = c;
        return wait(item ? State::Word : State::NewLineWord);
    }
    return Verdict::Content;
}

QuoteJudge::Verdict QuoteJudge::afterComma(char c)
{
    const bool item = m_place == Place::Item;
    const bool value = item && (startsNumber(c) || c == '{' || c == '[');
    // smart quotes begin with this byte; a letter beyond ASCII does so rarely
    const bool smart = c == '\xE2';
    if (value || smart || isQuote(c) || closesContainer(c) || c == '.' || c == '/' || c == '#' || c == ',')
        return Verdict::Closes;
    if (startsWord(c) || isAsciiDigit(c)) {
        m_word = c;
        return wait(State::Word);
    }
    return Verdict::Content;
}

/// Behind a comma stands a bare word: a value or key without quotes, or the text goes on. The next mark
/// tells.
QuoteJudge::Verdict QuoteJudge::word(char c)
{
    if (c == '"' || c == '`') // nothing that may close the root is looked past
        return Verdict::Content;
    if (c == ',' || c == '\n' || closesContainer(c) || (c == ':' && m_place != Place::Item))
        return Verdict::Closes;
    m_word.push_back(c);
    const bool literal =
        m_place == Place::Item && (m_word == "true" || m_word == "false" || m_word == "null");
    return literal || m_word.size() > kPatience ? Verdict::Closes : Verdict::Undecided;
}

/// On a new line stands a bare word, without a comma before it: a key only when it looks like one.
QuoteJudge::Verdict QuoteJudge::newLineWord(char c)
{
    if (c == ':')
        return Verdict::Closes;
    const bool name = startsWord(c) || isAsciiDigit(c) || c == '-' || c == ' ';
    m_word.push_back(c);
    return name && m_word.size() <= kPatience ? Verdict::Undecided : Verdict::Content;
}

} // namespace espalier::json
