// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"

#include "models/freeelsewhere.h"
#include "text/attempttext.h"

#include <algorithm>
#include <utility>

namespace espalier::ui {

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
        return attempt.tryNumber > 1 ? tryTitle(attempt) : attemptTitle(attempt);
    case Qt::AccessibleTextRole:
        return QString(wholeTitle(attempt) + QStringLiteral(": ") + attemptWords(attempt, m_now, m_currency));
    case SpansRole:
        return QVariant::fromValue(spansOf(attempt));
    case AxisRole:
        return m_axis;
    case WordsRole:
        return attemptWords(attempt, m_now, m_currency);
    case BadRole:
        return attempt.isBad();
    case TryRole:
        return attempt.tryNumber;
    default:
        return {};
    }
}

bool AttemptListModel::isRunning() const
{
    return isTrying() || m_waits;
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
    const bool content = attempt.firstToken.has_value();
    const bool answers = attempt.answering || content;
    until(attempt.sent, AttemptPhase::Waiting);
    if (attempt.sent)
        until(attempt.answering ? attempt.answering
              : content         ? attempt.firstToken
                                : attempt.checking,
              AttemptPhase::Sent);
    if (answers)
        until(content ? attempt.firstToken : attempt.checking, AttemptPhase::FirstToken);
    if (content)
        until(attempt.checking, attempt.checking ? AttemptPhase::Done : AttemptPhase::Streaming);
    if (attempt.checking)
        until(stop, AttemptPhase::Checking);
    if (attempt.isBad())
        out.append({AttemptPhase::Bad, stop, stop}); // a mark, however short it was
    if (attempt.nextAt && *attempt.nextAt > stop)
        out.append({AttemptPhase::Pause, stop, *attempt.nextAt});
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
    qint64 end = m_now;
    if (m_waits)
        end = std::max(end, m_attempts.last().nextAt.value_or(0)); // the whole wait is seen
    const qint64 axis = axisFor(end);
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
    showRecords({});
}

void AttemptListModel::showRecords(std::vector<run::AttemptRecord> records)
{
    beginResetModel();
    if (!m_attempts.isEmpty()) // they may hold answers of any size
        freeElsewhere(std::exchange(m_attempts, {}));
    m_waits = false;
    m_now = 0;
    for (run::AttemptRecord &record : records)
        m_attempts.append(attemptOf(std::move(record)));
    for (const Attempt &attempt : std::as_const(m_attempts))
        m_now = std::max({m_now, attempt.end.value_or(0), attempt.nextAt.value_or(0)});
    m_axis = axisFor(m_now);
    endResetModel();
}

void AttemptListModel::beginTry(int number, int tryNumber, int allowed, qint64 now)
{
    moveTo(now);
    if (isTrying())
        endRun(run::RunStatus::Failed, now);
    m_waits = false;
    if (!m_attempts.isEmpty() && m_attempts.last().nextAt) {
        m_attempts.last().nextAt = m_now; // as it really was
        tellLast();
    }
    Attempt attempt;
    attempt.number = number;
    attempt.tryNumber = tryNumber;
    attempt.allowed = std::max(allowed, number);
    attempt.begin = m_now;
    beginInsertRows({}, rowCount(), rowCount());
    m_attempts.append(attempt);
    endInsertRows();
}

void AttemptListModel::setSent(const QByteArray &requestBody, qint64 now)
{
    if (!isTrying())
        return;
    moveTo(now);
    Attempt &last = m_attempts.last();
    last.requestBody = requestBody;
    if (!last.sent)
        last.sent = m_now;
    tellLast();
}

void AttemptListModel::setState(run::RunState state, qint64 now)
{
    if (!isTrying())
        return;
    moveTo(now);
    Attempt &last = m_attempts.last();
    last.state = state;
    if (state == run::RunState::Connecting && !last.sent)
        last.sent = m_now;
    if (state == run::RunState::Streaming && !last.answering) {
        last.sent = last.sent.value_or(m_now);
        last.answering = m_now;
    }
    if (state == run::RunState::Checking && !last.checking)
        last.checking = m_now;
    tellLast();
}

void AttemptListModel::setAsks(bool asks, qint64 now)
{
    if (!isTrying())
        return;
    moveTo(now);
    m_attempts.last().asks = asks;
    tellLast();
}

void AttemptListModel::setProgress(std::optional<qint64> firstTokenMs, qint64 answerTokens,
                                   double tokensPerSecond, qint64 now)
{
    if (!isTrying())
        return;
    moveTo(now);
    Attempt &last = m_attempts.last();
    if (firstTokenMs && !last.firstToken) {
        last.sent = last.sent.value_or(last.begin);
        last.firstToken = std::clamp(*last.sent + *firstTokenMs, *last.sent, std::max(*last.sent, m_now));
    }
    if (last.firstToken) { // else they are those of the try before
        last.answerTokens = answerTokens;
        last.tokensPerSecond = tokensPerSecond;
    }
    tellLast();
}

void AttemptListModel::endTry(const run::AttemptRecord &record, qint64 now)
{
    if (!isTrying())
        return;
    setProgress(record.firstTokenMs, m_attempts.last().answerTokens, 0, now);
    Attempt &last = m_attempts.last();
    last.end = m_now;
    if (!last.checking)
        last.checking = m_now;
    setEnd(last, record);
    tellLast();
}

void AttemptListModel::wait(qint64 milliseconds, bool asksAgain, qint64 now)
{
    if (m_attempts.isEmpty() || isTrying())
        return;
    m_waits = true;
    m_attempts.last().nextAt = std::max(m_now, now) + milliseconds;
    m_attempts.last().nextAsks = asksAgain;
    moveTo(now);
    tellLast();
}

void AttemptListModel::holdBack(qint64 milliseconds, qint64 now)
{
    if (!isTrying())
        return;
    moveTo(now);
    m_attempts.last().heldUntil = m_now + milliseconds;
    tellLast();
}

void AttemptListModel::endRun(run::RunStatus status, qint64 now)
{
    if (!isRunning())
        return;
    moveTo(now);
    Attempt &last = m_attempts.last();
    if (std::exchange(m_waits, false)) {
        last.nextAt = m_now; // it waited until now, and nothing came after
    } else {
        last.end = m_now;
        last.status = status;
    }
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
