// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/runcontroller.h"

#include "engine/hooklink.h"
#include "panels/resultnotes.h"

#include <algorithm>

namespace espalier::ui {

static constexpr int kProgressIntervalMs = 200;
static constexpr qint64 kBytesPerToken = 4;
static constexpr double kShortestRate = 0.2; // seconds before a rate means anything

/// 0: it came too fast for a rate, or nobody knows.
static double rateOf(const run::AttemptRecord &record)
{
    if (!record.usage || !record.firstTokenMs)
        return 0;
    const double seconds = static_cast<double>(record.durationMs - *record.firstTokenMs) / 1000;
    return seconds > kShortestRate ? static_cast<double>(record.usage->completionTokens) / seconds : 0;
}

void takeFigures(RunProgress &progress, const run::RunResult &result)
{
    progress.repairs = result.repairs.size();
    progress.firstTokenMs = result.firstTokenMs;
    if (result.usage) {
        progress.promptTokens = result.usage->promptTokens;
        progress.answerTokens = result.usage->completionTokens;
        progress.estimated = result.usage->estimated;
    }
    const double rate = result.history.empty() ? 0 : rateOf(result.history.back());
    if (rate > 0)
        progress.tokensPerSecond = rate;
}

RunController::RunController(Engine &engine, PartialTreeModel &model, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_model(model)
{
    m_progressTimer.setInterval(kProgressIntervalMs);
    connect(&m_progressTimer, &QTimer::timeout, this, &RunController::tellProgress);
    connect(&m_batcher, &ChangeBatcher::ready, this, &RunController::applyBatch);
    connect(&m_batcher, &ChangeBatcher::drained, this, &RunController::finishWhenDrained);
}

RunController::~RunController() = default;

void RunController::begin(const RunOrder &order)
{
    if (isRunning())
        return;
    m_batcher.clear();
    m_marks.clear();
    m_decoder = QStringDecoder(QStringDecoder::Utf8);
    m_result.reset();
    m_endState.reset();
    m_progress = RunProgress();
    m_progress.state = run::RunState::Preparing;
    const settings::EndpointProfile profile = m_engine.profile(order.endpoint.name);
    if (const settings::ModelFacts *model = profile.model(order.model.toStdString()); model && model->price)
        m_progress.currency = QString::fromStdString(model->price->currency);
    m_answerBytes = 0;
    m_sinceFirstToken.invalidate();
    const bool listOf = order.stream == wire::StreamKind::Iterable;
    m_model.setExpected(ExpectedShapes(order.schema, listOf));
    m_unions.reset();
    if (auto validator = schema::Validator::compile(order.schema, schema::CompileOptions::forAnswers()))
        m_unions.emplace(*std::move(validator), order.reading.coercion.level, listOf);
    m_run = m_engine.start(order);
    connectRun();
    connectQuestions();
    m_progressTimer.start();
    Q_EMIT begun();
    tellProgress();
}

void RunController::connectRun()
{
    connect(m_run.get(), &LiveRun::treeChanged, this, &RunController::noteReset);
    connect(m_run.get(), &LiveRun::treeChanged, &m_batcher, &ChangeBatcher::add);
    connectTries();
    connect(m_run.get(), &LiveRun::askingAgain, this, &RunController::askedAgain);
    connect(m_run.get(), &LiveRun::issuesFound, this, &RunController::mark);
    connect(m_run.get(), &LiveRun::stateChanged, this, [this](run::RunState state) {
        // It is over when all that came is in the model; until then it grows.
        if (state == run::RunState::Done || state == run::RunState::Failed ||
            state == run::RunState::Cancelled) {
            m_endState = state;
            return;
        }
        m_progress.state = state;
        tellProgress();
    });
    connect(m_run.get(), &LiveRun::firstToken, this, [this](qint64 milliseconds) {
        m_progress.firstTokenMs = milliseconds;
        m_sinceFirstToken.start();
        m_contentMs = 0;
    });
    connect(m_run.get(), &LiveRun::textReceived, this, [this](const QByteArray &utf8) {
        m_answerBytes += utf8.size();
        if (m_sinceFirstToken.isValid())
            m_contentMs = m_sinceFirstToken.elapsed();
        Q_EMIT rawText(m_decoder(utf8));
    });
    connect(m_run.get(), &LiveRun::finished, this, [this](const run::RunResult &result) {
        m_result = result;
        if (m_batcher.isIdle())
            finishWhenDrained();
    });
}

/// What comes fast or slowly meanwhile says nothing: the run waits.
void RunController::connectQuestions()
{
    if (!hooks())
        return;
    const auto note = [this](bool asks) {
        m_progress.asks = asks;
        if (isRunning())
            tellProgress();
    };
    connect(hooks(), &HookLink::asked, m_run.get(), [note] { note(true); });
    connect(hooks(), &HookLink::withdrawn, m_run.get(), [note] { note(false); });
}

void RunController::connectTries()
{
    connect(m_run.get(), &LiveRun::tryBegan, this, [this](int attempt, int tryNumber, int attemptsAllowed) {
        m_nextTry.setRemainingTime(0);
        m_progress.firstTokenMs.reset();
        m_progress.tokensPerSecond = 0;
        m_contentMs = 0;
        m_sinceFirstToken.invalidate();
        Q_EMIT tryBegan(attempt, tryNumber, attemptsAllowed);
    });
    connect(m_run.get(), &LiveRun::trySent, this, &RunController::trySent);
    connect(m_run.get(), &LiveRun::tryEnded, this, [this](const run::AttemptRecord &record) {
        m_progress.spent.add(store::usageOf(record));
        Q_EMIT tryEnded(record);
    });
    connect(m_run.get(), &LiveRun::waiting, this, [this](qint64 milliseconds, bool asksAgain) {
        m_nextTry.setRemainingTime(milliseconds);
        Q_EMIT waiting(milliseconds, asksAgain);
    });
    connect(m_run.get(), &LiveRun::heldBack, this, [this](qint64 milliseconds) {
        m_nextTry.setRemainingTime(milliseconds);
        Q_EMIT heldBack(milliseconds);
        tellProgress();
    });
}

void RunController::noteReset(const json::TreeChanges &changes)
{
    if (changes.empty() || changes.front().op != json::TreeOp::Reset || m_answerBytes == 0)
        return;
    m_decoder = QStringDecoder(QStringDecoder::Utf8);
    m_answerBytes = 0;
    m_progress.repairs = 0;
    m_progress.firstTokenMs.reset();
    m_sinceFirstToken.invalidate();
    Q_EMIT restarted();
}

void RunController::stop()
{
    if (m_result) // it is over, only its last rows are still on their way
        m_batcher.hurry();
    else if (m_run)
        m_run->stop();
}

void RunController::applyBatch(const json::TreeChanges &changes)
{
    const auto repaired = [](const json::TreeChange &change) {
        return change.op == json::TreeOp::Close && change.state == json::NodeState::Repaired;
    };
    m_progress.repairs += static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), repaired));
    m_model.apply(changes);
    if (m_unions) {
        m_unions->take(changes);
        m_model.narrow(m_unions->takeNews());
    }
    if (!m_marks.empty())
        m_model.addMarks(m_marks);
    Q_EMIT changed(changes);
}

