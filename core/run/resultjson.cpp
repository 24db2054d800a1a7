// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/resultjson.h"

#include "run/recordjson.h"
#include "json/numbertext.h"

#include <string_view>
#include <utility>

namespace espalier::run {

using json::Value;

namespace {

Value text(std::string_view bytes)
{
    return Value::string(std::string(bytes));
}

Value count(std::uint64_t number)
{
    return Value::number(std::to_string(number));
}

Value texts(const std::vector<std::string> &all)
{
    Value out = Value::array();
    for (const std::string &one : all)
        out.mutableItems().push_back(Value::string(one));
    return out;
}

void addPrivate(Value &line, const schema::Issue &issue)
{
    line.set("expected", text(issue.expected));
    line.set("got", text(issue.got));
    line.set("for_model", text(issue.forModel));
    if (issue.begin)
        line.set("begin", count(*issue.begin));
    if (issue.end)
        line.set("end", count(*issue.end));
}

} // namespace

Value issuesValue(const schema::Issues &issues, Detail detail)
{
    Value::Array out;
    for (const schema::Issue &issue : issues) {
        Value line = Value::object({{"instance", text(issue.instance)},
                                    {"schema", text(issue.schema)},
                                    {"keyword", text(issue.keyword)},
                                    {"message", text(issue.message)}});
        if (detail == Detail::Whole)
            addPrivate(line, issue);
        out.push_back(std::move(line));
    }
    return Value::array(std::move(out));
}

Value repairsValue(const json::Repairs &repairs)
{
    Value::Array out;
    for (const json::Repair &repair : repairs)
        out.push_back(Value::object({{"kind", text(repairKindName(repair.kind))},
                                     {"offset", count(repair.offset)},
                                     {"text", text(repair.text)}}));
    return Value::array(std::move(out));
}

Value coercionsValue(const schema::Coercions &coercions)
{
    Value::Array out;
    for (const schema::Coercion &made : coercions) {
        Value line =
            Value::object({{"kind", text(coercionKindName(made.kind))}, {"instance", text(made.instance)}});
        auto &members = line.mutableMembers();
        if (made.origin != made.instance)
            members.push_back({"origin", text(made.origin)});
        if (!made.from.empty())
            members.push_back({"from", text(made.from)});
        if (!made.to.empty())
            members.push_back({"to", text(made.to)});
        out.push_back(std::move(line));
    }
    return Value::array(std::move(out));
}

Value ignoredValue(const std::vector<json::IgnoredSpan> &spans)
{
    Value::Array out;
    for (const json::IgnoredSpan &span : spans)
        out.push_back(Value::object({{"begin", count(span.begin)}, {"end", count(span.end)}}));
    return Value::array(std::move(out));
}

Value setAsideValue(const std::vector<SetAside> &items, Detail detail)
{
    Value::Array out;
    for (const SetAside &item : items)
        out.push_back(Value::object({{"index", count(item.index)},
                                     {"value", item.value},
                                     {"issues", issuesValue(item.issues, detail)}}));
    return Value::array(std::move(out));
}

Value usageValue(const std::optional<wire::Usage> &usage, Detail detail)
{
    if (!usage)
        return {};
    Value out = Value::object({{"prompt_tokens", Value::number(usage->promptTokens)},
                               {"completion_tokens", Value::number(usage->completionTokens)},
                               {"total_tokens", Value::number(usage->totalTokens)},
                               {"estimated", Value::boolean(usage->estimated)}});
    if (detail == Detail::Whole && !usage->raw.isNull())
        out.set("raw", usage->raw);
    return out;
}

Value errorValue(const std::optional<Error> &error, Detail detail)
{
    if (!error)
        return {};
    Value out =
        Value::object({{"kind", text(errorKindName(error->kind))},
                       {"message", text(error->message)},
                       {"next_step", error->nextStep.empty() ? Value() : text(error->nextStep)},
                       {"http_status", error->httpStatus ? Value::number(*error->httpStatus) : Value()},
                       {"code", error->code.empty() ? Value() : text(error->code)}});
    if (detail == Detail::Whole && error->retryAfterMs)
        out.set("retry_after_ms", Value::number(*error->retryAfterMs));
    return out;
}

Value costValue(std::optional<double> cost)
{
    return cost ? Value::number(json::shortestNumber(*cost)) : Value();
}

Value resultValue(const RunResult &result)
{
    Value out = Value::object({{"document", text(result.document)},
                               {"status", text(runStatusName(result.status))},
                               {"value", result.value},
                               {"attempts", Value::number(result.attempts)},
                               {"tries", Value::number(result.tries)},
                               {"issues", issuesValue(result.issues, Detail::Whole)},
                               {"repairs", repairsValue(result.repairs)},
                               {"coercions", coercionsValue(result.coercions)},
                               {"ignored", ignoredValue(result.ignored)},
                               {"set_aside", setAsideValue(result.setAside, Detail::Whole)},
                               {"usage", usageValue(result.usage, Detail::Whole)},
                               {"error", errorValue(result.error, Detail::Whole)},
                               {"dropped_members", texts(result.droppedMembers)},
                               {"not_checked", texts(result.notChecked)},
                               {"notes", texts(result.notes)},
                               {"finish_reason", text(result.finishReason)},
                               {"model", text(result.model)},
                               {"text", text(result.text)},
                               {"reasoning", text(result.reasoning)},
                               {"request_body", text(result.requestBody)},
                               {"url", text(result.url)},
                               {"total_ms", Value::number(result.totalMs)}});
    if (result.lastObject)
        out.set("last_object", *result.lastObject);
    if (result.firstTokenMs)
        out.set("first_token_ms", Value::number(*result.firstTokenMs));
    if (result.cost)
        out.set("cost", costValue(result.cost));
    if (!result.currency.empty())
        out.set("currency", text(result.currency));
    if (!result.history.empty())
        out.set("history", recordsValue(result.history));
    return out;
}

} // namespace espalier::run
