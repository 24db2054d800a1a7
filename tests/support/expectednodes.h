// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/utf8.h"
#include "json/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::test {

/// A node of a well-formed document, and when a reader has to know it. Nodes stand in order of appearance.
struct ExpectedNode
{
    json::Value::Kind kind = json::Value::Kind::Null;
    std::string key;
    std::uint64_t begin = 0;
    std::string text;              ///< decoded string, number text or literal
    std::uint64_t finished = 0;    ///< so many bytes are read when a number or literal is finished
    std::vector<std::uint64_t> at; ///< strings: bytes read when the decoded byte of that index has arrived
};

/// Reads valid JSON with none of the program's own parser, so that the two can be compared. Nesting by
/// recursion: not for hostile text.
class ExpectedNodes
{
public:
    explicit ExpectedNodes(std::string_view valid)
        : m_text(valid)
    {
        if (m_text.substr(0, 3) == "\xEF\xBB\xBF")
            m_at = 3;
        value({});
    }
    [[nodiscard]] const std::vector<ExpectedNode> &nodes() const noexcept { return m_nodes; }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void blanks()
    {
        while (peek() != '\0' && std::string_view(" \n\r\t").find(peek()) != std::string_view::npos)
            ++m_at;
    }

    void value(std::string key)
    {
        blanks();
        const std::size_t index = m_nodes.size();
        m_nodes.emplace_back();
        m_nodes[index].key = std::move(key);
        m_nodes[index].begin = m_at;
        const char c = peek();
        if (c == '{' || c == '[') {
            m_nodes[index].kind = c == '{' ? json::Value::Kind::Object : json::Value::Kind::Array;
            container(c == '{');
        } else if (c == '"') {
            m_nodes[index].kind = json::Value::Kind::String;
            ExpectedNode node = std::move(m_nodes[index]);
            string(node);
            m_nodes[index] = std::move(node);
        } else {
            scalar(m_nodes[index]);
        }
    }

    void container(bool object)
    {
        ++m_at;
        for (blanks(); peek() != '}' && peek() != ']'; blanks()) {
            ExpectedNode key;
            if (object) {
                string(key);
                blanks();
                ++m_at; // the colon
            }
            value(key.text);
            blanks();
            if (peek() == ',') {
                ++m_at;
                blanks();
            }
        }
        ++m_at;
    }

    void scalar(ExpectedNode &node)
    {
        const std::size_t end = std::min(m_text.find_first_of(" \n\r\t,]}", m_at), m_text.size());
        node.text = m_text.substr(m_at, end - m_at);
        const char c = node.text.front();
        const bool number = c == '-' || (c >= '0' && c <= '9');
        node.kind = number     ? json::Value::Kind::Number
                    : c == 'n' ? json::Value::Kind::Null
                               : json::Value::Kind::Bool;
        node.finished = end + (number ? 1 : 0); // past the end of the text: only the end finishes it
        m_at = end;
    }

    [[nodiscard]] char32_t unit() const
    {
        return static_cast<char32_t>(std::stoul(std::string(m_text.substr(m_at + 2, 4)), nullptr, 16));
    }

    void string(ExpectedNode &node)
    {
        ++m_at;
        while (peek() != '"') {
            std::string character;
            if (peek() != '\\') {
                const std::size_t length = json::decodeUtf8(m_text.substr(m_at)).length;
                character = m_text.substr(m_at, length);
                m_at += length;
            } else if (m_text[m_at + 1] == 'u') {
                char32_t c = unit();
                m_at += 6;
                if (c >= 0xD800 && c < 0xDC00) {
                    c = 0x10000 + ((c - 0xD800) << 10) + (unit() - 0xDC00);
                    m_at += 6;
                }
                json::appendUtf8(character, c);
            } else {
                static constexpr std::string_view names = "\"\\/bfnrt";
                static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
                character = meanings[names.find(m_text[m_at + 1])];
                m_at += 2;
            }
            node.text += character;
            node.at.insert(node.at.end(), character.size(), m_at);
        }
        ++m_at;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<ExpectedNode> m_nodes;
};

} // namespace espalier::test
