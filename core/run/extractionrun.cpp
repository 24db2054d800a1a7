// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/extractionrun_p.h"

#include "base/redact.h"
#include "run/resultdetails.h"
#include "run/tryrequest.h"

#include <QMetaObject>

namespace espalier::run {

namespace {

RunState endState(RunStatus status)
{
    if (status == RunStatus::Cancelled)
        return RunState::Cancelled;
    return status == RunStatus::Failed ? RunState::Failed : RunState::Done;
}

} // namespace

bool ExtractionRun::Private::enter(RunState next)
{
    const RunState from = std::exchange(state, next);
    return from == next || emitted([&] { Q_EMIT q.stateChanged(from, next); });
}

void ExtractionRun::Private::begin()
{
    if (ending)
        return;
    sinceStart.start();
    if (!enter(RunState::Preparing))
        return;
    auto compiled = AnswerJudge::compile(request.chat.shape.userSchema, request.coercion);
    if (!compiled) {
        fail(schemaFailure(compiled.error()));
        return;
    }
    judgeOfAll = std::move(compiled).value();
    waitForSlot();
}

void ExtractionRun::Private::waitForSlot()
{
    if (!gate) {
        send();
        return;
    }
    slot = gate->enter(tryRequest(request, dialect).url, request.profile.concurrency, &q);
    connect(slot, &net::GateSlot::granted, &q, [this] {
        if (!ending)
            send();
    });
    enter(RunState::WaitingForSlot);
}

void ExtractionRun::Private::send()
{
    const bool again = !result.url.empty();
    const net::HttpRequest http = tryRequest(request, dialect);
    result.requestBody = http.body.toStdString();
    result.url = redactUrl(http.url.toString().toStdString());
    judgeOfAll->setStrict(wire::sendsStrict(request.chat, dialect));
    assembly.emplace(AssemblyPlan{request.chat.mode, kind, request.chat.shape, request.limits}, *judgeOfAll);
    decoder.reset();
    result.attempts = 1;
    result.tries = 1; // the same without a refused member is the same try
    sinceSending.start();
    stream = transport.send(http, &q);
    connect(stream, &net::HttpStream::responseStarted, &q,
            [this](int status, const HttpHeaders &headers) { onResponse(status, headers); });
    connect(stream, &net::HttpStream::bytesReceived, &q, [this](const QByteArray &bytes) { onBytes(bytes); });
    connect(stream, &net::HttpStream::finished, &q, [this](const net::StreamEnd &end) { onFinished(end); });
    if (!enter(RunState::Connecting) || again)
        return;
    if (!emitted([&] { Q_EMIT q.attemptStarted(1, QString::fromStdString(result.url), http.body); }))
        return;
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    emitted([&] { Q_EMIT q.treeChanged({reset}); });
}

void ExtractionRun::Private::fail(Error error)
{
    ending = concluding = true;
    letGoOfStream();
    result.status = RunStatus::Failed;
    result.error = std::move(error);
    conclude();
}

void ExtractionRun::Private::conclude()
{
    result.totalMs = sinceStart.isValid() ? sinceStart.elapsed() : 0;
    maskSecrets(result, request.secretHeaders);
    // The slots get a copy of their own: one of them may delete the run.
    const RunResult last = std::move(result);
    if (enter(endState(last.status)))
        Q_EMIT q.finished(last);
}

void ExtractionRun::Private::letGoOfStream()
{
    delete slot;
    if (!stream)
        return;
    stream->disconnect(&q);
    // After the end marker the body ends by itself and the connection can serve the next try.
    if (assembly && assembly->over())
        connect(stream, &net::HttpStream::finished, stream, &QObject::deleteLater);
    else
        stream->deleteLater();
    stream.clear();
}

void ExtractionRun::Private::stop()
{
    ending = true;
    letGoOfStream();
    QMetaObject::invokeMethod(
        &q,
        [this] {
            endBody({true, std::nullopt});
        },
        Qt::QueuedConnection);
}

ExtractionRun::ExtractionRun(ExtractionRequest request, net::Transport &transport, QObject *parent,
                             net::RequestGate *gate)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(request), transport, gate))
{
}

ExtractionRun::~ExtractionRun() = default;

void ExtractionRun::start()
{
    if (std::exchange(d->started, true))
        return;
    QMetaObject::invokeMethod(
        this, [this] { d->begin(); }, Qt::QueuedConnection);
}

void ExtractionRun::stop()
{
    if (!d->ending)
        d->stop();
}

RunState ExtractionRun::state() const
{
    return d->state;
}

} // namespace espalier::run
