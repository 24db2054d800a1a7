// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/treepage.h"

#include "delegates/answerdelegate.h"
#include "models/partialtreemodel.h"
#include "panels/resultnotes.h"
#include "panels/valuepane.h"
#include "widgets/livetreeview.h"
#include "widgets/notelist.h"
#include "widgets/sectionlabel.h"
#include "widgets/treemenu.h"

#include <QLabel>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kNoteRows = 4;

TreePage::TreePage(PartialTreeModel &model, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_model(model)
    , m_stack(new QStackedWidget)
    , m_empty(new DimLabel)
    , m_tree(new LiveTreeView)
    , m_value(new ValuePane)
    , m_notes(new NoteList)
{
    buildTree();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_stack->setContentsMargins(8, 0, 0, 0);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_tree);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &TreePage::showEmptyState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &TreePage::showEmptyState);
    connect(m_notes, &NoteList::chosen, this, &TreePage::reveal);
    m_notes->hide();
    const int line = fontMetrics().lineSpacing(); // the least, in a small window below a banner
    m_stack->setMinimumHeight(3 * line);
    m_value->setMinimumHeight(line);
    m_notes->setMinimumHeight(line);
    addWidget(m_stack);
    addWidget(m_value);
    addWidget(m_notes);
    setStretchFactor(0, 1); // a taller window has room for the tree
    setStretchFactor(1, 0);
    setStretchFactor(2, 0);
    setSizes(
        {40 * fontMetrics().lineSpacing(), 4 * fontMetrics().lineSpacing(), 4 * fontMetrics().lineSpacing()});
    setCollapsible(0, false);
    showEmptyState();
}

void TreePage::buildTree()
{
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setLiveModel(&m_model);
    m_delegate = new AnswerDelegate(m_tree);
    m_tree->setItemDelegate(m_delegate);
    TreeMenu *menu = addTreeMenu(*m_tree);
    connect(menu, &TreeMenu::whyWanted, m_value, &ValuePane::explain);
    connect(menu, &TreeMenu::rawWanted, this, &TreePage::rawWanted);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, m_value,
            &ValuePane::showValue);
}

void TreePage::showEmptyState()
{
    if (!m_ended)
        m_empty->setText(
            tr("The answer grows here.\n\nSay what you want and which fields, give a text, and press Try."));
    else
        m_empty->setText(m_model.valueCount() == 0 ? tr("No answer came.") : tr("The answer is empty."));
    const bool nothing = m_model.rowCount() == 0 || (m_ended && m_model.valueCount() == 0);
    m_stack->setCurrentIndex(nothing ? 0 : 1);
}

void TreePage::setMotion(bool motion)
{
    m_delegate->setMotion(motion);
    m_tree->viewport()->update();
}

void TreePage::begin()
{
    m_notes->clear();
    m_notes->hide();
    m_value->setEnd(AnswerEnd::Growing);
    m_value->showValue({});
    m_tree->startOver();
    m_ended = m_hasWrong = false;
    showEmptyState();
}

void TreePage::follow()
{
    m_value->follow();
}

WrongPlaces TreePage::finish(const run::RunResult &result)
{
    m_ended = true;
    showEmptyState();
    const std::vector<ValueMark> marks = marksOf(result, m_model);
    const MarksSet set = m_model.setMarks(marks);
    for (const ResultNote &note : notesOf(result, m_model)) {
        m_notes->addNote(note.state, note.place, note.text, note.pointer);
        if (note.state == ValueState::Invalid && !m_hasWrong && m_model.indexOf(note.pointer).isValid()) {
            m_hasWrong = true;
            m_firstWrong = note.pointer;
        }
    }
    m_notes->setVisible(m_notes->count() > 0);
    if (m_tree->isFollowing())
        m_tree->scrollToTop(); // nothing grows any more: one reads from the beginning
    m_value->setEnd(answerEndOf(result));
    return wrongPlacesOf(marks, set);
}

/// What was found wrong is worth four rows; the value in full gives way first, but for two lines, then the
/// tree, but for six, and only then both to the least.
void TreePage::makeRoomForNotes()
{
    if (m_notes->isHidden())
        return;
    QList<int> room = sizes();
    int missing = m_notes->heightOfRows(kNoteRows) - room[2];
    const int line = fontMetrics().lineSpacing();
    for (const auto &[from, kept] : {std::pair(1, m_value->heightOfLines(2)), std::pair(0, 6 * line),
                                     std::pair(1, 0), std::pair(0, 0)}) {
        const int least = std::max(widget(from)->minimumHeight(), kept);
        const int given = std::clamp(room[from] - least, 0, std::max(missing, 0));
        room[from] -= given;
        room[2] += given;
        missing -= given;
    }
    setSizes(room);
}

void TreePage::reveal(const QString &pointer)
{
    m_tree->reveal(m_model.indexOf(pointer));
}

bool TreePage::revealFirstWrong()
{
    if (!m_hasWrong)
        return false;
    reveal(m_firstWrong);
    m_tree->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace espalier::ui
