// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/extractionrun.h"

#include "net/requestgate.h"
#include "run/answerassembly.h"
#include "run/answerjudge.h"
#include "run/outcome.h"
#include "wire/answerdecoder.h"
#include "wire/dialect.h"

#include <QElapsedTimer>
#include <QPointer>

#include <memory>
#include <optional>
#include <utility>

namespace espalier::run {

// Every signal may end in a slot that deletes the run, and this object with it. Functions that emit therefore
// return whether the run is still there and goes on; nothing of this object may be touched after a false.
class ExtractionRun::Private
{
public:
    Private(ExtractionRun &run, ExtractionRequest wanted, net::Transport &sender, net::RequestGate *turns)
        : q(run)
        , request(std::move(wanted))
        , transport(sender)
        , gate(turns)
        , dialect(request.profile.dialect)
        , kind(request.chat.stream)
    {
        result.document = request.document;
    }

    void begin();
    void stop();

    ExtractionRun &q;
    ExtractionRequest request;
    net::Transport &transport;
    QPointer<net::RequestGate> gate;
    wire::Dialect dialect;       ///< of the profile, less what was refused meanwhile
    const wire::StreamKind kind; ///< what the person sees, whatever the endpoint can do
    RunState state = RunState::Idle;
    bool started = false;
    bool ending = false; ///< stopped or over: neither bytes that still come nor a further stop() matter

private:
    template <typename Emission>
    bool emitted(Emission emission)
    {
        const QPointer<ExtractionRun> alive(&q);
        emission();
        return alive && (!alive->d->ending || alive->d->concluding);
    }
    bool enter(RunState next);
    // extractionrun.cpp: the way to a try, and the end of all
    void waitForSlot();
    void send();
    void fail(Error error);
    void conclude();
    void letGoOfStream();
    // answerreception.cpp: what comes back
    void onResponse(int httpStatus, const HttpHeaders &headers);
    void onBytes(const QByteArray &bytes);
    void onFinished(const net::StreamEnd &end);
    void onRefusal(const net::StreamEnd &end);
    bool dropMember(const net::StreamEnd &end);
    bool tell(const Growth &growth);
    void endBody(const BodyEnd &end);

    std::optional<AnswerJudge> judgeOfAll;
    std::optional<AnswerAssembly> assembly;
    std::unique_ptr<wire::AnswerDecoder> decoder;
    QPointer<net::GateSlot> slot;
    QPointer<net::HttpStream> stream;
    QElapsedTimer sinceStart;
    QElapsedTimer sinceSending;
    RunResult result;
    bool concluding = false; ///< what is told now is the end of the run
};

} // namespace espalier::run
