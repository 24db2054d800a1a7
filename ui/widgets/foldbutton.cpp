// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/foldbutton.h"

#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QPainter>

namespace espalier::ui {

static constexpr int kPad = 4;
static constexpr int kChevron = 16;
static constexpr int kGap = 8;

FoldButton::FoldButton(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(text);
    const auto say = [this](bool open) { setAccessibleDescription(open ? tr("open") : tr("closed")); };
    connect(this, &QAbstractButton::toggled, this, say);
    say(false);
}

void FoldButton::setSubject(const QString &subject)
{
    m_subject = subject;
    update();
}

QSize FoldButton::sizeHint() const
{
    const QFontMetrics metrics(sectionFont());
    return {metrics.horizontalAdvance(text()) + kChevron + 2 * kPad, fontMetrics().height() + 2 * kPad};
}

void FoldButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Tokens &tokens = tokensFor(QApplication::palette());
    const QColor colour = underMouse() || isDown() ? tokens.text : tokens.dim;
    paintChevron(&painter, QRect(kPad, 0, kChevron, height()), isChecked() ? Qt::DownArrow : Qt::RightArrow,
                 colour);
    painter.setFont(sectionFont());
    painter.setPen(colour);
    const int left = kPad + kChevron + kPad;
    painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignVCenter | Qt::TextSingleLine, text());
    const int from = left + QFontMetrics(sectionFont()).horizontalAdvance(text()) + kGap;
    const QRect rest(from, 0, width() - from - kPad, height());
    painter.setFont(font());
    painter.setPen(tokens.faint);
    painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_subject, Qt::ElideRight, rest.width()));
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintBox(&painter, rect(), QColor(), tokens.leaf, 4);
}

void FoldButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace espalier::ui
