// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/markpass.h"

#include "models/partialtreemodel.h"

#include <algorithm>
#include <unordered_map>

namespace espalier::ui {

MarkPass::MarkPass(std::vector<LiveNode *> &marked)
    : m_marked(marked)
{
}

void MarkPass::takeAllOff()
{
    m_fresh = true;
    for (LiveNode *node : m_marked) {
        node->mark = ValueState::Absent;
        node->markText.clear();
        node->takenForAbsent = false;
        m_changed.push_back(node);
        // Where nothing is said to be inside any more, another mark has cleared the way up from there.
        for (LiveNode *at = node->parent; at && at->markedInside != ValueState::Absent; at = at->parent) {
            at->markedInside = ValueState::Absent;
            at->issuesInside = 0;
            m_changed.push_back(at);
        }
    }
    m_marked.clear();
}

void MarkPass::set(LiveNode *node, const ValueMark &mark)
{
    // The first issue of a value is the one its row tells; the list below the tree tells all.
    if (!node || node->mark == ValueState::Invalid)
        return;
    if (node->id == json::kNoNode && node->role != LiveNode::Role::Expected)
        return;
    if (node->mark == ValueState::Absent)
        m_marked.push_back(node);
    node->mark = mark.state;
    node->markText = mark.text;
    node->takenForAbsent = mark.takenForAbsent;
    m_changed.push_back(node);
    if (ownState(*node) == mark.state)
        carryUp(*node);
}

/// As far as somebody counts it: what is superseded counts for nobody.
void MarkPass::carryUp(const LiveNode &node)
{
    const bool invalid = node.mark == ValueState::Invalid;
    for (LiveNode *at = node.parent; at; at = at->parent) {
        if (at->nodeState == json::NodeState::Superseded || (!invalid && at->markedInside >= node.mark))
            break;
        const bool raised = at->markedInside < node.mark;
        at->markedInside = std::max(at->markedInside, node.mark);
        at->issuesInside += invalid && at->role != LiveNode::Role::Page ? 1 : 0;
        if (raised || !m_fresh) // else it was noted when the first of its issues was counted
            m_changed.push_back(at);
    }
}

static ValueState cameAs(json::NodeState state)
{
    return state == json::NodeState::Cut        ? ValueState::Cut
           : state == json::NodeState::Repaired ? ValueState::Repaired
                                                : ValueState::Absent;
}

void MarkPass::recount(LiveTree &tree)
{
    std::unordered_map<LiveNode *, ValueState> before; // of those alone for whom there is something to say
    const auto strip = [&before](LiveNode *node) {
        if (node->inside != ValueState::Absent)
            before.emplace(node, node->inside);
        node->inside = ValueState::Absent;
    };
    for (LiveNode *node : tree.values()) {
        strip(node);
        if (node->parent)
            strip(node->parent); // a page
    }
    // Children stand after their parents, so one walk from the end carries everything up.
    for (auto at = tree.values().rbegin(); at != tree.values().rend(); ++at) {
        if ((*at)->nodeState == json::NodeState::Superseded)
            continue;
        const ValueState bad = std::max(cameAs((*at)->nodeState), (*at)->inside);
        for (LiveNode *above : {(*at)->parent, (*at)->container}) {
            if (above)
                above->inside = std::max(above->inside, bad);
        }
    }
    for (const auto &[node, state] : before) {
        if (node->inside != state)
            m_changed.push_back(node);
    }
}

std::vector<LiveNode *> MarkPass::finish()
{
    std::sort(m_changed.begin(), m_changed.end());
    m_changed.erase(std::unique(m_changed.begin(), m_changed.end()), m_changed.end());
    m_changed.erase(std::remove_if(m_changed.begin(), m_changed.end(),
                                   [](const LiveNode *node) { return !node->parent; }),
                    m_changed.end());
    return std::move(m_changed);
}

} // namespace espalier::ui
