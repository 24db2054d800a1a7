// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/recordjson.h"

#include "run/resultjson.h"
#include "json/memberreader.h"
#include "json/writer.h"

#include <algorithm>
#include <utility>

namespace espalier::run {

using json::Value;

namespace {

Value headersOf(const AttemptRecord &record)
{
    Value out = Value::object();
    for (const auto &[name, value] : record.headers)
        out.set(name, Value::string(value));
    return out;
}

void readHeaders(json::MemberReader &reader, HttpHeaders &out)
{
    const Value *headers = reader.present("headers");
    if (!headers)
        return;
    for (const json::Member &header : headers->members()) {
        if (!header.value.isString())
            return reader.complain("headers");
        out.emplace_back(header.key, header.value.text());
    }
}

void setTime(Value &out, const char *name, const std::optional<std::int64_t> &time)
{
    if (time)
        out.set(name, Value::number(*time));
}

Value recordValue(const AttemptRecord &record)
{
    Value out = Value::object({{"attempt", Value::number(record.attempt)},
                               {"try", Value::number(record.tryNumber)},
                               {"attempts_allowed", Value::number(record.attemptsAllowed)},
                               {"status", Value::string(std::string(runStatusName(record.status)))},
                               {"request_body", Value::string(record.requestBody)},
                               {"text", Value::string(record.text)},
                               {"issues", issuesValue(record.issues, Detail::Whole)},
                               {"repairs", repairsValue(record.repairs)},
                               {"finish_reason", Value::string(record.finishReason)},
                               {"usage", usageValue(record.usage, Detail::Whole)},
                               {"error", errorValue(record.error, Detail::Whole)},
                               {"parallel", Value::number(record.parallel)},
                               {"began_ms", Value::number(record.beganMs)},
                               {"sent_ms", Value::number(record.sentMs)},
                               {"duration_ms", Value::number(record.durationMs)},
                               {"judged_ms", Value::number(record.judgedMs)}});
    if (!record.headers.empty())
        out.set("headers", headersOf(record));
    if (record.value)
        out.set("last_object", *record.value);
    if (record.cost)
        out.set("cost", costValue(record.cost));
    setTime(out, "answering_ms", record.answeringMs);
    setTime(out, "first_token_ms", record.firstTokenMs);
    setTime(out, "wait_ms", record.waitMs);
    if (record.restInResult)
        out.set("rest_in_result", Value::boolean(true));
    if (record.shortened)
        out.set("shortened", Value::boolean(true));
    return out;
}

std::size_t bytesOf(const AttemptRecord &record)
{
    const std::size_t value = record.value ? json::writeCompact(*record.value).size() : 0;
    return record.requestBody.size() + record.text.size() + value;
}

void shorten(AttemptRecord &record)
{
    record.shortened = true;
    record.requestBody.clear();
    record.text.clear();
    record.value.reset();
}

void readTimes(json::MemberReader &reader, AttemptRecord &out)
{
    reader.read("began_ms", out.beganMs, 0);
    reader.read("sent_ms", out.sentMs, 0);
    reader.read("duration_ms", out.durationMs, 0);
    reader.read("judged_ms", out.judgedMs, 0);
    reader.read("answering_ms", out.answeringMs, 0);
    reader.read("wait_ms", out.waitMs, 0);
}

Result<AttemptRecord, std::string> recordFromValue(const Value &value)
{
    auto shared = resultFromValue(value); // members of the same names
    if (!shared)
        return shared.error();
    RunResult same = std::move(shared).value();
    AttemptRecord out;
    json::MemberReader reader(value, {});
    reader.read("attempt", out.attempt, 1);
    reader.read("try", out.tryNumber, 1);
    reader.read("attempts_allowed", out.attemptsAllowed, 1);
    reader.read("parallel", out.parallel, 1);
    reader.read("rest_in_result", out.restInResult);
    reader.read("shortened", out.shortened);
    readHeaders(reader, out.headers);
    out.cost = same.cost;
    readTimes(reader, out);
    out.status = same.status;
    out.error = std::move(same.error);
    out.requestBody = std::move(same.requestBody);
    out.value = std::move(same.lastObject);
    out.text = std::move(same.text);
    out.issues = std::move(same.issues);
    out.repairs = std::move(same.repairs);
    out.finishReason = std::move(same.finishReason);
    out.usage = std::move(same.usage);
    out.firstTokenMs = same.firstTokenMs;
    if (!reader.problem().empty())
        return reader.problem();
    return out;
}

} // namespace

Value recordsValue(const std::vector<AttemptRecord> &records, std::size_t mostBytes)
{
    Value::Array out;
    bool full = false;
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        const std::size_t bytes = bytesOf(*record);
        full = full || bytes > mostBytes;
        if (!full) {
            mostBytes -= bytes;
            out.push_back(recordValue(*record));
            continue;
        }
        AttemptRecord figures = *record;
        shorten(figures);
        out.push_back(recordValue(figures));
    }
    std::reverse(out.begin(), out.end());
    return Value::array(std::move(out));
}

Result<std::vector<AttemptRecord>, std::string> recordsFromValue(const Value &list)
{
    std::vector<AttemptRecord> out;
    if (list.isNull())
        return out;
    if (!list.isArray())
        return std::string("history");
    for (const Value &item : list.items()) {
        auto record = recordFromValue(item);
        if (!record)
            return "history: " + record.error();
        out.push_back(std::move(record).value());
    }
    return out;
}

} // namespace espalier::run
