// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/sampleevents.h"

#include "run/hookprogram.h"
#include "json/read.h"

#include <QDateTime>

#include <string_view>

namespace espalier::app {

using json::Value;
using run::RunEventKind;

namespace {

constexpr int kReasks = 3;

std::string_view dataOf(RunEventKind kind)
{
    switch (kind) {
    case RunEventKind::CompletionKwargs:
        return R"({"request":{"model":"practice-reader","messages":[]},"url":""})";
    case RunEventKind::FirstToken:
        return R"({"ms":310})";
    case RunEventKind::ValueComplete:
        return R"({"pointer":"/name","value":"Jason"})";
    case RunEventKind::CapabilityDropped:
        return R"({"member":"stream_options"})";
    case RunEventKind::CompletionResponse:
        return R"({"finish_reason":"stop","usage":{"prompt_tokens":212,"completion_tokens":94,"total_tokens":306}})";
    case RunEventKind::CompletionUsage:
        return R"({"usage":{"total_tokens":306},"total":{"total_tokens":306}})";
    case RunEventKind::CompletionError:
    case RunEventKind::CompletionLastAttempt:
        return R"({"error":{"kind":"rate-limited","message":"Too many requests for now","next_step":"Wait a moment.",)"
               R"("http_status":429,"code":null}})";
    case RunEventKind::RetryScheduled:
        return R"({"kind":"transport","reason":"rate-limited","wait_ms":1000})";
    case RunEventKind::RunFinished:
        return R"({"status":"valid","ms":1400})";
    default:
        return "{}";
    }
}

} // namespace

run::ValidationQuestion sampleQuestion(const Value &hook)
{
    run::ValidationQuestion question;
    question.run = "test";
    question.document = "sample.txt";
    question.text = "Jason is 25 years old.";
    question.unixMs = QDateTime::currentMSecsSinceEpoch();
    question.value = Value::object({{"name", Value::string("Jason")}, {"age", Value::number(-1)}});
    schema::Issue issue;
    const auto &fields = hook["fields"].items();
    issue.instance = fields.empty() ? "/age" : fields.front().text();
    issue.keyword = "minimum";
    issue.message = "must be at least 0, got -1";
    question.issues.push_back(issue);
    question.message = "The answer does not fit the schema: " + issue.instance + " " + issue.message + ".";
    question.reasksLeft = kReasks;
    question.tokens = 306;
    question.cost = 0.02;
    return question;
}

run::RunEvent sampleEvent(RunEventKind kind)
{
    run::RunEvent event = run::eventOf(sampleQuestion({}));
    event.kind = kind;
    if (kind == RunEventKind::Validation || kind == RunEventKind::ParseError)
        return event;
    const auto data = json::readStrict(dataOf(kind));
    event.data = data ? *data : Value::object();
    return event;
}

} // namespace espalier::app
