// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/attempttext.h"

#include "text/runtext.h"
#include "text/trytext.h"
#include "text/usagetext.h"
#include "text/valuetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::AttemptText)
};

QString endText(const Attempt &attempt)
{
    switch (attempt.status) {
    case run::RunStatus::Valid:
        return Text::tr("fits the schema");
    case run::RunStatus::Accepted:
        return Text::tr("accepted as it is");
    case run::RunStatus::Invalid:
        if (attempt.issues == 0)
            return Text::tr("invalid");
        return numberOf(attempt.issues, Text::tr("invalid: 1 issue"), Text::tr("invalid: %1 issues"));
    case run::RunStatus::Failed:
        if (attempt.error && *attempt.error != ErrorKind::None)
            return errorTitle(*attempt.error, attempt.keySent);
        return runStatusText(attempt.status);
    default:
        return runStatusText(attempt.status);
    }
}

QString tokensOf(const Attempt &attempt)
{
    if (attempt.promptTokens)
        return Text::tr("%1 + %2 tokens")
            .arg(tokenCountText(*attempt.promptTokens, attempt.estimated),
                 QLocale().toString(attempt.answerTokens));
    return attempt.answerTokens > 0 ? tokensText(attempt.answerTokens, attempt.estimated) : QString();
}

/// Until the next try.
QString waitText(const Attempt &attempt, qint64 now)
{
    const qint64 left = attempt.nextAt.value_or(0) - now;
    if (left <= 0)
        return {};
    return attempt.nextAsks ? Text::tr("asks again in %1 s").arg(wholeSeconds(left))
                            : Text::tr("again in %1 s").arg(wholeSeconds(left));
}

QString times(std::optional<std::int64_t> from, std::optional<std::int64_t> to)
{
    return from && to ? secondsText(std::max<qint64>(0, *to - *from)) : QStringLiteral("–");
}

QString countOf(const std::optional<wire::Usage> &usage, std::int64_t wire::Usage::*member)
{
    return usage ? tokenCountText(usage.value().*member, usage->estimated) : QStringLiteral("–");
}

} // namespace

QString attemptTitle(const Attempt &attempt)
{
    return Text::tr("Attempt %1 of %2").arg(attempt.number).arg(attempt.allowed);
}

QString tryTitle(const Attempt &attempt)
{
    return Text::tr("try %1").arg(attempt.tryNumber);
}

QString wholeTitle(const Attempt &attempt)
{
    return attempt.tryNumber == 1 ? attemptTitle(attempt)
                                  : attemptTitle(attempt) + QStringLiteral(", ") + tryTitle(attempt);
}

QString attemptWords(const Attempt &attempt, qint64 now, const QString &currency)
{
    QStringList words{attempt.hasEnded() ? endText(attempt)
                                         : liveStateText(attempt.state, attempt.heldUntil - now,
                                                         attempt.firstToken.has_value(), attempt.asks)};
    if (attempt.hasEnded()) {
        words.append(waitText(attempt, now));
        words.append(tokensOf(attempt));
        if (attempt.cost)
            words.append(costText(attempt.cost, currency));
    } else {
        if (attempt.firstToken && attempt.sent)
            words.append(Text::tr("first token %1").arg(secondsText(*attempt.firstToken - *attempt.sent)));
        if (attempt.tokensPerSecond > 0)
            words.append(Text::tr("%1 tokens/s").arg(QLocale().toString(attempt.tokensPerSecond, 'f', 0)));
    }
    words.removeAll(QString());
    return words.join(QStringLiteral(" · "));
}

QList<QPair<QString, QString>> attemptFigures(const run::AttemptRecord &record, const QString &currency)
{
    using Usage = wire::Usage;
    const std::optional<std::int64_t> zero = 0;
    const QString words =
        record.finishReason.empty() ? QStringLiteral("–") : QString::fromStdString(record.finishReason);
    const double seconds =
        record.firstTokenMs ? static_cast<double>(record.durationMs - *record.firstTokenMs) / 1000 : 0;
    const QString rate = record.usage && seconds > 0.2
                             ? Text::tr("%1 tokens/s")
                                   .arg(QLocale().toString(
                                       static_cast<double>(record.usage->completionTokens) / seconds, 'f', 0))
                             : QStringLiteral("–");
    return {{Text::tr("How it ended"), runStatusText(record.status)},
            {Text::tr("Tokens in"), countOf(record.usage, &Usage::promptTokens)},
            {Text::tr("Tokens out"), countOf(record.usage, &Usage::completionTokens)},
            {Text::tr("Cost"), costText(record.cost, currency)},
            {Text::tr("Began, since the run began"), secondsText(record.beganMs)},
            {Text::tr("Waited for its turn"), times(record.beganMs, record.sentMs)},
            {Text::tr("Requests under way when it was sent"), QLocale().toString(record.parallel)},
            {Text::tr("Until the server answered"), times(zero, record.answeringMs)},
            {Text::tr("Until the first word"), times(zero, record.firstTokenMs)},
            {Text::tr("From the first word to the last"), times(record.firstTokenMs, record.durationMs)},
            {Text::tr("How fast it came"), rate},
            {Text::tr("Checks and hooks"), times(record.durationMs, record.judgedMs)},
            {Text::tr("Wait before the next try"), times(zero, record.waitMs)},
            {Text::tr("Why the model stopped"), words}};
}

} // namespace espalier::ui
