// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/failuretext.h"

#include "text/runtext.h"
#include "text/valuetext.h"

#include <QCoreApplication>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::FailureText)
};

constexpr std::size_t kMostTried = 20;
constexpr int kMostOwn = 2000;

QString toQt(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Of the last try, before the run added after how many it gave up.
const Error *lastError(const run::RunResult &result)
{
    const Error *last = result.error ? &*result.error : nullptr;
    if (!result.history.empty() && result.history.back().error)
        last = &*result.history.back().error;
    return last;
}

/// What a server said stands behind the first colon of the error's message (wire/errorbody.h).
QString serverWords(const Error &error)
{
    const QString message = toQt(error.message);
    const qsizetype at = message.indexOf(QLatin1String(": "));
    const bool spoke =
        error.httpStatus || error.kind == ErrorKind::StreamError || error.kind == ErrorKind::NotAnApi;
    return spoke && at >= 0 ? message.mid(at + 2) : QString();
}

QString withStatus(QString cause, const Error &error)
{
    if (cause.endsWith(u'.'))
        cause.chop(1);
    if (error.httpStatus && !error.code.empty())
        return Text::tr("%1 (HTTP %2, %3).").arg(cause).arg(*error.httpStatus).arg(toQt(error.code));
    return error.httpStatus ? Text::tr("%1 (HTTP %2).").arg(cause).arg(*error.httpStatus) : cause + u'.';
}

QString causeOf(const run::RunResult &result)
{
    const ErrorKind kind = result.error ? result.error->kind : ErrorKind::None;
    if (kind == ErrorKind::StoppedByRule || kind == ErrorKind::StoppedByUser ||
        kind == ErrorKind::BudgetReached || kind == ErrorKind::DeadlineExceeded)
        return toQt(result.error->message);
    const Error *last = lastError(result);
    if (kind == ErrorKind::InvalidAnswer && !result.issues.empty()) {
        const schema::Issue &first = result.issues.front();
        const QString place = first.instance.empty() ? Text::tr("The answer") : toQt(first.instance);
        return Text::tr("%1: %2.").arg(place, toQt(first.message));
    }
    if (last && last->kind != ErrorKind::None)
        return withStatus(serverWords(*last).isEmpty() ? toQt(last->message) : errorTitle(last->kind), *last);
    return runStatusText(result.status) + u'.';
}

QString outcomeOf(const run::AttemptRecord &record)
{
    if (!record.error)
        return runStatusText(record.status);
    return record.error->httpStatus
               ? Text::tr("%1 (%2)").arg(errorTitle(record.error->kind)).arg(*record.error->httpStatus)
               : errorTitle(record.error->kind);
}

/// Milliseconds between the end of the try before and this one.
qint64 waitBefore(const run::RunResult &result, std::size_t at)
{
    if (at == 0)
        return 0;
    const run::AttemptRecord &before = result.history[at - 1];
    return std::max<qint64>(0, result.history[at].sentMs - before.sentMs - before.durationMs);
}

QStringList triedOf(const run::RunResult &result)
{
    constexpr qint64 kWorthSaying = 50;
    QStringList out;
    for (std::size_t i = 0; i < result.history.size() && i < kMostTried; ++i) {
        const run::AttemptRecord &record = result.history[i];
        const qint64 wait = waitBefore(result, i);
        const QString what = Text::tr("Attempt %1, try %2: %3, after %4")
                                 .arg(record.attempt)
                                 .arg(record.tryNumber)
                                 .arg(outcomeOf(record), secondsText(record.durationMs));
        out.append(wait < kWorthSaying ? what
                                       : Text::tr("%1; waited %2 before it").arg(what, secondsText(wait)));
    }
    if (result.history.size() > kMostTried)
        out.append(Text::tr("and %1 more").arg(static_cast<qulonglong>(result.history.size() - kMostTried)));
    return out;
}

QString totalOf(const run::RunResult &result)
{
    qint64 waited = 0;
    for (std::size_t i = 0; i < result.history.size(); ++i)
        waited += waitBefore(result, i);
    const QString tries = numberOf(result.tries, Text::tr("1 try"), Text::tr("%1 tries"));
    const QString attempts = numberOf(result.attempts, Text::tr("1 attempt"), Text::tr("%1 attempts"));
    return Text::tr("%1 in %2, %3 in all, %4 of it waiting.")
        .arg(tries, attempts, secondsText(result.totalMs), secondsText(waited));
}

} // namespace

std::optional<Failure> failureOf(const run::RunResult &result)
{
    switch (result.status) {
    case run::RunStatus::Valid:
    case run::RunStatus::Accepted:
    case run::RunStatus::Cancelled:
        return std::nullopt;
    default:
        break;
    }
    Failure out;
    out.cause = causeOf(result);
    if (const Error *last = lastError(result))
        out.own = serverWords(*last);
    out.ownTitle = Text::tr("The server's own words");
    if (out.own.isEmpty() && result.status == run::RunStatus::Refused) {
        out.own = toQt(result.text);
        out.ownTitle = Text::tr("The model's own words");
    }
    out.own.truncate(kMostOwn);
    out.tried = triedOf(result);
    out.total = result.tries > 0 ? totalOf(result) : Text::tr("Nothing was sent.");
    if (result.error)
        out.next = toQt(result.error->nextStep);
    return out;
}

} // namespace espalier::ui
