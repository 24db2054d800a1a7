// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/recipeinput.h"

#include "cli/input.h"
#include "recipe/recipejson.h"
#include "wire/chatrequest.h"

#include <algorithm>
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

std::optional<Error> takeRecipe(app::RunOptions &run, const recipe::Recipe &recipe)
{
    run.instructions = recipe.instructions;
    run.mode = recipe.mode;
    run.stream = recipe.streaming;
    run.reading = recipe.reading;
    run.examples = app::fewShots(recipe.examples);
    run.timeouts = app::timeoutsOf(recipe.limits);
    run.retries = app::retriesOf(recipe.limits);
    app::setParameters(run, recipe.parameters);
    return app::addRules(run, recipe.stored["hooks"]);
}

std::string unusedInWords(const recipe::Recipe &recipe)
{
    std::string out;
    const auto add = [&out](std::string_view name) { out += (out.empty() ? "" : ", ") + std::string(name); };
    const auto &hooks = recipe.stored["hooks"].items();
    if (std::any_of(hooks.begin(), hooks.end(), [](const json::Value &hook) {
            const std::string &action = hook["action"].text();
            return action != "rule" && action != "script" && action != "program";
        }))
        add("hooks");
    for (const json::Member &member : recipe.parameters) {
        if (wire::isReservedMember(member.key))
            add("the parameter " + member.key);
    }
    return out.empty() ? out : "Not used in this version: " + out + ".";
}

} // namespace espalier::cli
