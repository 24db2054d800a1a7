// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/linkbutton.h"

#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace espalier::ui {

static constexpr int kChevron = 14;

LinkButton::LinkButton(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_menu)
            m_menu->popup(mapToGlobal(QPoint(0, height())));
    });
}

void LinkButton::setMenu(QMenu *menu)
{
    m_menu = menu;
    updateGeometry();
}

void LinkButton::setQuiet(bool quiet)
{
    m_quiet = quiet;
    update();
}

QFont LinkButton::wordsFont() const
{
    QFont font = scaledFont(this->font(), 12.0 / 13.0);
    font.setWeight(m_quiet ? QFont::Normal : QFont::Medium);
    return font;
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics(wordsFont());
    return {metrics.size(Qt::TextShowMnemonic, text()).width() + 2 * kPad + (m_menu ? kChevron : 0),
            metrics.height() + 2 * kPad};
}

void LinkButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Tokens &tokens = tokensFor(QApplication::palette());
    QFont font = wordsFont();
    font.setUnderline(isEnabled() && (underMouse() || isDown()));
    painter.setFont(font);
    painter.setPen(!isEnabled() ? tokens.faint : m_quiet ? tokens.dim : tokens.leaf);
    const QRect words = rect().adjusted(kPad, 0, -kPad - (m_menu ? kChevron : 0), 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, text());
    if (m_menu)
        paintChevron(&painter, QRect(words.right() + 1, 0, kChevron, height()), Qt::DownArrow, tokens.dim);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintBox(&painter, rect(), QColor(), tokens.leaf, 4);
}

void LinkButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace espalier::ui