void RunController::mark(const std::vector<run::FoundIssue> &issues)
{
    for (const run::FoundIssue &found : issues)
        m_marks.push_back(growingMarkOf(found));
    m_model.addMarks(m_marks);
}

void RunController::finishWhenDrained()
{
    if (!m_result)
        return;
    const run::RunResult result = std::move(*m_result);
    m_result.reset();
    m_run.release()->deleteLater(); // we may stand in one of its signals
    m_progressTimer.stop();
    m_progress.state = m_endState.value_or(m_progress.state);
    m_progress.asks = false;
    measure();
    takeFigures(m_progress, result);
    Q_EMIT progressed(m_progress);
    Q_EMIT ended(result);
}

void RunController::measure()
{
    m_progress.answerTokens = (m_answerBytes + kBytesPerToken - 1) / kBytesPerToken;
    const bool grows = m_progress.state == run::RunState::Streaming;
    const qint64 passed = grows && m_sinceFirstToken.isValid() ? m_sinceFirstToken.elapsed() : m_contentMs;
    const double seconds = static_cast<double>(passed) / 1000;
    if (seconds > kShortestRate)
        m_progress.tokensPerSecond = static_cast<double>(m_progress.answerTokens) / seconds;
}

void RunController::tellProgress()
{
    const bool waits = m_progress.state == run::RunState::WaitingForSlot ||
                       m_progress.state == run::RunState::WaitingToRetry;
    m_progress.waitMs = waits ? m_nextTry.remainingTime() : 0;
    measure();
    RunProgress told = m_progress;
    if (told.asks)
        told.tokensPerSecond = 0;
    Q_EMIT progressed(told);
}

} // namespace espalier::ui
