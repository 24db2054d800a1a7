// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/answerer.h"

#include "practice/reader/fieldwishes.h"
#include "practice/reader/rulereader.h"
#include "schema/fieldsuggestion.h"
#include "json/writer.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;
using Kind = FaultStep::Kind;

constexpr std::string_view plainAnswer = "This is Espalier's practice endpoint. It reads values by rule and "
                                         "needs a JSON Schema in the request: in tools, in "
                                         "response_format, or in the system message.";

/// The first scalar that `wanted` takes, depth first; nullptr when there is none.
template <typename Wanted>
Value *firstLeaf(Value &value, Wanted wanted)
{
    if (value.isObject()) {
        for (json::Member &member : value.mutableMembers()) {
            if (Value *found = firstLeaf(member.value, wanted))
                return found;
        }
        return nullptr;
    }
    if (value.isArray()) {
        for (Value &item : value.mutableItems()) {
            if (Value *found = firstLeaf(item, wanted))
                return found;
        }
        return nullptr;
    }
    return wanted(value) ? &value : nullptr;
}

std::string text(const Value &value, const FaultStep &step, Malformation malformation)
{
    switch (step.kind) {
    case Kind::Malformed:
        return malformed(value, malformation);
    case Kind::Invalid:
        return json::writeCompact(invalidated(value));
    case Kind::Double: {
        std::string twice;
        json::appendString(twice, json::writeCompact(value));
        return twice;
    }
    default:
        return json::writeCompact(value);
    }
}

std::string fenced(const std::string &json)
{
    return "```json\n" + json + "\n```";
}

/// The faults that wrap the answer; they make it content, also where tools were asked for.
std::string wrapped(const std::string &json, Kind kind, bool fence)
{
    const std::string inner = fence || kind == Kind::Fence ? fenced(json) : json;
    if (kind == Kind::Prose)
        return "Sure, here is what the text says:\n\n" + inner + "\n\nLet me know if you need anything else.";
    if (kind == Kind::Think)
        return "<think>The text names some values. I only take what stands there.</think>\n" + inner;
    return inner;
}

} // namespace

Value invalidated(Value value)
{
    if (Value *number = firstLeaf(value, [](const Value &leaf) { return leaf.isNumber(); }))
        *number = Value::string("unknown");
    else if (Value *leaf = firstLeaf(value, [](const Value &) { return true; }))
        *leaf = Value::object({{"practice", Value::string("invalid")}});
    else
        value = Value::array();
    return value;
}

/// Fields that are wished for are no values of the text.
static Value answerTo(const std::string &document, const Value &schema)
{
    return schema::asksForFields(schema) ? wishedFields(document) : readDocument(document, schema);
}

std::vector<ReadObject> readObjects(const ChatQuestion &question)
{
    std::vector<ReadObject> out;
    switch (question.form) {
    case ChatQuestion::Form::Plain:
        break;
    case ChatQuestion::Form::Content:
    case ChatQuestion::Form::Fenced:
        out.push_back({{}, answerTo(question.document, question.schema)});
        break;
    case ChatQuestion::Form::Tools: {
        std::vector<Value> schemas;
        for (const ToolAsk &tool : question.tools)
            schemas.push_back(tool.parameters);
        if (question.parallel) {
            for (RecordOfKind &record : readRecords(question.document, schemas))
                out.push_back({question.tools[record.kind].name, std::move(record.value)});
        }
        // One function and at most one record: the whole document is about it.
        if (!question.parallel || (schemas.size() == 1 && out.size() < 2)) {
            out.clear();
            const std::size_t best = bestFit(question.document, schemas);
            out.push_back({question.tools[best].name, answerTo(question.document, schemas[best])});
        }
        break;
    }
    }
    return out;
}

Answer answerWith(const ChatQuestion &question, const std::vector<ReadObject> &objects, const FaultStep &step,
                  Malformation malformation)
{
    Answer answer;
    const bool wraps = step.kind == Kind::Fence || step.kind == Kind::Prose || step.kind == Kind::Think;
    if (objects.empty())
        answer.content = question.form == ChatQuestion::Form::Plain
                             ? plainAnswer
                             : "The text holds nothing that was asked for.";
    for (const ReadObject &object : objects) {
        const std::string json = text(object.value, step, malformation);
        if (question.form == ChatQuestion::Form::Tools && !wraps)
            answer.calls.push_back({object.tool, json});
        else
            answer.content.append(answer.content.empty() ? "" : "\n")
                .append(wrapped(json, step.kind, question.form == ChatQuestion::Form::Fenced));
    }
    std::uint64_t limit = question.maxTokens.value_or(UINT64_MAX);
    if (step.kind == Kind::Truncate)
        limit = std::min<std::uint64_t>(limit, step.amount);
    return limited(std::move(answer), limit);
}

} // namespace espalier::practice
