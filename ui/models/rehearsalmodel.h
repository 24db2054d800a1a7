// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runevent.h"
#include "run/runresult.h"

#include <QAbstractListModel>
#include <QString>

#include <optional>
#include <vector>

namespace espalier::ui {

/// A rehearsal as it goes: a row for each request and each wait between them, on one time axis. The roles are
/// those of AttemptListModel, so that TimelineDelegate paints both. Knows no clock: `now` is milliseconds
/// since the rehearsal began, never less than before. Thread: GUI.
class RehearsalModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void restart();
    /// The next event of the run.
    void take(const run::RunEvent &event, qint64 now);
    /// Time goes on: bars grow, waits count down.
    void tick(qint64 now);
    /// What runs ends now.
    void end(qint64 now);

    [[nodiscard]] int tries() const;
    [[nodiscard]] int waits() const;
    /// The whole in a sentence: "2 waits, 3 tries, done, fits the schema after 4.1 s; it cost nothing." And
    /// why, where it came to no good end.
    [[nodiscard]] QString summary(const run::RunResult &result, qint64 now) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        bool wait = false;
        int attempt = 1;
        int tryNumber = 1;
        qint64 begin = 0;
        std::optional<qint64> firstToken;
        std::optional<qint64> end;
        qint64 waitMs = 0;
        bool bad = false;
        QString words; ///< how it ended
        QString whole; ///< the same in full; empty: the words are
    };
    void append(Row row);
    void close(qint64 now, bool bad, const QString &words, const QString &whole = {});
    void tellLast();
    void moveTo(qint64 now);
    [[nodiscard]] Row *open();
    [[nodiscard]] QString title(const Row &row) const;
    [[nodiscard]] QString words(const Row &row) const;
    [[nodiscard]] QVariant spans(const Row &row) const;
    [[nodiscard]] int count(bool wait) const;

    std::vector<Row> m_rows;
    qint64 m_now = 0;
    qint64 m_axis = 1000;
};

} // namespace espalier::ui
