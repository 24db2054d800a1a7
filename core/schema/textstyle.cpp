// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textstyle_p.h"

#include "json/writer.h"

#include <algorithm>

namespace espalier::schema {

namespace {

std::string_view leadOf(std::string_view text, const TextNode &child)
{
    return text.substr(child.lead, child.first() - child.lead);
}

bool isContainer(std::string_view text, const TextNode &node)
{
    return text[node.begin] == '{' || text[node.begin] == '[';
}

/// Takes each habit from the first place that shows it.
class StyleReader
{
public:
    StyleReader(std::string_view text, TextStyle &style)
        : m_text(text)
        , m_style(style)
    {
    }

    void read(const TextNode &node)
    {
        if (node.children.empty() || (m_colon && m_comma && m_pad && m_list))
            return;
        const TextNode &first = node.children.front();
        const bool inLine = !hasLine(leadOf(m_text, first));
        if (first.isMember() && !m_colon) {
            m_colon = true;
            m_style.colon = m_text.substr(first.keyEnd, first.begin - first.keyEnd);
        }
        if (inLine && node.children.size() > 1 && !m_comma && !hasLine(leadOf(m_text, node.children[1]))) {
            m_comma = true;
            m_style.afterComma = leadOf(m_text, node.children[1]);
        }
        if (inLine && first.isMember() && !m_pad) {
            m_pad = true;
            m_style.pad = leadOf(m_text, first);
        }
        const bool scalars =
            !first.isMember() && std::none_of(node.children.begin(), node.children.end(),
                                              [this](const TextNode &n) { return isContainer(m_text, n); });
        if (scalars && !m_list) {
            m_list = true;
            m_style.listsInline = inLine;
        }
        for (const TextNode &child : node.children)
            read(child);
    }
    [[nodiscard]] bool sawComma() const { return m_comma; }

private:
    std::string_view m_text;
    TextStyle &m_style;
    bool m_colon = false;
    bool m_comma = false;
    bool m_pad = false;
    bool m_list = false;
};

bool isScalar(const json::Value &value)
{
    return !value.isObject() && !value.isArray();
}

class StyledWriter
{
public:
    StyledWriter(std::string &out, const TextStyle &style, const Spelling &spelling)
        : m_out(out)
        , m_style(style)
        , m_spelling(spelling)
    {
    }

    void write(const json::Value &value, const std::string &indent, bool oneLine)
    {
        if (value.isObject() && !value.members().empty()) {
            between(
                '{', '}', indent, oneLine, value.members().size(),
                [&](std::size_t i, const std::string &inner) { member(value.members()[i], inner, oneLine); });
        } else if (value.isArray() && !value.items().empty()) {
            const auto &items = value.items();
            const bool flat =
                oneLine || (m_style.listsInline && std::all_of(items.begin(), items.end(), isScalar));
            between('[', ']', indent, flat, items.size(),
                    [&](std::size_t i, const std::string &inner) { write(items[i], inner, flat); });
        } else {
            json::appendCompact(m_out, value);
        }
    }

private:
    template <typename Write>
    void between(char open, char close, const std::string &indent, bool oneLine, std::size_t count,
                 Write write)
    {
        const std::string inner = indent + m_style.unit;
        const std::string pad = open == '{' ? m_style.pad : std::string();
        m_out.push_back(open);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                m_out.push_back(',');
            m_out += !oneLine ? m_style.newline + inner : i > 0 ? m_style.afterComma : pad;
            write(i, oneLine ? indent : inner);
        }
        m_out += oneLine ? pad : m_style.newline + indent;
        m_out.push_back(close);
    }

    void member(const json::Member &member, const std::string &indent, bool oneLine)
    {
        json::appendString(m_out, member.key);
        m_out += m_style.colon;
        const std::string spelled = m_spelling(member.key, member.value, indent, oneLine);
        if (spelled.empty())
            write(member.value, indent, oneLine);
        else
            m_out += spelled;
    }

    std::string &m_out;
    const TextStyle &m_style;
    const Spelling &m_spelling;
};

} // namespace

std::string_view indentAt(std::string_view text, std::size_t offset)
{
    const std::size_t line = text.rfind('\n', offset);
    const std::size_t begin = line == std::string_view::npos || offset == 0 ? 0 : line + 1;
    std::size_t end = begin;
    while (end < offset && (text[end] == ' ' || text[end] == '\t'))
        ++end;
    return text.substr(begin, end - begin);
}

TextStyle textStyle(std::string_view text, const TextNode &root)
{
    TextStyle style;
    if (root.children.empty())
        return style;
    const std::string_view lead = leadOf(text, root.children.front());
    style.multiline = hasLine(lead);
    if (style.multiline) {
        style.unit = lead.substr(lead.rfind('\n') + 1);
        if (lead.find("\r\n") != std::string_view::npos)
            style.newline = "\r\n";
    }
    StyleReader reader(text, style);
    reader.read(root);
    if (!reader.sawComma() && !style.colon.empty() && style.colon.back() == ':')
        style.afterComma.clear();
    return style;
}

void writeStyled(std::string &out, const json::Value &value, const TextStyle &style, std::string_view indent,
                 bool oneLine, const Spelling &spelling)
{
    StyledWriter(out, style, spelling).write(value, std::string(indent), oneLine);
}

} // namespace espalier::schema
