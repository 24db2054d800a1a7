// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/trylistmodel.h"

#include "text/timetext.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace espalier::ui {

using store::TrySummary;

static QString toQt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Newer ones first; of one moment the later id.
static bool isNewer(const TrySummary &a, const TrySummary &b)
{
    return a.startedMs != b.startedMs ? a.startedMs > b.startedMs : a.id > b.id;
}

TryListModel::TryListModel(QTimeZone zone, QObject *parent)
    : QAbstractItemModel(parent)
    , m_zone(std::move(zone))
{
}

void TryListModel::sync(std::vector<TrySummary> tries, qint64 nowMs)
{
    QSet<QString> kept;
    for (const TrySummary &summary : tries)
        kept.insert(toQt(summary.id));
    removeMissing(kept);
    std::sort(tries.begin(), tries.end(), isNewer);
    for (TrySummary &summary : tries)
        put(std::move(summary));
    setNow(nowMs);
}

void TryListModel::add(TrySummary added, const QStringList &ids, qint64 nowMs)
{
    QSet<QString> kept(ids.begin(), ids.end());
    kept.insert(toQt(added.id));
    removeMissing(kept);
    put(std::move(added));
    setNow(nowMs);
}

/// Where it belongs, and over what was said of it before.
void TryListModel::put(TrySummary summary)
{
    const QModelIndex at = indexOf(toQt(summary.id));
    if (!at.isValid()) {
        insert(std::move(summary));
        return;
    }
    Day &day = *static_cast<Day *>(at.internalPointer());
    TrySummary &there = day.tries[static_cast<std::size_t>(at.row())];
    if (there == summary)
        return;
    if (there.startedMs != summary.startedMs) {
        take(day, at.row());
        insert(std::move(summary));
        return;
    }
    there = std::move(summary);
    Q_EMIT dataChanged(at, at.siblingAtColumn(ColumnCount - 1));
}

void TryListModel::removeMissing(const QSet<QString> &kept)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        Day &day = *m_days[static_cast<std::size_t>(row)];
        for (int child = static_cast<int>(day.tries.size()) - 1; child >= 0; --child) {
            if (!kept.contains(toQt(day.tries[static_cast<std::size_t>(child)].id)))
                take(day, child); // the day goes with its last one, and that is the end of this loop
        }
    }
}

void TryListModel::take(Day &day, int row)
{
    beginRemoveRows(index(day.row, 0), row, row);
    const auto place = day.tries.begin() + row;
    m_places.remove(toQt(place->id));
    day.tries.erase(place);
    endRemoveRows();
    if (!day.tries.empty())
        return;
    const int gone = day.row;
    beginRemoveRows({}, gone, gone);
    m_days.erase(m_days.begin() + gone);
    renumber();
    endRemoveRows();
}

void TryListModel::insert(TrySummary summary)
{
    Day &day = dayFor(dayOf(summary.startedMs, m_zone));
    const auto place = std::lower_bound(day.tries.begin(), day.tries.end(), summary, isNewer);
    const int row = static_cast<int>(place - day.tries.begin());
    beginInsertRows(index(day.row, 0), row, row);
    m_places.insert(toQt(summary.id), {&day, summary.startedMs});
    day.tries.insert(place, std::move(summary));
    endInsertRows();
}

TryListModel::Day &TryListModel::dayFor(QDate date)
{
    const auto place = std::lower_bound(m_days.begin(), m_days.end(), date,
                                        [](const auto &day, QDate wanted) { return day->date > wanted; });
    if (place != m_days.end() && (*place)->date == date)
        return **place;
    const int row = static_cast<int>(place - m_days.begin());
    auto made = std::make_unique<Day>();
    made->date = date;
    Day &day = *made;
    beginInsertRows({}, row, row);
    m_days.insert(place, std::move(made));
    renumber();
    endInsertRows();
    return day;
}

void TryListModel::renumber()
{
    for (std::size_t row = 0; row < m_days.size(); ++row)
        m_days[row]->row = static_cast<int>(row);
}

void TryListModel::setNow(qint64 nowMs)
{
    if (std::exchange(m_now, nowMs) == nowMs || m_days.empty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::DisplayRole});
    for (const auto &day : m_days) {
        const QModelIndex parent = index(day->row, 0);
        Q_EMIT dataChanged(index(0, WhenColumn, parent), index(rowCount(parent) - 1, WhenColumn, parent),
                           {Qt::DisplayRole});
    }
}

QModelIndex TryListModel::indexOf(const QString &id, Column column) const
{
    const auto known = m_places.constFind(id);
    if (known == m_places.cend())
        return {};
    TrySummary wanted;
    wanted.id = id.toStdString();
    wanted.startedMs = known->startedMs;
    const std::vector<TrySummary> &tries = known->day->tries;
    const auto at = std::lower_bound(tries.begin(), tries.end(), wanted, isNewer);
    return createIndex(static_cast<int>(at - tries.begin()), column, known->day);
}

QString TryListModel::before(const QString &id) const
{
    const QModelIndex at = indexOf(id);
    if (!at.isValid())
        return {};
    const auto *day = static_cast<const Day *>(at.internalPointer());
    const auto next = static_cast<std::size_t>(at.row()) + 1;
    if (next < day->tries.size())
        return toQt(day->tries[next].id);
    const auto older = static_cast<std::size_t>(day->row) + 1;
    return older < m_days.size() ? toQt(m_days[older]->tries.front().id) : QString();
}

int TryListModel::tryCount() const
{
    return static_cast<int>(m_places.size());
}

QModelIndex TryListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? m_days[static_cast<std::size_t>(parent.row())].get() : nullptr);
}

QModelIndex TryListModel::parent(const QModelIndex &index) const
{
    const auto *day = index.isValid() ? static_cast<const Day *>(index.internalPointer()) : nullptr;
    return day ? createIndex(day->row, 0, nullptr) : QModelIndex();
}

int TryListModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_days.size());
    const bool isDay = !parent.internalPointer() && parent.column() == 0;
    return isDay ? static_cast<int>(m_days[static_cast<std::size_t>(parent.row())]->tries.size()) : 0;
}

int TryListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() && parent.internalPointer() ? 0 : ColumnCount;
}

const TrySummary *TryListModel::tryAt(const QModelIndex &index) const
{
    const auto *day = static_cast<const Day *>(index.internalPointer());
    return day ? &day->tries[static_cast<std::size_t>(index.row())] : nullptr;
}

Qt::ItemFlags TryListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return tryAt(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                        : Qt::ItemFlags(Qt::ItemIsEnabled);
}

} // namespace espalier::ui
