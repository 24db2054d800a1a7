// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/fieldsview.h"

#include "delegates/fielddelegate.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "theme/tokens.h"
#include "widgets/insetheader.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace espalier::ui {

using Model = FieldTreeModel;

FieldsView::FieldsView(FieldTreeModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_fields(model)
    , m_delegate(new FieldDelegate(this))
{
    // The words of the first column stand above the names, not above what opens them.
    setHeader(new InsetHeader(indentation() + FieldDelegate::kHandleWidth - 6, this));
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(NoFrame);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(false);
    setMouseTracking(true); // the row under the pointer shows its handle
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(true);
    setExpandsOnDoubleClick(false);
    setAccessibleName(tr("Fields"));
    header()->setSectionsMovable(false);
    header()->setHighlightSections(false);
    header()->setStretchLastSection(false);
    header()->setAccessibleName(tr("Columns of the fields"));
    header()->setSectionResizeMode(QHeaderView::Interactive);
    header()->setSectionResizeMode(Model::WhatColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(Model::MustColumn, QHeaderView::Fixed);
    header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == Model::KindColumn && index.flags() & Qt::ItemIsEditable)
            edit(index);
    });
    expandAll();
}

QStringList FieldsView::selectedFields() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [this](const QModelIndex &a, const QModelIndex &b) {
        return visualRect(a).top() < visualRect(b).top();
    });
    QStringList out;
    for (const QModelIndex &row : rows)
        out.append(row.data(Model::PointerRole).toString());
    return out;
}

void FieldsView::reveal(const QString &pointer)
{
    // A field of a definition has a row wherever it is used: one that is selected will do.
    const QModelIndexList selected = selectionModel()->selectedRows();
    const auto same = std::find_if(selected.begin(), selected.end(), [&pointer](const QModelIndex &row) {
        return row.data(Model::PointerRole).toString() == pointer;
    });
    const QModelIndex index = same != selected.end() ? *same : m_fields.indexOf(pointer);
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    // Not the view's setCurrentIndex(): it looks at the keys that are held, and adds with Ctrl.
    if (same == selected.end())
        selectionModel()->setCurrentIndex(index,
                                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, EnsureVisible);
}

void FieldsView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTreeView::rowsInserted(parent, first, last);
    if (parent.isValid() && model()->rowCount(parent) == last - first + 1)
        expand(parent); // it has just become a group with something in it
    for (int row = first; row <= last; ++row)
        expandRecursively(model()->index(row, 0, parent));
}

// The frame of drawRow() goes round a whole row, and its cells are not all Qt paints anew.

void FieldsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    viewport()->update();
}

void FieldsView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    viewport()->update();
}

void FieldsView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(palette());
    if (selectionModel()->isRowSelected(index.row(), index.parent())) {
        painter->fillRect(option.rect, tokens.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())),
                          hasFocus() ? tokens.leaf : tokens.dim);
    }
    QTreeView::drawRow(painter, option, index);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      mixed(tokens.line, tokens.panel, 0.5));
    const QModelIndex current = currentIndex();
    if (hasFocus() && current.column() > 0 && index.row() == current.row() &&
        index.parent() == current.parent()) {
        painter->setPen(tokens.leaf); // the cell that Tab has gone to
        painter->drawRect(visualRect(current).adjusted(0, 1, -2, -3));
    }
    // Of several selected rows the one that keys act from.
    if (index.row() == currentIndex().row() && index.parent() == currentIndex().parent() && hasFocus() &&
        selectionModel()->selectedRows().size() != 1) {
        painter->setPen(tokens.leaf);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

bool FieldsView::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    // Qt opens no second editor, and the focus that would close the first may be elsewhere: in its popup.
    if (trigger == AllEditTriggers && index != m_edited)
        leaveEditor();
    const bool opened = QTreeView::edit(index, trigger, event);
    if (opened && state() == EditingState)
        m_edited = index;
    return opened;
}

void FieldsView::leaveEditor()
{
    QWidget *open = state() == EditingState ? indexWidget(m_edited) : nullptr;
    if (!open)
        return;
    commitData(open);
    closeEditor(open, QAbstractItemDelegate::NoHint);
}

void FieldsView::commit()
{
    const auto *line = qobject_cast<QLineEdit *>(indexWidget(m_edited));
    if (!line || line->hasAcceptableInput())
        leaveEditor();
}

void FieldsView::turnMust()
{
    const QStringList fields = selectedFields();
    const QModelIndex must = currentIndex().siblingAtColumn(Model::MustColumn);
    if (fields.isEmpty() || !(must.flags() & Qt::ItemIsUserCheckable))
        return;
    m_fields.editor().setMust(fields, !m_fields.field(currentIndex()).must);
}

void FieldsView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        turnMust();
        return;
    }
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && currentIndex().isValid() &&
        state() != EditingState) {
        edit(currentIndex());
        return;
    }
    QTreeView::keyPressEvent(event);
}

bool FieldsView::focusNextPrevChild(bool next)
{
    const QModelIndex current = currentIndex();
    const int column = current.column() + (next ? 1 : -1);
    if (!current.isValid() || state() == EditingState || column < 0 || column >= Model::kColumns)
        return QTreeView::focusNextPrevChild(next);
    selectionModel()->setCurrentIndex(current.siblingAtColumn(column), QItemSelectionModel::NoUpdate);
    scrollTo(currentIndex(), EnsureVisible);
    return true;
}

/// The next cell with a text to type: from the name to what it is, and on to the row below.
QModelIndex FieldsView::nextText(bool forward) const
{
    const QModelIndex current = currentIndex();
    const bool name = current.column() == Model::NameColumn;
    if (forward == name)
        return current.siblingAtColumn(forward ? Model::WhatColumn : Model::NameColumn);
    const QModelIndex row = forward ? indexBelow(current) : indexAbove(current);
    return row.siblingAtColumn(forward ? Model::NameColumn : Model::WhatColumn);
}

QModelIndex FieldsView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Asked for by Tab in an editor alone: arrows are MoveUp and MoveDown.
    if ((action == MoveNext || action == MovePrevious) && currentIndex().isValid())
        return nextText(action == MoveNext);
    return QTreeView::moveCursor(action, modifiers);
}

void FieldsView::resizeEvent(QResizeEvent *event)
{
    if (event->oldSize().width() != event->size().width())
        shareWidth();
    QTreeView::resizeEvent(event);
}

/// Names and kinds as wide as they usually are, less where there is little room.
void FieldsView::shareWidth()
{
    const int letter = fontMetrics().averageCharWidth();
    const int whole = viewport()->width();
    header()->resizeSection(Model::NameColumn, std::clamp(whole * 30 / 100, letter * 14, letter * 28));
    header()->resizeSection(Model::KindColumn, std::clamp(whole * 22 / 100, letter * 14, letter * 22));
    header()->resizeSection(Model::MustColumn, letter * 9);
}

} // namespace espalier::ui
