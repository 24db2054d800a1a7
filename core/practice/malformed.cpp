// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/malformed.h"

#include "json/read.h"
#include "json/writer.h"

#include <string_view>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

constexpr auto kinds = static_cast<std::size_t>(Malformation::Count);

/// Writes JSON with one kind of fault in it: style faults everywhere, accidents once.
class SpoiledWriter
{
public:
    explicit SpoiledWriter(Malformation kind)
        : m_kind(kind)
    {
    }

    std::string write(const Value &value)
    {
        append(value, true);
        return std::move(m_out);
    }

private:
    [[nodiscard]] bool is(Malformation kind) const { return m_kind == kind; }
    /// True the first time for that kind: the accident happens here.
    bool once(Malformation kind) { return is(kind) && !std::exchange(m_happened, true); }

    void append(const Value &value, bool root)
    {
        if (value.isObject() || value.isArray())
            return container(value, root);
        if (value.isString())
            return string(value.text());
        if (value.isNumber() && once(Malformation::NonFinite)) {
            m_out += "NaN";
            return;
        }
        if (is(Malformation::PythonLiteral) && !value.isNumber()) {
            m_out += value.isNull() ? "None" : value.isTrue() ? "True" : "False";
            return;
        }
        json::appendCompact(m_out, value);
    }

    void container(const Value &value, bool root)
    {
        const bool object = value.isObject();
        m_out += object ? '{' : '[';
        comment();
        const std::size_t count = object ? value.members().size() : value.items().size();
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0)
                m_out += once(Malformation::MissingComma) ? " " : ",";
            if (object) {
                key(value.members()[i].key);
                m_out += ':';
            }
            append(object ? value.members()[i].value : value.items()[i], false);
        }
        if (is(Malformation::TrailingComma) && count > 0)
            m_out += ',';
        if (root && is(Malformation::MissingCloser))
            return;
        const bool swapped = root && is(Malformation::MismatchedCloser);
        m_out += object != swapped ? '}' : ']';
    }

    void comment()
    {
        if (once(Malformation::LineComment))
            m_out += " // as asked\n";
        else if (once(Malformation::BlockComment))
            m_out += " /* as asked */ ";
        else if (once(Malformation::HashComment))
            m_out += " # as asked\n";
    }

    void key(const std::string &name)
    {
        if (is(Malformation::UnquotedKeys))
            m_out += name;
        else
            delimited(name);
    }

    void string(std::string text)
    {
        const std::size_t blank = text.find(' ');
        if (blank != std::string::npos && once(Malformation::RawNewline)) {
            std::string first;
            json::appendString(first, std::string_view(text).substr(0, blank));
            std::string second;
            json::appendString(second, std::string_view(text).substr(blank + 1));
            m_out.append(first, 0, first.size() - 1).append("\n").append(second, 1);
            return;
        }
        if (blank != std::string::npos && blank > 0 && once(Malformation::UnescapedQuote)) {
            std::string rest;
            json::appendString(rest, std::string_view(text).substr(blank));
            std::string word;
            json::appendString(word, std::string_view(text).substr(0, blank));
            m_out.append("\"").append(word).append(rest, 1);
            return;
        }
        delimited(text);
    }

    void delimited(const std::string &text)
    {
        std::string quoted;
        json::appendString(quoted, text);
        const std::string_view inner = std::string_view(quoted).substr(1, quoted.size() - 2);
        // An inner quote of the same sort would be another fault than the one that was asked for.
        if (is(Malformation::SingleQuotes) && text.find('\'') == std::string::npos)
            m_out.append("'").append(inner).append("'");
        else if (is(Malformation::SmartQuotes))
            m_out.append("\u201c").append(inner).append("\u201d");
        else
            m_out += quoted;
    }

    Malformation m_kind;
    bool m_happened = false;
    std::string m_out;
};

std::string spoil(const Value &value, Malformation kind)
{
    std::string text = SpoiledWriter(kind).write(value);
    switch (kind) {
    case Malformation::Fence:
        return "```json\n" + text + "\n```";
    case Malformation::Prose:
        return "Here is what I found:\n" + text + "\nI hope this helps.";
    case Malformation::SeveralObjects:
        return "{\"note\":\"first try\"}\n" + text;
    default:
        return text;
    }
}

} // namespace

Malformation malformationInTurn(std::size_t number) noexcept
{
    return static_cast<Malformation>(number % kinds);
}

std::string malformed(const Value &value, Malformation kind)
{
    auto number = static_cast<std::size_t>(kind);
    std::string text = spoil(value, kind);
    while (json::readStrict(text).ok()) // ends: a fence is never JSON
        text = spoil(value, malformationInTurn(++number));
    return text;
}

} // namespace espalier::practice
