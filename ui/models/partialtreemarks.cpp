// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of values after they came, and the ways to find one: the part of PartialTreeModel that does
// not grow.

#include "models/partialtreemodel.h"

#include "models/markpass.h"
#include "models/nodefinder.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace espalier::ui {

static constexpr int kMarkTurnMs = 6;

QModelIndex PartialTreeModel::indexOf(const QString &pointer, Column column) const
{
    return indexFor(NodeFinder(m_tree).find(pointer).node, column);
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

LiveNode *PartialTreeModel::missingField(LiveNode *object, const QString &key)
{
    if (object->kind != json::Value::Kind::Object || object->id == json::kNoNode)
        return nullptr;
    LiveNode *field = m_tree.makeField(object, {key, nullptr}, m_batch);
    field->row = static_cast<std::uint32_t>(object->expected.size());
    const int row = rowOf(*field);
    beginInsertRows(indexFor(object), row, row);
    object->expected.push_back(field);
    endInsertRows();
    return field;
}

void PartialTreeModel::addMarks(std::vector<GrowingMark> &marks)
{
    MarkPass pass(m_marked);
    NodeFinder finder(m_tree);
    std::vector<GrowingMark> waiting;
    for (GrowingMark &mark : marks) {
        LiveNode *node = m_tree.find(mark.node);
        if (m_tree.isToCome(mark.node) || (node && node->nodeState == json::NodeState::Open)) {
            waiting.push_back(std::move(mark));
            continue;
        }
        if (node && !mark.missing.isEmpty()) {
            LiveNode *field = finder.child(*node, mark.missing);
            node = field ? field : missingField(node, mark.missing);
        }
        if (node && ownState(*node) != ValueState::Superseded)
            pass.set(node, {{}, ValueState::Invalid, mark.text});
    }
    marks = std::move(waiting);
    std::vector<LiveNode *> changed = pass.finish();
    announce(changed);
}

MarksSet PartialTreeModel::setMarks(std::vector<ValueMark> marks)
{
    MarksSet out;
    MarkPass pass(m_marked);
    if (std::exchange(m_badSuperseded, false))
        pass.recount(m_tree);
    pass.takeAllOff();
    m_laterMarks.clear();
    m_nextMark = 0;
    NodeFinder finder(m_tree);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const bool invalid = marks[i].state == ValueState::Invalid;
        if (!invalid && i >= kMarksAtOnce) { // whichever comes first, an Invalid one stays
            m_laterMarks.push_back(std::move(marks[i]));
            continue;
        }
        const NodeFinder::Place place = finder.find(marks[i].pointer);
        LiveNode *node = place.node;
        if (!node && marks[i].missing && place.container)
            node = missingField(place.container, place.key);
        if (node && node != m_tree.top()) {
            out.wrong += invalid && node->mark != ValueState::Invalid ? 1 : 0;
            pass.set(node, marks[i]);
        } else if (invalid) {
            out.rowless.push_back(i);
        }
    }
    announceInTurns(pass.finish());
    if (!m_laterMarks.empty() && !std::exchange(m_marksOnTheirWay, true))
        QTimer::singleShot(0, this, &PartialTreeModel::setMoreMarks);
    return out;
}

void PartialTreeModel::setMoreMarks()
{
    m_marksOnTheirWay = false;
    QElapsedTimer cost;
    cost.start();
    MarkPass pass(m_marked);
    NodeFinder finder(m_tree);
    while (m_nextMark < m_laterMarks.size() && !cost.hasExpired(kMarkTurnMs)) {
        const ValueMark &mark = m_laterMarks[m_nextMark++];
        LiveNode *node = finder.find(mark.pointer).node;
        if (node && node != m_tree.top())
            pass.set(node, mark);
    }
    const std::vector<LiveNode *> changed = pass.finish();
    m_laterMarked.insert(m_laterMarked.end(), changed.begin(), changed.end());
    if (m_nextMark < m_laterMarks.size()) {
        m_marksOnTheirWay = true;
        QTimer::singleShot(0, this, &PartialTreeModel::setMoreMarks);
        return;
    }
    m_laterMarks.clear();
    m_nextMark = 0;
    announceLaterMarks();
}

/// Together: sorting what waits once for every turn would cost more than the marks.
void PartialTreeModel::announceLaterMarks()
{
    if (m_laterMarked.empty())
        return;
    std::vector<LiveNode *> changed = std::exchange(m_laterMarked, {});
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    announceInTurns(std::move(changed));
}

} // namespace espalier::ui
