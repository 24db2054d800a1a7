// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/extractionrun.h"

#include "base/redact.h"
#include "net/requestgate.h"
#include "run/answerassembly.h"
#include "run/outcome.h"
#include "run/resultdetails.h"
#include "run/tryrequest.h"
#include "schema/validator.h"
#include "wire/answerdecoder.h"
#include "wire/errorbody.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QMetaObject>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace espalier::run {

namespace {

QByteArray bytesOf(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

bool isSuccess(int httpStatus)
{
    return httpStatus >= 200 && httpStatus < 300;
}

RunState endState(RunStatus status)
{
    if (status == RunStatus::Cancelled)
        return RunState::Cancelled;
    return status == RunStatus::Failed ? RunState::Failed : RunState::Done;
}

} // namespace

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
    bool ending =
        false; ///< stopped or over: bytes that still come are of no interest, a further stop() neither

private:
    template <typename Emission>
    bool emitted(Emission emission)
    {
        const QPointer<ExtractionRun> alive(&q);
        emission();
        return alive && (!alive->d->ending || alive->d->concluding);
    }
    bool enter(RunState next);
    void waitForSlot();
    void send();
    void onResponse(int httpStatus, const HttpHeaders &headers);
    void onBytes(const QByteArray &bytes);
    void onFinished(const net::StreamEnd &end);
    void onRefusal(const net::StreamEnd &end);
    bool dropMember(const net::StreamEnd &end);
    bool tell(const Growth &growth);
    void endBody(BodyEnd end);
    void fail(Error error);
    void conclude();
    void letGoOfStream();

    std::optional<schema::Validator> validator;
    std::optional<AnswerAssembly> assembly;
    std::unique_ptr<wire::AnswerDecoder> decoder;
    QPointer<net::GateSlot> slot;
    QPointer<net::HttpStream> stream;
    QElapsedTimer sinceStart;
    QElapsedTimer sinceSending;
    RunResult result;
    bool concluding = false; ///< what is told now is the end of the run
};

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
    auto compiled = schema::Validator::compile(request.chat.shape.userSchema);
    if (!compiled) {
        fail(schemaFailure(compiled.error()));
        return;
    }
    validator = std::move(compiled).value();
    result.attempts = 1;
    result.tries = 1;
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
    assembly.emplace(AssemblyPlan{request.chat.mode, kind, request.chat.shape, request.limits}, *validator);
    decoder.reset();
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

void ExtractionRun::Private::onResponse(int httpStatus, const HttpHeaders &headers)
{
    if (ending || !isSuccess(httpStatus))
        return;
    const std::string *type = findHeader(headers, "Content-Type");
    decoder = std::make_unique<wire::AnswerDecoder>(type ? *type : std::string(), request.limits.answerBytes);
    enter(RunState::Streaming);
}

void ExtractionRun::Private::onBytes(const QByteArray &bytes)
{
    if (ending || !decoder)
        return;
    const Growth growth = assembly->take(decoder->feed(viewOf(bytes)));
    if (decoder->takeContentSeen())
        stream->noteContent();
    if (!tell(growth))
        return;
    if (decoder->error())
        endBody({false, decoder->error()});
    else if (assembly->over() || assembly->hopeless())
        endBody({});
}

void ExtractionRun::Private::onFinished(const net::StreamEnd &end)
{
    if (ending)
        return;
    if (!decoder) {
        onRefusal(end);
        return;
    }
    if (!tell(assembly->take(decoder->finish())))
        return;
    if (end.error.kind != ErrorKind::None)
        endBody({false, end.error});
    else
        endBody({false, decoder->error()});
}

void ExtractionRun::Private::onRefusal(const net::StreamEnd &end)
{
    if (end.httpStatus == 0 || isSuccess(end.httpStatus)) {
        fail(connectionFailure(end.error, request.profile.baseUrl));
        return;
    }
    if (dropMember(end))
        return;
    fail(wire::errorFromResponse(end.httpStatus, end.headers, viewOf(end.errorBody), result.url,
                                 request.chat.model, QDateTime::currentSecsSinceEpoch()));
}

/// True when the same question was sent again (or the run is gone).
bool ExtractionRun::Private::dropMember(const net::StreamEnd &end)
{
    auto member = wire::refusedMember(end.httpStatus, viewOf(end.errorBody), request.chat, dialect);
    auto &dropped = result.droppedMembers;
    if (member && std::find(dropped.begin(), dropped.end(), *member) == dropped.end()) {
        dropped.push_back(*member);
        dialect = wire::withoutMember(dialect, *member);
    } else if (refusesToStream(end.httpStatus, viewOf(end.errorBody)) &&
               request.chat.stream != wire::StreamKind::None) {
        member = "stream";
        request.chat.stream = wire::StreamKind::None;
        result.notes.emplace_back("The endpoint does not stream; the answer came as a whole.");
    } else {
        return false;
    }
    letGoOfStream();
    if (emitted([&] { Q_EMIT q.capabilityDropped(QString::fromStdString(*member)); }))
        waitForSlot();
    return true;
}

bool ExtractionRun::Private::tell(const Growth &growth)
{
    if (!growth.text.empty() && !result.firstTokenMs) {
        result.firstTokenMs = sinceSending.elapsed();
        if (!emitted([&] { Q_EMIT q.firstToken(*result.firstTokenMs); }))
            return false;
    }
    if (!growth.reasoning.empty() && !emitted([&] { Q_EMIT q.reasoningReceived(bytesOf(growth.reasoning)); }))
        return false;
    if (!growth.text.empty() && !emitted([&] { Q_EMIT q.textReceived(bytesOf(growth.text)); }))
        return false;
    if (!growth.changes.empty() && !emitted([&] { Q_EMIT q.treeChanged(growth.changes); }))
        return false;
    return std::all_of(growth.items.begin(), growth.items.end(), [this](const Item &item) {
        const int index = static_cast<int>(item.index);
        return emitted([&] {
            if (item.issues.empty())
                Q_EMIT q.itemAccepted(index, item.value);
            else
                Q_EMIT q.itemSetAside(index, item.value, item.issues);
        });
    });
}

void ExtractionRun::Private::endBody(BodyEnd end)
{
    ending = concluding = true;
    letGoOfStream();
    if (!end.stopped && !enter(RunState::Checking))
        return;
    if (assembly) {
        if (!tell(assembly->finish()))
            return;
        Answer answer = assembly->answer();
        if (!answer.usage && decoder)
            answer.usage = estimatedUsage(result.requestBody, answer);
        if (cameAtOnce(result.firstTokenMs.value_or(0), sinceSending.elapsed(), answer.text.size()))
            answer.notes.emplace_back(
                "Everything came at once, at the end: something on the way does not stream.");
        judge(result, std::move(answer), end, *validator, kind);
        assembly->place(result.issues);
        for (SetAside &item : result.setAside)
            assembly->place(item.issues);
    } else {
        judge(result, {}, end, schema::Validator::compile(json::Value::boolean(true)).value(), kind);
    }
    conclude();
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
