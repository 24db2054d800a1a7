// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/chatquestion.h"

#include "practice/answer.h"
#include "practice/documenttext.h"
#include "practice/messages.h"
#include "practice/schemafinder.h"
#include "json/read.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;
using Failure = std::optional<ApiError>;

ApiError wrongType(const std::string &member, std::string_view wanted)
{
    return ApiError::badRequest("'" + member + "' must be " + std::string(wanted), member, "invalid_type");
}

Failure readModel(const Value &body, ChatQuestion &out)
{
    const Value *model = body.find("model");
    if (!model)
        return ApiError::badRequest("you must provide a model parameter", "model");
    if (!model->isString())
        return wrongType("model", "a string");
    out.model = model->text();
    const std::size_t plus = std::min(out.model.find('+'), out.model.size());
    if (std::string_view(out.model).substr(0, plus) != readerModel)
        return ApiError{404, "invalid_request_error",
                        "the model '" + out.model.substr(0, 200) +
                            "' does not exist here; there is one: practice-reader",
                        "model", "model_not_found"};
    out.faults = out.model.substr(std::min(plus + 1, out.model.size()));
    return {};
}

Failure readLimit(const Value &body, const std::string &member, ChatQuestion &out)
{
    const Value &value = body[member];
    if (value.isNull())
        return {};
    const auto limit = value.toInt64();
    if (!limit)
        return wrongType(member, "an integer");
    if (*limit < 1)
        return ApiError::badRequest("'" + member + "' must be at least 1", member, "integer_below_min_value");
    out.maxTokens = static_cast<std::uint64_t>(*limit);
    return {};
}

Failure readOptions(const Value &body, ChatQuestion &out)
{
    const Value &stream = body["stream"];
    if (!stream.isNull() && !stream.isBool())
        return wrongType("stream", "a boolean");
    out.stream = stream.isTrue();
    const Value &options = body["stream_options"];
    if (!options.isNull() && !options.isObject())
        return wrongType("stream_options", "an object");
    if (!options.isNull() && !out.stream)
        return ApiError::badRequest("'stream_options' is only allowed when 'stream' is true",
                                    "stream_options");
    out.includeUsage = options["include_usage"].isTrue();
    const Value &temperature = body["temperature"];
    const auto degree = temperature.toDouble();
    if (!temperature.isNull() && !degree)
        return wrongType("temperature", "a number");
    if (degree && (*degree < 0 || *degree > 2))
        return ApiError::badRequest("'temperature' must be between 0 and 2", "temperature",
                                    "decimal_out_of_range");
    if (Failure failure = readLimit(body, "max_tokens", out))
        return failure;
    return readLimit(body, "max_completion_tokens", out);
}

/// A function whose only member is a list holds all records in one call.
bool takesAList(const ToolAsk &tool)
{
    const Value::Object &members = tool.parameters["properties"].members();
    return members.size() == 1 && members.front().value["type"].text() == "array";
}

Failure readToolChoice(const Value &choice, ChatQuestion &out)
{
    const bool free = choice.isNull() || choice.text() == "auto";
    if (free || choice.text() == "required") {
        out.parallel =
            out.tools.size() > 1 || (free && out.tools.size() == 1 && !takesAList(out.tools.front()));
        return {};
    }
    if (choice.text() == "none") {
        out.tools.clear();
        return {};
    }
    const std::string &name = choice["function"]["name"].text();
    if (!choice.isObject() || name.empty())
        return ApiError::badRequest("'tool_choice' must be none, auto, required or name a function",
                                    "tool_choice");
    const auto wanted =
        std::find_if(out.tools.begin(), out.tools.end(), [&](const ToolAsk &t) { return t.name == name; });
    if (wanted == out.tools.end())
        return ApiError::badRequest("'tool_choice' names a function that is not in 'tools': " + name,
                                    "tool_choice");
    out.tools = {*wanted};
    return {};
}

Failure readTools(const Value &body, ChatQuestion &out)
{
    const Value &tools = body["tools"];
    if (!tools.isNull() && !tools.isArray())
        return wrongType("tools", "an array");
    for (std::size_t i = 0; i < tools.items().size(); ++i) {
        const Value &function = tools.items()[i]["function"];
        const std::string place = "tools[" + std::to_string(i) + "].function";
        if (!function["name"].isString() || function["name"].text().empty())
            return ApiError::badRequest("a tool needs a function with a name", place);
        const Value *parameters = function.find("parameters");
        if (parameters && !parameters->isObject() && !parameters->isNull())
            return wrongType(place + ".parameters", "an object");
        out.tools.push_back({function["name"].text(),
                             parameters && parameters->isObject() ? *parameters : Value::boolean(true)});
    }
    if (out.tools.empty())
        return {};
    if (Failure failure = readToolChoice(body["tool_choice"], out))
        return failure;
    out.parallel =
        out.parallel && !(body["parallel_tool_calls"].isBool() && !body["parallel_tool_calls"].isTrue());
    return {};
}

/// The schema that the request carries as a member of its own, in one of the four dialects.
Failure readFormat(const Value &body, ChatQuestion &out)
{
    const Value &format = body["response_format"];
    if (!format.isNull() && !format.isObject())
        return wrongType("response_format", "an object");
    const std::string &type = format["type"].text();
    if (!format.isNull() && type != "text" && type != "json_object" && type != "json_schema")
        return ApiError::badRequest("'response_format.type' must be text, json_object or json_schema",
                                    "response_format.type");
    if (type == "json_schema" && !format["json_schema"]["schema"].isObject())
        return ApiError::badRequest("'response_format.json_schema.schema' must be an object",
                                    "response_format.json_schema.schema");
    for (const Value *schema : {&format["json_schema"]["schema"], &format["schema"],
                                &body["structured_outputs"]["json"], &body["guided_json"]}) {
        if (schema->isObject() && out.schema.isNull())
            out.schema = *schema;
    }
    if (!out.schema.isNull() || type == "json_object")
        out.form = ChatQuestion::Form::Content;
    return {};
}

/// Without a schema of its own, a request may carry one in its messages, as the modes json and md_json do.
void findSchemaInMessages(const Messages &messages, ChatQuestion &out)
{
    if (out.form == ChatQuestion::Form::Tools || !out.schema.isNull())
        return;
    std::optional<Value> schema = findSchema(messages.system());
    if (!schema)
        schema = findSchema(messages.question());
    if (!schema)
        return;
    out.schema = std::move(*schema);
    if (out.form == ChatQuestion::Form::Plain)
        out.form = messages.asksForFence() ? ChatQuestion::Form::Fenced : ChatQuestion::Form::Content;
}

} // namespace

Result<ChatQuestion, ApiError> ChatQuestion::read(std::string_view bytes)
{
    const auto parsed = json::readStrict(bytes);
    if (!parsed)
        return ApiError::badRequest("the request body is not JSON: " + parsed.error().message + ", line " +
                                        std::to_string(parsed.error().line) + " column " +
                                        std::to_string(parsed.error().column),
                                    {}, "invalid_json");
    const Value &body = parsed.value();
    if (!body.isObject())
        return ApiError::badRequest("the request body must be a JSON object");
    ChatQuestion out;
    for (const auto step : {readModel, readOptions, readTools, readFormat}) {
        if (Failure failure = step(body, out))
            return *failure;
    }
    auto messages = Messages::read(body["messages"]);
    if (!messages)
        return messages.error();
    if (!out.tools.empty())
        out.form = Form::Tools;
    findSchemaInMessages(*messages, out);
    out.document = documentIn(messages->question());
    out.promptTokens = countPieces(bytes);
    return out;
}

} // namespace espalier::practice
