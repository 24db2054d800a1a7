// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/characters.h"
#include "practice/reader/labels.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace espalier::practice {

namespace {

/// Goes over the text once and takes members of JSON objects for labels, however the rest is written.
class JsonFinder
{
public:
    explicit JsonFinder(std::string_view text)
        : m_text(text)
    {
    }

    JsonLabels run()
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const char c = m_text[at];
            if (c == '"')
                at = string(at);
            else if (c == '{' || c == '[')
                at = open(at);
            else if (c == '}' || c == ']')
                at = close(at);
            else if (!m_key.empty() && !isAsciiSpace(c))
                at = token(at);
            else
                ++at;
        }
        return std::move(m_out);
    }

private:
    struct Container
    {
        std::size_t begin;
        Range key;
        std::size_t members; ///< labels found before it
    };

    void add(Label::Sort sort, Range key, Range value, bool container)
    {
        value = trimmedRange(m_text, value);
        if (!key.empty() && !value.empty())
            m_out.labels.push_back(
                {sort, key, value, conceptsOf(slice(m_text, key.begin, key.end)), container});
    }

    /// A key when a colon follows within an object, else perhaps the value of one.
    std::size_t string(std::size_t at)
    {
        std::size_t end = at + 1;
        bool plain = true;
        while (end < m_text.size() && m_text[end] != '"' && m_text[end] != '\n') {
            plain = plain && m_text[end] != '\\';
            end += m_text[end] == '\\' ? 2 : 1;
        }
        end = std::min(end, m_text.size());
        if (end == m_text.size() || m_text[end] == '\n')
            return end;
        const std::size_t next = m_text.find_first_not_of(" \t", end + 1);
        const bool inside = !m_open.empty() && m_text[m_open.back().begin] == '{';
        if (inside && m_key.empty() && next != std::string_view::npos && m_text[next] == ':') {
            m_key = {at + 1, end};
            return next + 1;
        }
        if (plain) // what is escaped does not stand in the text as it is meant
            add(Label::Sort::Colon, m_key, {at + 1, end}, false);
        m_key = {};
        return end + 1;
    }

    std::size_t open(std::size_t at)
    {
        m_open.push_back({at, m_key, m_out.labels.size()});
        m_key = {};
        return at + 1;
    }

    std::size_t close(std::size_t at)
    {
        m_key = {};
        if (m_open.empty() || m_text[m_open.back().begin] != (m_text[at] == '}' ? '{' : '['))
            return at + 1;
        const Container container = m_open.back();
        m_open.pop_back();
        add(Label::Sort::Heading, container.key, {container.begin + 1, at}, true);
        if (m_out.labels.size() > container.members) {
            while (!m_out.places.empty() && m_out.places.back().begin > container.begin)
                m_out.places.pop_back();
            m_out.places.push_back({container.begin, at + 1});
        }
        return at + 1;
    }

    /// A number, true, false; null is no value.
    std::size_t token(std::size_t at)
    {
        const std::size_t end = std::min(m_text.find_first_of(",}] \t\r\n", at), m_text.size());
        if (slice(m_text, at, end) != "null" && end > at)
            add(Label::Sort::Colon, m_key, {at, end}, false);
        m_key = {};
        return std::max(end, at + 1);
    }

    std::string_view m_text;
    std::vector<Container> m_open;
    Range m_key;
    JsonLabels m_out;
};

} // namespace

JsonLabels jsonLabelsOf(std::string_view text)
{
    return text.find("\":") == std::string_view::npos && text.find("\" :") == std::string_view::npos
               ? JsonLabels{}
               : JsonFinder(text).run();
}

} // namespace espalier::practice
