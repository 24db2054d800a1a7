// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/livetreeview.h"

#include "delegates/answerdelegate.h"
#include "models/partialtreemodel.h"
#include "text/valuetext.h"
#include "widgets/rowtree.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace espalier::ui {

// Widths in average letters.
static constexpr int kNameLetters = 12;
static constexpr int kValueLetters = 20;
static constexpr int kColumnLetters = 26; // of names and of states, where there is room
static constexpr int kLeastLetters = 8;   // of anything

static QString pointerAt(const QModelIndex &index)
{
    return index.data(PartialTreeModel::PointerRole).toString();
}

LiveTreeView::LiveTreeView(QWidget *parent)
    : QTreeView(parent)
{
    setUniformRowHeights(true);    // everything else makes Qt measure every row
    setAllColumnsShowFocus(false); // the selected row shows the focus itself
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAutoScroll(false);
    setVerticalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // its room is kept, so that no column moves when it comes
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("Answer"));
    header()->setSectionsMovable(false);
    header()->setHighlightSections(false);
    header()->setAccessibleName(tr("Columns of the answer"));
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { note(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { note(index, false); });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &LiveTreeView::noteUserScroll);
}

void LiveTreeView::setLiveModel(PartialTreeModel *model)
{
    m_model = model;
    setModel(model);
    connect(model, &PartialTreeModel::applied, this, &LiveTreeView::afterBatch);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &LiveTreeView::rememberCurrent);
    // Fixed and stretched sections only: measuring contents costs as much as the tree is long.
    header()->setSectionResizeMode(PartialTreeModel::FieldColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(PartialTreeModel::ValueColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(PartialTreeModel::StateColumn, QHeaderView::Interactive);
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * kLeastLetters);
    shareWidth();
}

/// Names and states have their full width where there is room. In a narrow view all columns give way, so that
/// none is out of sight. What a person chose stays.
void LiveTreeView::shareWidth()
{
    static constexpr std::uint32_t kUsualIssues = 99;
    if (!m_model)
        return;
    const int letter = fontMetrics().averageCharWidth();
    const int room = viewport()->width();
    const int name = std::clamp(room * 3 / 8, kNameLetters * letter, kColumnLetters * letter);
    // The word that stands in most rows is never cut.
    const int least = AnswerDelegate::stateWidth(font(), stateText(ValueState::Complete));
    int state =
        std::clamp(room - name - 2 * kValueLetters * letter, least, std::max(least, kColumnLetters * letter));
    // Nor are those of a group, as long as its values keep what they need.
    if (const int whole = AnswerDelegate::stateWidth(font(), issuesInsideText(kUsualIssues)); state < whole)
        state = std::clamp(room - name - kValueLetters * letter, state, whole);
    const auto give = [this](int column, int &given, int width) {
        if (given != 0 && header()->sectionSize(column) != given)
            return;
        header()->resizeSection(column, width);
        given = width;
    };
    give(PartialTreeModel::FieldColumn, m_nameWidth, name);
    give(PartialTreeModel::StateColumn, m_stateWidth, state);
}

void LiveTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    shareWidth();
}

void LiveTreeView::startOver()
{
    m_following = true;
    if (const int width = std::exchange(m_widthBefore, 0); width > 0) {
        setIndentation(m_stepBefore);
        header()->resizeSection(PartialTreeModel::FieldColumn, width);
        shareWidth(); // the view may have another width by now
    }
    m_opened.clear();
    m_closed.clear();
    m_current.clear();
    m_restore = false;
}

void LiveTreeView::reset()
{
    m_passing.clear();
    m_openRows = 0;
    QTreeView::reset();
    if (!m_model)
        return;
    for (int row = 0; row < m_model->rowCount(); ++row)
        openNew(m_model->index(row, 0));
}

void LiveTreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    if (selectionModel()->isRowSelected(index.row(), index.parent()))
        paintSelectedRow(painter, option.rect, palette(), hasFocus());
    QTreeView::drawRow(painter, option, index);
}

void LiveTreeView::rememberCurrent()
{
    if (!currentIndex().isValid())
        return;
    m_current = pointerAt(currentIndex());
    m_restore = true;
}

