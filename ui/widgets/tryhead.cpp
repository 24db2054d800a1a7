// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tryhead.h"

#include "delegates/statemark.h"
#include "text/plaintip.h"
#include "text/runtext.h"
#include "text/timetext.h"
#include "text/trytext.h"
#include "text/valuetext.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace espalier::ui {

StateSign::StateSign(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateSign::setState(ValueState state)
{
    m_state = state;
    setAccessibleName(stateText(state));
    update();
}

QSize StateSign::sizeHint() const
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    return {size, size};
}

void StateSign::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintStateMark(&painter, QRectF(rect()), m_state, tokensFor(palette()));
}

static DimLabel *dim(const QString &text)
{
    auto *label = new DimLabel(displayText(text));
    label->setElided(true);
    return label;
}

TryHead::TryHead(const QString &letter, const store::TryRecord &record, qint64 nowMs, const QString &title,
                 QWidget *parent)
    : QWidget(parent)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const run::RunResult &result = record.result;
    auto *when =
        new QLabel(tr("%1 · %2", "\"A\", time")
                       .arg(letter, title.isEmpty() ? timeText(record.startedMs, nowMs, zone) : title));
    when->setTextFormat(Qt::PlainText);
    when->setToolTip(plainTip(momentText(record.startedMs, zone)));
    QFont bold = when->font();
    bold.setWeight(QFont::DemiBold);
    when->setFont(bold);
    auto *sign = new StateSign;
    sign->setState(stateOf(result.status));
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(sign);
    first->addWidget(when);
    first->addWidget(dim(recipeText(QString::fromStdString(record.recipe.name), record.recipeVersion)), 1);

    const std::optional<std::int64_t> tokens =
        result.usage ? std::optional(result.usage->totalTokens) : std::nullopt;
    const QString asked =
        askedText(QString::fromStdString(record.endpoint), QString::fromStdString(record.model));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(first);
    layout->addWidget(dim(asked));
    layout->addWidget(dim(QStringLiteral("%1 · %2 · %3")
                              .arg(runStatusText(result.status),
                                   tokensText(tokens, result.usage && result.usage->estimated),
                                   secondsText(result.totalMs))));
    setAccessibleName(when->text());
}

} // namespace espalier::ui
