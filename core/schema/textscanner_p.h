// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/ascii.h"
#include "json/utf8.h"

#include <cstddef>
#include <string_view>

namespace espalier::schema {

/// Steps through a JSON text that is known to be well formed. No recursion.
class TextScanner
{
public:
    explicit TextScanner(std::string_view text)
        : m_text(text)
        , m_at(text.substr(0, json::kByteOrderMark.size()) == json::kByteOrderMark
                   ? json::kByteOrderMark.size()
                   : 0)
    {
        skipSpace();
    }

    std::size_t at() const { return m_at; }
    void moveTo(std::size_t offset) { m_at = offset; }
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    /// Past the byte we are at and the white space after it.
    void step()
    {
        ++m_at;
        skipSpace();
    }

    /// Past a whole value; its bytes.
    std::string_view value()
    {
        const std::size_t begin = m_at;
        int depth = 0;
        do {
            const char c = peek();
            if (c == '"') {
                string();
            } else {
                depth += c == '{' || c == '[' ? 1 : 0;
                depth -= c == '}' || c == ']' ? 1 : 0;
                ++m_at;
            }
        } while (m_at < m_text.size() && (depth > 0 || !atEndOfScalar()));
        const std::string_view out = m_text.substr(begin, m_at - begin);
        skipSpace();
        return out;
    }

private:
    void string()
    {
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at)
            m_at += m_text[m_at] == '\\' ? 1 : 0;
        ++m_at;
    }
    bool atEndOfScalar() const
    {
        const char c = peek();
        return c == ',' || c == ':' || c == '}' || c == ']' || isAsciiSpace(c);
    }
    void skipSpace()
    {
        while (m_at < m_text.size() && isAsciiSpace(m_text[m_at]))
            ++m_at;
    }

    std::string_view m_text;
    std::size_t m_at;
};

} // namespace espalier::schema
