// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/deltadecoder.h"

#include "base/ascii.h"
#include "wire/errorbody.h"
#include "wire/messagereader.h"
#include "json/read.h"

#include <iterator>
#include <utility>

namespace espalier::wire {

namespace {

/// The choice with index 0; a first one without an index is it too. Null when there is none.
const json::Value &choiceZero(const json::Value &chunk)
{
    static const json::Value kNone;
    for (const json::Value &choice : chunk["choices"].items()) {
        if (!choice["index"].isNumber() || choice["index"].toInt64() == 0)
            return choice;
    }
    return kNone;
}

/// False for the ways in which servers write "no error".
bool isError(const json::Value &value)
{
    switch (value.kind()) {
    case json::Value::Kind::Object:
        return !value.members().empty();
    case json::Value::Kind::String:
        return !value.text().empty();
    case json::Value::Kind::Bool:
        return value.isTrue();
    default:
        return !value.isNull();
    }
}

/// What the choice says in this chunk. Where both members are there, a stream means `delta` and a body
/// `message`.
const json::Value &messageOf(const json::Value &choice, bool preferMessage)
{
    const json::Value &message = choice["message"];
    const json::Value &delta = choice["delta"];
    if (preferMessage)
        return message.isObject() ? message : delta;
    return delta.isObject() ? delta : message;
}

Delta textDelta(Delta::Kind kind, const std::string &text)
{
    Delta delta;
    delta.kind = kind;
    delta.text = text;
    return delta;
}

json::Value unreadable(const std::string &data)
{
    return json::Value::string("an event that cannot be read: " + data);
}

} // namespace

bool DeltaDecoder::isAnswer(const json::Value &body)
{
    return body["choices"].isArray() || isError(body["error"]);
}

Deltas DeltaDecoder::event(const SseEvent &event)
{
    Deltas out;
    const std::string_view data = trimmed(event.data);
    if (m_ended || data.empty())
        return out;
    if (data == "[DONE]") {
        if (!m_chunkSeen && !m_unread.empty()) { // else what cannot be read would pass for an empty answer
            fail(out, unreadable(m_unread));
            return out;
        }
        m_ended = true;
        out.push_back(textDelta(Delta::Kind::Done, {}));
        return out;
    }
    const bool named = event.type == "error";
    const bool isMessage = event.type.empty() || event.type == "message";
    const auto value = json::readStrict(data);
    if (!value) {
        if (event.terminated && (named || data.front() == '{'))
            fail(out, named ? json::Value::string(std::string(data)) : unreadable(event.data));
        else if (isMessage && m_unread.empty())
            m_unread = data;
        return out;
    }
    m_chunkSeen = m_chunkSeen || (*value)["choices"].isArray();
    chunk(out, *value, false);
    if (named && !m_ended)
        fail(out, *value);
    return out;
}

Deltas DeltaDecoder::body(const json::Value &body)
{
    Deltas out;
    if (m_ended || !isAnswer(body))
        return out;
    chunk(out, body, true);
    if (!m_ended)
        out.push_back(textDelta(Delta::Kind::Done, {}));
    m_ended = true;
    return out;
}

void DeltaDecoder::chunk(Deltas &out, const json::Value &chunk, bool whole)
{
    const std::string &model = chunk["model"].text();
    if (!m_modelTold && !model.empty()) {
        m_modelTold = true;
        out.push_back(textDelta(Delta::Kind::Model, model));
    }
    const json::Value &first = choiceZero(chunk);
    const auto &choices = chunk["choices"].items();
    m_furtherChoices = m_furtherChoices || choices.size() > 1 || (choices.size() == 1 && first.isNull());
    choice(out, first, whole);
    usage(out, chunk, first);
    for (const json::Value *error : {&chunk["error"], &first["error"]}) {
        if (!m_ended && isError(*error))
            fail(out, *error);
    }
    const std::string &reason = first["finish_reason"].text();
    if (!m_ended && asciiLower(reason) == "error") // gateways end a stream that failed behind them so
        fail(out, json::Value::string("the answer ended with the finish_reason \"" + reason + "\""));
}

void DeltaDecoder::choice(Deltas &out, const json::Value &choice, bool whole)
{
    Deltas read;
    // A stream's closing message repeats what its deltas brought.
    if (whole || choice["delta"].isObject() || !m_contentSeen)
        read = readMessage(messageOf(choice, whole), m_calls);
    if (read.empty() && choice["text"].isString() && !choice["text"].text().empty())
        read.push_back(textDelta(Delta::Kind::Text, choice["text"].text()));
    m_contentSeen = m_contentSeen || !read.empty();
    std::move(read.begin(), read.end(), std::back_inserter(out));

    // Some servers put "" into every chunk: only a whole body ends with it.
    const json::Value &reason = choice["finish_reason"];
    if (reason.isString() && (whole || !reason.text().empty()))
        out.push_back(textDelta(Delta::Kind::Finish, reason.text()));
}

void DeltaDecoder::usage(Deltas &out, const json::Value &chunk, const json::Value &choice)
{
    for (const json::Value *place : {&chunk["usage"], &chunk["x_groq"]["usage"], &choice["usage"]}) {
        if (std::optional<Usage> counted = Usage::fromJson(*place)) {
            Delta delta;
            delta.kind = Delta::Kind::Usage;
            delta.usage = std::move(*counted);
            out.push_back(std::move(delta));
            return;
        }
    }
}

void DeltaDecoder::fail(Deltas &out, const json::Value &error)
{
    m_ended = true;
    Delta delta;
    delta.kind = Delta::Kind::StreamError;
    delta.error = errorFromStream(error);
    out.push_back(std::move(delta));
}

} // namespace espalier::wire
