// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/statusstrip.h"

#include "text/runtext.h"
#include "text/usagetext.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QStringList>

namespace espalier::ui {

StatusStrip::StatusStrip(QWidget *parent)
    : QWidget(parent)
    , m_state(new DimLabel(tr("ready")))
    , m_speed(new DimLabel)
    , m_tokens(new DimLabel)
    , m_cost(new DimLabel)
    , m_repairs(new DimLabel)
    , m_key(new DimLabel)
    , m_leaves(new DimLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(20);
    for (DimLabel *label : {m_state, m_speed, m_tokens, m_cost, m_repairs})
        layout->addWidget(label);
    for (DimLabel *label : {m_state, m_speed, m_tokens, m_cost, m_repairs, m_key, m_leaves})
        label->setElided(true);
    layout->addStretch(1);
    layout->addWidget(m_key);
    layout->addWidget(m_leaves);
    m_leaves->setToolTip(tr("No instructions and no text leave before Try."));
}

/// Of all tries so far: those that have ended, and what comes right now.
static QString tokensText(const RunProgress &progress)
{
    store::UsageSums sums = progress.spent;
    const bool over = progress.promptTokens.has_value();
    if (!over && progress.answerTokens > 0 && progress.state == run::RunState::Streaming) {
        sums.tokensOut += progress.answerTokens;
        sums.tokensEstimated += progress.answerTokens;
    }
    if (over && sums.tokens() == 0) { // nobody told of the tries one by one
        sums.tokensIn = *progress.promptTokens;
        sums.tokensOut = progress.answerTokens;
        sums.tokensEstimated = progress.estimated ? sums.tokens() : 0;
    }
    return sums.tokens() > 0 ? tokensInOutText(sums) : QString();
}

void StatusStrip::showProgress(const RunProgress &progress)
{
    m_state->setText(progress.state == run::RunState::Idle
                         ? tr("ready")
                         : liveStateText(progress.state, progress.waitMs, progress.firstTokenMs.has_value(),
                                         progress.asks));
    QStringList speed;
    if (progress.firstTokenMs)
        speed.append(tr("first token %1").arg(secondsText(*progress.firstTokenMs)));
    if (progress.tokensPerSecond > 0)
        speed.append(tr("%1 tokens/s").arg(QLocale().toString(progress.tokensPerSecond, 'f', 0)));
    m_speed->setText(speed.join(QStringLiteral(" · ")));
    const QLocale locale;
    m_tokens->setText(tokensText(progress));
    const bool spent = progress.spent.tokens() > 0;
    m_cost->setText(spent ? tr("cost %1").arg(costText(progress.spent, progress.currency)) : QString());
    m_cost->setToolTip(spent && !progress.spent.cost
                           ? tr("This model has no prices; they are entered with the endpoint.")
                           : QString());
    m_repairs->setText(
        progress.repairs == 0 ? QString()
        : progress.repairs == 1
            ? tr("1 repair")
            : tr("%1 repairs").arg(locale.toString(static_cast<qulonglong>(progress.repairs))));
}

void StatusStrip::showEnd(const run::RunResult &result)
{
    m_state->setText(runStatusText(result.status) + QStringLiteral(" · ") + secondsText(result.totalMs));
}

void StatusStrip::showPast(const run::RunResult &result)
{
    RunProgress figures;
    takeFigures(figures, result);
    figures.spent = store::usageOf(result);
    figures.currency = QString::fromStdString(result.currency);
    showProgress(figures);
    showEnd(result);
}

void StatusStrip::showEndpoint(const EndpointFacts &facts, const KeyFacts &key)
{
    m_key->setText(keyText(key));
    m_leaves->setText(leavesText(facts));
}

} // namespace espalier::ui
