// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/attempt.h"

#include <QAbstractListModel>
#include <QList>

#include <vector>

namespace espalier::ui {

/// The attempts of one run with all their tries, in order, on one time axis: a row for each try. Knows no
/// clock: whoever feeds it says what time it is, in milliseconds since the run began, never less than before
/// (AttemptFeed does so). Rows are never taken away until another run begins. Thread: GUI.
class AttemptListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SpansRole = Qt::UserRole, ///< QList<AttemptSpan>, one after the other, up to now
        AxisRole,                 ///< qint64: where the common axis ends
        WordsRole,                ///< QString: how it stands, at the right of the bar
        BadRole,                  ///< bool: it ended without an answer that fits
        TryRole,                  ///< int: which try of its attempt, from 1
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: "Attempt 1 of 4", "try 2". AccessibleTextRole: both and the words.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const Attempt &attempt(int row) const { return m_attempts.at(row); }
    /// A try is under way, or the run waits for the next one.
    [[nodiscard]] bool isRunning() const;

    /// A new run: nothing of the old one stays.
    void restart();
    /// The run of the past with these tries.
    void showRecords(std::vector<run::AttemptRecord> records);
    /// What `cost` is in, ISO 4217.
    void setCurrency(const QString &currency) { m_currency = currency; }
    [[nodiscard]] const QString &currency() const { return m_currency; }

    /// The next try. One that has not ended yet ends now.
    void beginTry(int number, int tryNumber, int allowed, qint64 now);
    /// It goes out.
    void setSent(const QByteArray &requestBody, qint64 now);
    void setState(run::RunState state, qint64 now);
    /// The last try waits for what the person says, or no longer.
    void setAsks(bool asks, qint64 now);
    /// Of the last try; `firstTokenMs` counts from sending, as a run tells it.
    void setProgress(std::optional<qint64> firstTokenMs, qint64 answerTokens, double tokensPerSecond,
                     qint64 now);
    /// How the last try ended.
    void endTry(const run::AttemptRecord &record, qint64 now);
    /// The next one follows after a while.
    void wait(qint64 milliseconds, bool asksAgain, qint64 now);
    /// The try that waits for its turn has it in so long at the earliest.
    void holdBack(qint64 milliseconds, qint64 now);
    /// The run is over: nothing follows. `status`: of a try that was never sent.
    void endRun(run::RunStatus status, qint64 now);
    /// Time goes on: bars of what runs get longer, what waits counts down.
    void tick(qint64 now);

private:
    [[nodiscard]] QList<AttemptSpan> spansOf(const Attempt &attempt) const;
    /// The end of the axis for what is known now; steps, so that it seldom changes.
    [[nodiscard]] qint64 axisFor(qint64 now) const;
    [[nodiscard]] bool isTrying() const { return !m_attempts.isEmpty() && !m_attempts.last().hasEnded(); }
    void moveTo(qint64 now);
    void tellLast();

    QList<Attempt> m_attempts;
    QString m_currency;
    qint64 m_now = 0;
    qint64 m_axis = 1000;
    bool m_waits = false; ///< the last try has ended, and another one follows
};

} // namespace espalier::ui

Q_DECLARE_METATYPE(QList<espalier::ui::AttemptSpan>)
