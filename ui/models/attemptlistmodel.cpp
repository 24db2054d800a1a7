// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"

#include "text/attempttext.h"

#include <algorithm>

namespace espalier::ui {

namespace {

/// What is wrong first, for one line: an issue, else an item that was set aside, else the error.
void setDetail(Attempt &attempt, const run::RunResult &result)
{
    const schema::Issue *first = result.issues.empty() ? nullptr : &result.issues.front();
    attempt.issues = static_cast<qint64>(result.issues.size());
    for (const run::SetAside &item : result.setAside) {
        attempt.issues += static_cast<qint64>(item.issues.size());
        if (!first && !item.issues.empty())
            first = &item.issues.front();
    }
    if (first) {
        attempt.pointer = QString::fromStdString(first->instance);
        attempt.detail = QString::fromStdString(first->message);
    } else if (result.error && result.status != run::RunStatus::Cancelled) {
        attempt.detail = QString::fromStdString(result.error->message);
        if (!result.error->nextStep.empty())
            attempt.detail += u' ' + QString::fromStdString(result.error->nextStep);
    }
}

} // namespace

int AttemptListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attempts.size());
}

QVariant AttemptListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Attempt &attempt = m_attempts.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return attemptTitle(attempt);
    case Qt::AccessibleTextRole:
        return QString(attemptTitle(attempt) + QStringLiteral(": ") + attemptWords(attempt));
    case SpansRole:
        return QVariant::fromValue(spansOf(attempt));
    case AxisRole:
        return m_axis;
    case WordsRole:
        return attemptWords(attempt);
    case BadRole:
        return attempt.isBad();
    default:
        return {};
    }
}

bool AttemptListModel::isRunning() const
{
    return !m_attempts.isEmpty() && !m_attempts.last().hasEnded();
}

QList<AttemptSpan> AttemptListModel::spansOf(const Attempt &attempt) const
{
    QList<AttemptSpan> out;
    const qint64 stop = attempt.end.value_or(m_now);
    qint64 at = attempt.begin;
    const auto until = [&](std::optional<qint64> end, AttemptPhase phase) {
        const qint64 to = std::clamp(end.value_or(stop), at, std::max(at, stop));
        if (to > at)
            out.append({phase, at, to});
        at = to;
    };
    until(attempt.answering ? attempt.answering : attempt.firstToken, AttemptPhase::Waiting);
    if (attempt.answering || attempt.firstToken)
        until(attempt.firstToken, AttemptPhase::FirstToken);
    if (attempt.firstToken)
        until(stop, attempt.hasEnded() ? AttemptPhase::Done : AttemptPhase::Streaming);
    if (attempt.isBad())
        out.append({AttemptPhase::Bad, stop, stop}); // a mark, however short it was
    return out;
}

qint64 AttemptListModel::axisFor(qint64 now) const
{
    constexpr qint64 kShortest = 500;
    qint64 decade = kShortest / 5;
    for (;; decade *= 10) {
        for (const qint64 step : {decade, 2 * decade, 5 * decade}) {
            if (step >= kShortest && step >= now)
                return step;
        }
    }
}

void AttemptListModel::moveTo(qint64 now)
{
    m_now = std::max(m_now, now);
    const qint64 axis = axisFor(m_now);
    if (axis == m_axis)
        return;
    m_axis = axis;
    if (!m_attempts.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {AxisRole});
}

void AttemptListModel::tellLast()
{
    const QModelIndex last = index(rowCount() - 1);
    Q_EMIT dataChanged(last, last, {SpansRole, WordsRole, BadRole, Qt::AccessibleTextRole});
}

void AttemptListModel::restart()
{
    beginResetModel();
    m_attempts.clear();
    m_now = 0;
    m_axis = axisFor(0);
    endResetModel();
}

void AttemptListModel::beginAttempt(int allowed, qint64 now)
{
    moveTo(now);
    if (isRunning()) {
        m_attempts.last().end = m_now;
        tellLast();
    }
    Attempt attempt;
    attempt.number = rowCount() + 1;
    attempt.allowed = std::max(allowed, attempt.number);
    for (Attempt &former : m_attempts)
        former.allowed = attempt.allowed;
    if (!m_attempts.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::DisplayRole, Qt::AccessibleTextRole});
    attempt.begin = m_now;
    beginInsertRows({}, rowCount(), rowCount());
    m_attempts.append(attempt);
    endInsertRows();
}

void AttemptListModel::setState(run::RunState state, qint64 now)
{
    if (!isRunning())
        return;
    moveTo(now);
    Attempt &last = m_attempts.last();
    last.state = state;
    if (state == run::RunState::Connecting && !last.sent)
        last.sent = m_now;
    if (state == run::RunState::Streaming && !last.answering)
        last.answering = m_now;
    tellLast();
}

void AttemptListModel::setProgress(std::optional<qint64> firstTokenMs, qint64 answerTokens,
                                   double tokensPerSecond, qint64 now)
{
    if (!isRunning())
        return;
    moveTo(now);
    Attempt &last = m_attempts.last();
    if (firstTokenMs && !last.firstToken)
        last.firstToken = std::clamp(last.sent.value_or(last.begin) + *firstTokenMs, last.begin, m_now);
    last.answerTokens = answerTokens;
    last.tokensPerSecond = tokensPerSecond;
    tellLast();
}

void AttemptListModel::endAttempt(const run::RunResult &result, qint64 now)
{
    if (!isRunning())
        return;
    setProgress(result.firstTokenMs, m_attempts.last().answerTokens, 0, now);
    Attempt &last = m_attempts.last();
    last.end = m_now;
    last.status = result.status;
    // Of this attempt alone; the result counts all of them.
    const std::optional<wire::Usage> &usage =
        result.history.empty() ? result.usage : result.history.back().usage;
    if (usage) {
        last.promptTokens = usage->promptTokens;
        last.answerTokens = usage->completionTokens;
        last.estimated = usage->estimated;
    }
    setDetail(last, result);
    tellLast();
}

void AttemptListModel::tick(qint64 now)
{
    if (!isRunning())
        return;
    moveTo(now);
    tellLast();
}

} // namespace espalier::ui
