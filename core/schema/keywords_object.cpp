// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "json/effectivemembers.h"
#include "json/pointer.h"

#include <array>
#include <optional>
#include <string>

// properties, patternProperties, additionalProperties, propertyNames, dependentSchemas,
// unevaluatedProperties: JSON Schema 2020-12 core, sections 10.2.2, 10.3.2 and 11.3; required,
// dependentRequired and the bounds: validation, section 6.5; dependencies: draft 7 validation, section 6.5.7,
// still understood. How they are compiled; objectcheck.cpp says what they demand.

namespace espalier::schema {

namespace {

ObjectRules &rulesOf(Node &node)
{
    if (!node.object)
        node.object = std::make_unique<ObjectRules>();
    return *node.object;
}

std::uint32_t placeOf(ObjectRules &rules, std::string_view name)
{
    const std::uint32_t place = rules.names.add(name);
    if (place >= rules.named.size())
        rules.named.resize(place + 1);
    return place;
}

/// Names of members, as their places; nullopt when they are none (told).
std::optional<std::vector<std::uint32_t>> namesIn(const json::Value &list, const KeywordSite &site,
                                                  Compiler &compiler, std::string_view token = {})
{
    std::vector<std::uint32_t> out;
    bool ok = list.isArray();
    for (const json::Value &name : list.items()) {
        ok = ok && name.isString();
        out.push_back(placeOf(rulesOf(site.node), name.text()));
    }
    if (ok)
        return out;
    compiler.fail(std::string(site.name) + " must be a list of member names", site, token);
    return std::nullopt;
}

bool isObject(const KeywordSite &site, const char *what, Compiler &compiler)
{
    if (!site.value.isObject())
        compiler.fail(std::string(site.name) + " must be an object of " + what, site);
    return site.value.isObject();
}

void compileRequired(const KeywordSite &site, Compiler &compiler)
{
    if (site.value.isBool()) // draft 3, still met: a mark at the member itself, which asserts nothing here
        return;
    if (auto names = namesIn(site.value, site, compiler))
        rulesOf(site.node).required = std::move(*names);
}

void compileProperties(const KeywordSite &site, Compiler &compiler)
{
    if (!isObject(site, "schemas", compiler))
        return;
    ObjectRules &rules = rulesOf(site.node);
    json::EffectiveMembers::forEach(site.value, [&](const json::Member &member, std::size_t) {
        const Node *node = compiler.member(site, member.key, member.value);
        rules.named[placeOf(rules, member.key)].node = node;
        return node != nullptr;
    });
}

void compilePatternProperties(const KeywordSite &site, Compiler &compiler)
{
    if (!isObject(site, "schemas", compiler))
        return;
    json::EffectiveMembers::forEach(site.value, [&](const json::Member &member, std::size_t) {
        const Pattern *pattern = compiler.pattern(member.key, site);
        const Node *node = pattern ? compiler.member(site, member.key, member.value) : nullptr;
        if (node)
            rulesOf(site.node).patterns.push_back({pattern, node});
        return node != nullptr;
    });
}

template <auto member>
void compileSchema(const KeywordSite &site, Compiler &compiler)
{
    rulesOf(site.node).*member = compiler.subschema(site);
}

template <auto member>
void compileCount(const KeywordSite &site, Compiler &compiler)
{
    if (const auto count = compiler.count(site))
        rulesOf(site.node).*member = *count;
}

void addDependency(const KeywordSite &site, const json::Member &member, bool names, Compiler &compiler)
{
    ObjectRules::Dependency dependency;
    dependency.name = placeOf(rulesOf(site.node), member.key);
    dependency.keyword = site.name;
    if (names) {
        std::string token;
        json::appendToken(token, member.key);
        if (auto needed = namesIn(member.value, site, compiler, token))
            dependency.needed = std::move(*needed);
    } else {
        dependency.schema = compiler.member(site, member.key, member.value);
    }
    rulesOf(site.node).dependencies.push_back(std::move(dependency));
}

void compileDependentRequired(const KeywordSite &site, Compiler &compiler)
{
    if (!isObject(site, "lists of member names", compiler))
        return;
    json::EffectiveMembers::forEach(site.value, [&](const json::Member &member, std::size_t) {
        addDependency(site, member, true, compiler);
        return true;
    });
}

void compileDependentSchemas(const KeywordSite &site, Compiler &compiler)
{
    if (!isObject(site, "schemas", compiler))
        return;
    json::EffectiveMembers::forEach(site.value, [&](const json::Member &member, std::size_t) {
        addDependency(site, member, false, compiler);
        return true;
    });
}

void compileDependencies(const KeywordSite &site, Compiler &compiler)
{
    if (!isObject(site, "schemas or lists of member names", compiler))
        return;
    json::EffectiveMembers::forEach(site.value, [&](const json::Member &member, std::size_t) {
        addDependency(site, member, member.value.isArray(), compiler);
        return true;
    });
}

constexpr std::array<KeywordEntry, 11> kTable{{
    {"required", compileRequired},
    {"properties", compileProperties, Vocabulary::Applicator},
    {"patternProperties", compilePatternProperties, Vocabulary::Applicator},
    {"additionalProperties", compileSchema<&ObjectRules::additional>, Vocabulary::Applicator},
    {"propertyNames", compileSchema<&ObjectRules::propertyNames>, Vocabulary::Applicator, Draft::Draft6},
    {"dependencies", compileDependencies, Vocabulary::Applicator},
    {"dependentRequired", compileDependentRequired, Vocabulary::Validation, Draft::Draft2019},
    {"dependentSchemas", compileDependentSchemas, Vocabulary::Applicator, Draft::Draft2019},
    {"minProperties", compileCount<&ObjectRules::minProperties>},
    {"maxProperties", compileCount<&ObjectRules::maxProperties>},
    {"unevaluatedProperties", compileSchema<&ObjectRules::unevaluated>, Vocabulary::Unevaluated,
     Draft::Draft2019},
}};

} // namespace

std::span<const KeywordEntry> objectKeywords()
{
    return kTable;
}

} // namespace espalier::schema
