// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/hookspage.h"

#include "panels/hooklistpanel.h"
#include "panels/limitsform.h"
#include "panels/rehearsalpanel.h"
#include "widgets/sectionlabel.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier::ui {

HooksPage::HooksPage(RecipeDocument &document, CodePermission &permission, QWidget *parent)
    : QWidget(parent)
    , m_limits(new LimitsForm(document))
    , m_hooks(new HookListPanel(document, permission))
    , m_rehearsal(new RehearsalPanel)
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *form = new QVBoxLayout(page);
    form->setContentsMargins(12, 12, 12, 12);
    form->setSpacing(8);
    form->addWidget(m_limits);
    form->addSpacing(8);
    form->addWidget(new SectionLabel(tr("Hooks")));
    form->addWidget(m_hooks);
    form->addSpacing(8);
    form->addWidget(m_rehearsal);
    form->addStretch(1);
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
}

void HooksPage::commit()
{
    m_limits->commit();
    m_hooks->commit();
}

} // namespace espalier::ui
