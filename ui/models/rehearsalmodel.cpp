// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rehearsalmodel.h"

#include "models/attemptlistmodel.h"
#include "text/hooktext.h"
#include "text/plaintip.h"
#include "text/runtext.h"
#include "text/valuetext.h"

#include <algorithm>
#include <utility>

namespace espalier::ui {

using run::RunEventKind;
using Roles = AttemptListModel;

void RehearsalModel::restart()
{
    beginResetModel();
    m_rows.clear();
    m_now = 0;
    m_axis = 1000;
    endResetModel();
}

RehearsalModel::Row *RehearsalModel::open()
{
    return m_rows.empty() || m_rows.back().end ? nullptr : &m_rows.back();
}

void RehearsalModel::append(Row row)
{
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back(std::move(row));
    endInsertRows();
}

void RehearsalModel::tellLast()
{
    const QModelIndex last = index(rowCount() - 1);
    Q_EMIT dataChanged(last, last);
}

void RehearsalModel::close(qint64 now, bool bad, const QString &words, const QString &whole)
{
    Row *row = open();
    if (!row)
        return;
    row->end = now;
    row->bad = bad;
    row->words = words;
    row->whole = whole;
    tellLast();
}

void RehearsalModel::moveTo(qint64 now)
{
    m_now = std::max(m_now, now);
    const qint64 before = m_axis;
    while (m_axis < m_now)
        m_axis *= 2;
    if (m_axis != before && !m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Roles::AxisRole});
}

void RehearsalModel::take(const run::RunEvent &event, qint64 now)
{
    moveTo(now);
    Row *row = open();
    switch (event.kind) {
    case RunEventKind::CompletionKwargs: {
        if (row && !row->wait && row->attempt == event.attempt && row->tryNumber == event.tryNumber)
            break; // sent again without a member
        close(m_now, false, {});
        Row next;
        next.attempt = event.attempt;
        next.tryNumber = event.tryNumber;
        next.begin = m_now;
        append(next);
        break;
    }
    case RunEventKind::FirstToken:
        if (row)
            row->firstToken = m_now;
        break;
    case RunEventKind::CompletionError: {
        const auto kind = errorKindFromName(event.data["error"]["kind"].text());
        close(m_now, true, kind ? errorTitle(*kind) : QString(), eventDetailText(event));
        break;
    }
    case RunEventKind::ParseError:
        close(m_now, true, eventDetailText(event));
        break;
    case RunEventKind::RetryScheduled: {
        close(m_now, true, {});
        const qint64 wait = event.data["wait_ms"].toInt64().value_or(0);
        if (wait <= 0)
            break;
        Row next;
        next.wait = true;
        next.attempt = event.attempt;
        next.tryNumber = event.tryNumber;
        next.begin = m_now;
        next.waitMs = wait;
        append(next);
        break;
    }
    case RunEventKind::RunFinished:
        close(m_now, event.data["status"].text() != "valid" && event.data["status"].text() != "accepted",
              eventDetailText(event));
        break;
    default:
        break;
    }
}

void RehearsalModel::tick(qint64 now)
{
    moveTo(now);
    if (open())
        tellLast();
}

void RehearsalModel::end(qint64 now)
{
    moveTo(now);
    close(m_now, true, tr("stopped"));
}

int RehearsalModel::count(bool wait) const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [wait](const Row &row) { return row.wait == wait; }));
}

int RehearsalModel::tries() const
{
    return count(false);
}

int RehearsalModel::waits() const
{
    return count(true);
}

QString RehearsalModel::summary(const run::RunResult &result, qint64 now) const
{
    const QString said = tr("%1, %2, %3 after %4; it cost nothing.")
                             .arg(numberOf(waits(), tr("1 wait"), tr("%1 waits")),
                                  numberOf(tries(), tr("1 try"), tr("%1 tries")),
                                  runStatusText(result.status), secondsText(now));
    const bool stopped = result.status == run::RunStatus::Cancelled;
    return result.error && !stopped ? said + u' ' + QString::fromStdString(result.error->message) : said;
}

int RehearsalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString RehearsalModel::title(const Row &row) const
{
    if (row.wait)
        return tr("Wait %1").arg(secondsText(row.waitMs));
    return tr("Attempt %1, try %2").arg(row.attempt).arg(row.tryNumber);
}

QString RehearsalModel::words(const Row &row) const
{
    if (row.wait)
        return row.end ? tr("over")
                       : tr("%1 left").arg(secondsText(std::max<qint64>(0, row.begin + row.waitMs - m_now)));
    if (row.end)
        return displayText(row.words.simplified());
    return row.firstToken ? tr("growing") : tr("asked, waiting");
}

QVariant RehearsalModel::spans(const Row &row) const
{
    const qint64 stop = row.end.value_or(m_now);
    QList<AttemptSpan> out;
    if (row.wait) {
        out.append({AttemptPhase::Waiting, row.begin, stop});
        return QVariant::fromValue(out);
    }
    const qint64 first = std::min(row.firstToken.value_or(stop), stop);
    out.append({AttemptPhase::FirstToken, row.begin, first});
    if (first < stop)
        out.append({row.end ? AttemptPhase::Done : AttemptPhase::Streaming, first, stop});
    if (row.end && row.bad)
        out.append({AttemptPhase::Bad, stop, stop});
    return QVariant::fromValue(out);
}

QVariant RehearsalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return title(row);
    case Qt::AccessibleTextRole:
        return QString(title(row) + QStringLiteral(": ") +
                       (row.end && !row.whole.isEmpty() ? displayText(row.whole.simplified()) : words(row)));
    case Roles::SpansRole:
        return spans(row);
    case Roles::AxisRole:
        return m_axis;
    case Roles::WordsRole:
        return words(row);
    case Roles::BadRole:
        return row.bad;
    case Qt::ToolTipRole:
        return plainTip(row.whole.isEmpty() ? row.words : row.whole);
    default:
        return {};
    }
}

} // namespace espalier::ui
