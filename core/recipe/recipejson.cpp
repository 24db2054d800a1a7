// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/recipejson.h"

#include "recipe/recipeparts_p.h"
#include "json/memberreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace espalier::recipe {

using json::Value;

namespace {

constexpr std::int64_t kFormat = 1;

/// What the members take, for the next step of an error. The first prefix of the pointer counts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kTakes{{
    {"/schema", "It takes a JSON Schema: an object, or true or false."},
    {"/mode", "It is one of: auto, tools, json, json_schema, md_json, parallel_tools."},
    {"/streaming", "It is one of: none, full, partial, iterable."},
    {"/coercion", "It is one of: off, safe, all."},
    {"/decimal", R"(It is "." or ",", or is left out.)"},
    {"/defaults", "It is true or false."},
    {"/bad_items", "It is one of: ask, keep, drop, fail."},
    {"/limits/cost_budget",
     "It takes an amount above zero, in the currency of the model's prices; null where there is no limit."},
    {"/limits/", "It takes a whole number: seconds, or how many; null where there is no limit."},
    {"/limits", "It takes an object: {\"reasks\":3}."},
    {"/examples", R"(It takes a list of {"text":"…","value":…}.)"},
    {"/fields", R"(It takes an object: {"/bio":{"may_be_inferred":true}}.)"},
    {"/checks", R"(It takes a list of {"name":"…","expression":"…"}.)"},
    {"/hooks", R"(It takes a list of {"event":"validation","action":"rule",…}.)"},
    {"/parameters", R"(It takes an object: {"temperature":0}.)"},
    {"/", "It takes a text."},
}};

/// JSON begins with an ASCII character, which is two bytes there, one of them zero.
bool isUtf16(std::string_view text)
{
    const std::string_view start = text.substr(0, 2);
    return start == "\xFF\xFE" || start == "\xFE\xFF" ||
           (start.size() == 2 && (start[0] == 0) != (start[1] == 0));
}

Error notJson(const json::ParseError &why)
{
    return usageError("it is no JSON: " + why.message + " (line " + std::to_string(why.line) + ", column " +
                          std::to_string(why.column) + ")",
                      "Correct it there, in an editor for text.");
}

/// `problem` begins with the pointer in quotes.
Error wrongMember(const std::string &problem)
{
    for (const auto &[pointer, takes] : kTakes) {
        if (std::string_view(problem).substr(1).starts_with(pointer))
            return usageError(problem, "Correct it in the file. " + std::string(takes));
    }
    return usageError(problem, "Correct it in the file.");
}

std::optional<Error> formatProblem(const Value &root)
{
    const Value *format = root.find("espalier");
    if (!format)
        return usageError(R"(it is no recipe: the member "espalier" is missing)",
                          R"(A recipe is an object that begins with {"espalier":1. A bare JSON Schema is )"
                          "pasted into the page “Schema (JSON)”, or given with --schema.");
    const auto number = format->toInt64();
    if (number && *number > kFormat)
        return usageError("it is a recipe of format " + std::to_string(*number) +
                              "; this version of Espalier reads format " + std::to_string(kFormat),
                          "Open it with a newer version of Espalier.");
    if (number != kFormat)
        return usageError(R"("/espalier" names no format of a recipe)", R"(It takes the number 1.)");
    return std::nullopt;
}

void readSchema(json::MemberReader &reader, Value &schema)
{
    const Value *value = reader.present("schema");
    if (value && (value->isObject() || value->isBool()))
        schema = *value;
    else if (value)
        reader.complain("schema");
}

void readObject(json::MemberReader &reader, const char *name, Value::Object &members)
{
    const Value *value = reader.present(name);
    if (value && value->isObject())
        members = value->members();
    else if (value)
        reader.complain(name);
}

/// A list of objects, each kept as it is.
void readEntries(json::MemberReader &reader, const char *name, Value::Array &entries)
{
    const Value *value = reader.present(name);
    if (!value)
        return;
    const bool good = value->isArray() && std::all_of(value->items().begin(), value->items().end(),
                                                      [](const Value &entry) { return entry.isObject(); });
    if (good)
        entries = value->items();
    else
        reader.complain(name);
}

} // namespace

Result<Recipe, Error> readRecipe(std::string_view text)
{
    if (isUtf16(text))
        return usageError("it is UTF-16, no UTF-8", "Save it as UTF-8, in an editor for text.");
    auto root = json::readStrict(text);
    if (!root)
        return notJson(root.error());
    return recipeFromValue(*std::move(root));
}

Result<Recipe, Error> recipeFromValue(Value root)
{
    if (auto problem = formatProblem(root))
        return *std::move(problem);
    Recipe out;
    json::MemberReader reader(root, "/");
    reader.read("name", out.name);
    readSchema(reader, out.schema);
    reader.read("instructions", out.instructions);
    readExamples(reader, out.examples);
    reader.readWord("mode", out.mode, wire::answerModeFromName);
    reader.readWord("streaming", out.streaming, wire::streamKindFromName);
    readReading(reader, out.reading);
    readLimits(reader, out.limits);
    readObject(reader, "parameters", out.parameters);
    readObject(reader, "fields", out.fields);
    readEntries(reader, "checks", out.checks);
    readEntries(reader, "hooks", out.hooks);
    if (!reader.problem().empty())
        return wrongMember(reader.problem());
    out.stored = std::move(root);
    return out;
}

Value recipeValue(const Recipe &recipe)
{
    const auto word = [](std::string_view name) { return Value::string(std::string(name)); };
    Value out = recipe.stored.isObject() ? recipe.stored : Value::object();
    setNumber(out, "espalier", kFormat);
    out.set("name", Value::string(recipe.name));
    out.set("schema", recipe.schema);
    out.set("instructions", Value::string(recipe.instructions));
    out.set("examples", examplesValue(recipe.examples, out["examples"]));
    out.set("mode", word(wire::answerModeName(recipe.mode)));
    out.set("streaming", word(wire::streamKindName(recipe.streaming)));
    setReading(out, recipe.reading);
    out.set("limits", limitsValue(recipe.limits, out["limits"]));
    out.set("parameters", Value::object(recipe.parameters));
    if (!recipe.fields.empty() || out.find("fields"))
        out.set("fields", Value::object(recipe.fields));
    if (!recipe.checks.empty() || out.find("checks"))
        out.set("checks", Value::array(recipe.checks));
    if (!recipe.hooks.empty() || out.find("hooks"))
        out.set("hooks", Value::array(recipe.hooks));
    return out;
}

std::string writeRecipe(const Recipe &recipe)
{
    return json::writePretty(recipeValue(recipe)) + "\n";
}

} // namespace espalier::recipe
