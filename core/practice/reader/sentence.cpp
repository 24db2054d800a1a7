// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/objectreader.h"

#include <algorithm>
#include <string>
#include <vector>

namespace espalier::practice {

namespace {

using json::Value;

std::string spoken(const Value &value)
{
    if (value.isBool())
        return value.isTrue() ? "yes" : "no";
    std::string out;
    if (value.isArray()) {
        for (std::size_t i = 0; i < value.items().size(); ++i) {
            const std::string item = spoken(value.items()[i]);
            if (item.empty())
                continue;
            const bool last = i + 1 == value.items().size();
            out.append(out.empty() ? "" : last ? " and " : ", ").append(item);
        }
        return out;
    }
    if (value.isObject()) {
        for (const json::Member &member : value.members()) {
            const std::string part = spoken(member.value);
            out.append(out.empty() || part.empty() ? "" : ", ").append(part);
        }
        return out;
    }
    return value.text();
}

/// "due_date" → "due date".
std::string words(const std::string &key)
{
    std::string out;
    for (const char c : key) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !out.empty() && out.back() != ' ')
            out += ' ';
        out += c == '_' || c == '-' ? ' ' : upper ? static_cast<char>(c + 32) : c;
    }
    return out;
}

} // namespace

std::string sentenceOf(const Field &objectField, const Value &object, const Field &field, bool record)
{
    std::string subject;
    std::string age;
    std::vector<std::string> rest;
    for (const Field &member : objectField.members) {
        const Value *value = object.find(member.key);
        const bool several = value && value->isArray() && !value->items().empty() &&
                             !value->items().front().isString(); // no sentence says a table
        if (!value || value->isNull() || member.key == field.key || several)
            continue;
        const std::string text = spoken(*value);
        if (text.empty())
            continue;
        const bool names = member.meaning == Meaning::FullName || member.meaning == Meaning::Subject ||
                           member.meaning == Meaning::Company || member.meaning == Meaning::FirstName;
        if (names && subject.empty())
            subject = text;
        else if (member.meaning == Meaning::Age && age.empty())
            age = text;
        else
            rest.push_back(words(member.key) + ' ' + text);
    }
    const bool title = !field.names.empty() && field.names.front() == conceptsOf("title");
    if (subject.empty() && (record || title))
        return {};
    std::string out = subject;
    if (!age.empty())
        out += (out.empty() ? "Aged " : " is ") + age + (out.empty() ? "" : " years old");
    if (title) // no enumeration of everything
        return age.empty() ? std::string() : out + '.';
    for (const std::string &each : rest)
        out.append(out.empty() ? "" : age.empty() || &each != &rest.front() ? ", " : "; ").append(each);
    return out.empty() ? out : out + '.';
}

} // namespace espalier::practice
