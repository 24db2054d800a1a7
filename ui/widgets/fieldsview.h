// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPersistentModelIndex>
#include <QTreeView>

namespace espalier::ui {

class FieldDelegate;
class FieldTreeModel;

/// The table of fields: a tree whose groups are open until one closes them. Rows can be dragged; a press on a
/// kind opens its choice, Tab goes through the cells of a row and out of it at its ends, Space turns "must"
/// on and off for what is selected.
class FieldsView : public QTreeView
{
    Q_OBJECT

public:
    explicit FieldsView(FieldTreeModel &model, QWidget *parent = nullptr);

    [[nodiscard]] FieldDelegate &fieldDelegate() const { return *m_delegate; }
    [[nodiscard]] FieldTreeModel &fields() const { return m_fields; }
    /// Pointers of the selected rows, from the top.
    [[nodiscard]] QStringList selectedFields() const;
    /// Selects the field and brings it into sight, unless it is selected already.
    void reveal(const QString &pointer);
    /// Takes over what is typed in an open cell, which stays open while it cannot be taken.
    void commit();
    using QTreeView::edit;

protected:
    /// Asked for by the program, an editor opens although another is open: that one is left as by a click.
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void turnMust();
    void leaveEditor();
    [[nodiscard]] QModelIndex nextText(bool forward) const;
    void shareWidth();

    FieldTreeModel &m_fields;
    FieldDelegate *m_delegate;
    QPersistentModelIndex m_edited; ///< the cell whose editor was opened last
};

} // namespace espalier::ui
