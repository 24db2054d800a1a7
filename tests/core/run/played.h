// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "heard.h"

#include "support/fakeclock.h"

#include <map>
#include <string>
#include <vector>

namespace espalier::test {

/// One answer of a server that plays a script.
using Play = FakeTransport::Script;

inline Play streamed(const QByteArray &events, bool ends = true)
{
    return [=](FakeStream &stream) {
        stream.respond();
        stream.send(events);
        if (ends)
            stream.end();
    };
}

inline Play answers(const QByteArray &content, const QByteArray &finish = "stop")
{
    return streamed(contentEvent(content) +
                    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + finish +
                    "\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}\n\n" +
                    kDone);
}

inline Play status(int code, const HttpHeaders &headers = {}, const QByteArray &errorCode = {})
{
    return [=](FakeStream &stream) {
        HttpHeaders all = headers;
        all.emplace_back("Content-Type", "application/json");
        stream.respond(code, all);
        stream.send("{\"error\":{\"message\":\"server words\",\"code\":\"" + errorCode + "\"}}");
        stream.end();
    };
}

inline Play fails(ErrorKind kind, bool afterContent = false)
{
    return [=](FakeStream &stream) {
        if (afterContent) {
            stream.respond();
            stream.send(contentEvent("{\"name\":\"Ja"));
        }
        stream.fail({kind, "what happened", {}, {}, {}, {}});
    };
}

/// A run against a script, with a clock of the test's own. The last play repeats.
struct Played : FakeClock, Heard
{
    Played(const std::vector<Play> &plays, run::ExtractionRequest request, net::RequestGate *gate = nullptr)
        : Heard(std::move(request), gate, *this)
    {
        constexpr std::size_t kPlenty = 12;
        for (std::size_t i = 0; i < kPlenty; ++i)
            transport.onSend(plays[std::min(i, plays.size() - 1)]);
    }
    Played &toTheEnd()
    {
        run->start();
        settle();
        while (finished.isEmpty() && step())
            continue;
        settle();
        return *this;
    }
    /// The names of all events, one a word, the common prefix left out.
    [[nodiscard]] QByteArray story() const
    {
        QByteArray out;
        for (const run::RunEvent &event : events) {
            const std::string name(run::runEventName(event.kind));
            out += (out.isEmpty() ? "" : " ") + QByteArray::fromStdString(name.substr(name.find(':') + 1));
        }
        return out;
    }
    [[nodiscard]] int count(run::RunEventKind kind) const
    {
        return static_cast<int>(std::count_if(
            events.begin(), events.end(), [kind](const run::RunEvent &event) { return event.kind == kind; }));
    }
    [[nodiscard]] json::Value messages(std::size_t request) const
    {
        return readValue(transport.requests().at(request).body.toStdString())["messages"];
    }
};

inline run::ExtractionRequest requestWith(int transportRetries, int reasks,
                                          wire::StreamKind stream = wire::StreamKind::Partial,
                                          wire::AnswerMode mode = wire::AnswerMode::Json)
{
    run::ExtractionRequest request = requestFor(stream, mode);
    request.retries.transportRetries = transportRetries;
    request.retries.reasks = reasks;
    return request;
}

} // namespace espalier::test
