// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/attemptrecord.h"
#include "run/runstate.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <memory>
#include <optional>

namespace espalier::ui {

/// One try of a question to the model on the time axis of its run. Times in milliseconds since the run began;
/// absent: not that far.
struct Attempt
{
    int number = 1;                   ///< of the question, from 1
    int tryNumber = 1;                ///< of the request for it, from 1
    int allowed = 1;                  ///< most questions of the run
    qint64 begin = 0;                 ///< it waits for its turn from then on
    std::optional<qint64> sent;       ///< it has its slot and goes out
    std::optional<qint64> answering;  ///< the server answers, no content yet
    std::optional<qint64> firstToken; ///< the first content
    std::optional<qint64> checking;   ///< the answer is over and is judged
    std::optional<qint64> end;
    std::optional<qint64> nextAt; ///< the try after it begins; absent: none does
    bool nextAsks = false;        ///< and it is another question
    qint64 heldUntil = 0;         ///< the server asked everybody to wait; its turn is not before
    run::RunState state = run::RunState::Preparing;
    bool asks = false;                              ///< it waits for what the person says
    run::RunStatus status = run::RunStatus::Failed; ///< once it has ended
    std::optional<ErrorKind> error;                 ///< why it brought nothing
    bool keySent = true;                            ///< a key went with it, or nobody knows
    std::optional<qint64> promptTokens;
    qint64 answerTokens = 0;
    bool estimated = true; ///< of the tokens: counted here, not by the server
    double tokensPerSecond = 0;
    std::optional<double> cost;
    qint64 issues = 0;
    QString pointer;        ///< JSON Pointer of the first issue; empty: the whole answer, or there is none
    QString detail;         ///< what is wrong in one sentence; empty: nothing
    QByteArray requestBody; ///< as sent; empty: not yet
    std::shared_ptr<const run::AttemptRecord> record; ///< everything of it, once it has ended and was sent

    [[nodiscard]] bool hasEnded() const { return end.has_value(); }
    /// It did not bring an answer that fits.
    [[nodiscard]] bool isBad() const
    {
        return hasEnded() && status != run::RunStatus::Valid && status != run::RunStatus::Accepted;
    }
};

/// Which part of a try a stretch of time is.
enum class AttemptPhase {
    Waiting,    ///< for its turn
    Sent,       ///< nobody answers yet
    FirstToken, ///< the server answers, the first word is still to come
    Streaming,
    Done, ///< the same once it is over
    Checking,
    Bad,   ///< the end of one that did not bring what was asked
    Pause, ///< until the next try
};

/// A stretch of the axis, milliseconds since the run began.
struct AttemptSpan
{
    AttemptPhase phase = AttemptPhase::Waiting;
    qint64 from = 0;
    qint64 to = 0;
    bool operator==(const AttemptSpan &) const = default;
};

/// What is known of a try that was kept: its times are those of its run.
[[nodiscard]] Attempt attemptOf(run::AttemptRecord record);
/// How it ended: takes over all that a record says but the times.
void setEnd(Attempt &attempt, run::AttemptRecord record);

} // namespace espalier::ui

Q_DECLARE_METATYPE(espalier::ui::AttemptSpan)
