// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/usagetext.h"

#include "text/runtext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::UsageText)
};

/// Digits behind the point: two, or as many as show two digits that say something.
int decimalsOf(double cost)
{
    constexpr int kMost = 8;
    if (cost <= 0 || cost >= 0.1)
        return 2;
    return std::min(kMost, 1 - static_cast<int>(std::floor(std::log10(cost))));
}

} // namespace

QString tokenCountText(qint64 tokens, bool estimated)
{
    return (estimated ? QStringLiteral("≈ ") : QString()) + QLocale().toString(tokens);
}

QString costText(std::optional<double> cost, const QString &currency)
{
    if (!cost)
        return QStringLiteral("–");
    const QString number = QLocale().toString(*cost, 'f', decimalsOf(*cost));
    return currency.isEmpty() ? number : Text::tr("%1 %2", "amount, currency").arg(number, currency);
}

QString costText(const store::UsageSums &sums, const QString &currency)
{
    const QString text = costText(sums.cost, currency);
    return sums.cost && sums.unpriced > 0 ? QStringLiteral("≥ ") + text : text;
}

QString tokensInOutText(const store::UsageSums &sums)
{
    const QLocale locale;
    const QString about = sums.tokensEstimated > 0 ? QStringLiteral("≈ ") : QString();
    // Of the first try while it grows: nobody has counted yet what went in.
    if (sums.tokensIn == 0 && sums.tokensEstimated > 0)
        return Text::tr("tokens %1%2 out")
            .arg(about, locale.toString(static_cast<qlonglong>(sums.tokensOut)));
    return Text::tr("tokens %1%2 in / %3 out")
        .arg(about, locale.toString(static_cast<qlonglong>(sums.tokensIn)),
             locale.toString(static_cast<qlonglong>(sums.tokensOut)));
}

QString adviceText(const run::ConcurrencyAdvice &advice)
{
    using Kind = run::ConcurrencyAdvice::Kind;
    const auto limits = [&] {
        return advice.limited == 1
                   ? Text::tr("1 of the last %1 requests was answered 429 (too many requests).")
                         .arg(advice.looked)
                   : Text::tr("%1 of the last %2 requests were answered 429 (too many requests).")
                         .arg(advice.limited)
                         .arg(advice.looked);
    };
    switch (advice.kind) {
    case Kind::TooFewRequests:
        return Text::tr("Too few requests yet to say how many at a time this endpoint bears.");
    case Kind::Keep:
        return Text::tr("Nothing speaks against %1 at a time: no sign in the last %2 requests.")
            .arg(advice.concurrency)
            .arg(advice.looked);
    case Kind::Fewer:
        return limits() + u' ' +
               Text::tr("None of them with %1 at a time or fewer; %2 are allowed now.")
                   .arg(advice.suggested)
                   .arg(advice.concurrency);
    case Kind::SlowDown:
        return limits() + u' ' +
               Text::tr(
                   "That came with one at a time too: a limit of requests a minute helps more than fewer "
                   "at a time.");
    case Kind::FewerAsSlow:
        return Text::tr(
                   "With up to %1 at a time the first word came after %2, with more after %3. %1 instead "
                   "of %4 would be about as quick in all.")
            .arg(advice.suggested)
            .arg(secondsText(advice.fewMs.value_or(0)), secondsText(advice.manyMs.value_or(0)))
            .arg(advice.concurrency);
    case Kind::More:
        return Text::tr("All %1 slots were in use, nothing got slower and nothing was refused: %2 at a time "
                        "would be quicker.")
            .arg(advice.concurrency)
            .arg(advice.suggested);
    }
    return {};
}

} // namespace espalier::ui
