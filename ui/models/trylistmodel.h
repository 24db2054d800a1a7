// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/trystore.h"

#include <QAbstractItemModel>
#include <QDate>
#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <cstdint>
#include <memory>
#include <vector>

namespace espalier::ui {

/// The tries that were kept, newest first, below a row for each day.
///
/// Never resets: sync() and remove() insert and take away rows, so that what a person selected stays
/// selected. Texts are as stored; characters that turn the direction of others are shown as their names.
/// Thread: GUI. Knows no clock: what is fresh is told by the moment given.
class TryListModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        WhenColumn,
        RecipeColumn,
        TextColumn,
        AskedColumn, ///< endpoint and model
        OutcomeColumn,
        TokensColumn,
        TimeColumn,
        ColumnCount
    };
    enum Role {
        IdRole = Qt::UserRole, ///< QString; empty for a day
        StateRole,             ///< ValueState as int
        DayRole,               ///< bool: the row of a day
        SearchRole,            ///< QString, everything a filter looks at
    };

    /// `zone`: whose days and times of day are meant.
    explicit TryListModel(QTimeZone zone = QTimeZone::systemTimeZone(), QObject *parent = nullptr);

    /// Makes the rows those of `tries` (in any order): what is new comes in, what is missing goes. Tells of
    /// nothing when nothing changed. `nowMs` as for setNow().
    void sync(std::vector<store::TrySummary> tries, qint64 nowMs);
    /// One more try, or another summary of one that is there; tries that are not among `ids` go.
    void add(store::TrySummary added, const QStringList &ids, qint64 nowMs);
    /// The moment from which "3 minutes ago" is counted.
    void setNow(qint64 nowMs);

    [[nodiscard]] QModelIndex indexOf(const QString &id, Column column = WhenColumn) const;
    /// The try that came before that one; empty when there is none.
    [[nodiscard]] QString before(const QString &id) const;
    [[nodiscard]] int tryCount() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Day
    {
        QDate date;
        int row = 0;                          ///< among the days; parent() is asked often
        std::vector<store::TrySummary> tries; ///< newest first
    };

    /// By time a try is found in its day, however many came before it.
    struct Place
    {
        Day *day = nullptr;
        std::int64_t startedMs = 0;
    };

    [[nodiscard]] const store::TrySummary *tryAt(const QModelIndex &index) const;
    [[nodiscard]] QString text(const store::TrySummary &summary, int column) const;
    [[nodiscard]] QString tip(const store::TrySummary &summary, int column) const;
    [[nodiscard]] QString dayLabel(const Day &day) const;
    void put(store::TrySummary summary);
    void insert(store::TrySummary summary);
    Day &dayFor(QDate date);
    void take(Day &day, int row);
    void removeMissing(const QSet<QString> &kept);
    void renumber();

    QTimeZone m_zone;
    qint64 m_now = 0;
    QHash<QString, Place> m_places;           ///< of each try: where indexOf() finds it
    std::vector<std::unique_ptr<Day>> m_days; ///< newest first; an index of a try holds its day
};

} // namespace espalier::ui
