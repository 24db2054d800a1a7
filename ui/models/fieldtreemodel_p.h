// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/fieldtreemodel.h"

#include <memory>
#include <vector>

namespace espalier::ui {

struct FieldTreeModel::Node
{
    schema::Field field; ///< its children are the nodes'
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
};

/// Makes the model's rows those of a tree that was read anew, by as few changes as needed: fields are matched
/// by name among their siblings, and one that stands where another was is that one, renamed.
class FieldTreeModel::Sync
{
public:
    explicit Sync(FieldTreeModel &model)
        : m_model(model)
    {
    }
    void run(std::vector<schema::Field> fields);

private:
    void children(Node &parent, std::vector<schema::Field> &fields);
    void update(Node &node, schema::Field &field);
    void removeGone(Node &parent, const std::vector<schema::Field> &fields);
    /// Those that stay or are new, in their order.
    void place(Node &parent, std::vector<schema::Field> &fields);
    void insert(Node &parent, std::size_t begin, std::size_t end, std::vector<schema::Field> &fields);
    void move(Node &parent, int from, int to);
    static void number(Node &parent, std::size_t begin);
    static std::unique_ptr<Node> made(Node &parent, schema::Field &field);

    FieldTreeModel &m_model;
};

} // namespace espalier::ui
