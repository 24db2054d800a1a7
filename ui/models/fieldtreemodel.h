// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"

#include <QAbstractItemModel>
#include <QHash>
#include <QList>
#include <QPair>

#include <memory>

namespace espalier::ui {

class FieldEditor;
class RecipeDocument;

/// The fields of the recipe's schema as a tree of rows. Follows the document: rows that stay keep their
/// indexes, so that what is selected and open stays so; nothing is ever reset. Edits go through the
/// FieldEditor and come back by the document. While the text is no JSON the last fields stay, not editable.
///
/// Dragged and copied fields carry their JSON as text (schema::copyFields). Thread: GUI.
class FieldTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, KindColumn, WhatColumn, MustColumn, kColumns };
    enum Role {
        PointerRole = Qt::UserRole + 1, ///< QString: of the field
        GroupRole,                      ///< QString: of the group it stands in
        PlaceRole,                      ///< QString: in an answer (schema::answerPlaces)
        HintRole,                       ///< QString: what an endpoint does not take of it, a line each
    };

    /// Both must outlive the model.
    FieldTreeModel(RecipeDocument &document, FieldEditor &editor, QObject *parent = nullptr);
    ~FieldTreeModel() override;

    /// The field of a row, its children left out; valid until the document changes. An empty one for an
    /// invalid index.
    [[nodiscard]] const schema::Field &field(const QModelIndex &index) const;
    [[nodiscard]] schema::RootForm rootForm() const { return m_form; }
    /// The group of a row's children; that of the first level for an invalid index.
    [[nodiscard]] QString groupOf(const QModelIndex &parent) const;
    /// The first row that shows the field at `pointer`.
    [[nodiscard]] QModelIndex indexOf(const QString &pointer, const QModelIndex &below = {}) const;
    /// Why a field cannot be called so; empty when it can.
    [[nodiscard]] QString nameProblem(const QModelIndex &index, const QString &name) const;
    /// Hints by the pointers of schemas or keywords; each stands at the row that is nearest around it. Those
    /// that no row is around are given back.
    QStringList setHints(const QList<QPair<QString, QString>> &hints);
    [[nodiscard]] bool isEditable() const;
    [[nodiscard]] FieldEditor &editor() const { return m_editor; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    Qt::DropActions supportedDropActions() const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    /// isEditable() or rootForm() may have changed.
    void stateChanged();

private:
    struct Node;
    class Sync;

    void follow();
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexFor(const Node *node) const;
    [[nodiscard]] static std::string placeOf(const Node *node);
    void tellHints(const QHash<QString, QString> &before, const QModelIndex &parent);
    [[nodiscard]] QStringList ownPointers(const QMimeData *data) const;

    RecipeDocument &m_document;
    FieldEditor &m_editor;
    std::unique_ptr<Node> m_root;
    QHash<QString, QString> m_hints; ///< by the pointers of fields
    schema::RootForm m_form = schema::RootForm::Object;
};

} // namespace espalier::ui
