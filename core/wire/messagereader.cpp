// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/messagereader.h"

#include "json/writer.h"

#include <utility>

namespace espalier::wire {

namespace {

void add(Deltas &out, Delta::Kind kind, const std::string &text)
{
    if (text.empty())
        return;
    if (!out.empty() && out.back().kind == kind) {
        out.back().text.append(text);
        return;
    }
    Delta delta;
    delta.kind = kind;
    delta.text = text;
    out.push_back(std::move(delta));
}

/// One part of a content list: text, or (Mistral) thinking that holds text or parts of its own.
void addPart(Deltas &out, const json::Value &part)
{
    if (part.isString())
        return add(out, Delta::Kind::Text, part.text());
    const json::Value &thinking = part["thinking"];
    if (thinking.isString())
        add(out, Delta::Kind::Reasoning, thinking.text());
    for (const json::Value &thought : thinking.items())
        add(out, Delta::Kind::Reasoning, thought.isString() ? thought.text() : thought["text"].text());
    if (part["text"].isString())
        add(out, Delta::Kind::Text, part["text"].text());
    if (part["refusal"].isString())
        add(out, Delta::Kind::Refusal, part["refusal"].text());
}

/// The same thoughts often stand under two names in one message; the first that holds any counts.
void addReasoning(Deltas &out, const json::Value &message)
{
    for (const std::string_view name : {"reasoning_content", "reasoning"}) {
        const json::Value &reasoning = message[name];
        if (reasoning.isString() && !reasoning.text().empty())
            return add(out, Delta::Kind::Reasoning, reasoning.text());
    }
    for (const json::Value &detail : message["reasoning_details"].items()) {
        for (const std::string_view name : {"text", "summary"}) {
            if (detail[name].isString())
                add(out, Delta::Kind::Reasoning, detail[name].text());
        }
    }
}

std::string argumentsText(const json::Value &arguments)
{
    return arguments.isObject() || arguments.isArray() ? json::writeCompact(arguments) : arguments.text();
}

void addCall(Deltas &out, const json::Value &piece, ToolCallJoiner &calls)
{
    const json::Value &function = piece["function"];
    Delta delta;
    delta.kind = Delta::Kind::ToolCall;
    delta.id = piece["id"].text();
    delta.name = function["name"].text();
    delta.text = argumentsText(function["arguments"]);
    if (delta.id.empty() && delta.name.empty() && delta.text.empty())
        return;
    delta.index = calls.position(piece);
    if (delta.id != calls.id(delta.index)) // some servers invent an id for each piece
        delta.id.clear();
    out.push_back(std::move(delta));
}

void addLegacyCall(Deltas &out, const json::Value &call)
{
    Delta delta;
    delta.kind = Delta::Kind::ToolCall;
    delta.name = call["name"].text();
    delta.text = argumentsText(call["arguments"]);
    delta.legacyFunctionCall = true;
    if (!delta.name.empty() || !delta.text.empty())
        out.push_back(std::move(delta));
}

} // namespace

Deltas readMessage(const json::Value &message, ToolCallJoiner &calls)
{
    Deltas out;
    addReasoning(out, message);
    const json::Value &content = message["content"];
    if (content.isString())
        add(out, Delta::Kind::Text, content.text());
    for (const json::Value &part : content.items())
        addPart(out, part);
    if (message["refusal"].isString())
        add(out, Delta::Kind::Refusal, message["refusal"].text());
    for (const json::Value &piece : message["tool_calls"].items())
        addCall(out, piece, calls);
    addLegacyCall(out, message["function_call"]);
    return out;
}

} // namespace espalier::wire
