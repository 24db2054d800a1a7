// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codetext_p.h"

#include "json/utf8.h"
#include "json/writer.h"

#include <algorithm>
#include <array>

namespace espalier::schema {

namespace {

/// Control characters, line separators, and what is invisible or changes the direction of writing.
bool isHidden(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

void appendEscape(std::string &out, char32_t c)
{
    static constexpr std::string_view kDigits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kDigits[(c >> shift) & 0xF];
}

template <typename Take>
void forEachCharacter(std::string_view text, Take take)
{
    for (std::size_t at = 0; at < text.size();) {
        const json::Utf8Sequence next = json::decodeUtf8(text.substr(at));
        at += next.length;
        take(next.codePoint, at < text.size() ? text[at] : '\0');
    }
}

template <typename Scalar, typename Key>
void appendValue(std::string &out, const json::Value &value, Scalar scalar, Key key)
{
    const auto list = [&](char open, char close, const auto &parts, auto each) {
        out += open;
        for (const auto &part : parts) {
            if (&part != &parts.front())
                out += ", ";
            each(part);
        }
        out += close;
    };
    if (value.isArray()) {
        list('[', ']', value.items(), [&](const json::Value &item) { appendValue(out, item, scalar, key); });
    } else if (value.isObject()) {
        list('{', '}', value.members(), [&](const json::Member &member) {
            out += key(member.key) + ": ";
            appendValue(out, member.value, scalar, key);
        });
    } else if (value.isString()) {
        out += codeString(value.text());
    } else {
        out += value.isNumber() ? value.text() : scalar(value);
    }
}

} // namespace

std::string codeString(std::string_view text)
{
    std::string out = "\"";
    forEachCharacter(text, [&out](char32_t c, char) {
        if (c == U'"' || c == U'\\')
            out += '\\';
        if (c == U'\n')
            out += "\\n";
        else if (isHidden(c))
            appendEscape(out, c);
        else
            json::appendUtf8(out, c);
    });
    return out + '"';
}

std::string codeComment(std::string_view text, std::size_t limit)
{
    static constexpr std::string_view kMore = "…";
    std::string out;
    bool cut = false;
    forEachCharacter(text, [&](char32_t c, char) {
        std::string one;
        json::appendUtf8(one, isHidden(c) ? U' ' : c);
        cut = cut || out.size() + one.size() + kMore.size() > limit;
        if (!cut && (one != " " || (!out.empty() && out.back() != ' ')))
            out += one;
    });
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return cut ? out.append(kMore) : out;
}

std::string pythonDocstring(std::string_view text, std::size_t indent)
{
    std::string out = "\"\"\"";
    forEachCharacter(text, [&](char32_t c, char next) {
        if (c == U'\n') {
            out += next == '\n' || next == '\0' ? "\n" : "\n" + std::string(indent, ' ');
            return;
        }
        if (c == U'\\' || (c == U'"' && (next == '"' || next == '\0')))
            out += '\\';
        if (isHidden(c))
            appendEscape(out, c);
        else
            json::appendUtf8(out, c);
    });
    return out + "\"\"\"";
}

std::string pythonValue(const json::Value &value)
{
    std::string out;
    appendValue(
        out, value,
        [](const json::Value &scalar) {
            return scalar.isNull() ? "None" : scalar.isTrue() ? "True" : "False";
        },
        [](const std::string &key) { return codeString(key); });
    return out;
}

std::string scriptValue(const json::Value &value)
{
    std::string out;
    appendValue(
        out, value,
        [](const json::Value &scalar) {
            return scalar.isNull() ? "null" : scalar.isTrue() ? "true" : "false";
        },
        [](const std::string &key) {
            return key == "__proto__" ? "[" + codeString(key) + "]" : codeString(key);
        });
    return out;
}

std::string rawJson(const json::Value &value)
{
    std::string out;
    forEachCharacter(json::writePretty(value), [&out](char32_t c, char next) {
        // The last two stand in strings alone.
        if ((isHidden(c) && c != U'\n') || c == U'`' || (c == U'$' && next == '{'))
            appendEscape(out, c);
        else
            json::appendUtf8(out, c);
    });
    return out; // three quotes in a row do not come in JSON, nor a backslash at its end
}

std::size_t depthOf(const json::Value &value)
{
    std::size_t deepest = 0;
    for (const json::Value &item : value.items())
        deepest = std::max(deepest, depthOf(item));
    for (const json::Member &member : value.members())
        deepest = std::max(deepest, depthOf(member.value));
    return deepest + (value.isArray() || value.isObject() ? 1 : 0);
}

bool namesReference(const json::Value &value)
{
    return std::any_of(value.items().begin(), value.items().end(), namesReference) ||
           std::any_of(value.members().begin(), value.members().end(), [](const json::Member &member) {
               return member.key == "$ref" || namesReference(member.value);
           });
}

} // namespace espalier::schema
