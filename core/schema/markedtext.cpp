// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/markedtext.h"

#include "base/ascii.h"
#include "schema/coercescalar_p.h"
#include "schema/issuetext.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Path = std::vector<std::string>;

constexpr std::size_t kDeepest = 16; // groups in groups

struct Marked
{
    Path path;
    std::string_view text;
    Value value;
};
using Marks = std::vector<Marked>;

/// "buyer . name" → buyer, name; empty when no name is left.
Path pathOf(std::string_view name)
{
    Path out;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('.'), name.size());
        const std::string_view part = trimmed(name.substr(0, end));
        if (!part.empty())
            out.emplace_back(part);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return out.size() <= kDeepest ? out : Path();
}

std::optional<std::string> numberOf(std::string_view text)
{
    const bool isCode = text.size() > 1 && text[0] == '0' && isAsciiDigit(text[1]);
    if (isCode)
        return std::nullopt;
    CoercionOptions options{CoercionLevel::All, DecimalMark::Unsaid, false};
    if (auto number = numberInText(text, options))
        return number;
    options.decimal = DecimalMark::Comma; // for the kind it does not matter which of the two was meant
    return numberInText(text, options);
}

Value valueOf(std::string_view text)
{
    if (const auto number = numberOf(text))
        return Value::number(*number);
    if (const auto boolean = booleanInText(text, CoercionLevel::All))
        return Value::boolean(*boolean);
    const auto date = dateInWords(text);
    return Value::string(date ? *date : std::string(text));
}

/// The parts of one name are of one kind, or they are texts as they stand.
void agree(Marks &marks)
{
    std::map<Path, std::set<Value::Kind>> kinds;
    for (const Marked &mark : marks)
        kinds[mark.path].insert(mark.value.kind());
    for (Marked &mark : marks) {
        if (kinds[mark.path].size() > 1)
            mark.value = Value::string(std::string(mark.text));
    }
}

/// Parts of a group, cut where one of its members comes again.
std::vector<Marks> recordsOf(Marks marks)
{
    std::vector<Marks> out;
    std::set<Path> seen;
    for (Marked &mark : marks) {
        if (out.empty() || !seen.insert(mark.path).second) {
            out.emplace_back();
            seen = {mark.path};
        }
        out.back().push_back(std::move(mark));
    }
    return out;
}

Value oneOrList(Value::Array values)
{
    return values.size() == 1 ? std::move(values.front()) : Value::array(std::move(values));
}

/// `depth`: parts of the names that lead here.
Value answerOf(Marks marks, std::size_t depth)
{
    std::vector<std::pair<std::string, Marks>> members;
    for (Marked &mark : marks) {
        const std::string &name = mark.path[depth];
        auto known = std::find_if(members.begin(), members.end(),
                                  [&name](const auto &member) { return member.first == name; });
        if (known == members.end())
            known = members.insert(members.end(), {name, {}});
        known->second.push_back(std::move(mark));
    }
    Value out = Value::object();
    for (auto &[name, own] : members) {
        Value::Array values;
        if (own.front().path.size() == depth + 1) {
            for (Marked &mark : own)
                values.push_back(std::move(mark.value));
        } else {
            for (Marks &record : recordsOf(std::move(own)))
                values.push_back(answerOf(std::move(record), depth + 1));
        }
        out.mutableMembers().push_back({name, oneOrList(std::move(values))});
    }
    return out;
}

/// All names that lead to others.
std::set<Path> groupsOf(const Marks &marks)
{
    std::set<Path> out;
    for (const Marked &mark : marks) {
        for (std::size_t length = 1; length < mark.path.size(); ++length)
            out.insert(Path(mark.path.begin(), mark.path.begin() + static_cast<std::ptrdiff_t>(length)));
    }
    return out;
}

} // namespace

MarkedAnswer answerOfMarks(std::string_view text, std::vector<TextMark> marks)
{
    std::stable_sort(marks.begin(), marks.end(),
                     [](const TextMark &a, const TextMark &b) { return a.begin < b.begin; });
    MarkedAnswer out;
    Marks usable;
    for (const TextMark &mark : marks) {
        const std::size_t begin = std::min(mark.begin, text.size());
        const std::size_t end = std::clamp(mark.end, begin, text.size());
        const std::string_view part = trimmed(text.substr(begin, end - begin));
        Path path = pathOf(mark.name);
        if (path.empty())
            out.said.push_back("The mark on " + shortJson(Value::string(std::string(part))) +
                               " has no usable name and is left out.");
        else if (part.empty())
            out.said.push_back("The mark \"" + mark.name + "\" holds no text and is left out.");
        else
            usable.push_back({std::move(path), part, valueOf(part)});
    }
    const std::set<Path> groups = groupsOf(usable);
    std::erase_if(usable, [&](const Marked &mark) {
        const bool isGroup = groups.count(mark.path) > 0;
        if (isGroup)
            out.said.push_back("\"" + mark.path.back() + "\" is a group elsewhere; its mark is left out.");
        return isGroup;
    });
    agree(usable);
    out.answer = answerOf(std::move(usable), 0);
    return out;
}

} // namespace espalier::schema
