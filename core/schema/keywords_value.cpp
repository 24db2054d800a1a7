// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/issuetext.h"

#include <algorithm>
#include <array>

// type, enum, const: JSON Schema 2020-12 validation, section 6.1.

namespace espalier::schema {

namespace {

constexpr std::size_t kFew = 16; ///< values that are looked through one by one

std::unique_ptr<AllowedRule> allowedRule(std::string_view keyword, std::vector<const json::Value *> values)
{
    auto rule = std::make_unique<AllowedRule>();
    rule->keyword = keyword;
    rule->values = std::move(values);
    for (const json::Value *value : rule->values) {
        if (value->isString())
            rule->texts.add(value->text());
        else
            rule->others.push_back(value);
    }
    if (rule->others.size() <= kFew)
        return rule;
    rule->many.emplace();
    for (const json::Value *value : rule->others)
        rule->many->insert(*value);
    return rule;
}

void compileType(const KeywordSite &site, Compiler &compiler)
{
    TypeSet allowed = 0;
    const json::Value::Array one{site.value};
    for (const json::Value &name : site.value.isArray() ? site.value.items() : one) {
        const TypeSet type = name.isString() ? types::named(name.text()) : TypeSet{0};
        if (type == 0)
            return compiler.fail("unknown type " + shortJson(name) +
                                     "; the types are null, boolean, integer, number, string, "
                                     "array and object",
                                 site);
        allowed |= type;
    }
    site.node.types = allowed;
}

void compileEnum(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isArray())
        return compiler.fail("enum must be a list of the values allowed", site);
    std::vector<const json::Value *> values;
    for (const json::Value &value : site.value.items())
        values.push_back(&value);
    site.node.enumeration = allowedRule("enum", std::move(values));
}

void compileConst(const KeywordSite &site, Compiler &)
{
    site.node.constant = allowedRule("const", {&site.value});
}

constexpr std::array<KeywordEntry, 3> kTable{{
    {"type", compileType},
    {"enum", compileEnum},
    {"const", compileConst, Vocabulary::Validation, Draft::Draft6},
}};

} // namespace

std::span<const KeywordEntry> valueKeywords()
{
    return kTable;
}

bool hasType(const json::Value &instance, TypeSet allowed)
{
    switch (instance.kind()) {
    case json::Value::Kind::Null:
        return (allowed & types::kNull) != 0;
    case json::Value::Kind::Bool:
        return (allowed & types::kBoolean) != 0;
    case json::Value::Kind::Number:
        return (allowed & types::kNumber) != 0 ||
               ((allowed & types::kInteger) != 0 && ExactNumber(instance.text()).isWhole());
    case json::Value::Kind::String:
        return (allowed & types::kString) != 0;
    case json::Value::Kind::Array:
        return (allowed & types::kArray) != 0;
    case json::Value::Kind::Object:
        return (allowed & types::kObject) != 0;
    }
    return false;
}

bool isAllowed(const AllowedRule &rule, const json::Value &instance)
{
    if (instance.isString())
        return rule.texts.find(instance.text()) != KeyTable::kNone;
    if (rule.many)
        return rule.many->contains(instance);
    return std::any_of(rule.others.begin(), rule.others.end(), [&instance](const json::Value *allowed) {
        return allowed->kind() == instance.kind() && allowed->equals(instance);
    });
}

bool reportType(const Node &node, const json::Value &instance, Evaluation &evaluation)
{
    if (!evaluation.reporting())
        return false;
    std::vector<std::string> names;
    const json::Value &type = (*node.schema)["type"]; // in the order in which it was written
    if (type.isString())
        names.push_back(type.text());
    for (const json::Value &name : type.items())
        names.push_back(name.text());
    std::vector<std::string> words;
    for (const std::string &name : names)
        words.push_back(typeForPeople(name));
    if (names.empty())
        return evaluation.report(
            node, {"type", "nothing", "must be left out: its list of types is empty", "must be left out"},
            instance);
    const std::string all = alternatives(names);
    return evaluation.report(node, {"type", all, "must be " + alternatives(words), "must be of type " + all},
                             instance);
}

bool checkAllowed(const Node &node, const AllowedRule &rule, const json::Value &instance,
                  Evaluation &evaluation)
{
    evaluation.spendOnText(instance.text());
    if (isAllowed(rule, instance))
        return true;
    if (!evaluation.reporting())
        return false;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < std::min<std::size_t>(rule.values.size(), 100); ++i)
        words.push_back(shortJson(*rule.values[i]));
    if (words.empty())
        return evaluation.report(
            node, {rule.keyword, "nothing", "must be left out: its enum is empty", "must be left out"},
            instance);
    const std::string one = words.size() == 1 ? words.front() : "one of " + alternatives(words);
    return evaluation.report(node, {rule.keyword, one, "must be " + one, "must be exactly " + one}, instance);
}

} // namespace espalier::schema
