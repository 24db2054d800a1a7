// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/answercache.h"

#include "json/writer.h"

#include <QCryptographicHash>

#include <utility>

namespace espalier::run {

using json::Value;

namespace {

wire::Delta delta(wire::Delta::Kind kind, const std::string &text = {})
{
    wire::Delta out;
    out.kind = kind;
    out.text = text;
    return out;
}

} // namespace

std::string cacheKey(const Value &body, std::string_view url)
{
    Value asked = body;
    std::erase_if(asked.mutableMembers(), [](const json::Member &member) {
        return member.key == "stream" || member.key == "stream_options";
    });
    const std::string text = json::writeCompact(asked) + "\n" + std::string(url);
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

Value cachedAnswer(const RunResult &result, const std::vector<wire::AnsweredCall> &calls)
{
    Value::Array list;
    for (const wire::AnsweredCall &call : calls)
        list.push_back(Value::object({{"id", Value::string(call.id)},
                                      {"name", Value::string(call.name)},
                                      {"arguments", Value::string(call.arguments)}}));
    Value out = Value::object({{"model", Value::string(result.model)}});
    if (calls.empty())
        out.set("text", Value::string(result.text));
    else
        out.set("calls", Value::array(std::move(list)));
    return out;
}

wire::Deltas deltasOf(const Value &cached)
{
    using Kind = wire::Delta::Kind;
    wire::Deltas out;
    if (!cached["text"].text().empty())
        out.push_back(delta(Kind::Text, cached["text"].text()));
    for (const Value &call : cached["calls"].items()) {
        wire::Delta made = delta(Kind::ToolCall, call["arguments"].text());
        made.index = static_cast<std::uint32_t>(out.size());
        made.id = call["id"].text();
        made.name = call["name"].text();
        out.push_back(std::move(made));
    }
    if (out.empty())
        return out;
    out.push_back(delta(Kind::Model, cached["model"].text()));
    out.push_back(delta(Kind::Finish, "stop"));
    out.push_back(delta(Kind::Done));
    return out;
}

} // namespace espalier::run
