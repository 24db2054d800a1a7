// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string_view>

namespace espalier::json {

/// Counts lines and columns of a text that passes by in pieces.
class TextPosition
{
public:
    void advance(std::string_view bytes) noexcept
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
    /// 1-based, LF-separated.
    [[nodiscard]] std::uint64_t line() const noexcept { return m_line; }
    /// 1-based, in code points: that of the next character.
    [[nodiscard]] std::uint64_t column() const noexcept { return m_column; }

private:
    std::uint64_t m_line = 1;
    std::uint64_t m_column = 1;
};

} // namespace espalier::json
