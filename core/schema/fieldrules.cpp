// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldrules.h"

#include "schema/fieldplace_p.h"
#include "schema/fieldshape_p.h"
#include "schema/rulecheck_p.h"
#include "schema/subschemas_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

std::string pointerTo(const FieldShape &shape, std::string_view field, std::string_view keyword)
{
    if (isAnnotation(keyword))
        return std::string(field);
    const bool ofItems = shape.items && familyOf(keyword) != KeywordFamily::List;
    return ofItems ? shape.items->stated.pointer : shape.outer.stated.pointer;
}

/// What the field says itself, or the definition it comes from.
const Value *find(const Value &schema, const FieldShape &shape, std::string_view field,
                  std::string_view keyword)
{
    const Value *own = json::resolve(schema, pointerTo(shape, field, keyword));
    const Value *found = own ? own->find(keyword) : nullptr;
    return !found && isAnnotation(keyword) ? shape.outer.stated.schema->find(keyword) : found;
}

void set(Value &schema, std::string_view keyword, const std::optional<Value> &value)
{
    if (schema.isTrue())
        schema = Value::object();
    if (value)
        schema.set(keyword, *value);
    else
        schema.remove(keyword);
}

} // namespace

std::vector<RuleOffer> rulesFor(FieldType type)
{
    std::vector<RuleOffer> out;
    if (type.isList)
        out = {{"minItems", RuleForm::Count}, {"maxItems", RuleForm::Count}, {"uniqueItems", RuleForm::Flag}};
    const auto add = [&out](std::initializer_list<RuleOffer> more) {
        out.insert(out.end(), more.begin(), more.end());
    };
    if (type.kind == FieldKind::Text || !formatOf(type.kind).empty())
        add({{"minLength", RuleForm::Count}, {"maxLength", RuleForm::Count}, {"pattern", RuleForm::Pattern}});
    if (type.kind == FieldKind::Text)
        add({{"format", RuleForm::Format}});
    if (familyOf(type.kind) == KeywordFamily::Number)
        add({{"minimum", RuleForm::Number},
             {"maximum", RuleForm::Number},
             {"exclusiveMinimum", RuleForm::Number},
             {"exclusiveMaximum", RuleForm::Number},
             {"multipleOf", RuleForm::Number}});
    const bool mayBeFixed = familyOf(type.kind) != KeywordFamily::Text && type.kind != FieldKind::Group;
    if (mayBeFixed && !type.isList)
        add({{"const", RuleForm::Value}});
    add({{"default", RuleForm::Value}, {"examples", RuleForm::Values}});
    return out;
}

std::optional<Value> fieldRule(const Value &schema, std::string_view field, std::string_view keyword)
{
    const Value *target = json::resolve(schema, field);
    if (!target)
        return std::nullopt;
    const References references(schema);
    const FieldShape shape = fieldShape(references, {target, std::string(field)});
    const Value *found = find(schema, shape, field, keyword);
    return found ? std::optional(*found) : std::nullopt;
}

FieldEditResult setFieldRule(const Value &schema, std::string_view field, std::string_view keyword,
                             const std::optional<Value> &value)
{
    const Value *target = json::resolve(schema, field);
    if (!target)
        return noSuchField(field);
    FieldEdit edit{schema, std::string(field), {}};
    const References references(schema);
    const FieldShape shape = fieldShape(references, {target, edit.field});
    const Value *before = find(schema, shape, field, keyword);
    if (value ? before && *before == *value : !before)
        return edit;
    const std::vector<RuleOffer> offers = rulesFor(shape.type);
    const auto offer = std::find_if(offers.begin(), offers.end(),
                                    [keyword](const RuleOffer &each) { return each.keyword == keyword; });
    if (value && offer == offers.end())
        return usageError("this rule does not suit the field's kind", "Change its kind first.");
    const std::string place = pointerTo(shape, field, keyword);
    Value &holder = *json::resolve(edit.schema, place);
    if (holder.isBool() && !holder.isTrue())
        return usageError("a field that takes nothing has no rules", "Give it another kind first.");
    if (value) {
        if (auto problem = formProblem(*offer, *value))
            return *std::move(problem);
    }
    set(holder, keyword, value);
    if (auto problem = boundsProblem(holder, keyword))
        return *std::move(problem);
    if (value) {
        if (auto problem = fitProblem(schema, {target, edit.field}, *offer, *value))
            return *std::move(problem);
    }
    return edit;
}

} // namespace espalier::schema
