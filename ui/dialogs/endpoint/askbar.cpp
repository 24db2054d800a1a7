// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/askbar.h"

#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/sectionlabel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace espalier::ui {

AskBar::AskBar(QWidget *parent)
    : QFrame(parent)
    , m_question(plainLabel())
    , m_mainButton(new QPushButton)
    , m_otherButton(new QPushButton)
    , m_stayButton(new QPushButton)
{
    EspalierStyle::setButtonKind(m_mainButton, ButtonKind::Primary);
    EspalierStyle::setButtonKind(m_otherButton, ButtonKind::Danger);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    layout->addWidget(m_question, 1);
    for (QPushButton *button : {m_stayButton, m_otherButton, m_mainButton}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    connect(m_mainButton, &QPushButton::clicked, this, [this] { answer(m_main); });
    connect(m_otherButton, &QPushButton::clicked, this, [this] { answer(m_other); });
    connect(m_stayButton, &QPushButton::clicked, this, &AskBar::stay);
    hide();
}

void AskBar::ask(const QString &question, Answer main, Answer other, Answer stay)
{
    m_main = std::move(main);
    m_other = std::move(other);
    m_stay = std::move(stay);
    m_question->setText(displayText(question));
    m_mainButton->setText(m_main.text);
    m_mainButton->setVisible(!m_main.text.isEmpty());
    m_otherButton->setText(m_other.text);
    m_otherButton->setVisible(!m_other.text.isEmpty());
    m_stayButton->setText(m_stay.text);
    setAccessibleName(question);
    show();
    m_stayButton->setFocus(); // a second press of what led here is no answer
}

void AskBar::stay()
{
    if (!isHidden())
        answer(m_stay);
}

void AskBar::close()
{
    hide();
    m_main = m_other = m_stay = {};
}

void AskBar::answer(const Answer &given)
{
    const std::function<void()> action = given.action; // closing forgets it
    close();
    if (action)
        action();
}

void AskBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), tokensFor(QApplication::palette()).amberSoft);
}

} // namespace espalier::ui
