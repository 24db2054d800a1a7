// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"
#include "json/partialtree.h"

#include <QString>
#include <QStringList>

namespace espalier::test {

inline QString lineOf(int depth, const QString &key, json::Value::Kind kind, const QString &text)
{
    return QStringLiteral("%1%2 <%3> %4")
        .arg(QString(2 * depth, u' '), key, QString::number(static_cast<int>(kind)), text);
}

inline void appendTree(QStringList &out, const json::PartialTree &tree, json::NodeId id, int depth)
{
    const json::PartialTree::Node *node = tree.node(id);
    if (!node)
        return;
    const bool container = node->kind == json::Value::Kind::Array || node->kind == json::Value::Kind::Object;
    // The root has no row when it is a container.
    if (!container || node->parent != json::kNoNode)
        out.append(lineOf(depth, node->hasKey ? QString::fromStdString(node->key) : QString(), node->kind,
                          container ? QString() : QString::fromStdString(node->text)));
    const int below = node->parent == json::kNoNode ? 0 : depth + 1;
    for (const json::NodeId child : node->children)
        appendTree(out, tree, child, below);
}

/// A tree as indented lines: key, kind, text of each value.
inline QStringList textOf(const json::PartialTree &tree)
{
    QStringList out;
    appendTree(out, tree, tree.root(), 0);
    return out;
}

/// The same of what a model shows; pages are seen through, expected fields left out.
inline void appendModel(QStringList &out, const ui::PartialTreeModel &model, const QModelIndex &parent,
                        int depth)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (index.data(ui::PartialTreeModel::PageRole).toBool()) {
            appendModel(out, model, index, depth);
            continue;
        }
        const auto state = static_cast<ui::ValueState>(index.data(ui::PartialTreeModel::StateRole).toInt());
        if (state == ui::ValueState::Absent)
            continue;
        const auto kind = static_cast<json::Value::Kind>(index.data(ui::PartialTreeModel::KindRole).toInt());
        const bool container = index.data(ui::PartialTreeModel::ContainerRole).toBool();
        const auto *node = static_cast<const ui::LiveNode *>(index.internalPointer());
        out.append(lineOf(depth, node->hasKey ? node->key : QString(), kind,
                          container ? QString() : index.data(ui::PartialTreeModel::FullTextRole).toString()));
        appendModel(out, model, index, depth + 1);
    }
}

inline QStringList textOf(const ui::PartialTreeModel &model)
{
    QStringList out;
    appendModel(out, model, {}, 0);
    return out;
}

} // namespace espalier::test
