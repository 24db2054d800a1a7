// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/sectionlabel.h"

#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>

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

void DimLabel::restyle()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    setTextColour(this, m_urgent ? tokens.amber : tokens.dim);
}

} // namespace espalier::ui
