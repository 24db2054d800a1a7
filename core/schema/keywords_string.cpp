// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/formats.h"
#include "schema/issuetext.h"
#include "schema/pattern.h"

#include <algorithm>
#include <array>
#include <string>

// minLength, maxLength, pattern: JSON Schema 2020-12 validation, section 6.3; format: section 7.

namespace espalier::schema {

namespace {

StringRules &rulesOf(Node &node)
{
    if (!node.string)
        node.string = std::make_unique<StringRules>();
    return *node.string;
}

void compileMinLength(const KeywordSite &site, Compiler &compiler)
{
    if (const auto count = compiler.count(site))
        rulesOf(site.node).minLength = *count;
}

void compileMaxLength(const KeywordSite &site, Compiler &compiler)
{
    if (const auto count = compiler.count(site))
        rulesOf(site.node).maxLength = *count;
}

void compilePattern(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isString())
        return compiler.fail("pattern must be a text", site);
    if (const Pattern *pattern = compiler.pattern(site.value.text(), site)) {
        rulesOf(site.node).pattern = pattern;
        rulesOf(site.node).patternText = site.value.text();
    }
}

void compileFormat(const KeywordSite &site, Compiler &compiler)
{
    // Some other type is met (format as the name of a field gone astray); it describes, so nothing is lost.
    const FormatCheck check = formatCheck(site.value.text());
    if (!check || !compiler.resourceOf(site.node).assertsFormat)
        return compiler.passOver("format");
    rulesOf(site.node).format = check;
    rulesOf(site.node).formatName = site.value.text();
}

constexpr std::array<KeywordEntry, 4> kTable{{
    {"minLength", compileMinLength},
    {"maxLength", compileMaxLength},
    {"pattern", compilePattern},
    {"format", compileFormat, Vocabulary::Format},
}};

/// Code points: bytes of UTF-8 that do not continue one.
Count lengthOf(std::string_view text)
{
    return static_cast<Count>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool reportLength(const Node &node, std::string_view keyword, const char *words, Count bound, Count length,
                  const json::Value &instance, Evaluation &evaluation)
{
    if (!evaluation.reporting())
        return false;
    const std::string expected = words + boundOf(*node.schema, keyword, bound, "character");
    return evaluation.report(node,
                             {keyword, expected,
                              "must have " + expected + " and has " + std::to_string(length),
                              "must have " + expected + " and has " + std::to_string(length)},
                             instance);
}

bool checkLength(const Node &node, const json::Value &instance, Evaluation &evaluation)
{
    const StringRules &rules = *node.string;
    const std::size_t bytes = instance.text().size(); // never fewer than characters, at most four times
    if (bytes <= rules.maxLength && bytes / 4 >= rules.minLength)
        return true;
    evaluation.spendOnText(instance.text());
    const Count length = lengthOf(instance.text());
    bool ok = true;
    if (length < rules.minLength)
        ok = reportLength(node, "minLength", "at least ", rules.minLength, length, instance, evaluation);
    if (length > rules.maxLength)
        ok = reportLength(node, "maxLength", "at most ", rules.maxLength, length, instance, evaluation);
    return ok;
}

} // namespace

std::span<const KeywordEntry> stringKeywords()
{
    return kTable;
}

bool checkString(const Node &node, const json::Value &instance, Evaluation &evaluation)
{
    const StringRules &rules = *node.string;
    bool ok = checkLength(node, instance, evaluation);
    if (!ok && !evaluation.reporting())
        return false;
    const Pattern::Match match =
        rules.pattern ? evaluation.match(*rules.pattern, instance.text(), node, "pattern", instance)
                      : Pattern::Match::Yes;
    if (match != Pattern::Match::Yes) {
        ok = false;
        if (match == Pattern::Match::No && evaluation.reporting()) {
            const std::string shown = shortJson(json::Value::string(std::string(rules.patternText)), 100);
            evaluation.report(node,
                              {"pattern", "a text that matches " + shown, "must match the pattern " + shown,
                               "must match the regular expression " + shown},
                              instance);
        }
    }
    if (rules.format)
        evaluation.spendOnText(instance.text());
    if (rules.format && !rules.format(instance.text())) {
        ok = false;
        if (evaluation.reporting()) {
            const std::string expected = formatForPeople(rules.formatName);
            evaluation.report(node,
                              {"format", std::string(rules.formatName), "must be " + expected,
                               "must be " + expected + " (format " + std::string(rules.formatName) + ")"},
                              instance);
        }
    }
    return ok;
}

} // namespace espalier::schema
