// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/fewshot.h"

#include "schema/validator.h"
#include "wire/chatmessages.h"
#include "wire/prompts.h"
#include "json/writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace espalier::wire {

namespace {

/// What a tool of the union would be called with for this value: its parameters are an object, a value that
/// is none travels in the tool's envelope.
json::Value argumentsFor(const schema::AnswerShape &shape, std::size_t tool, const json::Value &value)
{
    const std::optional<std::string> envelope =
        tool < shape.parallelExpectations.size() ? shape.parallelExpectations[tool].envelope : std::nullopt;
    return envelope ? json::Value::object({{*envelope, value}}) : value;
}

/// The tool of the union that this value would be given to: the first whose parameters it fits, else the
/// first of all.
std::size_t toolFor(const schema::AnswerShape &shape, const json::Value &value)
{
    for (std::size_t i = 0; i < shape.parallelTools.size(); ++i) {
        const auto validator = schema::Validator::compile(shape.parallelTools[i].parameters,
                                                          schema::CompileOptions::forAnswers());
        if (validator && validator->fits(argumentsFor(shape, i, value)))
            return i;
    }
    return 0;
}

} // namespace

FewShotTurns::FewShotTurns(const ChatRequest &request, const Dialect &dialect)
    : m_request(request)
    , m_toolRole(dialect.toolRole)
{
}

json::Value::Array FewShotTurns::answer(const FewShot &example)
{
    const AnswerMode mode = m_request.mode;
    if (mode != AnswerMode::Tools && mode != AnswerMode::ParallelTools) {
        const std::string json = json::writeCompact(m_request.shape.wrap(example.value));
        return {textMessage("assistant", mode == AnswerMode::MdJson ? "```json\n" + json + "\n```" : json)};
    }
    const std::vector<Call> calls = callsFor(example.value);
    if (calls.empty()) // an empty list in mode parallel_tools
        return {textMessage("assistant", "[]")};
    json::Value::Array made;
    json::Value::Array replies;
    for (const Call &call : calls) {
        json::Value function;
        function.set("name", json::Value::string(call.name));
        function.set("arguments", json::Value::string(json::writeCompact(call.arguments)));
        json::Value entry;
        entry.set("id", json::Value::string(call.id));
        entry.set("type", json::Value::string("function"));
        entry.set("function", std::move(function));
        made.push_back(std::move(entry));
        replies.push_back(reply(call));
    }
    json::Value assistant;
    assistant.set("role", json::Value::string("assistant"));
    assistant.set("content", json::Value::null());
    assistant.set("tool_calls", json::Value::array(std::move(made)));
    json::Value::Array out{std::move(assistant)};
    if (!m_toolRole) // one sentence for all calls: it says nothing about a single one
        replies.resize(1);
    std::move(replies.begin(), replies.end(), std::back_inserter(out));
    return out;
}

std::vector<FewShotTurns::Call> FewShotTurns::callsFor(const json::Value &value)
{
    const schema::AnswerShape &shape = m_request.shape;
    if (oneToolTakesAll(m_request))
        return {call(shape.tool.name, shape.wrap(value))};
    std::vector<Call> out;
    for (const json::Value &item : value.isArray() ? value.items() : json::Value::Array{value}) {
        const std::size_t tool = toolFor(shape, item);
        out.push_back(call(shape.parallelTools[tool].name, argumentsFor(shape, tool, item)));
    }
    return out;
}

FewShotTurns::Call FewShotTurns::call(const std::string &name, const json::Value &arguments)
{
    // Nine letters and digits: the only form of an id that Mistral takes, and no other server minds.
    std::string digits = std::to_string(++m_calls);
    digits.insert(0, 5 - std::min<std::size_t>(5, digits.size()), '0');
    return {"call" + digits, name, arguments};
}

json::Value FewShotTurns::reply(const Call &call) const
{
    if (!m_toolRole)
        return textMessage("user", std::string(prompts::tool_result));
    json::Value message;
    message.set("role", json::Value::string("tool"));
    message.set("tool_call_id", json::Value::string(call.id));
    message.set("name", json::Value::string(call.name));
    message.set("content", json::Value::string(std::string(prompts::tool_result)));
    return message;
}

} // namespace espalier::wire
