// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/hintline.h"

#include "text/valuetext.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace espalier::ui {

HintLine::HintLine(const QString &action, QWidget *parent)
    : QFrame(parent)
    , m_text(plainLabel())
    , m_action(new LinkButton(action))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 8, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    connect(m_action, &QAbstractButton::clicked, this, &HintLine::pressed);
    restyle();
    hide();
}

void HintLine::say(const QString &text)
{
    m_text->setText(displayText(text));
    setAccessibleName(m_text->text());
    setVisible(!text.isEmpty());
}

QString HintLine::text() const
{
    return m_text->text();
}

void HintLine::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

void HintLine::restyle()
{
    const QColor amber = tokensFor(QApplication::palette()).amber;
    QPalette words = QApplication::palette();
    if (m_text->palette().color(QPalette::WindowText) == amber)
        return;
    words.setColor(QPalette::WindowText, amber);
    words.setColor(QPalette::Text, amber);
    m_text->setPalette(words);
    update();
}

void HintLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintBox(&painter, rect(), tokensFor(palette()).amberSoft, QColor(), 6);
}

} // namespace espalier::ui
