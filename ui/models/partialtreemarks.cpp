// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of values after they came, and the ways to find one: the part of PartialTreeModel that does
// not grow.

#include "models/partialtreemodel.h"

#include "json/pointer.h"

#include <algorithm>
#include <optional>

namespace espalier::ui {

static const LiveNode *childOf(const LiveNode &container, const QString &token)
{
    if (container.kind == json::Value::Kind::Array) {
        bool ok = false;
        const std::uint32_t index = token.toUInt(&ok);
        return ok ? valueAt(container, index) : nullptr;
    }
    const LiveNode *found = nullptr; // of duplicates the last counts
    for (std::uint32_t i = 0; i < container.valueCount; ++i) {
        const LiveNode *value = valueAt(container, i);
        if (value->key == token)
            found = value;
    }
    for (const LiveNode *field : container.expected) {
        if (!found && field->key == token)
            found = field;
    }
    return found;
}

static const LiveNode *nodeFor(const LiveNode &top, const QString &pointer)
{
    const LiveNode *at = &top;
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

void PartialTreeModel::setMarks(const std::vector<ValueMark> &marks)
{
    struct Before
    {
        ValueState inside;
        std::uint32_t issues;
        bool marked;
    };
    ++m_batch;
    std::vector<Before> before;
    const std::vector<LiveNode *> &values = m_tree.values();
    before.reserve(values.size());
    for (LiveNode *node : values) {
        before.push_back({node->inside, node->issuesInside, node->mark != ValueState::Absent});
        node->inside = ValueState::Absent;
        node->issuesInside = 0;
        node->mark = ValueState::Absent;
        node->markText.clear();
        if (node->parent && node->parent->role == LiveNode::Role::Page)
            node->parent->inside = ValueState::Absent;
    }
    for (const ValueMark &mark : marks) {
        auto *node = const_cast<LiveNode *>(nodeFor(*m_tree.top(), mark.pointer));
        if (!node || node->id == json::kNoNode || node->mark == ValueState::Invalid)
            continue; // the first issue of a value is the one its row tells; the list below the tree tells
                      // all
        node->mark = mark.state;
        node->markText = mark.text;
    }
    // Children stand after their parents, so one walk from the end carries everything up.
    for (auto at = values.rbegin(); at != values.rend(); ++at) {
        const ValueState own = ownState(**at);
        if (own == ValueState::Superseded)
            continue;
        const ValueState bad = std::max(own, (*at)->inside);
        const std::uint32_t issues = (*at)->issuesInside + (own == ValueState::Invalid ? 1 : 0);
        LiveNode *container = (*at)->container;
        if (bad <= ValueState::Superseded || !container)
            continue;
        container->inside = std::max(container->inside, bad);
        container->issuesInside += issues;
        if ((*at)->parent != container)
            (*at)->parent->inside = std::max((*at)->parent->inside, bad);
    }
    std::vector<LiveNode *> changed;
    for (std::size_t i = 0; i < values.size(); ++i) {
        LiveNode *node = values[i];
        const bool marked = before[i].marked || node->mark != ValueState::Absent;
        if (node->parent &&
            (marked || before[i].inside != node->inside || before[i].issues != node->issuesInside))
            changed.push_back(node);
    }
    announce(changed);
}

} // namespace espalier::ui
