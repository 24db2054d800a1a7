// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeflat_p.h"

#include "schema/codetext_p.h"
#include "schema/references_p.h"
#include "json/writer.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

constexpr std::size_t kMostAlternatives = 24; ///< more are a program nobody reads
constexpr std::size_t kMostSteps = 200000;
constexpr std::size_t kDeepest = 48; ///< of references and combinations inside each other

/// They speak of the same members and items, whatever they ask of them.
bool speakOfTheSame(const FlatSchema &left, const FlatSchema &right)
{
    const auto named = [](const auto &one, const auto &other) { return one.first == other.first; };
    const auto same = [&](const auto &ours, const auto &theirs) {
        return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), named);
    };
    return same(left.properties, right.properties) && same(left.patterns, right.patterns) &&
           left.prefix.size() == right.prefix.size() && !left.additional == !right.additional &&
           !left.items == !right.items;
}

/// What no other part of the schema has said something about, unless a part that is not carried or a second
/// branch of an anyOf may have.
void closeRest(std::vector<FlatSchema> &alternatives, const Value &schema)
{
    const bool isOne = std::all_of(alternatives.begin(), alternatives.end(), [&](const FlatSchema &flat) {
        return flat.fromOneOf || speakOfTheSame(flat, alternatives.front());
    });
    const auto close = [&](FlatSchema &flat, const char *keyword, const Value *FlatSchema::*rest) {
        const Value *unevaluated = schema.find(keyword);
        if (!unevaluated || unevaluated->isTrue() || flat.*rest)
            return;
        if (flat.isPartial || !isOne)
            flat.notes.push_back(codeString(keyword) + ": " +
                                 codeComment(json::writeCompact(*unevaluated), 100));
        else
            flat.*rest = unevaluated;
    };
    for (FlatSchema &flat : alternatives) {
        close(flat, "unevaluatedProperties", &FlatSchema::additional);
        close(flat, "unevaluatedItems", &FlatSchema::items);
    }
}

} // namespace

Flattener::Flattener(const Value &document, const References &references, FlatStore &store)
    : m_references(references)
    , m_store(store)
{
    const std::string &draft = document["$schema"].text();
    for (const std::string_view old : {"draft-03", "draft-04", "draft-06", "draft-07"})
        m_alone = m_alone || draft.find(old) != std::string::npos;
}

const Value *Flattener::target(const Value &schema) const
{
    const auto found = m_references.resolve(schema["$ref"].text());
    return found && (found->schema->isObject() || found->schema->isBool()) ? found->schema : nullptr;
}

std::vector<FlatSchema> Flattener::alternatives(const Value &schema)
{
    Path path;
    return flatten(schema, path);
}

std::vector<FlatSchema> Flattener::united(const Value &branches, Path &path)
{
    std::vector<FlatSchema> out;
    for (const Value &branch : branches.items()) {
        std::vector<FlatSchema> more = flatten(branch, path);
        std::move(more.begin(), more.end(), std::back_inserter(out));
        if (out.size() > kMostAlternatives)
            break;
    }
    return out;
}

void Flattener::multiply(std::vector<FlatSchema> &left, const std::vector<FlatSchema> &right,
                         const char *keyword) const
{
    if (left.size() * right.size() > kMostAlternatives) {
        for (FlatSchema &flat : left) {
            flat.notes.push_back(codeString(keyword) + ": too many combinations");
            flat.isPartial = true;
        }
        return;
    }
    std::vector<FlatSchema> out;
    for (const FlatSchema &one : left) {
        for (const FlatSchema &other : right) {
            if (auto both = bothFlat(one, other, m_store))
                out.push_back(std::move(*both));
        }
    }
    left = std::move(out);
}

const std::vector<FlatSchema> &Flattener::referred(const Value &target, Path &path)
{
    const auto known = m_known.find(&target);
    if (known != m_known.end())
        return known->second;
    std::vector<FlatSchema> made = flatten(target, path); // may add to what is known
    return m_known[&target] = std::move(made);
}

std::vector<FlatSchema> Flattener::flatten(const Value &schema, Path &path)
{
    const bool circle = std::find(path.begin(), path.end(), &schema) != path.end();
    if (circle || path.size() >= kDeepest || ++m_steps > kMostSteps) {
        FlatSchema out;
        out.notes.emplace_back(circle ? "a reference that leads back to itself"
                                      : "a part of a very large schema");
        out.isPartial = true;
        return {out};
    }
    path.push_back(&schema);
    std::vector<FlatSchema> out = combined(schema, path);
    path.pop_back();
    return out;
}

std::vector<FlatSchema> Flattener::combined(const Value &schema, Path &path)
{
    const Value *reference = schema["$ref"].isString() ? target(schema) : nullptr;
    if (reference && m_alone)
        return referred(*reference, path);
    std::vector<FlatSchema> out;
    FlatSchema own = readFlat(schema);
    if (schema["$ref"].isString() && !reference) {
        own.notes.push_back("\"$ref\": " + codeComment(schema["$ref"].text(), 100) + ", another document");
        own.isPartial = true;
    }
    if (own.kinds != 0)
        out.push_back(std::move(own));
    if (reference)
        multiply(out, referred(*reference, path), "$ref");
    for (const Value &part : schema["allOf"].items())
        multiply(out, flatten(part, path), "allOf");
    for (const char *keyword : {"anyOf", "oneOf"}) {
        if (!schema[keyword].items().empty())
            multiply(out, united(schema[keyword], path), keyword);
    }
    for (FlatSchema &flat : out)
        flat.fromOneOf = flat.fromOneOf || (out.size() > 1 && !schema["oneOf"].items().empty());
    closeRest(out, schema);
    return out;
}

} // namespace espalier::schema
