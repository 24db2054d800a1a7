// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "run/runstate.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace espalier::ui {

/// One question to the model on the time axis of its run. Times in milliseconds since the run began; absent:
/// not that far.
struct Attempt
{
    int number = 1;  ///< from 1
    int allowed = 1; ///< most attempts of the run
    qint64 begin = 0;
    std::optional<qint64> sent;       ///< it has its slot and goes out
    std::optional<qint64> answering;  ///< the server answers, no content yet
    std::optional<qint64> firstToken; ///< the first content
    std::optional<qint64> end;
    run::RunState state = run::RunState::Preparing;
    run::RunStatus status = run::RunStatus::Failed; ///< once it has ended
    std::optional<qint64> promptTokens;
    qint64 answerTokens = 0;
    bool estimated = true; ///< of the tokens: counted here, not by the server
    double tokensPerSecond = 0;
    qint64 issues = 0;
    QString pointer; ///< JSON Pointer of the first issue; empty: the whole answer, or there is none
    QString detail;  ///< what is wrong in one sentence; empty: nothing

    [[nodiscard]] bool hasEnded() const { return end.has_value(); }
    /// It did not bring an answer that fits.
    [[nodiscard]] bool isBad() const
    {
        return hasEnded() && status != run::RunStatus::Valid && status != run::RunStatus::Accepted;
    }
};

/// Which part of an attempt a stretch of time is.
enum class AttemptPhase { Waiting, FirstToken, Streaming, Done, Bad };

/// A stretch of the axis, milliseconds since the run began.
struct AttemptSpan
{
    AttemptPhase phase = AttemptPhase::Waiting;
    qint64 from = 0;
    qint64 to = 0;
    bool operator==(const AttemptSpan &) const = default;
};

} // namespace espalier::ui

Q_DECLARE_METATYPE(espalier::ui::AttemptSpan)
