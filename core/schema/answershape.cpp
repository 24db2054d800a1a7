// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/answershape.h"

#include "base/ascii.h"
#include "schema/issuetext.h"
#include "schema/relocate_p.h"
#include "schema/schemaview_p.h"
#include "json/utf8.h"

#include <algorithm>

namespace espalier::schema {

namespace {

using Root = json::AnswerExpectation::Root;
using Target = References::Target;

constexpr std::size_t kMaxName = 64;
constexpr std::size_t kMostTools = 128; // no endpoint takes more, and each carries a copy of its definitions

Root rootOf(unsigned kinds)
{
    if (kinds == SchemaView::Object)
        return Root::Object;
    if (kinds == SchemaView::Array)
        return Root::Array;
    return (kinds & (SchemaView::Object | SchemaView::Array)) == 0 && kinds != 0 ? Root::Scalar : Root::Any;
}

/// The text of an annotation at the schema itself, or else where its reference leads.
std::string annotation(const SchemaView &view, const Target &at, std::string_view keyword)
{
    const std::string &own = (*at.schema)[keyword].text();
    return own.empty() ? (*view.follow(at).schema)[keyword].text() : own;
}

/// The schema as an object that can be sent, and how the answer comes back.
struct Asked
{
    json::Value wire;
    json::AnswerExpectation expectation;
};

/// `list`: a list was asked for, whatever the schema leaves open.
Asked asked(const json::Value &document, bool list = false)
{
    const SchemaView view(document);
    const Target schema = view.follow(view.root());
    const unsigned kinds = view.kinds(*schema.schema);
    Asked out;
    // Where the schema takes other values as well, one that comes is not to be searched for a list.
    const bool mayBeOther =
        kinds == SchemaView::Array && !list && view.kindsAllowed(*schema.schema) != SchemaView::Array;
    out.expectation.root = mayBeOther ? Root::Any : rootOf(kinds);
    out.expectation.title = annotation(view, view.root(), "title");
    std::vector<Target> parts;
    if (kinds != SchemaView::Array)
        parts.push_back(schema);
    else if (!mayBeOther)
        parts = view.items(schema);
    for (const Target &part : parts) {
        for (std::string &key : view.keys(part))
            out.expectation.keys.push_back(std::move(key));
    }
    if (kinds == SchemaView::Object && !view.isUnion(schema)) {
        out.wire = schema.schema == &document ? document : inlined(document, schema);
        if (!out.wire["type"].isString()) {
            out.wire.remove("type");
            auto &members = out.wire.mutableMembers();
            members.insert(members.begin(), {"type", json::Value::string("object")});
        }
        return out;
    }
    const std::string envelope = kinds == SchemaView::Array ? "items" : "value";
    out.expectation.envelope = envelope;
    json::Value outer =
        json::Value::object({{"type", json::Value::string("object")},
                             {"properties", json::Value::object()},
                             {"required", json::Value::array({json::Value::string(envelope)})},
                             {"additionalProperties", json::Value::boolean(false)}});
    out.wire = nested(document, std::move(outer), "/properties/" + envelope);
    return out;
}

ToolSpec toolFor(const std::string &name, const std::string &description, const json::Value &wire)
{
    ToolSpec tool{name, description, wire};
    tool.parameters.remove("title");
    tool.parameters.remove("description");
    if (tool.description.empty())
        tool.description = "Takes the answer, one argument for each field.";
    return tool;
}

/// `name`, or with a number behind it when an earlier tool has it.
std::string uniqueName(const std::string &name, const std::vector<ToolSpec> &tools)
{
    std::string out = name;
    const auto taken = [&] {
        return std::any_of(tools.begin(), tools.end(),
                           [&](const ToolSpec &tool) { return tool.name == out; });
    };
    for (int i = 2; taken(); ++i) {
        const std::string suffix = "_" + std::to_string(i);
        out = name.substr(0, kMaxName - suffix.size()) + suffix;
    }
    return out;
}

/// What a tool of a union is called when its schema has no title: the name of the definition it comes from.
std::string nameOfPlace(const std::string &pointer)
{
    const std::string last = pointer.substr(pointer.rfind('/') + 1);
    const bool isIndex = std::all_of(last.begin(), last.end(), [](char c) { return isAsciiDigit(c); });
    return isIndex || last == "items" ? std::string() : last;
}

/// One tool per member of the union, or per kind of item of a list; just `tool` when there is nothing to
/// choose from, or too much.
void addParallelTools(AnswerShape &shape, const json::Value &document)
{
    const SchemaView view(document);
    const Target root = view.follow(view.root());
    std::vector<Target> members;
    if (view.kinds(*root.schema) == SchemaView::Array) {
        for (const Target &item : view.items(root)) {
            for (const Target &member : view.members(item))
                members.push_back(member);
        }
    } else if (view.isUnion(root)) {
        members = view.members(root);
    }
    const bool records = std::any_of(members.begin(), members.end(), [&](const Target &member) {
        return view.kinds(*member.schema) == SchemaView::Object;
    });
    if (!records || members.size() > kMostTools) {
        shape.parallelTools = {shape.tool};
        shape.parallelExpectations = {shape.expectation};
        return;
    }
    for (const Target &member : members) {
        Asked one = asked(standalone(document, member));
        const std::string title = annotation(view, member, "title");
        const std::string name = functionName(title.empty() ? nameOfPlace(member.pointer) : title);
        const std::string description = annotation(view, member, "description");
        shape.parallelTools.push_back(toolFor(uniqueName(name, shape.parallelTools), description, one.wire));
        shape.parallelExpectations.push_back(std::move(one.expectation));
    }
}

json::Value listOf(const json::Value &document)
{
    return nested(document, json::Value::object({{"type", json::Value::string("array")}}), "/items");
}

} // namespace

Result<AnswerShape, SchemaError> AnswerShape::of(const json::Value &schema, bool iterable)
{
    if (!schema.isObject() && !schema.isBool()) {
        SchemaError error;
        error.message = "a schema is an object, true or false, not " + shortJson(schema);
        return error;
    }
    const SchemaView view(schema);
    if (auto dead = view.deadReference())
        return *std::move(dead);
    const bool list = view.kinds(schema) == SchemaView::Array;
    const std::string title = annotation(view, view.root(), "title");

    AnswerShape out;
    out.userSchema = iterable && !list ? listOf(schema) : schema;
    Asked whole = asked(out.userSchema, iterable);
    out.wireSchema = std::move(whole.wire);
    out.expectation = std::move(whole.expectation);
    out.expectation.title = title;
    out.name = functionName(title);
    out.expectation.function = out.name;
    out.tool = toolFor(out.name, annotation(view, view.root(), "description"), out.wireSchema);
    addParallelTools(out, out.userSchema);
    return out;
}

json::Value AnswerShape::wrap(const json::Value &value) const
{
    if (!expectation.envelope)
        return value;
    return json::Value::object({{*expectation.envelope, value}});
}

std::string functionName(std::string_view title)
{
    std::string out;
    for (std::string_view rest = title; !rest.empty() && out.size() < kMaxName;) {
        const char c = rest.front();
        out.push_back(isAsciiAlpha(c) || isAsciiDigit(c) || c == '_' || c == '-' ? c : '_');
        rest.remove_prefix(json::decodeUtf8(rest).length);
    }
    return out.empty() ? "Answer" : out;
}

} // namespace espalier::schema
