// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/issuetext.h"
#include "schema/repetition_p.h"

#include <algorithm>
#include <array>
#include <string>

// prefixItems, items, contains, unevaluatedItems: JSON Schema 2020-12 core, sections 10.3.1 and 11.2; the
// bounds: validation, section 6.4. Up to 2019-09 the first was called items, as a list, and the second
// additionalItems; both are understood everywhere.

namespace espalier::schema {

namespace {

ArrayRules &rulesOf(Node &node)
{
    if (!node.array)
        node.array = std::make_unique<ArrayRules>();
    return *node.array;
}

void compilePrefixItems(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isArray())
        return compiler.fail(std::string(site.name) + " must be a list of schemas", site);
    rulesOf(site.node).prefix = compiler.list(site);
}

void compileItems(const KeywordSite &site, Compiler &compiler)
{
    if (site.value.isArray())
        compilePrefixItems(site, compiler);
    else
        rulesOf(site.node).rest = compiler.subschema(site);
}

void compileAdditionalItems(const KeywordSite &site, Compiler &compiler)
{
    if (site.sibling("items").isArray())
        rulesOf(site.node).rest = compiler.subschema(site);
}

void compileContains(const KeywordSite &site, Compiler &compiler)
{
    rulesOf(site.node).contains = compiler.subschema(site);
    rulesOf(site.node).containsMarks = compiler.resourceOf(site.node).draft == Draft::Draft2020;
}

template <auto member>
void compileCount(const KeywordSite &site, Compiler &compiler)
{
    if (const auto count = compiler.count(site))
        rulesOf(site.node).*member = *count;
}

void compileUniqueItems(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isBool())
        return compiler.fail("uniqueItems must be true or false", site);
    rulesOf(site.node).unique = site.value.isTrue();
}

void compileUnevaluatedItems(const KeywordSite &site, Compiler &compiler)
{
    rulesOf(site.node).unevaluated = compiler.subschema(site);
}

constexpr std::array<KeywordEntry, 10> kTable{{
    {"prefixItems", compilePrefixItems, Vocabulary::Applicator, Draft::Draft2020},
    {"items", compileItems, Vocabulary::Applicator},
    {"additionalItems", compileAdditionalItems, Vocabulary::Applicator},
    {"contains", compileContains, Vocabulary::Applicator, Draft::Draft6},
    {"minContains", compileCount<&ArrayRules::minContains>, Vocabulary::Validation, Draft::Draft2019},
    {"maxContains", compileCount<&ArrayRules::maxContains>, Vocabulary::Validation, Draft::Draft2019},
    {"minItems", compileCount<&ArrayRules::minItems>},
    {"maxItems", compileCount<&ArrayRules::maxItems>},
    {"uniqueItems", compileUniqueItems},
    {"unevaluatedItems", compileUnevaluatedItems, Vocabulary::Unevaluated, Draft::Draft2019},
}};

bool checkCount(const Node &node, const json::Value &instance, Evaluation &evaluation)
{
    const ArrayRules &rules = *node.array;
    const Count count = instance.items().size();
    if (count >= rules.minItems && count <= rules.maxItems)
        return true;
    if (!evaluation.reporting())
        return false;
    const bool few = count < rules.minItems;
    const std::string expected = few ? "at least " + boundOf(*node.schema, "minItems", rules.minItems, "item")
                                     : "at most " + boundOf(*node.schema, "maxItems", rules.maxItems, "item");
    const std::string demand = "must have " + expected + " and has " + std::to_string(count);
    return evaluation.report(node, {few ? "minItems" : "maxItems", expected, demand, demand, false},
                             instance);
}

/// Values in it, itself counting.
std::size_t partsOf(const json::Value &value)
{
    std::size_t out = 1;
    for (const json::Value &item : value.items())
        out += partsOf(item);
    for (const json::Member &member : value.members())
        out += partsOf(member.value);
    return out;
}

bool checkUnique(const Node &node, const json::Value &instance, Evaluation &evaluation)
{
    constexpr std::size_t kCostOfPart = 4;
    evaluation.spend(partsOf(instance) * kCostOfPart);
    const auto [earlier, later] = firstRepetition(instance.items());
    if (earlier == later)
        return true;
    if (!evaluation.reporting())
        return false;
    const std::string demand = "must not have the same item twice: items " + std::to_string(earlier) +
                               " and " + std::to_string(later) + " are equal";
    return evaluation.report(node, {"uniqueItems", "items that differ", demand, demand, false}, instance);
}

bool reportContains(const Node &node, Count found, const json::Value &instance, Evaluation &evaluation)
{
    if (!evaluation.reporting())
        return false;
    const ArrayRules &rules = *node.array;
    const bool few = found < rules.minContains;
    const std::string summary = summaryOf(*rules.contains);
    const std::string what = summary.empty() ? " of the items looked for" : " that fit: " + summary;
    const std::string expected =
        (few ? "at least " + boundText(*node.schema, "minContains", rules.minContains)
             : "at most " + std::to_string(rules.maxContains)) +
        what;
    const bool named = few ? node.schema->find("minContains") != nullptr : true;
    const std::string demand = "must contain " + expected + ", and has " + std::to_string(found);
    return evaluation.report(
        node, {few ? (named ? "minContains" : "contains") : "maxContains", expected, demand, demand, false},
        instance);
}

bool checkContains(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks)
{
    const ArrayRules &rules = *node.array;
    const auto &items = instance.items();
    const bool noteAll = marks && rules.containsMarks;
    const int undecided = evaluation.undecided();
    Count found = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool enough = found >= rules.minContains && rules.maxContains == kUnbounded;
        if ((enough && !noteAll) || found > rules.maxContains)
            break;
        if (!evaluation.itemFits(*rules.contains, items[i], i))
            continue;
        ++found;
        if (noteAll)
            marks->add(i);
    }
    const bool ok = found >= rules.minContains && found <= rules.maxContains;
    if (ok || evaluation.undecided() != undecided)
        return ok;
    return reportContains(node, found, instance, evaluation);
}

bool checkItems(const ArrayRules &rules, const json::Value &instance, Evaluation &evaluation, Marks *marks)
{
    bool ok = true;
    const auto &items = instance.items();
    const std::size_t named = std::min(items.size(), rules.prefix.size());
    const std::size_t end = rules.rest ? items.size() : named;
    for (std::size_t i = 0; i < end && (ok || evaluation.reporting()) && !evaluation.isFull(); ++i)
        ok = evaluation.applyItem(i < named ? *rules.prefix[i] : *rules.rest, items[i], i) && ok;
    if (marks && rules.rest)
        marks->all = true;
    else if (marks)
        marks->first = std::max(marks->first, static_cast<std::uint32_t>(named));
    return ok;
}

} // namespace

std::span<const KeywordEntry> arrayKeywords()
{
    return kTable;
}

bool checkArray(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks)
{
    const ArrayRules &rules = *node.array;
    bool ok = checkCount(node, instance, evaluation);
    if (!ok && !evaluation.reporting())
        return false;
    ok = checkItems(rules, instance, evaluation, marks) && ok;
    if (!ok && !evaluation.reporting())
        return false;
    if (rules.contains)
        ok = checkContains(node, instance, evaluation, marks) && ok;
    if (rules.unique && (ok || evaluation.reporting()))
        ok = checkUnique(node, instance, evaluation) && ok;
    return ok;
}

} // namespace espalier::schema
