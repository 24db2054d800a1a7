// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/sectionlabel.h"

#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace espalier::ui {

static void setTextColour(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    if (palette.color(QPalette::WindowText) == colour)
        return;
    palette.setColor(QPalette::WindowText, colour);
    palette.setColor(QPalette::Text, colour); // what counts on a panel, whose background role is Base
    label->setPalette(palette);
}

static bool changesColours(const QEvent *event)
{
    return event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange;
}

SectionLabel::SectionLabel(const QString &text, QWidget *buddy, QWidget *parent)
    : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setBuddy(buddy);
    restyle();
}

void SectionLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (changesColours(event) || event->type() == QEvent::ApplicationFontChange)
        restyle();
}

void SectionLabel::restyle()
{
    if (font() != sectionFont())
        setFont(sectionFont());
    setTextColour(this, tokensFor(QApplication::palette()).dim);
}

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

DimLabel::DimLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void DimLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (changesColours(event))
        restyle();
}

void DimLabel::setUrgent(bool urgent)
{
    m_urgent = urgent;
    restyle();
}

void DimLabel::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
}

QSize DimLabel::minimumSizeHint() const
{
    const QSize whole = QLabel::minimumSizeHint();
    const int few = fontMetrics().averageCharWidth() * 5;
    return m_elided ? QSize(std::min(whole.width(), few), whole.height()) : whole;
}

QString DimLabel::shownText() const
{
    return m_elided ? fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()) : text();
}

bool DimLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || shownText() == text())
        return QLabel::event(event);
    const QString more = toolTip().isEmpty() ? QString() : u'\n' + toolTip();
    const QString whole = (text() + more).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), QStringLiteral("<p>%1</p>").arg(whole),
                       this);
    return true;
}

void DimLabel::paintEvent(QPaintEvent *event)
{
    const QString shown = shownText();
    if (shown == text()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(),
                          shown, foregroundRole());
}

void DimLabel::restyle()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    setTextColour(this, m_urgent ? tokens.amber : tokens.dim);
}

} // namespace espalier::ui
