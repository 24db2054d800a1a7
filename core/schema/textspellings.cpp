// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textspellings_p.h"

#include "schema/textstyle_p.h"

#include <algorithm>

namespace espalier::schema {

/// Line breaks stand between values only: JSON escapes those in texts (RFC 8259 section 7).
static std::string moved(std::string_view bytes, std::string_view from, std::string_view to)
{
    std::string out;
    while (!bytes.empty()) {
        const std::size_t line = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        out.append(bytes.substr(0, line));
        bytes.remove_prefix(line);
        if (!bytes.empty() && bytes.substr(0, from.size()) == from) {
            out.append(to);
            bytes.remove_prefix(from.size());
        }
    }
    return out;
}

void TextSpellings::collect(const TextNode &node, const json::Value &value)
{
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const TextNode &child = node.children[i];
        const json::Value &inner = childOf(value, i);
        if (child.isMember())
            m_places[value.members()[i].key].push_back({&child, &inner});
        collect(child, inner);
    }
}

std::string TextSpellings::find(const std::string &key, const json::Value &value, std::string_view indent,
                                bool oneLine) const
{
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return {};
    for (const Place &place : found->second) {
        if (*place.value != value)
            continue;
        const std::string_view bytes = m_text.substr(place.node->begin, place.node->end - place.node->begin);
        if (!oneLine || !hasLine(bytes))
            return moved(bytes, indentAt(m_text, place.node->begin), indent);
    }
    return {};
}

} // namespace espalier::schema
