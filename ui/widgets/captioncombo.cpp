// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/captioncombo.h"

#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QEvent>
#include <QPainter>
#include <QWheelEvent>

namespace espalier::ui {

static constexpr qreal kCaptionSize = 11.0 / 13.0;

CaptionCombo::CaptionCombo(const QString &caption, QWidget *parent)
    : QComboBox(parent)
    , m_caption(caption)
{
    setAccessibleName(caption);
    measure();
}

void CaptionCombo::measure()
{
    EspalierStyle::setCaptionWidth(
        this, QFontMetrics(scaledFont(font(), kCaptionSize)).horizontalAdvance(m_caption) + 8);
    updateGeometry();
}

void CaptionCombo::changeEvent(QEvent *event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
}

void CaptionCombo::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // a wheel turned over the bar must not change what is asked
}

void CaptionCombo::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    painter.setFont(scaledFont(font(), kCaptionSize));
    const Tokens &tokens = tokensFor(palette());
    painter.setPen(isEnabled() ? tokens.dim : tokens.faint);
    painter.drawText(rect().adjusted(10, 0, -10, 0), Qt::AlignVCenter | Qt::AlignLeft, m_caption);
}

} // namespace espalier::ui
