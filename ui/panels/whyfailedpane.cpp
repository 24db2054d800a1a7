// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/whyfailedpane.h"

#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"

#include <QLabel>
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
{
    m_opener->setCheckable(true);
    m_opener->hide();
    m_own->setFont(codeFont());
    m_own->setAccessibleDescription(tr("The server's own words"));
    m_tried->setAccessibleDescription(tr("What was tried"));
    auto *body = new QVBoxLayout(this);
    body->setContentsMargins(14, 4, 14, 8);
    body->setSpacing(4);
    body->addWidget(m_cause);
    body->addWidget(m_ownTitle);
    body->addWidget(m_own);
    body->addWidget(new SectionLabel(tr("What was tried")));
    body->addWidget(m_tried);
    body->addWidget(m_next);
    connect(m_opener, &QAbstractButton::toggled, this, &QWidget::setVisible);
    connect(m_opener, &QAbstractButton::toggled, this, &WhyFailedPane::opened);
    hide();
}

void WhyFailedPane::finish(const run::RunResult &result, const QString &title)
{
    if (const std::optional<Failure> failure = failureOf(result))
        showFailure(*failure, title);
    else
        clear();
}

void WhyFailedPane::showFailure(const Failure &failure, const QString &title)
{
    m_cause->setText(displayText(failure.cause));
    m_cause->setVisible(failure.cause != title && failure.cause != title + u'.');
    m_ownTitle->setText(failure.ownTitle);
    m_ownTitle->setVisible(!failure.own.isEmpty());
    m_own->setText(displayText(failure.own));
    m_own->setVisible(!failure.own.isEmpty());
    m_tried->setText(displayText((failure.tried + QStringList{failure.total}).join(u'\n')));
    m_next->setText(displayText(failure.next));
    m_next->setVisible(!failure.next.isEmpty());
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
