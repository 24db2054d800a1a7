// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// FieldTreeModel: what an endpoint does not take, at the rows concerned.

#include "models/fieldtreemodel.h"
#include "models/fieldtreemodel_p.h"

#include <algorithm>
#include <utility>

namespace espalier::ui {

/// Every schema that a row is about leads to the row: its own, that of its definition, that of its children.
template <typename Nodes>
static void collectSchemas(const Nodes &nodes, QHash<QString, QString> &rows)
{
    for (const auto &node : nodes) {
        const schema::Field &field = node->field;
        const QString pointer = QString::fromStdString(field.pointer);
        for (const std::string &about : {field.group, field.definition}) {
            if (!about.empty() && !rows.contains(QString::fromStdString(about)))
                rows.insert(QString::fromStdString(about), pointer);
        }
        rows.insert(pointer, pointer);
        collectSchemas(node->children, rows);
    }
}

/// The row whose schema is nearest around `place`; a null text when there is none.
static QString rowAround(QString place, const QHash<QString, QString> &rows)
{
    while (!place.isEmpty()) {
        if (const auto row = rows.constFind(place); row != rows.cend())
            return *row;
        place.truncate(std::max<qsizetype>(0, place.lastIndexOf(u'/')));
    }
    return rows.value(place);
}

QStringList FieldTreeModel::setHints(const QList<QPair<QString, QString>> &hints)
{
    QHash<QString, QString> rows;
    collectSchemas(m_root->children, rows);
    QHash<QString, QString> next;
    QStringList homeless;
    for (const auto &[place, text] : hints) {
        const QString row = rowAround(place, rows);
        if (row.isNull()) {
            homeless.append(text);
            continue;
        }
        QString &there = next[row];
        there += (there.isEmpty() ? QString() : QStringLiteral("\n")) + text;
    }
    if (next != m_hints)
        tellHints(std::exchange(m_hints, next), {});
    return homeless;
}

void FieldTreeModel::tellHints(const QHash<QString, QString> &before, const QModelIndex &parent)
{
    for (int row = 0; row < rowCount(parent); ++row) {
        const QModelIndex first = index(row, 0, parent);
        const QString pointer = first.data(PointerRole).toString();
        if (before.value(pointer) != m_hints.value(pointer))
            Q_EMIT dataChanged(first, first.siblingAtColumn(kColumns - 1),
                               {HintRole, Qt::ToolTipRole, Qt::AccessibleDescriptionRole});
        tellHints(before, first);
    }
}

} // namespace espalier::ui
