// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fieldtreemodel.h"

#include "document/recipedocument.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel_p.h"
#include "text/fieldtext.h"
#include "text/plaintip.h"
#include "text/valuetext.h"
#include "json/pointer.h"

namespace espalier::ui {

using schema::Field;
using schema::FieldKind;

FieldTreeModel::FieldTreeModel(RecipeDocument &document, FieldEditor &editor, QObject *parent)
    : QAbstractItemModel(parent)
    , m_document(document)
    , m_editor(editor)
    , m_root(std::make_unique<Node>())
{
    connect(&document, &RecipeDocument::schemaTextChanged, this, &FieldTreeModel::follow);
    follow();
}

FieldTreeModel::~FieldTreeModel() = default;

void FieldTreeModel::follow()
{
    if (m_document.isJson()) { // else what was there stays
        schema::FieldTree tree = schema::fieldTree(m_document.lastJson());
        m_form = tree.form;
        m_root->field.group = tree.group;
        Sync(*this).run(std::move(tree.fields));
    }
    Q_EMIT stateChanged();
}

bool FieldTreeModel::isEditable() const
{
    return m_editor.isReady();
}

FieldTreeModel::Node *FieldTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex FieldTreeModel::indexFor(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

const Field &FieldTreeModel::field(const QModelIndex &index) const
{
    static const Field kNone;
    return index.isValid() ? nodeAt(index)->field : kNone;
}

QString FieldTreeModel::groupOf(const QModelIndex &parent) const
{
    return QString::fromStdString(nodeAt(parent)->field.group);
}

QModelIndex FieldTreeModel::indexOf(const QString &pointer, const QModelIndex &below) const
{
    const std::string wanted = pointer.toStdString();
    for (const auto &child : nodeAt(below)->children) {
        const QModelIndex found = indexFor(child.get());
        if (child->field.pointer == wanted)
            return found;
        if (const QModelIndex inner = indexOf(pointer, found); inner.isValid())
            return inner;
    }
    return {};
}

QString FieldTreeModel::nameProblem(const QModelIndex &index, const QString &name) const
{
    if (name.isEmpty())
        return tr("A field needs a name.");
    const Node *node = nodeAt(index);
    if (node->parent) {
        for (const auto &sibling : node->parent->children) {
            if (sibling.get() != node && sibling->field.name == name.toStdString())
                return tr("There is a field “%1” here already.").arg(displayText(name));
        }
    }
    return {};
}

QModelIndex FieldTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex FieldTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexFor(nodeAt(child)->parent) : QModelIndex();
}

int FieldTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int FieldTreeModel::columnCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(kColumns);
}

std::string FieldTreeModel::placeOf(const Node *node)
{
    if (!node->parent || node->field.pointer.empty())
        return {};
    std::string place = placeOf(node->parent);
    json::appendToken(place, node->field.name);
    return place;
}

static QString whatItIs(const Field &field)
{
    QStringList parts{displayText(QString::fromStdString(field.description)).simplified(), fieldNote(field),
                      fieldSource(field)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

/// What a column shows, and says to a screen reader.
static QString textOf(const Field &field, int column)
{
    switch (column) {
    case FieldTreeModel::NameColumn:
        return fieldName(field);
    case FieldTreeModel::KindColumn:
        return fieldKindText(field);
    case FieldTreeModel::WhatColumn:
        return whatItIs(field);
    default:
        return {};
    }
}

static QString joined(const QString &one, const QString &other)
{
    return one.isEmpty() || other.isEmpty() ? one + other : one + u'\n' + other;
}

static QString tipOf(const Field &field, int column, const QString &hint)
{
    const QString own = column == FieldTreeModel::MustColumn ? QString() : textOf(field, column);
    return plainTip(joined(joined(own, fieldOrigin(field)), hint));
}

QVariant FieldTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeAt(index);
    const Field &field = node->field;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(field, column);
    case Qt::EditRole:
        if (column == NameColumn)
            return QString::fromStdString(field.name);
        return column == WhatColumn ? QVariant(QString::fromStdString(field.description)) : QVariant();
    case Qt::CheckStateRole:
        return column == MustColumn ? QVariant(field.must ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ToolTipRole:
        return tipOf(field, column, m_hints.value(QString::fromStdString(field.pointer)));
    case Qt::AccessibleTextRole:
        return column == MustColumn ? QVariant(field.must ? tr("must be there") : tr("may be left out"))
                                    : QVariant(textOf(field, column));
    case Qt::AccessibleDescriptionRole:
        return joined(fieldOrigin(field), m_hints.value(QString::fromStdString(field.pointer)));
    case PointerRole:
        return QString::fromStdString(field.pointer);
    case GroupRole:
        return QString::fromStdString(node->parent->field.group);
    case HintRole:
        return m_hints.value(QString::fromStdString(field.pointer));
    case PlaceRole:
        return QString::fromStdString(placeOf(node));
    default:
        return {};
    }
}

QVariant FieldTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == MustColumn)
        return tr("Whether the answer must have the field (“required” in JSON Schema)");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case KindColumn:
        return tr("Kind");
    case WhatColumn:
        return tr("What it is");
    case MustColumn:
        return tr("Must");
    default:
        return {};
    }
}

Qt::ItemFlags FieldTreeModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags out = QAbstractItemModel::flags(index);
    if (!isEditable())
        return out;
    if (!index.isValid())
        return out | Qt::ItemIsDropEnabled;
    const Field &field = nodeAt(index)->field;
    const bool answer = field.name.empty() && field.pointer.empty();
    if (field.type.kind == FieldKind::Group && !field.isCut)
        out |= Qt::ItemIsDropEnabled;
    if (!answer)
        out |= Qt::ItemIsDragEnabled;
    const bool kind = index.column() == KindColumn && field.type.kind != FieldKind::Other;
    if (index.column() == WhatColumn || kind || (index.column() == NameColumn && !answer))
        out |= Qt::ItemIsEditable;
    if (index.column() == MustColumn && !answer)
        out |= Qt::ItemIsUserCheckable;
    return out;
}

bool FieldTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid())
        return false;
    const QString pointer = index.data(PointerRole).toString();
    const bool mayEdit = flags(index) & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable);
    if (!mayEdit)
        return false;
    if (role == Qt::CheckStateRole && index.column() == MustColumn)
        return m_editor.setMust({pointer}, value.toInt() == Qt::Checked);
    if (role != Qt::EditRole)
        return false;
    if (index.column() == NameColumn)
        return m_editor.rename(pointer, value.toString());
    if (index.column() == WhatColumn)
        return m_editor.describe(pointer, value.toString());
    return false;
}

} // namespace espalier::ui
