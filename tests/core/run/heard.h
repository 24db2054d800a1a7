// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "assembled.h"

#include "net/requestgate.h"
#include "run/extractionrun.h"
#include "support/faketransport.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <memory>
#include <string_view>
#include <vector>

namespace espalier::test {

inline constexpr std::string_view kPerson =
    R"({"title":"Person","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";

inline run::ExtractionRequest requestFor(wire::StreamKind stream = wire::StreamKind::Partial,
                                         wire::AnswerMode mode = wire::AnswerMode::Json)
{
    run::ExtractionRequest request;
    request.document = "a.txt";
    request.chat.model = "m-1";
    request.chat.mode = mode;
    request.chat.stream = stream;
    request.chat.document = "Jason is 25 years old";
    request.chat.shape =
        schema::AnswerShape::of(readValue(kPerson), stream == wire::StreamKind::Iterable).value();
    request.profile.baseUrl = "https://models.example/v1";
    request.secretHeaders = {{"Authorization", "Bearer sk-secret-1"}};
    request.retries.reasks = request.retries.transportRetries = 0; // a test that wants some says so
    return request;
}

inline QByteArray contentEvent(const QByteArray &content)
{
    json::Value text = json::Value::string(content.toStdString());
    return "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":" +
           QByteArray::fromStdString(json::writeCompact(text)) + "}}]}\n\n";
}

inline const QByteArray kStop =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
inline const QByteArray kDone = "data: [DONE]\n\n";
inline const QByteArray kJason = R"({"name":"Jason","age":25})";

/// A run with somebody who hears everything.
struct Heard
{
    explicit Heard(espalier::run::ExtractionRequest request = requestFor(), net::RequestGate *gate = nullptr,
                   net::Clock &clock = net::systemClock())
        : run(std::make_unique<run::ExtractionRun>(std::move(request), transport, nullptr, gate, clock))
        , finished(run.get(), &run::ExtractionRun::finished)
        , states(run.get(), &run::ExtractionRun::stateChanged)
        , dropped(run.get(), &run::ExtractionRun::capabilityDropped)
        , attempts(run.get(), &run::ExtractionRun::attemptStarted)
        , firstTokens(run.get(), &run::ExtractionRun::firstToken)
    {
        QObject::connect(run.get(), &run::ExtractionRun::treeChanged, run.get(),
                         [this](const json::TreeChanges &changes) { tree.apply(changes); });
        QObject::connect(run.get(), &run::ExtractionRun::textReceived, run.get(),
                         [this](const QByteArray &bytes) { text += bytes; });
        QObject::connect(run.get(), &run::ExtractionRun::itemAccepted, run.get(),
                         [this](int index, const json::Value &) { accepted.push_back(index); });
        QObject::connect(run.get(), &run::ExtractionRun::happened, run.get(),
                         [this](const run::RunEvent &event) { events.push_back(event); });
        QObject::connect(
            run.get(), &run::ExtractionRun::itemSetAside, run.get(),
            [this](int index, const json::Value &, const schema::Issues &) { aside.push_back(index); });
    }
    [[nodiscard]] run::RunResult result() const
    {
        return finished.isEmpty() ? run::RunResult() : finished.first().first().value<run::RunResult>();
    }
    [[nodiscard]] QByteArray shown() const { return compact(tree.value()); }

    FakeTransport transport;
    std::unique_ptr<run::ExtractionRun> run;
    QSignalSpy finished;
    QSignalSpy states;
    QSignalSpy dropped;
    QSignalSpy attempts;
    QSignalSpy firstTokens;
    json::PartialTree tree;
    QByteArray text;
    std::vector<int> accepted;
    std::vector<int> aside;
    std::vector<run::RunEvent> events;
};

inline void settle()
{
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents();
}

/// What a server says in a refusal, in OpenAI's form.
inline QByteArray refusalOf(const QByteArray &parameter)
{
    return "{\"error\":{\"message\":\"Unsupported "
           "parameter.\",\"type\":\"invalid_request_error\",\"param\":\"" +
           parameter + "\",\"code\":\"unsupported_parameter\"}}";
}

} // namespace espalier::test
