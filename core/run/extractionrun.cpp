// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/extractionrun_p.h"

#include "base/redact.h"
#include "net/requestpolicy.h"
#include "run/answermask.h"
#include "run/endwords.h"
#include "run/freeelsewhere.h"
#include "run/resultdetails.h"
#include "run/tryrequest.h"
#include "wire/tokenestimate.h"
#include "json/writer.h"

#include <QMetaObject>

#include <algorithm>

namespace espalier::run {

namespace {

RetryLimits limitsOf(const ExtractionRequest &request)
{
    RetryLimits limits = request.retries;
    limits.deadline = request.timeouts.deadline;
    return limits;
}

/// Whether it is to end by what was spent.
bool countsMoney(const ExtractionRequest &request)
{
    const auto &hooks = request.hooks.validation;
    return request.retries.costBudget ||
           std::any_of(hooks.begin(), hooks.end(), [](const auto &hook) { return hook->needsPrices(); });
}

net::HostLimits hostLimits(const settings::EndpointProfile &profile)
{
    return {profile.concurrency, {profile.limits.requestsPerMinute, profile.limits.tokensPerMinute}};
}

} // namespace

ExtractionRun::Private::Private(ExtractionRun &run, ExtractionRequest wanted, net::Transport &sender,
                                net::RequestGate *turns, net::Clock &time)
    : q(run)
    , request(std::move(wanted))
    , secrets(secretsOf(request.secretHeaders, request.profile.baseUrl))
    , transport(sender)
    , gate(turns)
    , clock(time)
    , dialect(request.profile.dialect)
    , kind(request.chat.stream)
    , policy(limitsOf(request))
{
    history.attempt = 0;
    history.triesOfAttempt = 0;
    history.begun = clock.now();
}

ExtractionRun::Private::~Private()
{
    letGoOfAnswer();
}

/// A tree of a million nodes in another thread: the event loop goes on.
void ExtractionRun::Private::letGoOfAnswer()
{
    constexpr std::size_t kMany = 10'000;
    if (assembly && assembly->size() > kMany)
        freeElsewhere(std::move(assembly));
    assembly.reset();
}

bool ExtractionRun::Private::enter(RunState next)
{
    const RunState from = std::exchange(state, next);
    return from == next || emitted([&] { Q_EMIT q.stateChanged(from, next); });
}

void ExtractionRun::Private::begin()
{
    if (ending)
        return;
    history.begun = clock.now();
    if (const auto deadline = policy.limits().deadline)
        clock.after(*deadline, &q, [this] { onDeadline(); });
    if (!enter(RunState::Preparing))
        return;
    const auto &refused = dialect.dropped;
    if (request.chat.stream != wire::StreamKind::None &&
        std::find(refused.begin(), refused.end(), "stream") != refused.end()) {
        request.chat.stream = wire::StreamKind::None;
        notes.emplace_back(kWholeNote);
    }
    auto compiled = AnswerJudge::compile(request.chat.shape.userSchema, request.coercion);
    if (!compiled) {
        fail(schemaFailure(compiled.error()));
        return;
    }
    judgeOfAll = std::move(compiled).value();
    const settings::ModelFacts *model = request.profile.model(request.chat.model);
    if (countsMoney(request) && !(model && model->price)) {
        fail(pricesMissing());
        return;
    }
    readChecks();
}

void ExtractionRun::Private::startTry()
{
    ++history.triesOfAttempt;
    ++tries;
    trySent = false;
    if (!answerFromCache())
        joinLine();
}

void ExtractionRun::Private::joinLine()
{
    beganAt = clock.now();
    if (emitted([&] {
            Q_EMIT q.tryBegan(history.attempt, history.triesOfAttempt, policy.limits().attemptsAllowed());
        }))
        waitForSlot();
}

void ExtractionRun::Private::waitForSlot()
{
    if (!gate) {
        send();
        return;
    }
    const net::HttpRequest http = requestOfTry();
    if (isPausedTooLong(http.url))
        return;
    const std::int64_t tokens = wire::estimatePromptTokens(*body) + request.chat.maxTokens.value_or(0);
    slot = gate->enter(http.url, hostLimits(request.profile), &q, tokens);
    connect(slot, &net::GateSlot::granted, &q, [this] {
        if (!ending)
            send();
    });
    connect(
        gate, &net::RequestGate::paused, slot,
        [this, url = http.url] {
            if (!ending && !slot->isGranted())
                isPausedTooLong(url);
        },
        Qt::QueuedConnection);
    enter(RunState::WaitingForSlot);
}

/// True when the endpoint is paused for longer than this run waits: it has failed then.
bool ExtractionRun::Private::isPausedTooLong(const QUrl &url)
{
    const std::chrono::milliseconds left = gate->pauseLeft(url);
    if (left <= policy.limits().maxWait)
        return false;
    fail(pausedError(left, policy.limits().maxWait, clock.unixMs()), true);
    return true;
}

/// The request of the attempt: for a transport retry byte for byte that of the try before.
net::HttpRequest ExtractionRun::Private::requestOfTry()
{
    net::HttpRequest http = tryRequest(request, dialect);
    http.timeouts.deadline.reset(); // that of the run counts
    if (!body) {
        body = wire::chatBody(request.chat, dialect);
        for (const std::shared_ptr<SendHook> &hook : std::vector(request.hooks.beforeSend)) {
            json::Value amended = hook->amend(*body);
            if (amended.isObject())
                body = std::move(amended);
            else
                notes.push_back("The hook \"" + hook->name() + "\" made no request; it was passed over.");
        }
    }
    http.body = QByteArray::fromStdString(json::writeCompact(*body));
    return http;
}

void ExtractionRun::Private::prepareTry(const net::HttpRequest &http)
{
    result = {};
    judged = {};
    settled = false;
    result.requestBody = http.body.toStdString();
    result.url = redactUrl(http.url.toString().toStdString());
    judgeOfAll->setStrict(wire::sendsStrict(request.chat, dialect));
    letGoOfAnswer();
    assembly = std::make_unique<AnswerAssembly>(
        AssemblyPlan{request.chat.mode, kind, request.chat.shape, request.limits, request.mostAnswerTokens},
        *judgeOfAll);
    decoder.reset();
    mask.reset();
    tryOver = bodyFinished = endNoted = false;
    sentAt = clock.now();
    shownHeaders = net::shownHeaders(http);
    answeringMs.reset();
    parallel = slot ? gate->running(http.url) : 1;
}

/// What is shown begins anew.
bool ExtractionRun::Private::tellNewTree()
{
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    shown = json::PartialTree();
    return emitted([&] { Q_EMIT q.treeChanged({reset}); });
}

void ExtractionRun::Private::send()
{
    const bool again = std::exchange(resending, false);
    trySent = true;
    const net::HttpRequest http = requestOfTry();
    prepareTry(http);
    if (!tellEvent(RunEventKind::CompletionKwargs,
                   json::Value::object({{"request", *body}, {"url", json::Value::string(result.url)}})))
        return;
    stream = transport.send(http, &q);
    connect(stream, &net::HttpStream::responseStarted, &q,
            [this](int status, const HttpHeaders &headers) { onResponse(status, headers); });
    connect(stream, &net::HttpStream::bytesReceived, &q, [this](const QByteArray &bytes) { onBytes(bytes); });
    connect(stream, &net::HttpStream::finished, &q, [this](const net::StreamEnd &end) { onFinished(end); });
    if (!enter(RunState::Connecting) || again)
        return;
    if (!emitted([&] {
            Q_EMIT q.attemptStarted(history.attempt, QString::fromStdString(result.url), http.body,
                                    history.triesOfAttempt);
        }))
        return;
    if (!itemsAgain)
        tellNewTree();
}

void ExtractionRun::Private::onDeadline()
{
    if (ending)
        return;
    const Error error = deadlineError(*policy.limits().deadline);
    if (tryOver)
        fail(error);
    else
        endBody({false, error});
}

void ExtractionRun::Private::letGoOfStream()
{
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
    waiting.reset();
    letGoOfStream();
    delete slot;
    QMetaObject::invokeMethod(
        &q, [this] { cancel(); }, Qt::QueuedConnection);
}

ExtractionRun::ExtractionRun(ExtractionRequest request, net::Transport &transport, QObject *parent,
                             net::RequestGate *gate, net::Clock &clock)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(request), transport, gate, clock))
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
