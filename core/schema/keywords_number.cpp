// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "json/decimal.h"

#include <array>
#include <string>

// minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf: JSON Schema 2020-12 validation, section
// 6.2. In draft 4 the exclusive ones are marks beside the others (5.1.2 and 5.1.3 there), which is understood
// in every draft.

namespace espalier::schema {

namespace {

/// Of a multipleOf beyond 64 bits; more would make dividing costly.
constexpr std::size_t kMostDigits = 100;

NumberRules &rulesOf(Node &node)
{
    if (!node.number)
        node.number = std::make_unique<NumberRules>();
    return *node.number;
}

bool isNumber(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isNumber())
        compiler.fail(std::string(site.name) + " must be a number", site);
    return site.value.isNumber();
}

/// A mark that the bound beside it is exclusive, as in draft 4.
bool isMark(const KeywordSite &site)
{
    return site.value.isBool();
}

void compileMinimum(const KeywordSite &site, Compiler &compiler)
{
    if (isNumber(site, compiler))
        rulesOf(site.node).lower.push_back(
            {ExactNumber(site.value.text()), "minimum", site.sibling("exclusiveMinimum").isTrue()});
}

void compileMaximum(const KeywordSite &site, Compiler &compiler)
{
    if (isNumber(site, compiler))
        rulesOf(site.node).upper.push_back(
            {ExactNumber(site.value.text()), "maximum", site.sibling("exclusiveMaximum").isTrue()});
}

void compileExclusiveMinimum(const KeywordSite &site, Compiler &compiler)
{
    if (!isMark(site) && isNumber(site, compiler))
        rulesOf(site.node).lower.push_back({ExactNumber(site.value.text()), "exclusiveMinimum", true});
}

void compileExclusiveMaximum(const KeywordSite &site, Compiler &compiler)
{
    if (!isMark(site) && isNumber(site, compiler))
        rulesOf(site.node).upper.push_back({ExactNumber(site.value.text()), "exclusiveMaximum", true});
}

void compileMultipleOf(const KeywordSite &site, Compiler &compiler)
{
    if (!isNumber(site, compiler))
        return;
    const ExactNumber divisor(site.value.text());
    if (!divisor.isPositive())
        return compiler.fail("multipleOf must be greater than 0", site);
    if (json::Decimal::parse(site.value.text()).digits.size() > kMostDigits)
        return compiler.fail("multipleOf has too many digits", site);
    rulesOf(site.node).multipleOf = divisor;
}

constexpr std::array<KeywordEntry, 5> kTable{{
    {"minimum", compileMinimum},
    {"maximum", compileMaximum},
    {"exclusiveMinimum", compileExclusiveMinimum},
    {"exclusiveMaximum", compileExclusiveMaximum},
    {"multipleOf", compileMultipleOf},
}};

bool reportBound(const Node &node, const NumberRules::Bound &bound, const char *inclusive,
                 const char *exclusive, const json::Value &instance, Evaluation &evaluation)
{
    if (!evaluation.reporting())
        return false;
    const std::string expected = (bound.exclusive ? exclusive : inclusive) + std::string(bound.value.text());
    return evaluation.report(node, {bound.keyword, expected, "must be " + expected, "must be " + expected},
                             instance);
}

} // namespace

std::span<const KeywordEntry> numberKeywords()
{
    return kTable;
}

bool checkNumber(const Node &node, const json::Value &instance, Evaluation &evaluation)
{
    const NumberRules &rules = *node.number;
    const ExactNumber value(instance.text());
    bool ok = true;
    for (const NumberRules::Bound &bound : rules.lower) {
        const int order = value.compare(bound.value);
        if (order < 0 || (bound.exclusive && order == 0))
            ok = reportBound(node, bound, "at least ", "greater than ", instance, evaluation);
    }
    for (const NumberRules::Bound &bound : rules.upper) {
        const int order = value.compare(bound.value);
        if (order > 0 || (bound.exclusive && order == 0))
            ok = reportBound(node, bound, "at most ", "less than ", instance, evaluation);
    }
    if (rules.multipleOf && !value.isMultipleOf(*rules.multipleOf)) {
        ok = false;
        if (evaluation.reporting()) {
            const std::string expected = "a multiple of " + std::string(rules.multipleOf->text());
            evaluation.report(node, {"multipleOf", expected, "must be " + expected, "must be " + expected},
                              instance);
        }
    }
    return ok;
}

} // namespace espalier::schema
