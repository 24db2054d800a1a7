// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textpatch.h"

#include "schema/textmatch_p.h"
#include "schema/textnodes_p.h"
#include "schema/textspellings_p.h"
#include "schema/textstyle_p.h"
#include "json/read.h"
#include "json/writer.h"

#include <utility>
#include <vector>

namespace espalier::schema {

namespace {

using json::Value;

std::size_t countOf(const Value &value)
{
    return value.isObject() ? value.members().size() : value.items().size();
}

class Patcher
{
public:
    Patcher(std::string_view text, const Value &before, const TextNode &root)
        : m_text(text)
        , m_style(textStyle(text, root))
        , m_old(text)
    {
        m_old.collect(root, before);
        m_spelling = [this](const std::string &key, const Value &value, std::string_view indent,
                            bool oneLine) { return m_old.find(key, value, indent, oneLine); };
    }

    std::string run(const Value &before, const TextNode &root, const Value &after)
    {
        m_out.append(m_text.substr(0, root.begin));
        value(root, before, after, indentAt(m_text, root.begin), !m_style.multiline);
        m_out.append(m_text.substr(root.end));
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string_view bytes(std::size_t begin, std::size_t end) const
    {
        return m_text.substr(begin, end - begin);
    }
    [[nodiscard]] std::string_view leadOf(const TextNode &child) const
    {
        return bytes(child.lead, child.first());
    }
    [[nodiscard]] std::string_view trailOf(const TextNode &child) const
    {
        return bytes(child.end, child.trail);
    }

    void value(const TextNode &node, const Value &before, const Value &after, std::string_view indent,
               bool oneLine)
    {
        if (before == after)
            m_out.append(bytes(node.begin, node.end));
        else if (before.kind() == after.kind() && countOf(before) > 0 && countOf(after) > 0)
            container(node, before, after);
        else
            writeStyled(m_out, after, m_style, indent, oneLine, m_spelling);
    }

    /// Behind the bracket or comma in front of the new child `at`, which was `was`.
    [[nodiscard]] std::string lead(const TextNode &node, std::size_t at, std::size_t was) const
    {
        const auto &old = node.children;
        if (was != kNoMatch && (was == 0) == (at == 0))
            return std::string(leadOf(old[was]));
        if (at == 0 || (old.size() == 1 && hasLine(leadOf(old.front()))))
            return std::string(leadOf(old.front()));
        return old.size() == 1 ? m_style.afterComma : std::string(leadOf(old.back()));
    }

    /// In front of the comma or bracket behind it.
    [[nodiscard]] std::string_view trail(const TextNode &node, bool isLast, std::size_t was) const
    {
        const auto &old = node.children;
        if (was != kNoMatch && (was + 1 == old.size()) == isLast)
            return trailOf(old[was]);
        return isLast ? trailOf(old.back()) : old.size() > 1 ? trailOf(old.front()) : std::string_view();
    }

    void container(const TextNode &node, const Value &before, const Value &after)
    {
        const std::vector<std::size_t> match = matchChildren(before, after);
        m_out.push_back(m_text[node.begin]);
        for (std::size_t i = 0; i < match.size(); ++i) {
            if (i > 0)
                m_out.push_back(',');
            const std::string blanks = lead(node, i, match[i]);
            m_out += blanks;
            child(node, before, after, i, match[i], blanks);
            m_out.append(trail(node, i + 1 == match.size(), match[i]));
        }
        m_out.push_back(m_text[node.end - 1]);
    }

    void child(const TextNode &node, const Value &before, const Value &after, std::size_t at, std::size_t was,
               std::string_view blanks)
    {
        const bool oneLine = !hasLine(blanks);
        const std::string_view indent =
            oneLine ? indentAt(m_text, node.begin) : blanks.substr(blanks.rfind('\n') + 1);
        const Value &inner = childOf(after, at);
        if (was != kNoMatch) {
            const TextNode &old = node.children[was];
            if (old.isMember()) {
                name(old, before.members()[was].key, after.members()[at].key);
                m_out.append(bytes(old.keyEnd, old.begin));
            }
            value(old, childOf(before, was), inner, indent, oneLine);
            return;
        }
        std::string spelled;
        if (after.isObject()) {
            const std::string &key = after.members()[at].key;
            json::appendString(m_out, key);
            m_out.append(bytes(node.children.front().keyEnd, node.children.front().begin));
            spelled = m_old.find(key, inner, indent, oneLine);
        }
        if (spelled.empty())
            writeStyled(m_out, inner, m_style, indent, oneLine, m_spelling);
        else
            m_out += spelled;
    }

    void name(const TextNode &old, const std::string &before, const std::string &after)
    {
        if (before == after)
            m_out.append(bytes(old.keyBegin, old.keyEnd));
        else
            json::appendString(m_out, after);
    }

    std::string_view m_text;
    TextStyle m_style;
    TextSpellings m_old;
    Spelling m_spelling;
    std::string m_out;
};

} // namespace

std::string patchedText(std::string_view text, const Value &after)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF"; // some editors put it before everything
    if (text.starts_with(mark))
        return std::string(mark) + patchedText(text.substr(mark.size()), after);
    const auto before = json::readStrict(text);
    if (!before)
        return json::writePretty(after);
    const TextNode root = textNodes(text);
    return Patcher(text, *before, root).run(*before, root, after);
}

} // namespace espalier::schema
