// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/chatmessages.h"

#include "wire/correction.h"
#include "wire/fewshot.h"
#include "wire/prompts.h"
#include "json/writer.h"

#include <utility>

namespace espalier::wire {

namespace {

constexpr std::string_view kDocumentMarker = "{{document}}";
constexpr std::string_view kSchemaMarker = "{{schema}}";

std::string systemPrompt(const ChatRequest &request, const Dialect &dialect)
{
    if (request.mode == AnswerMode::Json || request.mode == AnswerMode::MdJson)
        return replacedOnce(prompts::schema_system, kSchemaMarker,
                            json::writePretty(request.shape.wireSchema));
    if (request.mode == AnswerMode::JsonSchema && dialect.schema == SchemaDialect::JsonObject)
        return std::string(prompts::json_object_system);
    return {};
}

/// The question about one document.
std::string question(const std::string &instructions, std::string_view document)
{
    if (instructions.find(kDocumentMarker) != std::string::npos)
        return replacedOnce(instructions, kDocumentMarker, document);
    return joinedByBlankLine(instructions, document);
}

/// Role and text and nothing else: what may be merged.
bool isPlain(const json::Value &message)
{
    return message.members().size() == 2 && message["content"].isString();
}

void append(json::Value::Array &messages, json::Value message, const Dialect &dialect)
{
    const std::string &role = message["role"].text();
    const bool mergeable = !messages.empty() && isPlain(message) && isPlain(messages.back()) &&
                           messages.back()["role"].text() == role &&
                           (dialect.oneSystemMessage || role != "system");
    if (!mergeable) {
        messages.push_back(std::move(message));
        return;
    }
    std::string both = joinedByBlankLine(messages.back()["content"].text(), message["content"].text());
    messages.back().set("content", json::Value::string(std::move(both)));
}

} // namespace

json::Value chatMessages(const ChatRequest &request, const Dialect &dialect)
{
    json::Value::Array messages;
    for (const std::string &text : {request.systemMessage, systemPrompt(request, dialect)}) {
        if (!text.empty())
            append(messages, textMessage("system", text), dialect);
    }
    FewShotTurns turns(request, dialect);
    for (const FewShot &example : request.examples) {
        append(messages, textMessage("user", question(request.instructions, example.text)), dialect);
        for (json::Value &answer : turns.answer(example))
            append(messages, std::move(answer), dialect);
    }
    append(messages, textMessage("user", question(request.instructions, request.document)), dialect);
    if (request.mode == AnswerMode::MdJson)
        append(messages, textMessage("user", std::string(prompts::md_json_user)), dialect);
    if (request.correction) {
        for (json::Value &message : correctionMessages(*request.correction, request.mode, dialect))
            append(messages, std::move(message), dialect);
    }
    return json::Value::array(std::move(messages));
}

std::optional<Span> documentSpan(const ChatRequest &request, std::string_view content)
{
    // What stands before it may be merged from other messages, what follows is known.
    std::string after;
    const std::size_t marker = request.instructions.find(kDocumentMarker);
    if (marker != std::string::npos)
        after = request.instructions.substr(marker + kDocumentMarker.size());
    if (request.mode == AnswerMode::MdJson)
        after.append("\n\n").append(prompts::md_json_user);
    const std::size_t length = request.document.size();
    if (length == 0 || content.size() < after.size() + length)
        return std::nullopt;
    const std::size_t begin = content.size() - after.size() - length;
    if (content.compare(begin, length, request.document) != 0 || content.substr(begin + length) != after)
        return std::nullopt;
    return Span{begin, begin + length};
}

bool oneToolTakesAll(const ChatRequest &request)
{
    const std::vector<schema::ToolSpec> &tools = request.shape.parallelTools;
    return request.mode != AnswerMode::ParallelTools || tools.empty() ||
           (tools.size() == 1 && tools.front() == request.shape.tool);
}

json::Value textMessage(std::string_view role, std::string text)
{
    return json::Value::object({{"role", json::Value::string(std::string(role))},
                                {"content", json::Value::string(std::move(text))}});
}

std::string replacedOnce(std::string_view text, std::string_view marker, std::string_view value)
{
    const std::size_t at = text.find(marker);
    std::string out(text.substr(0, at));
    if (at != std::string_view::npos)
        out.append(value).append(text.substr(at + marker.size()));
    return out;
}

std::string joinedByBlankLine(std::string_view first, std::string_view second)
{
    std::string out(first);
    return out.append(first.empty() || second.empty() ? "" : "\n\n").append(second);
}

} // namespace espalier::wire
