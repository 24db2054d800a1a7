// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changing what a field holds.

#include "schema/fieldedit.h"

#include "schema/fieldplace_p.h"
#include "schema/fieldshape_p.h"
#include "schema/subschemas_p.h"
#include "json/pointer.h"

#include <algorithm>

namespace espalier::schema {

namespace {

using json::Value;

std::string_view typeName(FieldKind kind)
{
    switch (kind) {
    case FieldKind::WholeNumber:
        return "integer";
    case FieldKind::Number:
        return "number";
    case FieldKind::YesNo:
        return "boolean";
    case FieldKind::Group:
        return "object";
    case FieldKind::Anything:
    case FieldKind::Other:
        return {};
    default:
        return "string";
    }
}

/// Whether a default or an example may be of this kind.
bool fits(const Value &value, FieldType type)
{
    if (value.isNull() || type == FieldType{FieldKind::Anything, false})
        return true;
    if (type.isList)
        return value.isArray();
    switch (type.kind) {
    case FieldKind::WholeNumber:
        return value.toInt64().has_value();
    case FieldKind::Number:
        return value.isNumber();
    case FieldKind::YesNo:
        return value.isBool();
    case FieldKind::Group:
        return value.isObject();
    default:
        return value.isString();
    }
}

class KindChange
{
public:
    KindChange(Value &schema, FieldType type, const std::vector<std::string> &allowed,
               std::vector<std::string> &dropped)
        : m_schema(schema)
        , m_type(type)
        , m_allowed(allowed)
        , m_dropped(dropped)
    {
    }

    /// `before`: what the schema was. `null`: whether "type" or "enum" took null.
    void make(FieldKind before, bool null)
    {
        if (!m_schema.isObject())
            m_schema = Value::object();
        const bool sameFamily =
            familyOf(before) == familyOf(m_type.kind) && familyOf(before) != KeywordFamily::None;
        dropFormat(before);
        dropIf([&](const std::string &key) {
            const KeywordFamily family = familyOf(key);
            return (family != KeywordFamily::None && family != familyOf(m_type.kind)) ||
                   (isCombining(key) && !(sameFamily && m_schema.find("type"))) ||
                   (key == "const" || (key == "enum" && m_type.kind != FieldKind::OneOf));
        });
        dropExamples();
        setType(null);
        if (m_type.kind == FieldKind::OneOf)
            setAllowed(null);
        if (!formatOf(m_type.kind).empty())
            m_schema.set("format", Value::string(std::string(formatOf(m_type.kind))));
        if (m_type.kind == FieldKind::Group && !m_schema.find("properties"))
            m_schema.set("properties", Value::object());
    }

    void dropExamples()
    {
        const Value *fixed = m_schema.find("default");
        const auto &examples = m_schema["examples"].items();
        const bool odd = std::any_of(examples.begin(), examples.end(),
                                     [this](const Value &value) { return !fits(value, m_type); });
        const bool wrong = fixed && !fits(*fixed, m_type);
        dropIf([&](const std::string &key) {
            return (key == "default" && wrong) || (key == "examples" && odd);
        });
    }

private:
    template <typename Predicate>
    void dropIf(Predicate goes)
    {
        std::vector<std::string> gone;
        for (const json::Member &member : m_schema.members()) {
            if (goes(member.key))
                gone.push_back(member.key);
        }
        for (const std::string &key : gone) {
            m_schema.remove(key);
            m_dropped.push_back(key);
        }
    }

    /// The mark of the kind it was is replaced, not lost.
    void dropFormat(FieldKind before)
    {
        if (!formatOf(before).empty() && familyOf(m_type.kind) == KeywordFamily::Text)
            replaceFormat();
        else if (!formatOf(before).empty())
            m_schema.remove("format");
        else if (!formatOf(m_type.kind).empty() || m_type.kind == FieldKind::OneOf)
            dropIf([](const std::string &key) { return key == "format"; });
    }

    void replaceFormat()
    {
        if (formatOf(m_type.kind).empty())
            m_schema.remove("format");
        else
            m_schema.set("format", Value::string(std::string(formatOf(m_type.kind))));
    }

    void setType(bool null)
    {
        const std::string name(typeName(m_type.kind));
        if (name.empty()) {
            m_schema.remove("type");
            return;
        }
        if (m_type.kind == FieldKind::OneOf && !m_schema.find("type") && m_schema.find("enum"))
            return; // the values say it
        Value type = null ? Value::array({Value::string(name), Value::string("null")}) : Value::string(name);
        if (m_schema.find("type"))
            m_schema.set("type", std::move(type));
        else
            insertMember(m_schema, 0, {"type", std::move(type)});
    }

    void setAllowed(bool null)
    {
        Value::Array values;
        for (const std::string &text : m_allowed)
            values.push_back(Value::string(text));
        if (null)
            values.push_back(Value::null());
        m_schema.set("enum", Value::array(std::move(values)));
    }

