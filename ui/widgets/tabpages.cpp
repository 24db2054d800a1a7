// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tabpages.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {

int tabRowHeight(const QWidget &row)
{
    return row.fontMetrics().height() + 22;
}

TabPages::TabPages(const QString &name, QPalette::ColorRole ground, QWidget *parent)
    : QWidget(parent)
    , m_head(new QWidget)
    , m_corner(new QHBoxLayout)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
{
    setAutoFillBackground(true);
    setBackgroundRole(ground);
    m_head->setAutoFillBackground(true);
    m_head->setBackgroundRole(ground);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setAccessibleName(name);
    nameArrows();
    m_corner->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_tabs, 1);
    row->addLayout(m_corner);
    m_tabs->setMinimumHeight(tabRowHeight(*m_tabs));
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    auto *head = new QVBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(0);
    head->addLayout(row);
    head->addWidget(line);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &TabPages::currentChanged);
}

/// Qt's own arrows, which come when the tabs have no room, say nothing to a screen reader.
void TabPages::nameArrows()
{
    const auto name = [this](const char *object, const QString &text) {
        if (auto *button = m_tabs->findChild<QToolButton *>(QLatin1String(object))) {
            button->setAccessibleName(text);
            button->setToolTip(text);
        }
    };
    name("ScrollLeftButton", tr("Pages before these"));
    name("ScrollRightButton", tr("Pages behind these"));
}

int TabPages::addPage(QWidget *page, const QString &title)
{
    auto *room = new QWidget; // stays when its page goes to stand elsewhere for a while
    auto *layout = new QVBoxLayout(room);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(page);
    m_pages->addWidget(room); // before its tab: the first tab becomes current at once
    return m_tabs->addTab(title);
}

void TabPages::setPage(int index, QWidget *page)
{
    m_pages->widget(index)->layout()->addWidget(page);
}

void TabPages::setTitle(int index, const QString &title)
{
    m_tabs->setTabText(index, title);
}

void TabPages::addCorner(QWidget *widget)
{
    m_corner->addWidget(widget);
}

int TabPages::currentIndex() const
{
    return m_tabs->currentIndex();
}

void TabPages::setCurrentIndex(int index)
{
    m_tabs->setCurrentIndex(index);
}

} // namespace espalier::ui
