// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "practice/reader/names.h"

#include <algorithm>
#include <string>

namespace espalier::practice {

namespace {

constexpr std::size_t window = 24;  // bytes looked at on either side of a number
constexpr std::size_t nameGap = 40; // bytes between a name and its age
constexpr std::size_t oldest = 3;   // digits

bool contains(std::string_view text, std::string_view what)
{
    return text.find(what) != std::string_view::npos;
}

bool endsWithAny(std::string_view text, std::initializer_list<std::string_view> ends)
{
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
        return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
    });
}

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> starts)
{
    return std::any_of(starts.begin(), starts.end(),
                       [&](std::string_view start) { return text.substr(0, start.size()) == start; });
}

/// "-year-old beagle from ": who follows a preposition is somebody else.
bool hasLink(std::string_view between)
{
    static constexpr std::string_view links[] = {" from ", " in ", " at ",  " of ",
                                                 " with ", " to ", " and ", " near "};
    return std::any_of(std::begin(links), std::end(links),
                       [&](std::string_view link) { return contains(between, link); });
}

/// What may stand between a name and an age.
bool isAgeJoint(std::string_view gap)
{
    const std::string low = asciiLower(gap);
    std::string words;
    for (const char c : low)
        words += c == ',' || c == '(' ? ' ' : c;
    const std::string_view inner = trimmed(words);
    static constexpr std::string_view joints[] = {
        "",    "is",        "who is", "is now", "was", "is already",   "is only", "is just", "now",
        "ist", "ist jetzt", "war",    "just",   "'s",  "is currently", "who was", "is about"};
    return std::find(std::begin(joints), std::end(joints), inner) != std::end(joints);
}

/// What stands around the number says that it is an age: 1 beyond doubt, less for "Mike, 28".
double certaintyOf(std::string_view text, const Span &span, bool nameRightBefore)
{
    const std::size_t from = span.begin > window ? span.begin - window : 0;
    std::string before = asciiLower(slice(text, from, span.begin));
    const std::string after = asciiLower(text.substr(span.end, window));
    if (startsWithAny(after, {" years old", "-year-old", " year old", "-years-old", " years of age",
                              " yrs old", " y/o", " yo ", " year-old", " jahre alt", "-j\u00e4hrige",
                              " jahre jung", "yo,", " years young", "-jahre-alt"}))
        return 1;
    if (endsWithAny(before, {"aged ", "age ", "age: ", "age of ", "age is ", "ages ", "alter: ", "alter ",
                             "im alter von ", "turned ", "turns ", "turning ", "age = ", "age:", "(age ",
                             "aged: ", "alter von "}))
        return 0.95;
    if (!nameRightBefore)
        return 0;
    const std::string_view rest = trimmed(std::string_view(after));
    const bool closed = rest.empty() ||
                        std::string_view(",.;)|\n").find(rest.front()) != std::string_view::npos ||
                        startsWithAny(rest, {"and ", "und ", "from ", "lives ", "is ", "works ", "who "});
    const std::string_view joint =
        trimmed(std::string_view(before).substr(before.find_last_of("),;\n", before.size() - 1) + 1));
    const bool verb = endsWithAny(before, {" is ", " ist ", " was ", " war ", "'s "});
    if (verb && closed)
        return 0.75;
    if (endsWithAny(before, {"("}) && !rest.empty() &&
        std::string_view("),;").find(rest.front()) != std::string_view::npos)
        return 0.8; // "Sarah (30)", "Anna (29, designer)"
    return endsWithAny(before, {", "}) && closed && joint.empty() ? 0.65 : 0;
}

} // namespace

std::vector<AgePlace> agesOf(std::string_view text, const Spans &spans, const std::vector<NamePlace> &names)
{
    std::vector<AgePlace> out;
    std::size_t next = 0; // the first name behind the number
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Span &span = spans[i];
        while (next < names.size() && names[next].range.begin < span.begin)
            ++next;
        if (span.kind != Span::Kind::Number || span.value.size() > oldest ||
            !isAsciiDigit(span.value.front()))
            continue;
        const Range *before = next > 0 ? &names[next - 1].range : nullptr;
        const std::string_view gap = before && before->end <= span.begin
                                         ? slice(text, before->end, span.begin)
                                         : std::string_view("\n");
        const bool near =
            gap.size() <= nameGap && !contains(gap, "\n") && !contains(gap, ". ") && !contains(gap, ";");
        const double certainty = certaintyOf(text, span, near && isAgeJoint(gap));
        if (certainty <= 0)
            continue;
        AgePlace place{i, {span.begin, span.end}, {}, certainty};
        const std::string_view after = text.substr(span.end, window);
        if (startsWithAny(after,
                          {"-year-old ", " year old ", "-year-old, ", " year-old ", "-j\u00e4hrige"}) &&
            next < names.size() && names[next].range.begin - span.end < window &&
            !hasLink(slice(text, span.end, names[next].range.begin)))
            place.name = names[next].range;
        else if (near)
            place.name = *before;
        out.push_back(place);
    }
    return out;
}

} // namespace espalier::practice
