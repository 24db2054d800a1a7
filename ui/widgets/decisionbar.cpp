// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/decisionbar.h"

#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/sectionlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

using run::Verdict;

DecisionBar::DecisionBar(QWidget *parent)
    : QFrame(parent)
    , m_title(plainLabel())
    , m_message(plainLabel())
    , m_words(new QLineEdit)
    , m_continue(new QPushButton(tr("Co&ntinue")))
    , m_accept(new QPushButton(tr("Acce&pt")))
    , m_stop(new QPushButton(tr("St&op here")))
{
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_words->setPlaceholderText(tr("What to tell the model; empty: what is wrong"));
    m_words->setAccessibleName(tr("What to tell the model"));
    m_accept->setToolTip(tr("Take the answer as it is."));
    EspalierStyle::setButtonKind(m_stop, ButtonKind::Danger);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_continue);
    buttons->addWidget(m_words, 1);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_stop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    connect(m_continue, &QPushButton::clicked, this, [this] { decide(Verdict::Kind::Continue); });
    connect(m_words, &QLineEdit::returnPressed, this, [this] { decide(Verdict::Kind::Continue); });
    connect(m_accept, &QPushButton::clicked, this, [this] { decide(Verdict::Kind::Accept); });
    connect(m_stop, &QPushButton::clicked, this, [this] { decide(Verdict::Kind::Stop); });
    hide();
}

void DecisionBar::follow(HookLink &link)
{
    m_link = &link;
    hide();
    connect(&link, &HookLink::asked, this, &DecisionBar::ask);
    connect(&link, &HookLink::withdrawn, this, &DecisionBar::leave);
}

void DecisionBar::ask(const HookQuestion &question)
{
    m_title->setText(tr("%1: the answer of attempt %2 of %3 does not fit. What now?", "document")
                         .arg(displayText(question.document))
                         .arg(question.attempt)
                         .arg(question.attemptsAllowed));
    m_message->setText(displayText(question.message));
    m_words->clear();
    const bool again = question.reasksLeft > 0;
    m_continue->setText(again ? tr("&Ask again") : tr("Co&ntinue"));
    m_continue->setToolTip(again ? tr("Tell the model what is wrong, and let it answer once more.")
                                 : tr("No question is left: it ends as not fitting."));
    m_words->setVisible(again);
    setAccessibleName(m_title->text() + u'\n' + m_message->text());
    if (QWidget *busy = window()->focusWidget(); busy && !isAncestorOf(busy))
        m_cameFrom = busy;
    show();
    QApplication::alert(window()); // who looks elsewhere is told that it waits
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// Who typed elsewhere before goes on there; Qt would give the keyboard to whatever comes next.
void DecisionBar::leave()
{
    const QWidget *busy = window()->focusWidget();
    if (busy && isAncestorOf(busy) && m_cameFrom && m_cameFrom->isVisible())
        m_cameFrom->setFocus(Qt::OtherFocusReason);
    hide();
}

void DecisionBar::decide(Verdict::Kind kind)
{
    if (!m_link || isHidden())
        return;
    const QString words = kind == Verdict::Kind::Stop  ? tr("Stopped by you, when asked.")
                          : m_words->isVisibleTo(this) ? m_words->text().trimmed()
                                                       : QString();
    leave();
    m_link->decide({kind, kind == Verdict::Kind::Accept ? std::string() : words.toStdString(), true});
}

void DecisionBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintBox(&painter, rect(), tokensFor(palette()).blueSoft, QColor(), 6);
}

} // namespace espalier::ui
