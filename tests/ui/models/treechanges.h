// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"
#include "json/treechange.h"

#include <cstdint>
#include <string>
#include <utility>

namespace espalier::test {

// Changes of a tree in few words, and what a model shows of them.

inline json::TreeChange add(json::NodeId node, json::NodeId parent, std::uint32_t row, json::Value::Kind kind,
                            std::string key = {})
{
    json::TreeChange change;
    change.op = json::TreeOp::Add;
    change.node = node;
    change.parent = parent;
    change.row = row;
    change.kind = kind;
    change.hasKey = !key.empty();
    change.key = std::move(key);
    change.offset = node * 10;
    return change;
}

inline json::TreeChange grow(json::NodeId node, std::string text)
{
    json::TreeChange change;
    change.op = json::TreeOp::AppendText;
    change.node = node;
    change.text = std::move(text);
    return change;
}

inline json::TreeChange done(json::NodeId node, json::NodeState state = json::NodeState::Closed)
{
    json::TreeChange change;
    change.op = json::TreeOp::Close;
    change.node = node;
    change.state = state;
    change.offset = node * 10 + 5;
    return change;
}

inline QString shown(const ui::PartialTreeModel &model, const QString &pointer,
                     ui::PartialTreeModel::Column column)
{
    return model.indexOf(pointer, column).data().toString();
}

inline ui::ValueState stateOf(const ui::PartialTreeModel &model, const QString &pointer)
{
    return static_cast<ui::ValueState>(model.indexOf(pointer).data(ui::PartialTreeModel::StateRole).toInt());
}

} // namespace espalier::test
