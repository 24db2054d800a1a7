// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/hookspage.h"

#include "panels/hooklistpanel.h"
#include "panels/limitsform.h"
#include "panels/rehearsalpanel.h"
#include "widgets/linkbutton.h"
#include "widgets/segments.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kPageMargin = 12;

static QScrollArea *scrolled(QWidget *part, int left)
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *form = new QVBoxLayout(page);
    form->setContentsMargins(left, 8, kPageMargin, kPageMargin);
    form->addWidget(part);
    form->addStretch(1);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    return area;
}

HooksPage::HooksPage(RecipeDocument &document, CodePermission &permission, QWidget *parent)
    : QWidget(parent)
    , m_choice(new Segments({tr("How often and how long"), tr("Hooks"), tr("Rehearse")}))
    , m_parts(new QStackedWidget)
    , m_limits(new LimitsForm(document))
    , m_hooks(new HookListPanel(document, permission))
    , m_rehearsal(new RehearsalPanel)
{
    m_choice->setAccessibleName(tr("Parts of this page"));
    for (QWidget *part : {static_cast<QWidget *>(m_limits), static_cast<QWidget *>(m_hooks),
                          static_cast<QWidget *>(m_rehearsal)})
        m_parts->addWidget(scrolled(part, part == m_limits ? kPageMargin - LinkButton::kPad : kPageMargin));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 0);
    head->addWidget(m_choice);
    head->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_parts, 1);
    connect(m_choice, &Segments::currentChanged, m_parts, &QStackedWidget::setCurrentIndex);
}

HooksPage::Part HooksPage::part() const
{
    return static_cast<Part>(m_choice->current());
}

void HooksPage::showPart(Part part)
{
    m_choice->setCurrent(part);
}

void HooksPage::commit()
{
    m_limits->commit();
    m_hooks->commit();
}

} // namespace espalier::ui
