// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/firinglistmodel.h"

#include "text/hooktext.h"
#include "text/plaintip.h"
#include "text/runtext.h"
#include "text/valuetext.h"

#include <QDateTime>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

constexpr int kGiveWay = 100; // rows at once, so that a full list is not moved with every event

FiringListModel::Level levelOf(const HookFiring &firing)
{
    if (!firing.problem.isEmpty())
        return FiringListModel::Level::Failed;
    return firing.slow ? FiringListModel::Level::Slow : FiringListModel::Level::Plain;
}

} // namespace

FiringListModel::FiringListModel(QTimeZone zone, int most, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
    , m_most(most)
{
}

void FiringListModel::add(const run::RunEvent &event)
{
    HookFiring row;
    row.unixMs = event.unixMs;
    row.event = event.kind;
    row.document = QString::fromStdString(event.document);
    row.attempt = event.attempt;
    row.tryNumber = event.tryNumber;
    row.detail = eventDetailText(event);
    add(row);
}

void FiringListModel::add(const HookFiring &firing)
{
    if (rowCount() >= m_most) {
        const int gone = std::min(kGiveWay, std::max(1, m_most / 10));
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back(firing);
    endInsertRows();
}

void FiringListModel::clear()
{
    if (m_rows.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_rows.clear();
    endRemoveRows();
}

QString FiringListModel::line(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(text(m_rows.at(static_cast<std::size_t>(row)), column).simplified());
    return cells.join(u'\t');
}

int FiringListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FiringListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString FiringListModel::text(const HookFiring &firing, int column) const
{
    switch (column) {
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(firing.unixMs, m_zone).toString(QStringLiteral("HH:mm:ss.zzz"));
    case EventColumn: {
        const std::string_view name = run::runEventName(firing.event);
        return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    }
    case AttemptColumn:
        return firing.attempt == 0 ? QString()
                                   : QStringLiteral("%1 · %2").arg(firing.attempt).arg(firing.tryNumber);
    case HookColumn:
        return firing.hook;
    case WhatColumn:
        if (!firing.problem.isEmpty())
            return firing.problem;
        return firing.slow ? tr("slow: %1").arg(firing.detail.isEmpty() ? tr("done") : firing.detail)
                           : firing.detail;
    case TookColumn:
        return firing.durationMs ? secondsText(*firing.durationMs) : QString();
    default:
        return {};
    }
}

QVariant FiringListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HookFiring &firing = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return displayText(text(firing, index.column()).simplified());
    case Qt::ToolTipRole:
        return index.column() == EventColumn ? hookEventText(firing.event)
                                             : plainTip(displayText(text(firing, index.column())));
    case LevelRole:
        return static_cast<int>(levelOf(firing));
    case HookRole:
        return !firing.hook.isEmpty();
    case SearchRole:
        return line(index.row());
    default:
        return {};
    }
}

QVariant FiringListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == AttemptColumn)
        return tr("The question, and the request for it, both from 1");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case EventColumn:
        return tr("Event");
    case AttemptColumn:
        return tr("Attempt · try");
    case HookColumn:
        return tr("Hook");
    case WhatColumn:
        return tr("What");
    case TookColumn:
        return tr("Took");
    default:
        return {};
    }
}

} // namespace espalier::ui
