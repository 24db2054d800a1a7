// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/trylistmodel.h"

#include "models/summary.h"
#include "text/plaintip.h"
#include "text/runtext.h"
#include "text/timetext.h"
#include "text/trytext.h"
#include "text/valuetext.h"

#include <QLocale>
#include <QSet>
#include <QStringList>

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
    removeMissing(tries);
    std::sort(tries.begin(), tries.end(), isNewer);
    for (TrySummary &summary : tries) {
        const QModelIndex known = indexOf(toQt(summary.id));
        if (!known.isValid()) {
            insert(std::move(summary));
        } else if (Day &day = *static_cast<Day *>(known.internalPointer());
                   day.tries[static_cast<std::size_t>(known.row())] != summary) {
            day.tries[static_cast<std::size_t>(known.row())] = std::move(summary);
            Q_EMIT dataChanged(known, known.siblingAtColumn(ColumnCount - 1));
        }
    }
    setNow(nowMs);
}

void TryListModel::removeMissing(const std::vector<TrySummary> &kept)
{
    QSet<QString> ids;
    for (const TrySummary &summary : kept)
        ids.insert(toQt(summary.id) + QLatin1Char('@') + QString::number(summary.startedMs));
    for (int row = rowCount() - 1; row >= 0; --row) {
        const std::size_t at = static_cast<std::size_t>(row);
        std::vector<TrySummary> &tries = m_days[at]->tries;
        for (int child = static_cast<int>(tries.size()) - 1; child >= 0; --child) {
            const TrySummary &summary = tries[static_cast<std::size_t>(child)];
            if (ids.contains(toQt(summary.id) + QLatin1Char('@') + QString::number(summary.startedMs)))
                continue;
            beginRemoveRows(index(row, 0), child, child);
            tries.erase(tries.begin() + child);
            endRemoveRows();
        }
        if (!tries.empty())
            continue;
        beginRemoveRows({}, row, row);
        m_days.erase(m_days.begin() + row);
        renumber();
        endRemoveRows();
    }
}

void TryListModel::insert(TrySummary summary)
{
    Day &day = dayFor(dayOf(summary.startedMs, m_zone));
    const auto place = std::lower_bound(day.tries.begin(), day.tries.end(), summary, isNewer);
    const int row = static_cast<int>(place - day.tries.begin());
    beginInsertRows(index(day.row, 0), row, row);
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
    const std::string wanted = id.toStdString();
    for (const auto &day : m_days) {
        for (std::size_t row = 0; row < day->tries.size(); ++row) {
            if (day->tries[row].id == wanted)
                return createIndex(static_cast<int>(row), column, day.get());
        }
    }
    return {};
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
    std::size_t count = 0;
    for (const auto &day : m_days)
        count += day->tries.size();
    return static_cast<int>(count);
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

QVariant TryListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrySummary *summary = tryAt(index);
    if (!summary) {
        const Day &day = *m_days[static_cast<std::size_t>(index.row())];
        if (role == DayRole)
            return true;
        return role == Qt::DisplayRole && index.column() == 0 ? QVariant(dayLabel(day)) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return shortened(displayText(text(*summary, index.column())), false);
    case Qt::AccessibleTextRole:
        return displayText(text(*summary, index.column()));
    case Qt::ToolTipRole:
        return plainTip(displayText(tip(*summary, index.column())));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(index.column() >= TokensColumn ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    case IdRole:
        return toQt(summary->id);
    case StateRole:
        return static_cast<int>(stateOf(summary->status));
    case DayRole:
        return false;
    case SearchRole: {
        QStringList all;
        for (int column = RecipeColumn; column <= OutcomeColumn; ++column)
            all.append(text(*summary, column));
        return all.join(u'\n');
    }
    default:
        return {};
    }
}

QString TryListModel::dayLabel(const Day &day) const
{
    return dayText(day.date, dayOf(m_now, m_zone));
}

QString TryListModel::text(const TrySummary &summary, int column) const
{
    switch (column) {
    case WhenColumn:
        return timeText(summary.startedMs, m_now, m_zone);
    case RecipeColumn:
        return recipeText(toQt(summary.recipeName), summary.recipeVersion);
    case TextColumn:
        return toQt(summary.documentName);
    case AskedColumn:
        return askedText(toQt(summary.endpoint), toQt(summary.model));
    case OutcomeColumn: {
        const QString words = runStatusText(summary.status);
        return summary.problem.empty() ? words : QStringLiteral("%1 · %2").arg(words, toQt(summary.problem));
    }
    case TokensColumn:
        return tokensText(summary.totalTokens, summary.usageEstimated);
    case TimeColumn:
        return secondsText(summary.totalMs);
    default:
        return {};
    }
}

QString TryListModel::tip(const TrySummary &summary, int column) const
{
    return column == WhenColumn ? momentText(summary.startedMs, m_zone) : text(summary, column);
}

QVariant TryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(section >= TokensColumn ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case RecipeColumn:
        return tr("Recipe");
    case TextColumn:
        return tr("Text");
    case AskedColumn:
        return tr("Asked");
    case OutcomeColumn:
        return tr("Outcome");
    case TokensColumn:
        return tr("Tokens");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace espalier::ui
