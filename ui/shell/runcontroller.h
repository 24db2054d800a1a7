// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engine.h"
#include "models/changebatcher.h"
#include "models/partialtreemodel.h"
#include "schema/growingunions.h"
#include "store/usagebook.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QStringDecoder>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace espalier::ui {

/// How far a run is, for people.
struct RunProgress
{
    run::RunState state = run::RunState::Idle;
    std::optional<qint64> firstTokenMs;
    std::optional<qint64> promptTokens;
    qint64 answerTokens = 0;
    bool estimated = true; ///< counted here (four bytes a token), not by the server
    double tokensPerSecond = 0;
    std::size_t repairs = 0;
    store::UsageSums spent; ///< by the tries that have ended
    QString currency;       ///< of its cost; empty: there is no price
    bool asks = false;      ///< a hook waits for what the person says
    qint64 waitMs = 0;      ///< how long the next try waits still; 0: nobody knows, or none does
};

/// Takes over what a run that is over says of itself: words and tokens, repairs, and how fast its last try
/// came, from its first content to its end, without waits and without what checks and people took.
void takeFigures(RunProgress &progress, const run::RunResult &result);

/// Runs one question at a time and feeds what comes to the model, in batches. The only one who knows both the
/// engine's run and the window's model.
///
/// Signals: begun, then changed and rawText while it streams, then ended exactly once, after everything that
/// came is in the model; progressed in between, a few times a second. Engine and model stay the caller's and
/// must outlive the controller.
class RunController : public QObject
{
    Q_OBJECT

public:
    RunController(Engine &engine, PartialTreeModel &model, QObject *parent = nullptr);
    ~RunController() override;

    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    /// Of the run under way; null: there is none, or it tells nothing of its hooks.
    [[nodiscard]] HookLink *hooks() const { return m_run ? m_run->hooks() : nullptr; }
    [[nodiscard]] const RunProgress &progress() const { return m_progress; }

    /// Asks. No effect while a run is under way.
    void begin(const RunOrder &order);
    /// Ends the run; what came is kept. No effect when there is none.
    void stop();

Q_SIGNALS:
    void begun();
    /// The model has these changes now.
    void changed(const espalier::json::TreeChanges &changes);
    void rawText(const QString &text);
    /// Another try: the text that comes from now on is that of a new answer, and the model empties with the
    /// next batch.
    void restarted();
    // What becomes of each try, as the run says it.
    void tryBegan(int attempt, int tryNumber, int attemptsAllowed);
    void trySent(const QByteArray &requestBody);
    void tryEnded(const espalier::run::AttemptRecord &record);
    void waiting(qint64 milliseconds, bool asksAgain);
    void heldBack(qint64 milliseconds);
    /// An answer does not do, and another question follows; of `attemptsAllowed` at most.
    void askedAgain(const espalier::run::RunResult &answer, int attemptsAllowed);
    void progressed(const espalier::ui::RunProgress &progress);
    void ended(const espalier::run::RunResult &result);

private:
    void connectRun();
    void connectQuestions();
    void connectTries();
    void noteReset(const json::TreeChanges &changes);
    void applyBatch(const json::TreeChanges &changes);
    void mark(const std::vector<run::FoundIssue> &issues);
    void finishWhenDrained();
    void measure();
    void tellProgress();

    Engine &m_engine;
    PartialTreeModel &m_model;
    std::unique_ptr<LiveRun> m_run;
    ChangeBatcher m_batcher;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    std::optional<schema::GrowingUnions> m_unions;
    std::vector<GrowingMark> m_marks;       // of values that are not in the model yet
    std::optional<run::RunResult> m_result; // the end, waiting for the last changes to be shown
    std::optional<run::RunState> m_endState;
    RunProgress m_progress;
    qint64 m_answerBytes = 0;
    qint64 m_contentMs = 0; ///< from the first content of this try to the last so far
    QElapsedTimer m_sinceFirstToken;
    QDeadlineTimer m_nextTry; ///< as far as it is known
    QTimer m_progressTimer;
};

} // namespace espalier::ui
