// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/recipeinput.h"

#include "cli/input.h"
#include "recipe/recipejson.h"
#include "wire/chatrequest.h"

#include <string_view>
#include <utility>

namespace espalier::cli {

Result<recipe::Recipe, Error> readRecipeFile(const std::string &path)
{
    auto text = readText(path);
    if (!text)
        return text.error();
    auto recipe = recipe::readRecipe(*text);
    if (!recipe) {
        Error error = recipe.error();
        const std::string name = path == "-" ? "on standard input" : path;
        error.message = "The recipe " + name + " cannot be used: " + error.message + ".";
        return error;
    }
    return recipe;
}

Result<PreparedSchema, Error> prepareRecipeSchema(const recipe::Recipe &recipe, bool iterable)
{
    auto schema = prepareSchema(recipe.schema, iterable, {});
    if (schema)
        return schema;
    Error error = schema.error();
    error.message = "In the recipe: " + error.message;
    return error;
}

void takeRecipe(app::RunOptions &run, const recipe::Recipe &recipe)
{
    run.instructions = recipe.instructions;
    run.mode = recipe.mode;
    run.stream = recipe.streaming;
    run.reading = recipe.reading;
    run.examples = app::fewShots(recipe.examples);
    run.timeouts = app::timeoutsOf(recipe.limits);
    app::setParameters(run, recipe.parameters);
}

std::string unusedInWords(const recipe::Recipe &recipe)
{
    std::string out;
    const auto add = [&out](std::string_view name) { out += (out.empty() ? "" : ", ") + std::string(name); };
    for (const std::string_view name : {"checks", "hooks"}) {
        if (!recipe.stored[name].items().empty())
            add(name);
    }
    // Left as they are by default they ask for nothing; then no note is needed.
    const recipe::Limits usual;
    const recipe::Limits &limits = recipe.limits;
    if (limits.reasks != usual.reasks)
        add("limits.reasks");
    if (limits.transportRetries != usual.transportRetries)
        add("limits.transport_retries");
    if (limits.maxWaitSeconds != usual.maxWaitSeconds)
        add("limits.max_wait_s");
    if (limits.tokenBudget != usual.tokenBudget)
        add("limits.token_budget");
    for (const json::Member &member : recipe.parameters) {
        if (wire::isReservedMember(member.key))
            add("the parameter " + member.key);
    }
    return out.empty() ? out : "Not used in this version: " + out + ".";
}

} // namespace espalier::cli
