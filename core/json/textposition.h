// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace espalier::json {

/// Counts lines and columns of a text that passes by in pieces.
class TextPosition
{
public:
    void advance(std::string_view bytes) noexcept
    {
        while (bytes.size() >= 8) { // eight at a time: this looks at every byte of every answer
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data(), 8);
            const std::uint64_t feeds = word ^ (kOnes * '\n');
            if (((feeds - kOnes) & ~feeds & (kOnes << 7)) != 0)
                slowly(bytes.substr(0, 8));
            else
                m_column += 8 - ((((word >> 7) & ~(word >> 6) & kOnes) * kOnes) >> 56);
            bytes.remove_prefix(8);
        }
        slowly(bytes);
    }
    /// 1-based, LF-separated.
    [[nodiscard]] std::uint64_t line() const noexcept { return m_line; }
    /// 1-based, in code points: that of the next character.
    [[nodiscard]] std::uint64_t column() const noexcept { return m_column; }

private:
    static constexpr std::uint64_t kOnes = 0x0101010101010101ULL;

    void slowly(std::string_view bytes) noexcept
    {
        for (const char c : bytes) {
            if (c == '\n') {
                ++m_line;
                m_column = 1;
            } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
                ++m_column;
            }
        }
    }

    std::uint64_t m_line = 1;
    std::uint64_t m_column = 1;
};

} // namespace espalier::json
