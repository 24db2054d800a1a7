// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/resultpanel.h"

#include "delegates/answerdelegate.h"
#include "models/partialtreemodel.h"
#include "panels/answerviews.h"
#include "panels/resultnotes.h"
#include "widgets/banner.h"
#include "widgets/livetreeview.h"
#include "widgets/notelist.h"
#include "widgets/sectionlabel.h"
#include "widgets/treemenu.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

static constexpr int kNoteRows = 4;

ResultPanel::ResultPanel(PartialTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_banner(new Banner)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_live(new DimLabel)
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_treeStack(new QStackedWidget)
    , m_empty(new DimLabel)
    , m_tree(new LiveTreeView)
    , m_value(new ValueView)
    , m_notes(new NoteList)
    , m_json(new JsonView(model))
    , m_raw(new RawView)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    addPage(makeTreePage(), tr("Tree"));
    addPage(m_json, tr("JSON"));
    addPage(m_raw, tr("Raw"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false); // the words beside them give way
    m_tabs->setAccessibleName(tr("Ways to look at the answer"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(m_tabs);
    head->addSpacing(16);
    head->addStretch(1);
    m_live->setElided(true);
    head->addWidget(m_live);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bannerSpace = new QVBoxLayout;
    bannerSpace->setContentsMargins(12, 8, 12, 0);
    bannerSpace->addWidget(m_banner);
    layout->addLayout(bannerSpace);
    layout->addLayout(head);
    layout->addWidget(line);
    layout->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void ResultPanel::addPage(QWidget *page, const QString &title)
{
    m_tabs->addTab(title);
    m_pages->addWidget(page);
}

QWidget *ResultPanel::makeTreePage()
{
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setLiveModel(&m_model);
    m_tree->setItemDelegate(new AnswerDelegate(m_tree));
    m_tree->header()->resizeSection(PartialTreeModel::FieldColumn, fontMetrics().averageCharWidth() * 30);
    m_tree->header()->resizeSection(PartialTreeModel::StateColumn, fontMetrics().averageCharWidth() * 26);
    addTreeMenu(*m_tree);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, m_value,
            &ValueView::showValue);

    m_empty->setAlignment(Qt::AlignCenter);
    m_treeStack->setContentsMargins(8, 0, 0, 0);
    m_treeStack->addWidget(m_empty);
    m_treeStack->addWidget(m_tree);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ResultPanel::showEmptyState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ResultPanel::showEmptyState);

    connect(m_notes, &NoteList::chosen, this,
            [this](const QString &pointer) { m_tree->reveal(m_model.indexOf(pointer)); });
    m_notes->hide();
    const int line = fontMetrics().lineSpacing(); // the least, in a small window below a banner
    m_treeStack->setMinimumHeight(3 * line);
    m_value->setMinimumHeight(line);
    m_notes->setMinimumHeight(line);
    m_splitter->addWidget(m_treeStack);
    m_splitter->addWidget(m_value);
    m_splitter->addWidget(m_notes);
    m_splitter->setStretchFactor(0, 6);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setCollapsible(0, false);
    showEmptyState();
    return m_splitter;
}

void ResultPanel::showEmptyState()
{
    if (!m_ended)
        m_empty->setText(
            tr("The answer grows here.\n\nSay what you want, give a text and a schema, and press Try."));
    else
        m_empty->setText(m_model.valueCount() == 0 ? tr("No answer came.") : tr("The answer is empty."));
    const bool nothing = m_model.rowCount() == 0 || (m_ended && m_model.valueCount() == 0);
    m_treeStack->setCurrentIndex(nothing ? 0 : 1);
}

void ResultPanel::begin()
{
    m_banner->clear();
    m_notes->clear();
    m_notes->hide();
    m_value->showValue({});
    m_json->begin();
    m_raw->begin();
    m_tree->startOver();
    m_ended = false;
    showEmptyState();
}

void ResultPanel::follow(const json::TreeChanges &changes)
{
    m_json->follow(changes);
    m_value->follow();
}

QString ResultPanel::jsonText() const
{
    return m_json->wholeAnswer();
}

void ResultPanel::addRaw(const QString &text)
{
    m_raw->add(text);
}

void ResultPanel::setLiveText(const QString &text)
{
    m_live->setText(text);
}

void ResultPanel::finish(const run::RunResult &result, bool keySent)
{
    m_ended = true;
    showEmptyState();
    m_model.setMarks(marksOf(result, m_model));
    for (const ResultNote &note : notesOf(result, m_model))
        m_notes->addNote(note.state, note.place, note.text, note.pointer);
    m_notes->setVisible(m_notes->count() > 0);
    if (const std::optional<BannerText> said = bannerOf(result, keySent))
        say(*said);
    layout()->activate(); // the banner has its room now; what is left is shared
    makeRoomForNotes();
}

/// What was found wrong is worth four rows; the value in full gives way first, then the tree.
void ResultPanel::makeRoomForNotes()
{
    if (m_notes->isHidden())
        return;
    QList<int> sizes = m_splitter->sizes();
    int missing = m_notes->heightOfRows(kNoteRows) - sizes[2];
    for (const int from : {1, 0}) {
        const int least = m_splitter->widget(from)->minimumHeight();
        const int given = std::clamp(sizes[from] - least, 0, std::max(missing, 0));
        sizes[from] -= given;
        sizes[2] += given;
        missing -= given;
    }
    m_splitter->setSizes(sizes);
}

void ResultPanel::say(const BannerText &said)
{
    m_banner->say(said.kind, said.title, said.message, said.nextStep);
}

} // namespace espalier::ui
