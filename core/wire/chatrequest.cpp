// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/chatrequest.h"

#include "wire/chatmessages.h"
#include "wire/strictschema.h"
#include "json/numbertext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace espalier::wire {

namespace {

/// What parameters of the person's own may not replace: the question itself and the form of its answer.
constexpr std::array<std::string_view, 7> kReserved{
    "model", "messages", "stream", "stream_options", "tools", "tool_choice", "response_format"};

json::Value text(std::string_view value)
{
    return json::Value::string(std::string(value));
}

bool isDropped(const Dialect &dialect, std::string_view member)
{
    return std::find(dialect.dropped.begin(), dialect.dropped.end(), member) != dialect.dropped.end();
}

/// The schema as it is sent, and whether `strict` goes with it.
std::pair<json::Value, bool> sentSchema(const json::Value &schema, const Dialect &dialect)
{
    if (dialect.strict && !isDropped(dialect, "strict")) {
        if (std::optional<json::Value> strict = strictSchema(schema))
            return {std::move(*strict), true};
    }
    return {schema, false};
}

json::Value toolBody(const schema::ToolSpec &tool, const Dialect &dialect)
{
    auto [parameters, strict] = sentSchema(tool.parameters, dialect);
    json::Value function;
    function.set("name", text(tool.name));
    function.set("description", text(tool.description));
    function.set("parameters", std::move(parameters));
    if (strict)
        function.set("strict", json::Value::boolean(true));
    json::Value out;
    out.set("type", text("function"));
    out.set("function", std::move(function));
    return out;
}

json::Value toolChoice(const std::string &name, ToolChoiceForm form)
{
    if (form != ToolChoiceForm::Object)
        return text(form == ToolChoiceForm::Required ? "required" : "auto");
    json::Value function;
    function.set("name", text(name));
    json::Value out;
    out.set("type", text("function"));
    out.set("function", std::move(function));
    return out;
}

std::vector<schema::ToolSpec> sentTools(const ChatRequest &request)
{
    return oneToolTakesAll(request) ? std::vector{request.shape.tool} : request.shape.parallelTools;
}

void addTools(json::Value &body, const ChatRequest &request, const Dialect &dialect)
{
    const bool single = oneToolTakesAll(request);
    json::Value list = json::Value::array();
    for (const schema::ToolSpec &tool : sentTools(request))
        list.mutableItems().push_back(toolBody(tool, dialect));
    body.set("tools", std::move(list));
    if (isDropped(dialect, "tool_choice"))
        return;
    // The object form names one function and gives one call: where several may come the model has to be free
    // to choose.
    const bool named = dialect.toolChoice == ToolChoiceForm::Object;
    body.set("tool_choice", toolChoice(request.shape.tool.name,
                                       named && !single ? ToolChoiceForm::Auto : dialect.toolChoice));
}

void addSchema(json::Value &body, const ChatRequest &request, const Dialect &dialect)
{
    const json::Value &schema = request.shape.wireSchema;
    json::Value format;
    switch (dialect.schema) {
    case SchemaDialect::JsonSchema: {
        auto [sent, strict] = sentSchema(schema, dialect);
        json::Value named;
        named.set("name", text(request.shape.name));
        named.set("schema", std::move(sent));
        if (strict)
            named.set("strict", json::Value::boolean(true));
        format.set("type", text("json_schema"));
        format.set("json_schema", std::move(named));
        body.set("response_format", std::move(format));
        break;
    }
    case SchemaDialect::JsonObject:
        format.set("type", text("json_object"));
        format.set("schema", schema);
        body.set("response_format", std::move(format));
        break;
    case SchemaDialect::StructuredOutputs:
        format.set("json", schema);
        body.set("structured_outputs", std::move(format));
        break;
    case SchemaDialect::GuidedJson:
        body.set("guided_json", schema);
        break;
    }
}

void addStructure(json::Value &body, const ChatRequest &request, const Dialect &dialect)
{
    switch (request.mode) {
    case AnswerMode::Json: {
        json::Value format;
        format.set("type", text("json_object"));
        body.set("response_format", std::move(format));
        break;
    }
    case AnswerMode::JsonSchema:
        addSchema(body, request, dialect);
        break;
    case AnswerMode::MdJson:
        break;
    default:
        addTools(body, request, dialect);
    }
}

} // namespace

bool isReservedMember(std::string_view name)
{
    return std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end();
}

bool sendsStrict(const ChatRequest &request, const Dialect &dialect)
{
    switch (request.mode) {
    case AnswerMode::Json:
    case AnswerMode::MdJson:
        return false;
    case AnswerMode::JsonSchema:
        return dialect.schema == SchemaDialect::JsonSchema &&
               sentSchema(request.shape.wireSchema, dialect).second;
    default:
        break;
    }
    const std::vector<schema::ToolSpec> tools = sentTools(request);
    return std::any_of(tools.begin(), tools.end(), [&dialect](const schema::ToolSpec &tool) {
        return sentSchema(tool.parameters, dialect).second;
    });
}

json::Value chatBody(const ChatRequest &request, const Dialect &dialect)
{
    json::Value body;
    body.set("model", text(request.model));
    body.set("messages", chatMessages(request, dialect));
    addStructure(body, request, dialect);
    if (request.stream != StreamKind::None) {
        body.set("stream", json::Value::boolean(true));
        if (dialect.streamOptions && !isDropped(dialect, "stream_options")) {
            json::Value options;
            options.set("include_usage", json::Value::boolean(true));
            body.set("stream_options", std::move(options));
        }
    }
    if (request.maxTokens && !isDropped(dialect, dialect.maxTokensName))
        body.set(dialect.maxTokensName, json::Value::number(*request.maxTokens));
    if (request.temperature && std::isfinite(*request.temperature) && !isDropped(dialect, "temperature"))
        body.set("temperature", json::Value::number(json::shortestNumber(*request.temperature)));
    for (const json::Member &parameter : request.parameters) {
        if (!isReservedMember(parameter.key) && !isDropped(dialect, parameter.key))
            body.set(parameter.key, parameter.value);
    }
    return body;
}

} // namespace espalier::wire
