// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/recipechip.h"

#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QStyleOptionButton>
#include <QStylePainter>

#include <algorithm>

namespace espalier::ui {

static constexpr int kPad = 10;
static constexpr int kGap = 8;
static constexpr int kArrow = 22;
static constexpr int kMostLetters = 26;
static constexpr qreal kSmall = 11.0 / 13.0;

RecipeChip::RecipeChip(QWidget *parent)
    : QPushButton(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setRecipe({}, {});
}

void RecipeChip::setRecipe(const QString &name, const QString &note)
{
    m_name = name.isEmpty() ? tr("Unnamed") : displayText(name);
    m_note = note;
    setAccessibleName(tr("Recipe %1").arg(m_name));
    setAccessibleDescription(m_note);
    setToolTip(QStringLiteral("<p>%1</p>").arg(m_name.toHtmlEscaped())); // never taken for rich text
    updateGeometry();
    update();
}

int RecipeChip::widthFor(const QString &name) const
{
    const QFontMetrics small(scaledFont(font(), kSmall));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const int note = m_note.isEmpty() ? 0 : small.horizontalAdvance(m_note) + kGap;
    return 2 * kPad + small.horizontalAdvance(tr("Recipe")) + kGap +
           QFontMetrics(bold).horizontalAdvance(name) + note + kArrow;
}

QSize RecipeChip::sizeHint() const
{
    const QString longest(kMostLetters, u'n');
    return {std::min(widthFor(m_name), widthFor(longest)), fontMetrics().height() + 16};
}

QSize RecipeChip::minimumSizeHint() const
{
    return {std::min(widthFor(m_name), widthFor(QString(8, u'n'))), fontMetrics().height() + 16};
}

void RecipeChip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    paintButton(&painter, option, ButtonKind::Plain, hasFocus());
    const Tokens &tokens = tokensFor(palette());
    const QFont small = scaledFont(font(), kSmall);
    const QFontMetrics smallMetrics(small);
    QRect rest = rect().adjusted(kPad, 0, -kPad, 0);
    paintChevron(&painter, QRect(rest.right() - kArrow + kPad, rest.top(), kArrow, rest.height()),
                 Qt::DownArrow, tokens.dim);
    rest.setRight(rest.right() - kArrow + 4);
    painter.setFont(small);
    painter.setPen(tokens.dim);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, tr("Recipe"));
    rest.setLeft(rest.left() + smallMetrics.horizontalAdvance(tr("Recipe")) + kGap);
    const int note = m_note.isEmpty() ? 0 : smallMetrics.horizontalAdvance(m_note) + kGap;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics boldMetrics(bold);
    const QString name = boldMetrics.elidedText(m_name, Qt::ElideRight, rest.width() - note);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, name);
    rest.setLeft(rest.left() + boldMetrics.horizontalAdvance(name) + kGap);
    painter.setFont(small);
    painter.setPen(tokens.dim);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, m_note);
}

} // namespace espalier::ui
