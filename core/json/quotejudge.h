// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace espalier::json {

/// Decides whether a quote inside a string of malformed JSON closes it, from what stands behind it. On
/// well-formed JSON the verdict is always Closes, within the next two characters that are not blank (three
/// letters more before a literal).
///
/// Usage: begin() at the quote, take() the bytes after it one by one until there is a verdict, end() when the
/// text ends first. At most 256 blanks and 256 letters are waited for.
class QuoteJudge
{
public:
    enum class Verdict : std::uint8_t {
        Undecided,
        Closes,
        Content, ///< the quote belongs to the text
        Colon,   ///< a colon stands behind a value: either content, or the quote ends the next key
    };
    enum class Place : std::uint8_t {
        Key,
        Member,
        Item
    }; ///< what the string is: a key, an object's or an array's value

    void begin(Place place) noexcept;
    Verdict take(char c);
    [[nodiscard]] static Verdict end() noexcept { return Verdict::Closes; }

private:
    // blanks are skipped in Quote, Comma and SecondQuote
    enum class State : std::uint8_t { Quote, Comma, Word, NewLineWord, Slash, SecondQuote, Ticks };

    Verdict blank();
    Verdict wide(char c);
    Verdict mark(char c);
    Verdict afterQuote(char c);
    Verdict afterQuoteInKey(char c);
    Verdict afterComma(char c);
    Verdict word(char c);
    Verdict newLineWord(char c);
    Verdict wait(State state);

    Place m_place = Place::Member;
    State m_state = State::Quote;
    bool m_blank = false;
    bool m_newLine = false;
    std::size_t m_blanks = 0;
    std::size_t m_ticks = 0;
    std::string m_word;
    std::string m_wide; ///< the first bytes of what may be a blank beyond ASCII
};

} // namespace espalier::json
