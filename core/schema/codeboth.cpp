// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeflat_p.h"
#include "schema/codemodel_p.h"

#include "schema/codetext_p.h"
#include "schema/pattern.h"
#include "schema/valueset_p.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
constexpr std::size_t kMostTried = 20; ///< patterns of names
using Properties = std::vector<std::pair<std::string, const Value *>>;

const Value *find(const Properties &properties, const std::string &key)
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&key](const auto &property) { return property.first == key; });
    return found == properties.end() ? nullptr : found->second;
}

/// Of a limit given twice the narrower one. `higher`: the higher number is narrower.
void narrow(FlatSchema &out, const FlatSchema &other, const char *facet, bool higher)
{
    const Value *theirs = other.facets.find(facet);
    if (!theirs)
        return;
    const Value *ours = out.facets.find(facet);
    const int order = ours ? json::compareNumbers(theirs->text(), ours->text()) : 0;
    if (!ours || (higher ? order > 0 : order < 0))
        out.facets.set(facet, *theirs);
}

/// A facet that cannot be combined: the first stays, the second is told.
void keepFirst(FlatSchema &out, const FlatSchema &other, const char *facet)
{
    const Value *theirs = other.facets.find(facet);
    const Value *ours = out.facets.find(facet);
    if (!theirs || (ours && ours->equals(*theirs)))
        return;
    if (ours)
        out.notes.push_back(codeString(facet) + ": a second one, " + theirs->text());
    else
        out.facets.set(facet, *theirs);
}

