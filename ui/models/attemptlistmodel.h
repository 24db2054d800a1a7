// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/attempt.h"

#include <QAbstractListModel>
#include <QList>

namespace espalier::ui {

/// The attempts of one run, in order, on one time axis. Knows no clock: whoever feeds it says what time it
/// is, in milliseconds since the run began, never less than before. Thread: GUI.
class AttemptListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SpansRole = Qt::UserRole, ///< QList<AttemptSpan>, one after the other, up to now
        AxisRole,                 ///< qint64: where the common axis ends
        WordsRole,                ///< QString: how it stands, at the right of the bar
        BadRole,                  ///< bool: it ended without an answer that fits
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: "Attempt 1 of 4". AccessibleTextRole: that and the words.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const Attempt &attempt(int row) const { return m_attempts.at(row); }
    [[nodiscard]] bool isRunning() const;

    /// A new run: nothing of the old one stays.
    void restart();
    /// The next question. One that has not ended yet ends now.
    void beginAttempt(int allowed, qint64 now);
    void setState(run::RunState state, qint64 now);
    /// Of the last attempt; `firstTokenMs` counts from sending, as a run tells it.
    void setProgress(std::optional<qint64> firstTokenMs, qint64 answerTokens, double tokensPerSecond,
                     qint64 now);
    /// How the last attempt ended.
    void endAttempt(const run::RunResult &result, qint64 now);
    /// Time goes on: bars of what runs get longer.
    void tick(qint64 now);

private:
    [[nodiscard]] QList<AttemptSpan> spansOf(const Attempt &attempt) const;
    /// The end of the axis for what is known now; steps, so that it seldom changes.
    [[nodiscard]] qint64 axisFor(qint64 now) const;
    void moveTo(qint64 now);
    void tellLast();

    QList<Attempt> m_attempts;
    qint64 m_now = 0;
    qint64 m_axis = 1000;
};

} // namespace espalier::ui

Q_DECLARE_METATYPE(QList<espalier::ui::AttemptSpan>)
