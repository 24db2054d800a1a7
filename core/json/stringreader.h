// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/repair.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::json {

/// ASCII that is content of a string, whatever quotes it has.
[[nodiscard]] constexpr bool isPlainStringByte(char c) noexcept
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\'' && c != '\\';
}

/// Decodes what stands between the quotes of a JSON string (RFC 8259 section 7), in pieces cut anywhere:
/// escapes, surrogate pairs and UTF-8 sequences are held back until they are whole.
///
/// Usage: begin(), then read() until it returns Quote. After Problem the reader has already put the matter
/// right the tolerant way; a strict caller stops there.
class StringReader
{
public:
    enum class Stop : std::uint8_t {
        PieceEnd, ///< all bytes taken
        Quote,    ///< a quote was taken that may close the string (escaped ones are content)
        Problem,  ///< see problem(); go on with read()
        Part,     ///< exact text only: text() is one run or one escape; clear() and go on
    };
    struct Problem
    {
        RepairKind kind = RepairKind::BadEscape;
        std::uint64_t offset = 0; ///< of the first byte concerned
        std::uint64_t end = 0;    ///< of the byte that settled it
        std::string text;         ///< the bytes concerned
        std::size_t before = 0;   ///< length of text() without what stands for them
    };

    /// `quote`: '"' or '\'', or the code point of a smart closing quote (U+201D, U+2019). `exact`: stop at
    /// every Part.
    void begin(char32_t quote, bool exact = false);
    /// Takes bytes from `at` on and moves `at` behind them; `base` is the input offset of bytes[0].
    Stop read(std::string_view bytes, std::size_t &at, std::uint64_t base);
    /// For a quote that turned out to be content; `quote` gets its bytes.
    void appendQuote(std::string &quote);
    [[nodiscard]] std::size_t quoteLength() const noexcept { return m_quote < 0x80 ? 1 : 3; }

    /// What was decoded since the last clear(). Valid until the bytes of the last read() go away.
    [[nodiscard]] std::string_view text() const noexcept
    {
        return m_run.empty() ? std::string_view(m_text) : m_run;
    }
    /// Input offset behind the last byte of what text() was decoded from.
    [[nodiscard]] std::uint64_t textEnd() const noexcept { return m_textEnd; }
    void clear() noexcept
    {
        m_text.clear();
        m_run = {};
    }
    [[nodiscard]] const Problem &problem() const noexcept { return m_problem; }

private:
    enum class State : std::uint8_t { Plain, Escape, Hex, AfterHigh, Utf8 };

    void keep(std::string_view run, std::uint64_t end);
    void hold(char c, std::uint64_t offset);
    void release(char32_t c, std::uint64_t end);
    Stop plain(std::string_view bytes, std::size_t &at, std::uint64_t base);
    Stop wide(std::string_view bytes, std::size_t &at, std::uint64_t base);
    Stop held(char c, std::size_t &at, std::uint64_t base);
    Stop escape(char c, std::size_t &at, std::uint64_t offset);
    Stop hex(char c, std::size_t &at, std::uint64_t offset);
    Stop hexFailed(char c, std::size_t &at, std::uint64_t offset);
    Stop utf8(char c, std::size_t &at, std::uint64_t offset);
    Stop report(RepairKind kind, std::size_t length, std::uint64_t end, std::string_view instead);

    char32_t m_quote = '"';
    bool m_exact = false;
    State m_state = State::Plain;
    char32_t m_unit = 0; ///< the \uXXXX being read
    char32_t m_high = 0; ///< a high surrogate that waits for its low one
    std::string m_held;  ///< raw bytes held back
    std::uint64_t m_heldAt = 0;
    std::string m_text;
    std::string_view m_run;
    std::uint64_t m_textEnd = 0;
    Problem m_problem;
};

} // namespace espalier::json
