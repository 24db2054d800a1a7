// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of values after they came, and the ways to find one: the part of PartialTreeModel that does
// not grow.

#include "models/partialtreemodel.h"

#include "models/markpass.h"
#include "json/pointer.h"

#include <algorithm>
#include <optional>

namespace espalier::ui {

static LiveNode *childOf(const LiveNode &container, const QString &token)
{
    if (container.kind == json::Value::Kind::Array) {
        bool ok = false;
        const std::uint32_t index = token.toUInt(&ok);
        return ok ? valueAt(container, index) : nullptr;
    }
    LiveNode *found = nullptr; // of duplicates the last counts
    for (std::uint32_t i = 0; i < container.valueCount; ++i) {
        LiveNode *value = valueAt(container, i);
        if (value->key == token)
            found = value;
    }
    for (LiveNode *field : container.expected) {
        if (!found && field->key == token)
            found = field;
    }
    return found;
}

static LiveNode *nodeFor(LiveNode &top, const QString &pointer)
{
    LiveNode *at = &top;
    if (top.id == json::kNoNode && pointer.isEmpty())
        return valueAt(top, 0);
    const std::string text = pointer.toStdString();
    std::string_view rest = text;
    while (at) {
        const std::optional<std::string> token = json::takeToken(rest);
        if (!token)
            break;
        at = childOf(*at, QString::fromStdString(*token));
    }
    return at;
}

QModelIndex PartialTreeModel::indexOf(const QString &pointer, Column column) const
{
    return indexFor(nodeFor(*m_tree.top(), pointer), column);
}

QModelIndex PartialTreeModel::latest() const
{
    return m_tree.values().empty() ? QModelIndex() : indexFor(m_tree.values().back());
}

QModelIndex PartialTreeModel::indexAtOffset(std::uint64_t offset) const
{
    // Values begin in the order of their ids, so the last one that begins at or before the offset is it or
    // stands beside it.
    const std::vector<LiveNode *> &values = m_tree.values();
    auto after = std::upper_bound(values.begin(), values.end(), offset,
                                  [](std::uint64_t at, const LiveNode *node) { return at < node->begin; });
    if (after == values.begin())
        return {};
    const LiveNode *at = *--after;
    while (at->container && at->end != 0 && at->end <= offset)
        at = at->container;
    return indexFor(at);
}

std::optional<json::Value> PartialTreeModel::value() const
{
    const LiveNode *root = m_tree.top()->id != json::kNoNode ? m_tree.top() : valueAt(*m_tree.top(), 0);
    return root ? std::optional(valueOf(*root)) : std::nullopt;
}

/// The row of a field that did not come, or the object itself.
static LiveNode *expectedField(LiveNode &object, const QString &key)
{
    const auto field = std::find_if(object.expected.begin(), object.expected.end(),
                                    [&key](const LiveNode *one) { return one->key == key; });
    return field == object.expected.end() ? &object : *field;
}

/// The value and those around it that look different now.
static void carryMark(LiveNode *node, std::vector<LiveNode *> &changed)
{
    changed.push_back(node);
    for (LiveNode *at = node; at->container; at = at->container) {
        if (ownState(*at->container) == ValueState::Superseded)
            break;
        for (LiveNode *above : {at->parent, at->container}) {
            above->inside = ValueState::Invalid;
            if (above->parent && std::find(changed.begin(), changed.end(), above) == changed.end())
                changed.push_back(above);
        }
        ++at->container->issuesInside;
    }
}

void PartialTreeModel::addMarks(std::vector<GrowingMark> &marks)
{
    std::vector<LiveNode *> changed;
    std::vector<GrowingMark> waiting;
    for (GrowingMark &mark : marks) {
        LiveNode *node = m_tree.find(mark.node);
        if (m_tree.isToCome(mark.node) || (node && node->nodeState == json::NodeState::Open)) {
            waiting.push_back(std::move(mark));
            continue;
        }
        if (node && !mark.missing.isEmpty())
            node = expectedField(*node, mark.missing);
        if (!node || node->mark == ValueState::Invalid || ownState(*node) == ValueState::Superseded)
            continue;
        if (node->id == json::kNoNode)
            m_markedFields.push_back(node);
        node->mark = ValueState::Invalid;
        node->markText = std::move(mark.text);
        if (node->parent)
            carryMark(node, changed);
    }
    marks = std::move(waiting);
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    announce(changed);
}

void PartialTreeModel::setMarks(const std::vector<ValueMark> &marks)
{
    MarkPass pass(m_tree, m_markedFields);
    for (const ValueMark &mark : marks)
        pass.set(nodeFor(*m_tree.top(), mark.pointer), mark);
    std::vector<LiveNode *> changed = pass.finish();
    announce(changed);
}

} // namespace espalier::ui
