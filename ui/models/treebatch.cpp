// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/treebatch.h"

#include "models/partialtreemodel.h"
#include "models/summary.h"

#include <algorithm>

namespace espalier::ui {

using json::NodeState;
using json::TreeOp;
using json::Value;

TreeBatch::TreeBatch(PartialTreeModel &model, bool quiet)
    : m_model(model)
    , m_quiet(quiet)
{
    ++m_model.m_batch;
}

bool TreeBatch::isAnnounced(const LiveNode *node) const
{
    return !m_quiet && node->born != m_model.m_batch;
}

void TreeBatch::touch(LiveNode *node)
{
    if (!isAnnounced(node) || node->touched == m_model.m_batch || !node->parent)
        return;
    node->touched = m_model.m_batch;
    m_touched.push_back(node);
}

void TreeBatch::touchSummary(LiveNode *value)
{
    LiveNode *container = value->container;
    if (container && container->kind == Value::Kind::Object && value->index < kSummaryMembers)
        touch(container);
}

void TreeBatch::await(LiveNode *container)
{
    if (container->pending.empty())
        m_waiting.push_back(container);
}

void TreeBatch::take(const json::TreeChange &treeChange)
{
    if (treeChange.op == TreeOp::Add)
        add(treeChange);
    else if (LiveNode *node = m_model.m_tree.find(treeChange.node))
        change(node, treeChange);
}

void TreeBatch::add(const json::TreeChange &change)
{
    LiveTree &tree = m_model.m_tree;
    LiveNode *node = tree.take(change, m_model.m_batch);
    if (!node->container || node->container == tree.top()) {
        const bool fieldsStay = tree.top()->id != json::kNoNode && tree.top()->kind == Value::Kind::Object;
        while (!fieldsStay && !tree.top()->expected.empty())
            dropExpected(tree.top(), static_cast<std::uint32_t>(tree.top()->expected.size()) - 1);
    }
    if (node == tree.top())
        return;
    showExpected(node);
    LiveNode *container = node->container;
    if (isAnnounced(container)) {
        await(container);
        container->pending.push_back(node);
        touch(container);
    } else {
        link(container, node);
    }
}

void TreeBatch::change(LiveNode *node, const json::TreeChange &change)
{
    switch (change.op) {
    case TreeOp::AppendText:
        node->text += QString::fromStdString(change.text);
        break;
    case TreeOp::SetScalar:
        node->kind = change.kind;
        node->text = QString::fromStdString(change.text);
        node->hasValue = true;
        break;
    case TreeOp::Close:
        close(node, change.state, change.offset);
        break;
    case TreeOp::Supersede:
        // Nothing bad in it counts any more for what is around it.
        m_model.m_badSuperseded |= std::max(ownState(*node), node->inside) > ValueState::Superseded;
        node->nodeState = NodeState::Superseded;
        break;
    case TreeOp::Add:
    case TreeOp::Reset:
        return;
    }
    touch(node);
    touchSummary(node);
}

void TreeBatch::close(LiveNode *node, NodeState state, std::uint64_t end)
{
    node->nodeState = state;
    node->end = end;
    for (LiveNode *field : node->expected)
        touch(field);
    if (state == NodeState::Closed)
        return;
    const ValueState bad = ownState(*node);
    for (LiveNode *above = node->parent; above && above->inside < bad; above = above->parent) {
        above->inside = bad;
        touch(above);
    }
}

void TreeBatch::finish()
{
    for (LiveNode *container : m_waiting)
        insertPending(container);
    m_waiting.clear();
    m_model.announce(m_touched);
}

void TreeBatch::insertPending(LiveNode *container)
{
    const std::vector<LiveNode *> values = std::move(container->pending);
    container->pending.clear();
    std::vector<LiveNode *> run;
    for (LiveNode *value : values) {
        if (value->role == LiveNode::Role::Expected) {
            insertRun(container, run);
            run.clear();
            if (adopt(container, value))
                continue;
        }
        run.push_back(value);
        const std::size_t next = container->valueCount + run.size();
        if (next % LiveTree::kPageRows == 0) {
            insertRun(container, run);
            run.clear();
        }
    }
    insertRun(container, run);
}

void TreeBatch::insertRun(LiveNode *container, const std::vector<LiveNode *> &run)
{
    if (run.empty())
        return;
    const std::uint32_t first = container->valueCount;
    LiveNode *under = container;
    int row = static_cast<int>(first);
    int count = static_cast<int>(run.size());
    if (first >= LiveTree::kPageRows) {
        const std::uint32_t pageRow = LiveTree::kPageRows + LiveTree::pageOf(first);
        if (pageRow < container->rows.size()) {
            under = container->rows[pageRow];
            row = static_cast<int>(first % LiveTree::kPageRows);
            touch(under);
        } else { // the page comes with its first values
            row = static_cast<int>(pageRow);
            count = 1;
        }
    }
    m_model.beginInsertRows(m_model.indexFor(under), row, row + count - 1);
    for (LiveNode *value : run)
        link(container, value);
    m_model.endInsertRows();
}

void TreeBatch::link(LiveNode *container, LiveNode *value)
{
    if (value->role == LiveNode::Role::Expected) {
        std::vector<LiveNode *> &fields = container->expected;
        fields.erase(fields.begin() + value->row);
        for (std::size_t slot = value->row; slot < fields.size(); ++slot)
            fields[slot]->row = static_cast<std::uint32_t>(slot);
        value->role = LiveNode::Role::Value;
    }
    const std::uint32_t index = container->valueCount++;
    LiveNode *under = container;
    if (index >= LiveTree::kPageRows) {
        const std::uint32_t pageRow = LiveTree::kPageRows + LiveTree::pageOf(index);
        if (pageRow == container->rows.size()) {
            LiveNode *page = m_model.m_tree.makePage(container, index, m_model.m_batch);
            page->row = pageRow;
            container->rows.push_back(page);
        }
        under = container->rows[pageRow];
        const ValueState bad = std::max(ownState(*value), value->inside);
        if (bad > ValueState::Superseded)
            under->inside = std::max(under->inside, bad);
    }
    value->parent = under;
    value->row = static_cast<std::uint32_t>(under->rows.size());
    under->rows.push_back(value);
}

bool TreeBatch::adopt(LiveNode *container, LiveNode *value)
{
    if (value->row == 0 && container->valueCount < LiveTree::kPageRows) {
        link(container, value); // the row stays what it was: the first expected one follows the last value
        return true;
    }
    dropExpected(container, value->row);
    value->role = LiveNode::Role::Value;
    return false;
}

void TreeBatch::dropExpected(LiveNode *container, std::uint32_t slot)
{
    std::vector<LiveNode *> &fields = container->expected;
    const int row = rowOf(*fields[slot]);
    if (isAnnounced(container))
        m_model.beginRemoveRows(m_model.indexFor(container), row, row);
    fields.erase(fields.begin() + slot);
    for (std::size_t later = slot; later < fields.size(); ++later)
        fields[later]->row = static_cast<std::uint32_t>(later);
    if (isAnnounced(container))
        m_model.endRemoveRows();
}

void TreeBatch::showExpected(LiveNode *container)
{
    std::vector<LiveNode *> fields = m_model.m_tree.makeExpected(container, m_model.m_batch);
    if (fields.empty())
        return;
    // A field that was expected has its row already; anything else is still out of sight.
    const bool seen = isAnnounced(container);
    if (seen)
        m_model.beginInsertRows(m_model.indexFor(container), 0, static_cast<int>(fields.size()) - 1);
    container->expected = std::move(fields);
    if (seen)
        m_model.endInsertRows();
}

} // namespace espalier::ui