void joinFacets(FlatSchema &out, const FlatSchema &other)
{
    for (const char *facet : {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
        narrow(out, other, facet, true);
    for (const char *facet : {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
        narrow(out, other, facet, false);
    keepFirst(out, other, "multipleOf");
    keepFirst(out, other, "format");
    if (other.facets.find("uniqueItems"))
        out.facets.set("uniqueItems", other.facets["uniqueItems"]);
    Value patterns = out.facets["pattern"].isArray() ? out.facets["pattern"] : Value::array();
    for (const Value &pattern : other.facets["pattern"].items()) {
        const auto &known = patterns.items();
        if (std::find(known.begin(), known.end(), pattern) == known.end())
            patterns.mutableItems().push_back(pattern);
    }
    if (!patterns.items().empty())
        out.facets.set("pattern", std::move(patterns));
    Value needs =
        out.facets["dependentRequired"].isObject() ? out.facets["dependentRequired"] : Value::object();
    for (const json::Member &member : other.facets["dependentRequired"].members()) {
        Value all = needs[member.key].isArray() ? needs[member.key] : Value::array();
        for (const Value &name : member.value.items())
            all.mutableItems().push_back(name);
        needs.set(member.key, std::move(all));
    }
    if (!needs.members().empty())
        out.facets.set("dependentRequired", std::move(needs));
}

bool joinValues(FlatSchema &out, const FlatSchema &other)
{
    if (!other.values)
        return true;
    if (!out.values) {
        out.values = other.values;
        return true;
    }
    ValueSet theirs;
    for (const Value &value : *other.values)
        theirs.insert(value);
    std::erase_if(*out.values, [&theirs](const Value &value) { return !theirs.contains(value); });
    return !out.values->empty();
}

/// What `left` asks of further members it asks of those that a pattern of `right` speaks of, too.
bool asksBesidePatterns(const FlatSchema &left, const FlatSchema &right)
{
    const bool isFree = !left.additional || left.additional->isTrue() ||
                        (left.additional->isObject() && left.additional->members().empty());
    return !isFree && std::any_of(right.patterns.begin(), right.patterns.end(), [&](const auto &pattern) {
        return std::none_of(left.patterns.begin(), left.patterns.end(),
                            [&](const auto &own) { return own.first == pattern.first; });
    });
}

/// A property of one side is, for the other, either declared there or one of its additional ones. What
/// patternProperties say stays with the patterns.
void joinProperties(FlatSchema &out, const FlatSchema &other, FlatStore &store)
{
    const Properties ours = out.properties;
    if (asksBesidePatterns(out, other) || asksBesidePatterns(other, out))
        out.notes.emplace_back("what one part asks of further members and another of names by a pattern");
    for (auto &[key, schema] : out.properties) {
        const Value *theirs = find(other.properties, key);
        schema = store.both(schema, theirs ? theirs : other.askedBeside(key, out.notes));
    }
    for (const auto &[key, schema] : other.properties) {
        if (!find(ours, key))
            out.properties.emplace_back(key, store.both(schema, out.askedBeside(key, out.notes)));
    }
    out.additional = store.both(out.additional, other.additional);
    out.names = store.both(out.names, other.names);
    for (const auto &[pattern, schema] : other.patterns) {
        const auto same = std::find_if(out.patterns.begin(), out.patterns.end(),
                                       [&p = pattern](const auto &known) { return known.first == p; });
        if (same == out.patterns.end())
            out.patterns.emplace_back(pattern, schema);
        else
            same->second = store.both(same->second, schema);
    }
    for (const std::string &name : other.required) {
        if (std::find(out.required.begin(), out.required.end(), name) == out.required.end())
            out.required.push_back(name);
    }
}

void joinItems(FlatSchema &out, const FlatSchema &other, FlatStore &store)
{
    const std::size_t most = std::max(out.prefix.size(), other.prefix.size());
    std::vector<const Value *> prefix;
    const auto at = [](const FlatSchema &flat, std::size_t i) {
        return i < flat.prefix.size() ? flat.prefix[i] : flat.items;
    };
    for (std::size_t i = 0; i < most; ++i)
        prefix.push_back(store.both(at(out, i), at(other, i)));
    out.prefix = std::move(prefix);
    out.items = store.both(out.items, other.items);
}

/// A property that nothing fits: when it is required, the object does not fit either.
bool isPossible(const FlatSchema &flat, const FlatStore &store)
{
    if (flat.kinds == 0)
        return false;
    return std::none_of(flat.required.begin(), flat.required.end(), [&](const std::string &name) {
        const Value *schema = find(flat.properties, name);
        return schema == store.nothing() || (schema && schema->isBool() && !schema->isTrue());
    });
}

} // namespace

const Value *FlatSchema::askedBeside(const std::string &name, std::vector<std::string> &notesOut) const
{
    if (!additional || patterns.empty())
        return additional;
    bool isClear = patterns.size() <= kMostTried;
    for (std::size_t i = 0; isClear && i < patterns.size(); ++i) {
        const auto pattern = Pattern::compile(patterns[i].first);
        const Pattern::Match match = pattern ? (*pattern)->match(name) : Pattern::Match::GivenUp;
        if (match == Pattern::Match::Yes)
            return nullptr;
        isClear = match == Pattern::Match::No;
    }
    if (isClear)
        return additional;
    notesOut.push_back("whether a pattern speaks of the member " + codeString(name));
    return nullptr;
}

std::optional<FlatSchema> bothFlat(const FlatSchema &left, const FlatSchema &right, FlatStore &store)
{
    FlatSchema out = left;
    out.kinds &= right.kinds;
    out.isPartial = left.isPartial || right.isPartial;
    out.fromOneOf = left.fromOneOf || right.fromOneOf;
    joinFacets(out, right);
    if (!joinValues(out, right))
        return std::nullopt;
    joinProperties(out, right, store);
    joinItems(out, right, store);
    for (const json::Member &member : right.annotations.members()) {
        const Value *ours = out.annotations.find(member.key);
        if (!ours) {
            out.annotations.set(member.key, member.value);
        } else if (member.key == kTold) {
            Value all = *ours;
            for (const Value &part : member.value.items())
                all.mutableItems().push_back(part);
            out.annotations.set(member.key, std::move(all));
        }
    }
    for (const std::string &note : right.notes) {
        if (std::find(out.notes.begin(), out.notes.end(), note) == out.notes.end())
            out.notes.push_back(note); // or references that fork would double them at every step
    }
    const bool objectsFit = isPossible(out, store);
    if (!objectsFit)
        out.kinds &= ~static_cast<unsigned>(FlatSchema::Object);
    return out.kinds == 0 ? std::nullopt : std::optional(std::move(out));
}

} // namespace espalier::schema
