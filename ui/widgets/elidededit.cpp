// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/elidededit.h"

#include <QPainter>
#include <QStyleOptionFrame>

namespace espalier::ui {

static constexpr int kInside = 2; // QLineEdit's own margin beside its text

QRect ElidedEdit::room() const
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &option, this)
        .marginsRemoved(textMargins())
        .adjusted(kInside, 0, -kInside, 0);
}

QString ElidedEdit::shownText() const
{
    return hasFocus() ? displayText()
                      : fontMetrics().elidedText(displayText(), Qt::ElideRight, room().width());
}

void ElidedEdit::paintEvent(QPaintEvent *event)
{
    const QString shown = shownText();
    if (shown == displayText()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    QStyleOptionFrame option;
    initStyleOption(&option);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    style()->drawItemText(&painter, room(), Qt::AlignVCenter | Qt::AlignLeft, palette(), isEnabled(), shown,
                          QPalette::Text);
}

} // namespace espalier::ui
