// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/ascii.h"
#include "wire/chatrequest.h"
#include "wire/errorbody.h"
#include "json/read.h"

#include <algorithm>
#include <array>

namespace espalier::wire {

namespace {

constexpr std::string_view kMaxTokens = "max_tokens";
constexpr std::string_view kMaxCompletionTokens = "max_completion_tokens";

/// Codes that find fault with a value, not with the member: leaving the member out would hide what was asked
/// for.
bool isAboutValue(std::string_view code)
{
    return code.ends_with("_above_max_value") || code.ends_with("_below_min_value") ||
           code.starts_with("less_than") || code.starts_with("greater_than") || code == "invalid_type";
}

/// Members of the body that such a path may mean: its first step ("stream_options.include_usage"), and
/// `strict` wherever it is.
std::string memberOf(std::string_view path)
{
    if (path.starts_with("body."))
        path.remove_prefix(5);
    if (path == "strict" || path.ends_with(".strict"))
        return "strict";
    return std::string(path.substr(0, path.find_first_of(".[")));
}

/// The places that a body names: `param` of its error, or the `loc` lists of FastAPI's `detail`.
std::vector<std::string> namedMembers(const json::Value &body)
{
    std::vector<std::string> out;
    const ErrorWords words = errorWords(body);
    if (!words.param.empty() && !isAboutValue(words.code) && !isAboutValue(words.type))
        out.push_back(memberOf(words.param));
    for (const json::Value &entry : body["detail"].items()) {
        std::string path;
        for (const json::Value &step : entry["loc"].items())
            path.append(path.empty() ? "" : ".").append(step.text());
        if (!path.empty() && !isAboutValue(entry["type"].text()))
            out.push_back(memberOf(path));
    }
    return out;
}

/// Is this member in what was sent, and may it go?
bool mayGo(const std::string &member, const json::Value &sent, const ChatRequest &request,
           const Dialect &dialect)
{
    if (member == "strict") {
        const json::Value::Array &tools = sent["tools"].items();
        return sent["response_format"]["json_schema"].find("strict") ||
               std::any_of(tools.begin(), tools.end(),
                           [](const json::Value &tool) { return tool["function"].find("strict"); });
    }
    if (!sent.find(member))
        return false;
    const bool optional = member == "stream_options" || member == "temperature" || member == "tool_choice" ||
                          member == dialect.maxTokensName;
    static constexpr std::array<std::string_view, 4> kept{"model", "messages", "stream", "tools"};
    const bool own = std::any_of(request.parameters.begin(), request.parameters.end(),
                                 [&](const json::Member &parameter) { return parameter.key == member; });
    return optional ||
           (own && member != "response_format" && std::find(kept.begin(), kept.end(), member) == kept.end());
}

} // namespace

std::optional<std::string> refusedMember(int httpStatus, std::string_view body, const ChatRequest &request,
                                         const Dialect &dialect)
{
    if (httpStatus != 400 && httpStatus != 422)
        return std::nullopt;
    const auto value = json::readStrict(trimmed(body));
    if (!value)
        return std::nullopt;
    const json::Value sent = chatBody(request, dialect);
    for (std::string &member : namedMembers(*value)) {
        if (mayGo(member, sent, request, dialect))
            return std::move(member);
    }
    return std::nullopt;
}

Dialect withoutMember(Dialect dialect, std::string_view member)
{
    const auto isDropped = [&](std::string_view name) {
        return std::find(dialect.dropped.begin(), dialect.dropped.end(), name) != dialect.dropped.end();
    };
    if (!isDropped(member))
        dialect.dropped.emplace_back(member);
    if (member == dialect.maxTokensName) {
        const std::string_view other = member == kMaxTokens ? kMaxCompletionTokens : kMaxTokens;
        if (!isDropped(other))
            dialect.maxTokensName = other;
    }
    return dialect;
}

} // namespace espalier::wire