    Value &m_schema;
    FieldType m_type;
    const std::vector<std::string> &m_allowed;
    std::vector<std::string> &m_dropped;
};

/// The schema becomes that of each item; what describes the field stays outside.
void wrap(Value &schema, bool null)
{
    Value outer = Value::object();
    Value inner = Value::object();
    outer.set("type",
              null ? Value::array({Value::string("array"), Value::string("null")}) : Value::string("array"));
    for (const json::Member &member : schema.members())
        (isAnnotation(member.key) ? outer : inner).mutableMembers().push_back(member);
    if (schema.isBool())
        inner = schema;
    if (null && inner["type"].isArray()) {
        Value type = inner["type"];
        std::erase_if(type.mutableItems(), [](const Value &each) { return each.text() == "null"; });
        inner.set("type", type.items().size() == 1 ? type.items().front() : type);
    }
    if (null && inner["enum"].isArray()) {
        Value values = inner["enum"];
        std::erase_if(values.mutableItems(), [](const Value &each) { return each.isNull(); });
        inner.set("enum", std::move(values));
    }
    outer.set("items", std::move(inner));
    schema = std::move(outer);
}

/// The items' schema takes the place of the list's.
void unwrap(Value &schema, std::vector<std::string> &dropped)
{
    const Value items = schema["items"].isObject() ? schema["items"] : Value::object();
    Value out = Value::object();
    for (const json::Member &member : schema.members()) {
        const bool ofLists = familyOf(member.key) == KeywordFamily::List;
        if (ofLists && member.key != "items")
            dropped.push_back(member.key);
        if (!ofLists && member.key != "type")
            out.mutableMembers().push_back(member);
    }
    for (const json::Member &member : items.members()) {
        if (out.find(member.key) && out[member.key] != member.value)
            dropped.push_back(member.key);
        else
            out.set(member.key, member.value);
    }
    schema = std::move(out);
}

std::vector<std::string> allowedOf(const Value &schema)
{
    std::vector<std::string> out;
    if (schema["const"].isString())
        out.push_back(schema["const"].text());
    for (const Value &value : schema["enum"].items()) {
        if (value.isString())
            out.push_back(value.text());
    }
    return out;
}

std::vector<std::string> withoutRepeats(const std::vector<std::string> &texts)
{
    std::vector<std::string> out;
    for (const std::string &text : texts) {
        if (std::find(out.begin(), out.end(), text) == out.end())
            out.push_back(text);
    }
    return out;
}

/// One step towards the type: into a list, out of a list, or another kind. True when it has arrived.
bool step(FieldEdit &edit, FieldType type, const std::vector<std::string> &allowed)
{
    const References references(edit.schema);
    const FieldShape shape =
        fieldShape(references, {json::resolve(std::as_const(edit.schema), edit.field), edit.field});
    const Value &stated = *shape.site().stated.schema;
    if (shape.type == type && (type.kind != FieldKind::OneOf || allowedOf(stated) == allowed))
        return true;
    const FieldSite outer = shape.outer;
    const bool throughDefinition = outer.own.pointer != outer.stated.pointer;
    const bool isList = shape.type.isList && !throughDefinition;
    const bool null = outer.reason == OtherReason::None && takesNull(*outer.stated.schema);
    if (type.isList && !isList) {
        Value &own = *json::resolve(edit.schema, outer.own.pointer);
        if (shape.type.isList) // the definition's list: this field gets one of its own
            KindChange(own, {FieldKind::Anything, false}, allowed, edit.dropped)
                .make(FieldKind::Other, false);
        wrap(own, null);
        KindChange(own, {type.kind, true}, allowed, edit.dropped).dropExamples();
    } else if (!type.isList && isList) {
        unwrap(*json::resolve(edit.schema, outer.own.pointer), edit.dropped);
    } else if (isList) {
        if (!shape.items)
            json::resolve(edit.schema, outer.own.pointer)->set("items", Value::object());
        const std::string at = shape.items ? shape.items->own.pointer : outer.own.pointer + "/items";
        const bool itemNull = shape.items && shape.items->reason == OtherReason::None && takesNull(stated);
        KindChange(*json::resolve(edit.schema, at), {type.kind, false}, allowed, edit.dropped)
            .make(shape.type.kind, itemNull);
    } else {
        KindChange(*json::resolve(edit.schema, outer.own.pointer), type, allowed, edit.dropped)
            .make(shape.type.isList ? FieldKind::Other : shape.type.kind, null);
    }
    return false;
}

} // namespace

FieldEditResult setFieldType(const Value &schema, std::string_view field, FieldType type,
                             const std::vector<std::string> &allowed)
{
    FieldEdit edit{schema, std::string(field), {}};
    const Value *own = json::resolve(schema, field);
    if (!own)
        return noSuchField(field);
    if (type.kind == FieldKind::Other)
        return usageError("only the JSON text can say that", "Change it in the JSON text.");
    std::vector<std::string> values = withoutRepeats(allowed);
    if (type.kind == FieldKind::OneOf && values.empty()) {
        const References references(schema);
        values = allowedOf(*fieldShape(references, {own, edit.field}).site().stated.schema);
    }
    if (type.kind == FieldKind::OneOf && values.empty())
        return usageError("a choice needs at least one value", "Name the values it may have.");
    for (int steps = 0; steps < 8; ++steps) { // out of lists of lists, into a list, its kind
        if (step(edit, type, values))
            return checked(schema, std::move(edit));
    }
    return usageError("this field cannot be changed in the table", "Change it in the JSON text.");
}

FieldEditResult setFieldAllowed(const Value &schema, std::string_view field,
                                const std::vector<std::string> &allowed)
{
    const Value *own = json::resolve(schema, field);
    if (!own)
        return noSuchField(field);
    const References references(schema);
    const bool isList = fieldShape(references, {own, std::string(field)}).type.isList;
    return setFieldType(schema, field, {FieldKind::OneOf, isList}, allowed);
}

} // namespace espalier::schema
