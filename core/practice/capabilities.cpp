// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/capabilities.h"

#include <algorithm>
#include <vector>

namespace espalier::practice {

using json::Value;

namespace {

ApiError unknown(const std::string &member)
{
    return ApiError::badRequest("'" + member + "' is not supported here", member, "unsupported_parameter");
}

/// The name of the form in which a function is demanded; empty: none is.
std::string choiceOf(const Value &body)
{
    const Value *choice = body.find("tool_choice");
    if (!choice || body["tools"].items().empty())
        return {};
    return "tool_choice=" + (choice->isObject() ? std::string("object") : choice->text());
}

/// The name of the way in which the form of the content is demanded; empty: none is.
std::string formatOf(const Value &body)
{
    const Value &format = body["response_format"];
    if (format["type"].text() == "json_schema")
        return "json_schema";
    if (format["type"].text() == "json_object")
        return format.find("schema") ? "json_object" : "json";
    if (body.find("structured_outputs"))
        return "structured_outputs";
    return body.find("guided_json") ? "guided_json" : "";
}

std::ptrdiff_t messagesOf(const Value &body, std::string_view role)
{
    const auto &all = body["messages"].items();
    return std::count_if(all.begin(), all.end(),
                         [role](const Value &message) { return message["role"].text() == role; });
}

} // namespace

std::optional<ApiError> refusalOf(const Value &body, const Without &without)
{
    const auto lacks = [&without](std::string_view what) { return without.count(what) > 0; };
    if (lacks("stream_options") && body.find("stream_options"))
        return unknown("stream_options");
    if (lacks("tools") && body.find("tools"))
        return unknown("tools");
    if (lacks(choiceOf(body)))
        return ApiError::badRequest("this form of 'tool_choice' is not supported here", "tool_choice",
                                    "unsupported_value");
    if (const std::string format = formatOf(body); lacks(format))
        return unknown(format == "structured_outputs" || format == "guided_json" ? format
                                                                                 : "response_format");
    if (lacks("second_system_message") && messagesOf(body, "system") > 1)
        return ApiError::badRequest("Only one system message can be specified", "messages", "10003");
    if (lacks("tool_role") && messagesOf(body, "tool") > 0)
        return ApiError::badRequest("the role 'tool' is not supported here", "messages");
    return std::nullopt;
}

} // namespace espalier::practice
