// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/firingspanel.h"

#include "delegates/firingdelegate.h"
#include "engine/hooklink.h"
#include "theme/espalierstyle.h"
#include "widgets/filteredit.h"
#include "widgets/rowtree.h"
#include "widgets/sectionlabel.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace espalier::ui {

using Model = FiringListModel;

FiringsPanel::FiringsPanel(QWidget *parent)
    : QWidget(parent)
    , m_shown(new QSortFilterProxyModel(this))
    , m_hooks(new QSortFilterProxyModel(this))
    , m_pages(new QStackedWidget)
    , m_view(new RowTree)
    , m_filter(new FilterEdit)
    , m_onlyHooks(new QCheckBox(tr("Only hooks")))
{
    m_hooks->setFilterRole(Model::HookRole);
    m_hooks->setSourceModel(&m_model);
    m_shown->setFilterRole(Model::SearchRole);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSourceModel(m_hooks);
    m_view->setModel(m_shown);
    m_view->setItemDelegate(new FiringDelegate(m_view));
    m_view->setAccessibleName(tr("Events and hooks"));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setColumnLetters(Model::TimeColumn, 20);
    m_view->setColumnLetters(Model::EventColumn, 26);
    m_view->setColumnLetters(Model::AttemptColumn, 18);
    m_view->setColumnLetters(Model::HookColumn, 20);
    m_view->setColumnLetters(Model::TookColumn, 11);
    m_view->header()->setSectionResizeMode(Model::WhatColumn, QHeaderView::Stretch);
    auto *copyLines = new QAction(tr("Copy"), m_view);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(copyLines);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyLines, &QAction::triggered, this, &FiringsPanel::copy);

    auto *empty =
        new DimLabel(tr("Each event of a run becomes a line here as it happens, and each hook that it fires: "
                        "what it decided and how long it took. Press Try."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    m_pages->addWidget(empty);
    m_pages->addWidget(m_view);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(makeHead());
    layout->addWidget(m_pages, 1);
}

QLayout *FiringsPanel::makeHead()
{
    m_filter->setPlaceholderText(tr("Filter by event, hook or words"));
    m_filter->setAccessibleName(tr("Filter events"));
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 60);
    auto *copyAll = new QPushButton(tr("Copy"));
    copyAll->setToolTip(tr("The selected lines, or all that are shown"));
    auto *forget = new QPushButton(tr("Clear"));
    for (QPushButton *button : {copyAll, forget})
        EspalierStyle::setButtonKind(button, ButtonKind::Quiet);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->setSpacing(8);
    head->addWidget(m_filter, 1);
    head->addWidget(m_onlyHooks);
    head->addStretch(1);
    head->addWidget(copyAll);
    head->addWidget(forget);
    connect(m_filter, &QLineEdit::textChanged, this, &FiringsPanel::updateFilter);
    connect(m_onlyHooks, &QCheckBox::toggled, this, &FiringsPanel::updateFilter);
    connect(copyAll, &QPushButton::clicked, this, &FiringsPanel::copy);
    connect(forget, &QPushButton::clicked, this, &FiringsPanel::clear);
    return head;
}

void FiringsPanel::updateFilter()
{
    m_hooks->setFilterFixedString(m_onlyHooks->isChecked() ? QStringLiteral("true") : QString());
    m_shown->setFilterFixedString(m_filter->text().trimmed());
}

template <typename Told>
void FiringsPanel::add(const Told &told)
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_model.add(told);
    m_pages->setCurrentIndex(1);
    if (atEnd)
        m_view->scrollToBottom();
}

/// The newest are what a person looks for who opens the list, or begins a run.
void FiringsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_view->scrollToBottom();
}

void FiringsPanel::follow(HookLink &link)
{
    m_view->scrollToBottom();
    connect(&link, &HookLink::happened, this, [this](const run::RunEvent &event) { add(event); });
    connect(&link, &HookLink::fired, this, [this](const HookFiring &firing) { add(firing); });
}

void FiringsPanel::copy()
{
    QStringList lines;
    const bool some = m_view->selectionModel()->hasSelection();
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        if (!some || m_view->selectionModel()->isRowSelected(row))
            lines.append(m_shown->index(row, 0).data(Model::SearchRole).toString());
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void FiringsPanel::clear()
{
    m_model.clear();
    m_pages->setCurrentIndex(0);
}

} // namespace espalier::ui
