// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/markpass.h"

#include "models/partialtreemodel.h"

#include <algorithm>

namespace espalier::ui {

MarkPass::MarkPass(LiveTree &tree, std::vector<LiveNode *> &markedFields)
    : m_tree(tree)
    , m_fields(markedFields)
{
    m_before.reserve(m_tree.valueCount() + m_fields.size());
    for (LiveNode *node : m_tree.values())
        strip(node);
    for (LiveNode *field : m_fields)
        strip(field);
    m_fields.clear();
}

void MarkPass::strip(LiveNode *node)
{
    m_before.push_back({node, node->inside, node->issuesInside, node->mark != ValueState::Absent});
    node->inside = ValueState::Absent;
    node->issuesInside = 0;
    node->mark = ValueState::Absent;
    node->markText.clear();
    node->takenForAbsent = false;
    if (node->parent && node->parent->role == LiveNode::Role::Page)
        node->parent->inside = ValueState::Absent;
}

void MarkPass::set(LiveNode *node, const ValueMark &mark)
{
    // The first issue of a value is the one its row tells; the list below the tree tells all.
    if (!node || node->mark == ValueState::Invalid)
        return;
    if (node->id == json::kNoNode && node->role != LiveNode::Role::Expected)
        return;
    node->mark = mark.state;
    node->markText = mark.text;
    node->takenForAbsent = mark.takenForAbsent;
    if (node->role == LiveNode::Role::Expected)
        m_fields.push_back(node);
}

void MarkPass::carryUp(const LiveNode &node)
{
    const ValueState own = ownState(node);
    const ValueState bad = own == ValueState::Superseded ? ValueState::Absent : std::max(own, node.inside);
    if (bad <= ValueState::Superseded || !node.container)
        return;
    node.container->inside = std::max(node.container->inside, bad);
    node.container->issuesInside += node.issuesInside + (own == ValueState::Invalid ? 1 : 0);
    if (node.parent != node.container)
        node.parent->inside = std::max(node.parent->inside, bad);
}

std::vector<LiveNode *> MarkPass::finish()
{
    // Expected fields hold nothing; children stand after their parents, so one walk from the end carries
    // everything up.
    for (const LiveNode *field : m_fields)
        carryUp(*field);
    for (auto node = m_tree.values().rbegin(); node != m_tree.values().rend(); ++node)
        carryUp(**node);
    std::vector<LiveNode *> changed;
    for (const Before &before : m_before) {
        LiveNode *node = before.node;
        const bool marked = before.marked || node->mark != ValueState::Absent;
        if (!node->parent ||
            (!marked && before.inside == node->inside && before.issues == node->issuesInside))
            continue;
        changed.push_back(node);
        if (node->parent->role == LiveNode::Role::Page)
            changed.push_back(node->parent);
    }
    changed.insert(changed.end(), m_fields.begin(), m_fields.end());
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
}

} // namespace espalier::ui
