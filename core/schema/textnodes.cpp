// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textnodes_p.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <utility>

namespace espalier::schema {

TextScanner::TextScanner(std::string_view text)
    : m_text(text)
    , m_at(text.substr(0, json::kByteOrderMark.size()) == json::kByteOrderMark ? json::kByteOrderMark.size()
                                                                               : 0)
{
    skipBlanks();
}

void TextScanner::step()
{
    ++m_at;
    skipBlanks();
}

std::string_view TextScanner::value()
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
    skipBlanks();
    return out;
}

void TextScanner::string()
{
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at)
        m_at += m_text[m_at] == '\\' ? 1 : 0;
    ++m_at;
}

bool TextScanner::atEndOfScalar() const
{
    const char c = peek();
    return c == ',' || c == ':' || c == '}' || c == ']' || isAsciiSpace(c);
}

void TextScanner::skipBlanks()
{
    while (m_at < m_text.size() && isAsciiSpace(m_text[m_at]))
        ++m_at;
}

static void readNode(TextScanner &scanner, TextNode &node)
{
    node.begin = scanner.at();
    const char open = scanner.peek();
    if (open != '{' && open != '[') {
        node.end = node.begin + scanner.value().size();
        return;
    }
    std::size_t lead = scanner.at() + 1;
    scanner.step();
    while (scanner.peek() != '}' && scanner.peek() != ']' && scanner.peek() != '\0') {
        TextNode child;
        child.lead = lead;
        if (open == '{') {
            child.keyBegin = scanner.at();
            child.keyEnd = child.keyBegin + scanner.value().size();
            scanner.step(); // the colon
        }
        readNode(scanner, child);
        child.trail = scanner.at();
        node.children.push_back(std::move(child));
        if (scanner.peek() == ',') {
            lead = scanner.at() + 1;
            scanner.step();
        }
    }
    node.end = scanner.at() + 1;
    scanner.step();
}

TextNode textNodes(std::string_view text)
{
    TextScanner scanner(text);
    TextNode root;
    readNode(scanner, root);
    return root;
}

} // namespace espalier::schema
