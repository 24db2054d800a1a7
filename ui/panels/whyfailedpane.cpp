// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/whyfailedpane.h"

#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

WhyFailedPane::WhyFailedPane(QWidget *parent)
    : QWidget(parent)
    , m_opener(new LinkButton(tr("Why did this fail?"), this))
    , m_cause(plainLabel())
    , m_ownTitle(new SectionLabel({}))
    , m_own(plainLabel())
    , m_tried(plainLabel())
    , m_next(plainLabel())
    , m_step(new QPushButton(tr("Next step")))
{
    m_opener->setCheckable(true);
    m_opener->hide();
    m_own->setFont(codeFont());
    m_own->setAccessibleName(tr("The server's own words"));
    m_tried->setAccessibleName(tr("What was tried"));
    auto *next = new QHBoxLayout;
    next->setSpacing(8);
    next->addWidget(m_next, 1);
    next->addWidget(m_step, 0, Qt::AlignTop);
    auto *body = new QVBoxLayout(this);
    body->setContentsMargins(14, 4, 14, 8);
    body->setSpacing(4);
    body->addWidget(m_cause);
    body->addWidget(m_ownTitle);
    body->addWidget(m_own);
    body->addWidget(new SectionLabel(tr("What was tried")));
    body->addWidget(m_tried);
    body->addLayout(next);
    connect(m_opener, &QAbstractButton::toggled, this, &QWidget::setVisible);
    connect(m_step, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(m_nextStep); });
    hide();
}

void WhyFailedPane::finish(const run::RunResult &result, bool keySent)
{
    if (const std::optional<Failure> failure = failureOf(result, keySent))
        showFailure(*failure);
    else
        clear();
}

void WhyFailedPane::showFailure(const Failure &failure)
{
    m_cause->setText(displayText(failure.cause));
    m_ownTitle->setText(failure.ownTitle);
    m_ownTitle->setVisible(!failure.own.isEmpty());
    m_own->setText(displayText(failure.own));
    m_own->setVisible(!failure.own.isEmpty());
    m_tried->setText(displayText((failure.tried + QStringList{failure.total}).join(u'\n')));
    m_next->setText(displayText(failure.next));
    m_nextStep = failure.steps.empty() ? NextStep::None : failure.steps.front();
    m_step->setText(nextStepText(m_nextStep));
    m_step->setToolTip(nextStepTip(m_nextStep));
    m_step->setVisible(m_nextStep != NextStep::None);
    m_opener->show();
}

void WhyFailedPane::setOpen(bool open)
{
    m_opener->setChecked(open);
}

void WhyFailedPane::clear()
{
    m_opener->setChecked(false);
    m_opener->hide();
}

} // namespace espalier::ui
