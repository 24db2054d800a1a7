// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/writer.h"

#include "json/utf8.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace espalier::json {

namespace {

constexpr char kHex[] = "0123456789abcdef";

void appendUnicodeEscape(std::string &out, unsigned unit)
{
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        out.push_back(kHex[(unit >> shift) & 0xF]);
}

void appendControl(std::string &out, unsigned char c)
{
    switch (c) {
    case '\b':
        out.append("\\b");
        break;
    case '\f':
        out.append("\\f");
        break;
    case '\n':
        out.append("\\n");
        break;
    case '\r':
        out.append("\\r");
        break;
    case '\t':
        out.append("\\t");
        break;
    default:
        appendUnicodeEscape(out, c);
    }
}

/// Which members to write: all but those that a later one of the same name replaces.
std::vector<bool> superseded(const Value::Object &members)
{
    std::vector<bool> skip(members.size(), false);
    if (members.size() < 9) {
        for (std::size_t i = 0; i < members.size(); ++i) {
            for (std::size_t j = i + 1; j < members.size() && !skip[i]; ++j)
                skip[i] = members[i].key == members[j].key;
        }
        return skip;
    }
    std::unordered_map<std::string_view, std::size_t> last;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto [entry, fresh] = last.try_emplace(members[i].key, i);
        if (!fresh) {
            skip[entry->second] = true;
            entry->second = i;
        }
    }
    return skip;
}

class Writer
{
public:
    Writer(std::string &out, bool pretty)
        : m_out(out)
        , m_pretty(pretty)
    {
    }

    void write(const Value &value)
    {
        switch (value.kind()) {
        case Value::Kind::Null:
            m_out.append("null");
            break;
        case Value::Kind::Bool:
            m_out.append(value.isTrue() ? "true" : "false");
            break;
        case Value::Kind::Number:
            m_out.append(value.text());
            break;
        case Value::Kind::String:
            appendString(m_out, value.text());
            break;
        case Value::Kind::Array:
            writeArray(value.items());
            break;
        case Value::Kind::Object:
            writeObject(value.members());
            break;
        }
    }

private:
    void newLine()
    {
        if (m_pretty)
            m_out.append("\n").append(2 * m_depth, ' ');
    }

    void writeArray(const Value::Array &items)
    {
        m_out.push_back('[');
        ++m_depth;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                m_out.push_back(',');
            newLine();
            write(items[i]);
        }
        --m_depth;
        if (!items.empty())
            newLine();
        m_out.push_back(']');
    }

    void writeObject(const Value::Object &members)
    {
        m_out.push_back('{');
        ++m_depth;
        const std::vector<bool> skip = superseded(members);
        bool first = true;
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (skip[i])
                continue;
            if (!first)
                m_out.push_back(',');
            first = false;
            newLine();
            appendString(m_out, members[i].key);
            m_out.append(m_pretty ? ": " : ":");
            write(members[i].value);
        }
        --m_depth;
        if (!first)
            newLine();
        m_out.push_back('}');
    }

    std::string &m_out;
    bool m_pretty;
    std::size_t m_depth = 0;
};

} // namespace

void appendString(std::string &out, std::string_view text)
{
    out.push_back('"');
    std::size_t i = 0;
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80) {
            const Utf8Sequence sequence = decodeUtf8(text.substr(i));
            if (!sequence.valid)
                out.append("\xEF\xBF\xBD");
            else if (sequence.codePoint == 0x2028 || sequence.codePoint == 0x2029)
                appendUnicodeEscape(out, static_cast<unsigned>(sequence.codePoint));
            else
                out.append(text.substr(i, sequence.length));
            i += sequence.length;
            continue;
        }
        if (c == '"' || c == '\\')
            out.append({'\\', static_cast<char>(c)});
        else if (c < 0x20 || c == 0x7F)
            appendControl(out, c);
        else
            out.push_back(static_cast<char>(c));
        ++i;
    }
    out.push_back('"');
}

void appendCompact(std::string &out, const Value &value)
{
    Writer(out, false).write(value);
}

std::string writeCompact(const Value &value)
{
    std::string out;
    appendCompact(out, value);
    return out;
}

std::string writePretty(const Value &value)
{
    std::string out;
    Writer(out, true).write(value);
    return out;
}

} // namespace espalier::json
