// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/captioncombo.h"

#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "theme/tokens.h"
#include "widgets/captioncomboaccess.h"

#include <QChildEvent>
#include <QLineEdit>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QWheelEvent>

#include <algorithm>

namespace espalier::ui {

static constexpr int kLeastLetters = 7;
static constexpr int kMostLetters = 24; // beyond the least
static constexpr qreal kCaptionSize = 11.0 / 13.0;

CaptionCombo::CaptionCombo(const QString &caption, QWidget *parent)
    : QComboBox(parent)
    , m_caption(caption)
{
    CaptionComboAccess::install();
    setAccessibleName(caption);
    measure();
    connect(this, &QComboBox::currentTextChanged, this, [this](const QString &text) {
        setToolTip(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped())); // never taken for rich text
    });
}

void CaptionCombo::measure()
{
    EspalierStyle::setCaptionWidth(
        this, QFontMetrics(scaledFont(font(), kCaptionSize)).horizontalAdvance(m_caption) + 8 + markWidth());
    updateGeometry();
}

int CaptionCombo::markWidth() const
{
    return m_mark.isNull() ? 0 : iconSize().width() + 4;
}

void CaptionCombo::setMark(const QIcon &mark)
{
    m_mark = mark;
    measure();
    update();
}

QSize CaptionCombo::sizeHint() const
{
    const QSize whole = QComboBox::sizeHint();
    const int most = minimumSizeHint().width() + fontMetrics().averageCharWidth() * kMostLetters;
    return {std::min(whole.width(), most), whole.height()};
}

QSize CaptionCombo::minimumSizeHint() const
{
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const int letters = fontMetrics().averageCharWidth() * kLeastLetters;
    const QSize least =
        style()->sizeFromContents(QStyle::CT_ComboBox, &option, QSize(letters, fontMetrics().height()), this);
    return least.boundedTo(QComboBox::minimumSizeHint());
}

void CaptionCombo::changeEvent(QEvent *event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
}

void CaptionCombo::childEvent(QChildEvent *event)
{
    QComboBox::childEvent(event);
    // Polished: whole by then, and about to be shown.
    if (event->polished() && event->child() == lineEdit())
        lineEdit()->setAccessibleName(accessibleName());
}

void CaptionCombo::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // a wheel turned over the bar must not change what is asked
}

void CaptionCombo::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - 2);
    if (!m_mark.isNull())
        option.currentIcon = QIcon();
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    const QSize mark = iconSize();
    m_mark.paint(&painter, QRect(QPoint(8, (height() - mark.height()) / 2), mark));
    painter.setFont(scaledFont(font(), kCaptionSize));
    const Tokens &tokens = tokensFor(palette());
    painter.setPen(isEnabled() ? tokens.dim : tokens.faint);
    painter.drawText(rect().adjusted(10 + markWidth(), 0, -10, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     m_caption);
}

} // namespace espalier::ui
