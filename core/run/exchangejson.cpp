// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/exchangejson.h"

#include "base/redact.h"
#include "run/resultjson.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace espalier::run {

using json::Value;

namespace {

Value text(std::string_view bytes)
{
    return Value::string(std::string(bytes));
}

Value digest(std::string_view bytes)
{
    const QByteArray hash = QCryptographicHash::hash(
        QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())), QCryptographicHash::Sha256);
    return Value::object({{"bytes", Value::number(static_cast<std::int64_t>(bytes.size()))},
                          {"sha256", Value::string(hash.toHex().toStdString())}});
}

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N> &all)
{
    return std::find(all.begin(), all.end(), word) != all.end();
}

/// Members of a request whose texts are words of the protocol.
bool isProtocolWord(std::string_view key)
{
    static constexpr std::array<std::string_view, 5> kWords{"role", "type", "name", "model", "tool_choice"};
    return isOneOf(key, kWords);
}

/// Members that describe the shape of an answer.
bool isSchema(std::string_view key)
{
    static constexpr std::array<std::string_view, 5> kSchemas{"tools", "response_format", "tool_choice",
                                                              "structured_outputs", "guided_json"};
    return isOneOf(key, kSchemas);
}

Value withoutTexts(const Value &value, std::string_view key)
{
    if (value.isString())
        return isProtocolWord(key) ? value : digest(value.text());
    if (value.isArray()) {
        Value out = Value::array();
        for (const Value &item : value.items())
            out.mutableItems().push_back(withoutTexts(item, key));
        return out;
    }
    if (!value.isObject())
        return value;
    Value out = Value::object();
    for (const json::Member &member : value.members())
        out.mutableMembers().push_back({member.key, withoutTexts(member.value, member.key)});
    return out;
}

Value bodyValue(const std::string &body, ExchangeTexts texts)
{
    const auto read = json::readStrict(body, json::kOwnFileLimits);
    if (!read)
        return texts == ExchangeTexts::With ? text(body) : digest(body);
    if (texts == ExchangeTexts::With || !read->isObject())
        return texts == ExchangeTexts::With ? *read : digest(body);
    Value out = Value::object();
    for (const json::Member &member : read->members())
        out.mutableMembers().push_back(
            {member.key, isSchema(member.key) ? member.value : withoutTexts(member.value, member.key)});
    return out;
}

/// Null where nobody knows any more.
Value headersValue(const HttpHeaders &headers)
{
    Value out = headers.empty() ? Value() : Value::object();
    for (const auto &[name, value] : headers)
        out.set(name, text(value));
    return out;
}

Value proxyValue(const settings::EndpointProfile &profile)
{
    switch (profile.proxy) {
    case settings::ProxyMode::System:
        return text("system");
    case settings::ProxyMode::None:
        return {};
    case settings::ProxyMode::Manual:
        return text(redactUrl(profile.proxyUrl));
    }
    return {};
}

/// Whether all keys on the way to the place are named by the schema's own place, so that none of them came
/// with the answer alone. A schema that is referred to does not say where from.
bool isNamedBySchema(const schema::Issue &issue)
{
    const std::string schema = issue.schema + "/";
    const bool lists = schema.find("tems/") != std::string::npos; // items, prefixItems, additionalItems
    std::string_view left = issue.instance;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find('/', 1), left.size());
        const std::string_view token = left.substr(0, end); // "/age"
        left.remove_prefix(end);
        if (!(lists && json::arrayIndex(token.substr(1))) &&
            schema.find("/properties" + std::string(token) + "/") == std::string::npos)
            return false;
    }
    return true;
}

/// What quotes the answer is left out: "must be one of USA, got …".
Value issuesWithoutTexts(const schema::Issues &issues)
{
    Value out = Value::array();
    for (const schema::Issue &issue : issues)
        out.mutableItems().push_back(Value::object(
            {{"instance", isNamedBySchema(issue) ? text(issue.instance) : digest(issue.instance)},
             {"schema", text(issue.schema)},
             {"keyword", text(issue.keyword)}}));
    return out;
}

Value repairsWithoutTexts(const json::Repairs &repairs)
{
    Value out = repairsValue(repairs);
    for (Value &repair : out.mutableItems())
        repair.remove("text");
    return out;
}

Value answerValue(const AttemptRecord &record, ExchangeTexts texts)
{
    const bool with = texts == ExchangeTexts::With;
    Value error = errorValue(record.error);
    if (!with && record.error) {
        error.set("message", digest(record.error->message)); // servers quote what they were sent
        error.remove("next_step");
    }
    Value out = Value::object(
        {{"status", text(runStatusName(record.status))}, {"finish_reason", text(record.finishReason)}});
    out.set("text", with ? text(record.text) : digest(record.text));
    if (record.value)
        out.set("value", with ? *record.value : digest(json::writeCompact(*record.value)));
    out.set("issues", with ? issuesValue(record.issues) : issuesWithoutTexts(record.issues));
    out.set("repairs", with ? repairsValue(record.repairs) : repairsWithoutTexts(record.repairs));
    out.set("error", std::move(error));
    return out;
}

Value timesValue(const AttemptRecord &record)
{
    Value out =
        Value::object({{"began", Value::number(record.beganMs)}, {"sent", Value::number(record.sentMs)}});
    const auto sinceSending = [&](const char *name, std::optional<std::int64_t> time) {
        out.set(name, time ? Value::number(record.sentMs + *time) : Value());
    };
    sinceSending("answering", record.answeringMs);
    sinceSending("first_token", record.firstTokenMs);
    sinceSending("ended", record.durationMs);
    sinceSending("judged", record.judgedMs);
    out.set("wait_after", record.waitMs ? Value::number(*record.waitMs) : Value());
    return out;
}

} // namespace

Value exchangeValue(const AttemptRecord &record, const ExchangePlace &place, ExchangeTexts texts)
{
    const bool with = texts == ExchangeTexts::With;
    Value out = Value::object({{"espalier_exchange", Value::number(1)},
                               {"texts", Value::boolean(with)},
                               {"document", with ? text(place.document) : digest(place.document)},
                               {"endpoint", text(place.profile.name)},
                               {"model", text(place.model)},
                               {"attempt", Value::number(record.attempt)},
                               {"try", Value::number(record.tryNumber)},
                               {"attempts_allowed", Value::number(record.attemptsAllowed)}});
    out.set("request", Value::object({{"method", text("POST")},
                                      {"url", text(redactUrl(place.url))},
                                      {"proxy", proxyValue(place.profile)},
                                      {"headers", headersValue(record.headers)},
                                      {"body", bodyValue(record.requestBody, texts)}}));
    out.set("answer", answerValue(record, texts));
    out.set("usage", usageValue(record.usage));
    out.set("cost", costValue(record.cost));
    out.set("currency", place.currency.empty() ? Value() : text(place.currency));
    out.set("milliseconds", timesValue(record));
    return out;
}

} // namespace espalier::run
