// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textpatch.h"

#include "schema/textscanner_p.h"
#include "json/writer.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace espalier::schema {

namespace {

using json::Value;

bool haveSameKeys(const Value &before, const Value &after)
{
    return std::equal(
        before.members().begin(), before.members().end(), after.members().begin(), after.members().end(),
        [](const json::Member &left, const json::Member &right) { return left.key == right.key; });
}

/// Writes the text anew while it reads it. Recursion: as deep as the text is nested, which the parser limits.
class Patcher
{
public:
    explicit Patcher(std::string_view text)
        : m_text(text)
        , m_scanner(text)
    {
    }

    std::string patched(const Value &before, const Value &after)
    {
        std::string out(m_text.substr(0, m_scanner.at()));
        const std::size_t end = value(before, after, out);
        return out.append(m_text.substr(end));
    }

private:
    /// Appends the value the scanner is at, as `after`; its end in the text, before the white space that
    /// follows.
    std::size_t value(const Value &before, const Value &after, std::string &out)
    {
        const bool objects = before.isObject() && after.isObject() && !before.members().empty();
        const bool lists =
            before.isArray() && after.isArray() && before.items().size() == after.items().size();
        if (before != after && objects)
            return haveSameKeys(before, after) ? sameMembers(before, after, out)
                                               : otherMembers(before, after, out);
        if (before != after && lists)
            return sameItems(before, after, out);
        const std::size_t begin = m_scanner.at();
        const std::string_view written = m_scanner.value();
        out += before == after ? std::string(written)
                               : fresh(after, indentAt(begin),
                                       written.find('\n') != std::string::npos || !isOneLine(begin));
        return begin + written.size();
    }

    /// The text from here to where the scanner stands after `step`.
    template <typename Step>
    void copy(std::string &out, Step step)
    {
        const std::size_t begin = m_scanner.at();
        step();
        out += m_text.substr(begin, m_scanner.at() - begin);
    }

    /// After a value: white space and a comma, as they stand.
    void copyGap(std::size_t end, std::string &out)
    {
        if (m_scanner.peek() == ',')
            m_scanner.step();
        out += m_text.substr(end, m_scanner.at() - end);
    }

    std::size_t sameMembers(const Value &before, const Value &after, std::string &out)
    {
        copy(out, [this] { m_scanner.step(); });
        for (std::size_t i = 0; i < before.members().size(); ++i) {
            copy(out, [this] {
                static_cast<void>(m_scanner.value());
                m_scanner.step(); // the colon
            });
            const std::size_t end = value(before.members()[i].value, after.members()[i].value, out);
            copyGap(end, out);
        }
        return closed(out);
    }

    std::size_t sameItems(const Value &before, const Value &after, std::string &out)
    {
        copy(out, [this] { m_scanner.step(); });
        for (std::size_t i = 0; i < before.items().size(); ++i) {
            const std::size_t end = value(before.items()[i], after.items()[i], out);
            copyGap(end, out);
        }
        return closed(out);
    }

    std::size_t closed(std::string &out)
    {
        out += m_scanner.peek();
        const std::size_t end = m_scanner.at() + 1;
        m_scanner.step();
        return end;
    }

    /// Members came, went or moved: each that stays keeps its text.
    std::size_t otherMembers(const Value &before, const Value &after, std::string &out)
    {
        const std::size_t open = m_scanner.at();
        m_scanner.step();
        const std::size_t first = m_scanner.at();
        const std::string_view lead = m_text.substr(open + 1, first - open - 1);
        std::unordered_map<std::string_view, std::string> kept;
        std::size_t end = first;
        std::string_view gap = lead; // between members, as between the first two
        for (const json::Member &member : before.members()) {
            const Value *now = after.find(member.key);
            std::string text;
            if (&member != &before.members().front())
                gap = m_text.substr(end, m_scanner.at() - end);
            copy(text, [this] {
                static_cast<void>(m_scanner.value());
                m_scanner.step();
            });
            end = value(member.value, now ? *now : member.value, text);
            if (now)
                kept[member.key] = std::move(text);
            if (m_scanner.peek() == ',')
                m_scanner.step();
        }
        const std::string_view tail = m_text.substr(end, m_scanner.at() - end);
        const std::string between =
            gap.find(',') != std::string_view::npos ? std::string(gap) : "," + std::string(lead);
        out += '{';
        out += lead;
        const bool tall = lead.find('\n') != std::string_view::npos;
        for (const json::Member &member : after.members()) {
            if (&member != &after.members().front())
                out += between;
            const auto known = kept.find(member.key);
            if (known != kept.end()) {
                out += known->second;
                continue;
            }
            json::appendString(out, member.key);
            out += tall || between.ends_with(' ') ? ": " : ":";
            out += fresh(member.value, tall ? lead.substr(lead.rfind('\n') + 1) : std::string_view(), tall);
        }
        out += tail;
        return closed(out);
    }

    /// The white space that the line of `offset` begins with.
    std::string_view indentAt(std::size_t offset) const
    {
        const std::size_t line =
            m_text.rfind('\n', offset) == std::string_view::npos ? 0 : m_text.rfind('\n', offset) + 1;
        const std::size_t end = std::min(m_text.find_first_not_of(" \t", line), offset);
        return m_text.substr(line, end - line);
    }
    bool isOneLine(std::size_t offset) const { return m_text.rfind('\n', offset) == std::string_view::npos; }

    static std::string fresh(const Value &value, std::string_view indent, bool tall)
    {
        if (!tall)
            return json::writeCompact(value);
        std::string out;
        for (const char c : json::writePretty(value)) {
            out += c;
            if (c == '\n')
                out += indent;
        }
        return out;
    }

    std::string_view m_text;
    TextScanner m_scanner;
};

} // namespace

std::string patchedText(std::string_view text, const Value &before, const Value &after)
{
    if (before == after)
        return std::string(text);
    return Patcher(text).patched(before, after);
}

} // namespace espalier::schema
