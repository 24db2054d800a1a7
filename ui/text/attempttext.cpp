// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/attempttext.h"

#include "text/runtext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

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
        return attempt.issues == 1 ? Text::tr("invalid: 1 issue")
                                   : Text::tr("invalid: %1 issues").arg(QLocale().toString(attempt.issues));
    default:
        return runStatusText(attempt.status);
    }
}

QString tokensText(const Attempt &attempt)
{
    const QLocale locale;
    const QString about = attempt.estimated ? QStringLiteral("≈ ") : QString();
    if (attempt.promptTokens)
        return Text::tr("%1%2 + %3 tokens")
            .arg(about, locale.toString(*attempt.promptTokens), locale.toString(attempt.answerTokens));
    return attempt.answerTokens > 0
               ? Text::tr("%1%2 tokens").arg(about, locale.toString(attempt.answerTokens))
               : QString();
}

} // namespace

QString attemptTitle(const Attempt &attempt)
{
    return Text::tr("Attempt %1 of %2").arg(attempt.number).arg(attempt.allowed);
}

QString attemptWords(const Attempt &attempt)
{
    QStringList words{attempt.hasEnded() ? endText(attempt) : runStateText(attempt.state)};
    if (attempt.hasEnded()) {
        words.append(tokensText(attempt));
    } else {
        if (attempt.firstToken && attempt.sent)
            words.append(Text::tr("first token %1").arg(secondsText(*attempt.firstToken - *attempt.sent)));
        if (attempt.tokensPerSecond > 0)
            words.append(Text::tr("%1 tokens/s").arg(QLocale().toString(attempt.tokensPerSecond, 'f', 0)));
    }
    words.removeAll(QString());
    return words.join(QStringLiteral(" · "));
}

} // namespace espalier::ui
