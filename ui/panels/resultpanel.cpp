// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/resultpanel.h"

#include "models/partialtreemodel.h"
#include "models/resulttablemodel.h"
#include "panels/answerviews.h"
#include "panels/rawlink.h"
#include "panels/resultactions.h"
#include "panels/resultnotes.h"
#include "panels/tablepage.h"
#include "panels/treepage.h"
#include "panels/whyfailedpane.h"
#include "text/runtext.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/givingarea.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"
#include "widgets/tabpages.h"

#include <QAccessible>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kBeforeWords = 16;
static constexpr int kFewLetters = 12; // fewer say nothing

ResultPanel::ResultPanel(PartialTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_tableModel(new ResultTableModel(model, this))
    , m_banner(new Banner)
    , m_why(new WhyFailedPane)
    , m_strips(new QVBoxLayout)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_live(new DimLabel)
    , m_tree(new TreePage(model))
    , m_table(new TablePage(*m_tableModel))
    , m_json(new JsonView(model))
    , m_raw(new RawView)
    , m_link(new RawLink(model, m_tree->tree(), *m_raw, this))
    , m_actions(new ResultActions(model, *m_tableModel, this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    addPage(m_tree, tr("Tree"));
    addPage(m_table, tr("Table"));
    addPage(m_json, tr("JSON"));
    addPage(m_raw, tr("Raw"));
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *strips = new QWidget;
    strips->setLayout(m_strips);
    m_area = new GivingArea(strips);
    m_strips->setContentsMargins(12, 6, 12, 2);
    m_strips->addWidget(m_banner);
    m_banner->setAside(m_why->opener());
    m_strips->addWidget(m_why);
    layout->addWidget(makeHead());
    layout->addWidget(line);
    layout->addWidget(m_area);
    layout->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_banner, &Banner::stepWanted, this, &ResultPanel::takeStep);
    connect(m_why, &WhyFailedPane::opened, m_banner, &Banner::setBrief);
    connect(m_banner, &Banner::closed, m_why, &WhyFailedPane::clear);
    connect(m_actions, &ResultActions::said, this, [this](const BannerText &said) {
        say(said);
        m_saidOfAnswer = true;
    });
    connect(m_tree, &TreePage::rawWanted, this, [this] { showPage(Page::Raw); });
    connect(m_table, &TablePage::placeChosen, this, [this](const QString &pointer) {
        showPage(Page::Tree);
        m_tree->reveal(pointer);
    });
}

void ResultPanel::addPage(QWidget *page, const QString &title)
{
    m_tabs->addTab(title);
    m_pages->addWidget(page);
}

QWidget *ResultPanel::makeHead()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false); // the words beside them give way
    m_tabs->setMinimumWidth(m_tabs->sizeHint().width());
    m_tabs->setAccessibleName(tr("Ways to look at the answer"));
    m_live->setElided(true);
    auto *menu = new QMenu(this);
    menu->addActions(m_actions->all());
    menu->setToolTipsVisible(true);
    auto *take = new QToolButton;
    take->setIcon(icon(QStringLiteral("save")));
    take->setAutoRaise(true);
    take->setPopupMode(QToolButton::InstantPopup);
    take->setMenu(menu);
    take->setFocusPolicy(Qt::TabFocus);
    take->setToolTip(tr("Copy or save the answer"));
    take->setAccessibleName(tr("Copy or save the answer"));
    take->setMaximumHeight(tabRowHeight(*m_tabs) - 2);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 12, 0);
    m_tabs->setMinimumHeight(tabRowHeight(*m_tabs));
    row->addWidget(m_tabs);
    row->addStretch(1);
    row->addWidget(m_live);
    row->addWidget(take);
    m_live->setContentsMargins(kBeforeWords, 0, 0, 0);
    m_live->setMaximumWidth(0); // until there is room
    setMinimumWidth(head->minimumSizeHint().width());
    return head;
}

/// In a narrow panel the words beside the tabs take no room: the status bar has them too. They stay there for
/// screen readers.
void ResultPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int least = kBeforeWords + fontMetrics().averageCharWidth() * kFewLetters;
    m_live->setMaximumWidth(width() >= minimumWidth() + least ? QWIDGETSIZE_MAX : 0);
}

void ResultPanel::addStrip(QWidget *strip)
{
    m_strips->addWidget(strip);
}

QSplitter *ResultPanel::splitter() const
{
    return m_tree;
}

void ResultPanel::begin()
{
    m_banner->clear();
    m_why->clear();
    m_tree->begin();
    m_table->begin();
    m_json->begin();
    m_actions->begin();
    beginAttempt();
}

void ResultPanel::beginAttempt()
{
    m_raw->begin();
    m_link->begin();
}

void ResultPanel::follow(const json::TreeChanges &changes)
{
    m_tableModel->follow(changes);
    m_json->follow(changes);
    m_tree->follow();
    m_table->follow();
    m_link->follow(changes);
}

QString ResultPanel::jsonText() const
{
    return m_actions->jsonText();
}

void ResultPanel::addRaw(const QString &text)
{
    m_raw->add(text);
}

void ResultPanel::setLiveText(const QString &text)
{
    m_live->setText(text);
}

void ResultPanel::setMotion(bool motion)
{
    m_tree->setMotion(motion);
}

void ResultPanel::showPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
}

void ResultPanel::finish(const run::RunResult &result, bool keySent)
{
    const WrongPlaces wrong = m_tree->finish(result);
    m_tableModel->setFinished();
    m_table->finish(m_model.valueCount() > 0);
    m_link->finish(result);
    m_actions->finish(result);
    if (const auto value = m_actions->takesOtherValue() ? m_actions->value() : std::nullopt)
        m_json->settle(*value);
    const std::optional<BannerText> said = bannerOf(result, keySent, wrong);
    if (said)
        say(*said);
    else
        announce(result);
    m_why->finish(result, said ? said->title : QString());
    m_area->fit();
    layout()->activate(); // the banner has its room now; what is left is shared
    m_tree->makeRoomForNotes();
}

/// An error is told by the banner; that it is done has to be told, too, once.
void ResultPanel::announce(const run::RunResult &result)
{
    if (m_live->text().isEmpty())
        m_live->setText(runStatusText(result.status));
    QAccessibleEvent alert(m_live, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ResultPanel::say(const BannerText &said)
{
    m_saidOfAnswer = false;
    m_banner->say(said.kind, said.title, said.message, said.nextStep, said.steps);
}

void ResultPanel::takeStep(NextStep step)
{
    switch (step) {
    case NextStep::ShowInTree:
        showPage(Page::Tree);
        m_tree->revealFirstWrong();
        break;
    case NextStep::ShowRaw:
        showPage(Page::Raw);
        m_raw->setFocus(Qt::OtherFocusReason);
        break;
    case NextStep::SaveElsewhere: // a recipe and an exchange are files as well
        if (m_saidOfAnswer)
            m_actions->saveElsewhere();
        else
            Q_EMIT stepWanted(step);
        break;
    default:
        Q_EMIT stepWanted(step);
    }
}

} // namespace espalier::ui
