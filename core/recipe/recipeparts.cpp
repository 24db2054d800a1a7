// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/recipeparts_p.h"

#include "json/numbertext.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace espalier::recipe {

using json::Value;

namespace {

constexpr int kMostSeconds = 1'000'000; // as the options of the command line

void readSeconds(json::MemberReader &reader, std::string_view name, std::optional<int> &seconds, int least)
{
    std::optional<int> given = seconds;
    reader.read(name, given, least);
    if (given && *given > kMostSeconds)
        reader.complain(name);
    else
        seconds = given;
}

void readSeconds(json::MemberReader &reader, std::string_view name, int &seconds)
{
    std::optional<int> given = seconds;
    readSeconds(reader, name, given, 0);
    seconds = given.value_or(seconds);
}

void readAmount(json::MemberReader &reader, std::string_view name, std::optional<double> &amount)
{
    const Value *value = reader.present(name);
    const std::optional<double> given = value ? value->toDouble() : std::nullopt;
    if (given && *given > 0)
        amount = given;
    else if (value)
        reader.complain(name);
}

/// Keeps how a number that is the same was written.
void setAmount(Value &object, std::string_view name, std::optional<double> amount)
{
    const Value *before = object.find(name);
    if (!before || before->toDouble() != amount || (!amount && !before->isNull()))
        object.set(name, amount ? Value::number(json::shortestNumber(*amount)) : Value());
}

/// For each example the stored entry that became it: one of the same text, else the one in its place.
std::vector<std::optional<std::size_t>> entriesOf(const std::vector<Example> &examples,
                                                  const Value::Array &stored)
{
    std::vector<std::optional<std::size_t>> out(examples.size());
    std::vector<bool> taken(stored.size(), false);
    const auto take = [&](std::size_t example, std::size_t entry) {
        out[example] = entry;
        taken[entry] = true;
    };
    for (std::size_t i = 0; i < examples.size(); ++i) {
        for (std::size_t j = 0; j < stored.size() && !out[i]; ++j) {
            if (!taken[j] && stored[j]["text"].text() == examples[i].text)
                take(i, j);
        }
    }
    for (std::size_t i = 0; i < examples.size() && examples.size() == stored.size(); ++i) {
        if (!out[i] && !taken[i])
            take(i, i);
    }
    return out;
}

} // namespace

void setNumber(Value &object, std::string_view name, std::optional<std::int64_t> value)
{
    Value number = value ? Value::number(*value) : Value();
    const Value *before = object.find(name);
    if (!before || !before->equals(number))
        object.set(name, std::move(number));
}

void readLimits(json::MemberReader &recipe, Limits &limits)
{
    const Value *value = recipe.present("limits");
    if (!value)
        return;
    if (!value->isObject())
        return recipe.complain("limits");
    json::MemberReader reader(*value, "/limits/");
    reader.read("reasks", limits.reasks, 0);
    reader.read("transport_retries", limits.transportRetries, 0);
    readSeconds(reader, "first_byte_s", limits.firstByteSeconds);
    readSeconds(reader, "idle_s", limits.idleSeconds);
    readSeconds(reader, "no_content_s", limits.noContentSeconds);
    readSeconds(reader, "deadline_s", limits.deadlineSeconds, 1);
    readSeconds(reader, "max_wait_s", limits.maxWaitSeconds);
    reader.read("token_budget", limits.tokenBudget, 1);
    readAmount(reader, "cost_budget", limits.costBudget);
    recipe.adopt(reader);
}

Value limitsValue(const Limits &limits, Value stored)
{
    Value out = stored.isObject() ? std::move(stored) : Value::object();
    setNumber(out, "reasks", limits.reasks);
    setNumber(out, "transport_retries", limits.transportRetries);
    setNumber(out, "first_byte_s", limits.firstByteSeconds);
    setNumber(out, "idle_s", limits.idleSeconds);
    setNumber(out, "no_content_s", limits.noContentSeconds);
    setNumber(out, "deadline_s", limits.deadlineSeconds);
    setNumber(out, "max_wait_s", limits.maxWaitSeconds);
    setNumber(out, "token_budget", limits.tokenBudget);
    setAmount(out, "cost_budget", limits.costBudget);
    return out;
}

void readExamples(json::MemberReader &recipe, std::vector<Example> &examples)
{
    const Value *list = recipe.present("examples");
    if (!list)
        return;
    if (!list->isArray())
        return recipe.complain("examples");
    for (const Value &entry : list->items()) {
        json::MemberReader reader(entry, "/examples/" + std::to_string(examples.size()) + "/");
        Example example;
        reader.read("text", example.text);
        if (!reader.present("text"))
            reader.complain("text");
        if (!entry.find("value"))
            reader.complain("value");
        example.value = entry["value"];
        recipe.adopt(reader);
        examples.push_back(std::move(example));
    }
}

Value examplesValue(const std::vector<Example> &examples, const Value &stored)
{
    Value out = Value::array();
    const auto entries = entriesOf(examples, stored.items());
    for (std::size_t i = 0; i < examples.size(); ++i) {
        Value entry = entries[i] ? stored.items()[*entries[i]] : Value::object();
        entry.set("text", Value::string(examples[i].text));
        entry.set("value", examples[i].value);
        out.mutableItems().push_back(std::move(entry));
    }
    return out;
}

} // namespace espalier::recipe
