// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/correction.h"

#include "wire/chatmessages.h"
#include "wire/prompts.h"
#include "json/read.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace espalier::wire {

namespace {

bool isObject(const std::string &text)
{
    const auto value = json::readStrict(text);
    return value && value->isObject();
}

json::Value functionCall(const AnsweredCall &call)
{
    return json::Value::object(
        {{"id", json::Value::string(call.id)},
         {"type", json::Value::string("function")},
         {"function", json::Value::object({{"name", json::Value::string(call.name)},
                                           {"arguments", json::Value::string(call.arguments)}})}});
}

json::Value toolReply(const AnsweredCall &call, const std::string &text)
{
    return json::Value::object({{"role", json::Value::string("tool")},
                                {"tool_call_id", json::Value::string(call.id)},
                                {"name", json::Value::string(call.name)},
                                {"content", json::Value::string(text)}});
}

json::Value::Array asCalls(const Correction &correction, bool toolRole)
{
    json::Value::Array made;
    json::Value::Array replies;
    std::string all;
    for (std::size_t i = 0; i < correction.calls.size(); ++i) {
        AnsweredCall call = correction.calls[i];
        if (call.id.empty()) // nine letters and digits: the only form that Mistral takes
            call.id = "again" + std::to_string(10'000 + i).substr(1);
        made.push_back(functionCall(call));
        replies.push_back(toolReply(call, correction.about[i]));
        all = joinedByBlankLine(all, correction.about[i]);
    }
    json::Value::Array out{json::Value::object({{"role", json::Value::string("assistant")},
                                                {"content", json::Value::null()},
                                                {"tool_calls", json::Value::array(std::move(made))}})};
    if (toolRole)
        std::move(replies.begin(), replies.end(), std::back_inserter(out));
    else
        out.push_back(textMessage("user", std::move(all)));
    return out;
}

} // namespace

json::Value::Array correctionMessages(const Correction &correction, AnswerMode mode, const Dialect &dialect)
{
    const bool readable = std::all_of(correction.calls.begin(), correction.calls.end(),
                                      [](const AnsweredCall &call) { return isObject(call.arguments); });
    if (!correction.calls.empty() && readable)
        return asCalls(correction, dialect.toolRole);
    json::Value::Array out;
    if (!correction.answer.empty())
        out.push_back(textMessage("assistant", correction.answer));
    out.push_back(textMessage("user", correction.text));
    if (mode == AnswerMode::MdJson)
        out.push_back(textMessage("user", std::string(prompts::md_json_user)));
    return out;
}

} // namespace espalier::wire