void LiveTreeView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTreeView::rowsInserted(parent, first, last);
    if (!m_model)
        return;
    if (parent.isValid())
        openItself(parent);
    for (int row = first; row <= last; ++row)
        openNew(m_model->index(row, 0, parent));
}

/// Opens a row that has just come and what is below it.
void LiveTreeView::openNew(const QModelIndex &index)
{
    const int rows = m_model->rowCount(index);
    if (rows == 0 || !openItself(index))
        return;
    for (int row = 0; row < rows; ++row)
        openNew(m_model->index(row, 0, index));
}

/// Every level moves its fields to the right: the column grows with them, so that their names stay in sight,
/// as far as the value and its state keep their room; then the steps become shorter.
void LiveTreeView::makeRoomBelow(const QModelIndex &index)
{
    int depth = 2;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        ++depth;
    const int names = fontMetrics().averageCharWidth() * kNameLetters;
    const int least = depth * indentation() + names;
    const int width = header()->sectionSize(PartialTreeModel::FieldColumn);
    if (width >= least)
        return;
    if (m_widthBefore == 0) {
        m_widthBefore = width;
        m_stepBefore = indentation();
    }
    const int most = std::max(width, viewport()->width() - fontMetrics().averageCharWidth() * kValueLetters -
                                         header()->sectionSize(PartialTreeModel::StateColumn));
    if (least > most)
        setIndentation(std::max(1, (most - names) / depth));
    header()->resizeSection(PartialTreeModel::FieldColumn, std::min(least, most));
}

bool LiveTreeView::openItself(const QModelIndex &index)
{
    if (isExpanded(index))
        return true;
    makeRoomBelow(index);
    const QScopedValueRollback own(m_own, true);
    const QString pointer = m_closed.isEmpty() && m_opened.isEmpty() ? QString() : pointerAt(index);
    if (m_closed.contains(pointer))
        return false;
    const bool page = index.data(PartialTreeModel::PageRole).toBool();
    if (m_opened.contains(pointer) || (!page && m_openRows < kOpenRows)) {
        m_openRows += m_model->rowCount(index);
        expand(index);
        return true;
    }
    if (!m_following || !index.data(PartialTreeModel::OpenRole).toBool())
        return false;
    m_passing.emplace_back(index);
    expand(index);
    return true;
}

void LiveTreeView::afterBatch()
{
    const QScopedValueRollback own(m_own, true);
    if (m_following) {
        const auto finished = [this](const QPersistentModelIndex &index) {
            if (index.isValid() && index.data(PartialTreeModel::OpenRole).toBool())
                return false;
            collapse(index);
            return true;
        };
        m_passing.erase(std::remove_if(m_passing.begin(), m_passing.end(), finished), m_passing.end());
    }
    if (m_restore) {
        const QModelIndex index = m_model->indexOf(m_current);
        if (index.isValid()) {
            m_restore = false;
            setCurrentIndex(index);
        }
    }
    const QModelIndex latest = m_following ? m_model->latest() : QModelIndex();
    // A row inside something closed is not shown by opening it: the way to it stays as it is.
    if (latest.isValid() && (!latest.parent().isValid() || isExpanded(latest.parent())))
        scrollTo(latest, EnsureVisible);
}

void LiveTreeView::noteUserScroll()
{
    m_following = verticalScrollBar()->sliderPosition() >= verticalScrollBar()->maximum();
}

void LiveTreeView::note(const QModelIndex &index, bool open)
{
    if (m_own)
        return;
    const QString pointer = pointerAt(index);
    (open ? m_opened : m_closed).insert(pointer);
    (open ? m_closed : m_opened).remove(pointer);
    m_passing.erase(std::remove(m_passing.begin(), m_passing.end(), index), m_passing.end());
}

void LiveTreeView::reveal(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_following = false;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    // Whatever keys are held: this row alone.
    selectionModel()->setCurrentIndex(index.siblingAtColumn(0),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, EnsureVisible);
}

void LiveTreeView::mousePressEvent(QMouseEvent *event)
{
    if (indexAt(event->position().toPoint()).isValid())
        m_following = false;
    QTreeView::mousePressEvent(event);
}

void LiveTreeView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex before = currentIndex();
    QTreeView::keyPressEvent(event);
    if (currentIndex() != before)
        m_following = false;
}

} // namespace espalier::ui
