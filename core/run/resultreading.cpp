// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way back: resultFromValue().

#include "run/resultjson.h"

#include "run/recordjson.h"

#include "json/memberreader.h"

#include <limits>
#include <string_view>
#include <utility>

namespace espalier::run {

using json::MemberReader;
using json::Value;

namespace {

void read(MemberReader &reader, std::string_view name, std::uint64_t &field)
{
    std::optional<std::int64_t> number;
    reader.read(name, number, 0);
    field = number ? static_cast<std::uint64_t>(*number) : field;
}

void read(MemberReader &reader, std::string_view name, std::optional<std::uint64_t> &field)
{
    std::uint64_t number = 0;
    read(reader, name, number);
    if (reader.present(name))
        field = number;
}

void read(MemberReader &reader, std::string_view name, std::int64_t &field)
{
    std::optional<std::int64_t> number;
    reader.read(name, number, std::numeric_limits<std::int64_t>::min());
    field = number.value_or(field);
}

/// `one(MemberReader &)` for every item of a list of objects.
template <typename One>
void readList(MemberReader &reader, std::string_view name, One one)
{
    const Value *list = reader.present(name);
    if (!list)
        return;
    if (!list->isArray())
        return reader.complain(name);
    for (const Value &item : list->items()) {
        if (!item.isObject())
            return reader.complain(name);
        MemberReader inner(item, std::string(name) + ".");
        one(inner, item);
        reader.adopt(inner);
    }
}

void read(MemberReader &reader, std::string_view name, std::vector<std::string> &field)
{
    const Value *list = reader.present(name);
    if (!list)
        return;
    if (!list->isArray())
        return reader.complain(name);
    for (const Value &item : list->items()) {
        if (!item.isString())
            return reader.complain(name);
        field.push_back(item.text());
    }
}

void read(MemberReader &reader, std::string_view name, schema::Issues &field)
{
    readList(reader, name, [&](MemberReader &entry, const Value &) {
        schema::Issue issue;
        entry.read("instance", issue.instance);
        entry.read("schema", issue.schema);
        entry.read("keyword", issue.keyword);
        entry.read("message", issue.message);
        entry.read("expected", issue.expected);
        entry.read("got", issue.got);
        entry.read("for_model", issue.forModel);
        read(entry, "begin", issue.begin);
        read(entry, "end", issue.end);
        field.push_back(std::move(issue));
    });
}

void read(MemberReader &reader, std::string_view name, schema::Coercions &field)
{
    readList(reader, name, [&](MemberReader &entry, const Value &) {
        schema::Coercion made;
        entry.readWord("kind", made.kind, schema::coercionKindFromName);
        entry.read("instance", made.instance);
        made.origin = made.instance;
        entry.read("origin", made.origin);
        entry.read("from", made.from);
        entry.read("to", made.to);
        field.push_back(std::move(made));
    });
}

void readSpans(MemberReader &reader, RunResult &out)
{
    readList(reader, "repairs", [&](MemberReader &entry, const Value &) {
        json::Repair repair;
        entry.readWord("kind", repair.kind, json::repairKindFromName);
        read(entry, "offset", repair.offset);
        entry.read("text", repair.text);
        out.repairs.push_back(std::move(repair));
    });
    readList(reader, "ignored", [&](MemberReader &entry, const Value &) {
        json::IgnoredSpan span;
        read(entry, "begin", span.begin);
        read(entry, "end", span.end);
        out.ignored.push_back(span);
    });
    readList(reader, "set_aside", [&](MemberReader &entry, const Value &item) {
        SetAside aside;
        std::uint64_t index = 0;
        read(entry, "index", index);
        aside.index = static_cast<std::size_t>(index);
        aside.value = item["value"];
        read(entry, "issues", aside.issues);
        out.setAside.push_back(std::move(aside));
    });
}

void readUsage(MemberReader &reader, std::optional<wire::Usage> &field)
{
    const Value *value = reader.present("usage");
    if (!value)
        return;
    if (!value->isObject())
        return reader.complain("usage");
    MemberReader entry(*value, "usage.");
    wire::Usage usage;
    read(entry, "prompt_tokens", usage.promptTokens);
    read(entry, "completion_tokens", usage.completionTokens);
    read(entry, "total_tokens", usage.totalTokens);
    entry.read("estimated", usage.estimated);
    usage.raw = (*value)["raw"];
    reader.adopt(entry);
    field = std::move(usage);
}

void readError(MemberReader &reader, std::optional<Error> &field)
{
    const Value *value = reader.present("error");
    if (!value)
        return;
    if (!value->isObject())
        return reader.complain("error");
    MemberReader entry(*value, "error.");
    Error error;
    entry.readWord("kind", error.kind, errorKindFromName);
    entry.read("message", error.message);
    entry.read("next_step", error.nextStep);
    entry.read("http_status", error.httpStatus, 0);
    entry.read("code", error.code);
    entry.read("retry_after_ms", error.retryAfterMs, 0);
    reader.adopt(entry);
    field = std::move(error);
}

} // namespace

Result<RunResult, std::string> resultFromValue(const Value &value)
{
    if (!value.isObject())
        return std::string("the result is no object");
    RunResult out;
    MemberReader reader(value, {});
    reader.read("document", out.document);
    reader.readWord("status", out.status, runStatusFromName);
    out.value = value["value"];
    if (const Value *last = value.find("last_object"))
        out.lastObject = *last;
    out.value.share(); // whoever shows it passes it on
    if (out.lastObject)
        out.lastObject->share();
    reader.read("attempts", out.attempts, 0);
    reader.read("tries", out.tries, 0);
    read(reader, "issues", out.issues);
    read(reader, "coercions", out.coercions);
    readSpans(reader, out);
    readUsage(reader, out.usage);
    readError(reader, out.error);
    read(reader, "dropped_members", out.droppedMembers);
    read(reader, "not_checked", out.notChecked);
    read(reader, "notes", out.notes);
    reader.read("finish_reason", out.finishReason);
    reader.read("model", out.model);
    reader.read("text", out.text);
    reader.read("reasoning", out.reasoning);
    reader.read("request_body", out.requestBody);
    reader.read("url", out.url);
    reader.read("first_token_ms", out.firstTokenMs, 0);
    read(reader, "total_ms", out.totalMs);
    if (reader.present("cost"))
        reader.read("cost", out.cost.emplace());
    reader.read("currency", out.currency);
    if (!reader.problem().empty())
        return reader.problem();
    auto history = recordsFromValue(value["history"]);
    if (!history)
        return history.error();
    out.history = std::move(history).value();
    return out;
}

} // namespace espalier::run
