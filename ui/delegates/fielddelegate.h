// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"

#include <QStyledItemDelegate>

namespace espalier::ui {

struct Tokens;

/// Paints and edits the rows of a FieldTreeModel: the name with a handle to drag it by, the kind as a chip,
/// what it is, and a dot for what must be there. A name that cannot be stays in its editor.
class FieldDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Left of a name, for the handle.
    static constexpr int kHandleWidth = 12;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    /// Another kind was chosen for the field at `pointer`.
    void typeChosen(const QString &pointer, const espalier::schema::FieldType &type) const;

private:
    static void paintName(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const Tokens &tokens);
    static void paintKind(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const Tokens &tokens);
    static void paintWhat(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const Tokens &tokens);
    static void paintMust(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const Tokens &tokens);
    [[nodiscard]] QWidget *nameEditor(QWidget *parent, const QModelIndex &index) const;
    [[nodiscard]] QWidget *kindEditor(QWidget *parent) const;
};

} // namespace espalier::ui
