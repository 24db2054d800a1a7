// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/attemptrecord.h"
#include "run/runstate.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace espalier::ui {

class AttemptListModel;

/// Feeds an AttemptListModel with what becomes of a run, at the time at which it is told. Knows neither
/// window nor engine: connect the slots to whoever tells of a run. The bars move at most ten times a second,
/// and not at all after the end. The model stays the caller's and must outlive the feed.
class AttemptFeed : public QObject
{
    Q_OBJECT

public:
    explicit AttemptFeed(AttemptListModel &model, QObject *parent = nullptr);

public Q_SLOTS:
    /// A run begins; what was shown goes.
    void begin();
    void beginTry(int number, int tryNumber, int allowed);
    void setSent(const QByteArray &requestBody);
    void setState(espalier::run::RunState state);
    void setAsks(bool asks);
    /// Shown with the next tick. `firstTokenMs` counts from sending.
    void setProgress(std::optional<qint64> firstTokenMs, qint64 answerTokens, double tokensPerSecond);
    void endTry(const espalier::run::AttemptRecord &record);
    void wait(qint64 milliseconds, bool asksAgain);
    void holdBack(qint64 milliseconds);
    void end(espalier::run::RunStatus status);
    /// Nothing is shown any more.
    void clear();

private:
    struct Progress
    {
        std::optional<qint64> firstTokenMs;
        qint64 answerTokens = 0;
        double tokensPerSecond = 0;
    };
    void takeProgress();
    void tick();

    AttemptListModel &m_model;
    QElapsedTimer m_clock;
    QTimer m_tick;
    std::optional<Progress> m_progress; ///< told since the last tick
};

} // namespace espalier::ui
