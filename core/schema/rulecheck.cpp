// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/rulecheck_p.h"

#include "schema/issuetext.h"
#include "schema/pattern.h"
#include "schema/relocate_p.h"
#include "schema/validator.h"

#include <array>

namespace espalier::schema {

namespace {

using json::Value;

std::optional<Error> patternProblem(const std::string &pattern)
{
    const auto made = Pattern::compile(pattern);
    return made ? std::nullopt
                : std::optional(usageError("the pattern is no regular expression: " + made.error(),
                                           "Correct the pattern."));
}

struct Bounds
{
    std::string_view low;
    std::string_view high;
    bool mayBeEqual;
    std::string_view lowWords;
    std::string_view highWords;
};
constexpr std::array<Bounds, 6> kBounds{{
    {"minLength", "maxLength", true, "at least", "at most"},
    {"minItems", "maxItems", true, "at least", "at most"},
    {"minimum", "maximum", true, "at least", "at most"},
    {"minimum", "exclusiveMaximum", false, "at least", "less than"},
    {"exclusiveMinimum", "maximum", false, "more than", "at most"},
    {"exclusiveMinimum", "exclusiveMaximum", false, "more than", "less than"},
}};

std::string_view nameOf(const RuleOffer &offer)
{
    return offer.keyword == "default"    ? "the default"
           : offer.keyword == "examples" ? "an example"
                                         : "the fixed value";
}

} // namespace

std::optional<Error> formProblem(const RuleOffer &offer, const Value &value)
{
    switch (offer.form) {
    case RuleForm::Count:
        if (!value.toInt64() || *value.toInt64() < 0)
            return usageError("it takes a whole number, 0 or more", "Type a number such as 3.");
        break;
    case RuleForm::Number:
        if (!value.isNumber())
            return usageError("it takes a number", "Type a number such as 3 or 0.5.");
        if (offer.keyword == "multipleOf" && json::compareNumbers(value.text(), "0") <= 0)
            return usageError("nothing is a multiple of " + value.text(), "Type a number above 0.");
        break;
    case RuleForm::Pattern:
        if (!value.isString())
            return usageError("a pattern is a text", "Type a regular expression.");
        return patternProblem(value.text());
    case RuleForm::Format:
        if (value.text().empty())
            return usageError("a format is a name", "Choose one of the list.");
        break;
    case RuleForm::Flag:
        if (!value.isTrue())
            return usageError("it is on or not there", "Turn it on or off.");
        break;
    case RuleForm::Values:
        if (!value.isArray())
            return usageError("examples are a list", "Put one example on each line.");
        break;
    case RuleForm::Value:
        break;
    }
    return std::nullopt;
}

std::optional<Error> boundsProblem(const Value &schema, std::string_view keyword)
{
    for (const Bounds &bounds : kBounds) {
        const Value &low = schema[bounds.low];
        const Value &high = schema[bounds.high];
        if ((keyword != bounds.low && keyword != bounds.high) || !low.isNumber() || !high.isNumber())
            continue;
        const int order = json::compareNumbers(low.text(), high.text());
        if (order < 0 || (order == 0 && bounds.mayBeEqual))
            continue;
        return usageError("nothing is " + std::string(bounds.lowWords) + " " + low.text() + " and " +
                              std::string(bounds.highWords) + " " + high.text(),
                          "Change one of the two.");
    }
    return std::nullopt;
}

std::optional<Error> fitProblem(const Value &document, const References::Target &field,
                                const RuleOffer &offer, const Value &value)
{
    if (offer.form != RuleForm::Value && offer.form != RuleForm::Values)
        return std::nullopt;
    Value alone = standalone(document, field);
    if (offer.keyword == "const")
        alone.remove("const");
    const auto validator = Validator::compile(alone, CompileOptions::forAnswers());
    if (!validator) // the schema has a fault elsewhere, which is said there
        return std::nullopt;
    const Value::Array one{value};
    for (const Value &each : offer.form == RuleForm::Values ? value.items() : one) {
        const Issues issues = validator->validate(each);
        if (!issues.empty())
            return usageError(std::string(nameOf(offer)) + " " + shortJson(each) +
                                  " does not fit: " + issues.front().message,
                              "Change it, or the field's kind.");
    }
    return std::nullopt;
}

} // namespace espalier::schema
