// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// "coercion", "decimal", "defaults", "bad_items".

#include "recipe/recipeparts_p.h"

#include <optional>
#include <string>
#include <utility>

namespace espalier::recipe {

using json::Value;
using schema::DecimalMark;

namespace {

std::optional<DecimalMark> decimalFromText(std::string_view text)
{
    if (text == ".")
        return DecimalMark::Point;
    return text == "," ? std::optional(DecimalMark::Comma) : std::nullopt;
}

/// Sets a member; one that was not said stays so while it is as by default.
void say(Value &recipe, std::string_view name, Value value, bool usual)
{
    const Value *before = recipe.find(name);
    if (before ? *before != value : !usual)
        recipe.set(name, std::move(value));
}

Value word(std::string_view name)
{
    return Value::string(std::string(name));
}

} // namespace

void readReading(json::MemberReader &recipe, Reading &reading)
{
    recipe.readWord("coercion", reading.coercion.level, schema::coercionLevelFromName);
    recipe.readWord("decimal", reading.coercion.decimal, decimalFromText);
    recipe.read("defaults", reading.coercion.defaults);
    recipe.readWord("bad_items", reading.badItems, schema::badItemsFromName);
}

void setReading(Value &recipe, const Reading &reading)
{
    const Reading usual;
    const schema::CoercionOptions &coercion = reading.coercion;
    say(recipe, "coercion", word(schema::coercionLevelName(coercion.level)),
        coercion.level == usual.coercion.level);
    if (coercion.decimal == DecimalMark::Unsaid && !recipe["decimal"].isNull())
        recipe.remove("decimal");
    else if (coercion.decimal != DecimalMark::Unsaid)
        recipe.set("decimal", word(coercion.decimal == DecimalMark::Point ? "." : ","));
    say(recipe, "defaults", Value::boolean(coercion.defaults), !coercion.defaults);
    say(recipe, "bad_items", word(schema::badItemsName(reading.badItems)),
        reading.badItems == usual.badItems);
}

} // namespace espalier::recipe
