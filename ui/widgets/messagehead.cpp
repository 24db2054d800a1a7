// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/messagehead.h"

#include "text/valuetext.h"
#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

namespace espalier::ui {

static constexpr int kPad = 8;
static constexpr qreal kChipFont = 0.86;

MessageHead::MessageHead(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MessageHead::setWords(const QString &role, const QString &words)
{
    setText(displayText(role));
    m_words = displayText(words);
    setAccessibleName(tr("Message, %1").arg(text() + QStringLiteral(" · ") + m_words));
    update();
}

void MessageHead::setLong(bool isLong)
{
    m_long = isLong;
    setFocusPolicy(isLong ? Qt::StrongFocus : Qt::NoFocus);
    setAccessibleDescription(isLong ? tr("Press to show all of it or its first lines") : QString());
    setCursor(isLong ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

QSize MessageHead::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() + 12};
}

void MessageHead::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensFor(palette());
    QPainter painter(this);
    const int side = fontMetrics().height();
    const QRect all = rect().adjusted(4, 0, -4, 0);
    if (m_long)
        paintChevron(&painter, QRect(all.left(), (height() - side) / 2, side, side),
                     isChecked() ? Qt::DownArrow : Qt::RightArrow, tokens.dim);
    const bool user = text() == QLatin1String("user");
    const QFont font = scaledFont(this->font(), kChipFont);
    const QFontMetrics metrics(font);
    const int chipHeight = metrics.height() + 4;
    const QRect chip(all.left() + side + 2, (height() - chipHeight) / 2,
                     metrics.horizontalAdvance(text()) + 2 * kPad, chipHeight);
    paintBox(&painter, chip, user ? tokens.leafSoft : tokens.ground, user ? QColor() : tokens.line,
             chipHeight / 2.0);
    painter.setFont(font);
    painter.setPen(user ? tokens.leaf : tokens.dim);
    painter.drawText(chip, Qt::AlignCenter | Qt::TextSingleLine, text());
    QRect rest = all;
    rest.setLeft(chip.right() + kPad);
    painter.setPen(tokens.dim);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(m_words, Qt::ElideRight, rest.width()));
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        focus.rect = rect().adjusted(1, 1, -1, -1);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

} // namespace espalier::ui
