// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/showntree.h"

#include "run/issueplaces.h"
#include "json/pointer.h"

#include <algorithm>

namespace espalier::run {

using json::TreeChange;
using json::TreeOp;

namespace {

const std::vector<Item> kNoItems;

TreeChange resetChange(std::uint64_t at)
{
    TreeChange change;
    change.op = TreeOp::Reset;
    change.at = at;
    return change;
}

} // namespace

const std::vector<Item> &ShownTree::items() const
{
    return m_items ? m_items->items() : kNoItems;
}

FoundIssue ShownTree::found(schema::Issue issue, const Origins &origins) const
{
    const std::string came = origins.of(issue.instance);
    std::string_view pointer = came;
    auto source = m_shown.begin();
    if (m_list) { // items are numbered by their calls
        const std::optional<std::string> token = json::takeToken(pointer);
        const std::size_t order = token ? json::arrayIndex(*token).value_or(0) : 0;
        source = std::find_if(m_shown.begin(), m_shown.end(),
                              [order](const AnswerSource *one) { return one->order == order; });
    }
    FoundIssue out{json::kNoNode, std::move(issue)};
    if (source == m_shown.end())
        return out;
    const json::PartialTree::Node *node = nearestTo((*source)->reader.tree(), pointer);
    if (!node)
        return out;
    out.node = (*source)->graft.shared(node->id);
    if (!m_list && node->end != 0) {
        out.issue.begin = node->begin;
        out.issue.end = node->end;
    }
    return out;
}

void ShownTree::feed(AnswerSource &source, std::string_view bytes, Growth &growth)
{
    m_bytes += bytes.size();
    source.text += bytes;
    source.reader.feed(bytes);
    harvest(source, growth);
}

void ShownTree::finish(AnswerSource &source, Growth &growth)
{
    source.reader.finish();
    harvest(source, growth);
}

void ShownTree::harvest(AnswerSource &source, Growth &growth)
{
    json::TreeChanges changes = source.reader.takeChanges();
    // From the end: calls mostly come one after the other.
    if (m_live && std::find(m_shown.rbegin(), m_shown.rend(), &source) != m_shown.rend())
        emitChanges(source, std::move(changes), growth);
}

void ShownTree::showOne(AnswerSource &source, Growth &growth)
{
    m_list = false;
    m_shown = {&source};
    restart(growth);
}

void ShownTree::showItem(AnswerSource &source, Growth &growth)
{
    if (m_list) {
        m_shown.push_back(&source);
        if (m_live)
            emitChanges(source, changesOf(source.reader.tree(), source.text.size()), growth);
        return;
    }
    m_list = true;
    m_shown = {&source};
    restart(growth);
}

void ShownTree::conclude(bool ended, Growth &growth)
{
    std::sort(m_shown.begin(), m_shown.end(),
              [](const AnswerSource *a, const AnswerSource *b) { return a->order < b->order; });
    if (!m_live || !std::is_sorted(m_rows.begin(), m_rows.end())) {
        m_live = true;
        restart(growth);
    }
    if (!m_list)
        return;
    const bool cut = !ended || std::any_of(m_shown.begin(), m_shown.end(), [](const AnswerSource *source) {
        return source->reader.state() == json::AnswerState::Cut;
    });
    emitList(TreeOp::Close, cut ? json::NodeState::Cut : json::NodeState::Closed, growth);
}

void ShownTree::restart(Growth &growth)
{
    restartBut(nullptr, growth);
}

void ShownTree::restartBut(const AnswerSource *without, Growth &growth)
{
    if (m_told)
        growth.changes.push_back(resetChange(m_bytes));
    m_told = false;
    m_rows.clear();
    if (m_items)
        m_items->restart();
    for (AnswerSource *source : m_shown)
        source->graft.forget();
    if (!m_live)
        return;
    if (m_list)
        emitList(TreeOp::Add, json::NodeState::Open, growth);
    for (AnswerSource *source : m_shown) {
        if (source != without)
            emitChanges(*source, changesOf(source->reader.tree(), source->text.size()), growth);
    }
}

void ShownTree::emitList(TreeOp op, json::NodeState state, Growth &growth)
{
    if (op == TreeOp::Add)
        m_root = m_ids.next();
    TreeChange change;
    change.op = op;
    change.node = m_root;
    change.kind = json::Value::Kind::Array;
    change.state = state;
    change.at = m_bytes;
    change.offset = op == TreeOp::Close ? m_bytes : 0;
    growth.changes.push_back(std::move(change));
    m_told = true;
}

void ShownTree::emitChanges(AnswerSource &source, json::TreeChanges changes, Growth &growth)
{
    const std::uint64_t otherBytes = m_bytes - source.text.size();
    for (TreeChange &change : changes) {
        if (change.op == TreeOp::Reset) {
            // The other items have to be told again. An answer that makes us do so all the time is told at
            // its end.
            for (const AnswerSource *other : m_shown)
                m_toldAgain += other == &source ? 0 : other->reader.tree().size();
            m_live = m_live && m_toldAgain <= 1000 + m_bytes;
            restartBut(&source, growth);
            if (!m_live)
                return;
            continue;
        }
        if (change.op == TreeOp::Add && change.parent == json::kNoNode) {
            source.graft.hang(m_list ? GraftPoint{m_root, static_cast<std::uint32_t>(m_rows.size())}
                                     : GraftPoint{});
            m_rows.push_back(source.order);
        }
        watchItems(source, change, growth);
        growth.changes.push_back(source.graft.moved(std::move(change), m_ids, otherBytes));
        m_told = true;
    }
}

void ShownTree::watchItems(const AnswerSource &source, const TreeChange &change, Growth &growth)
{
    if (!m_items || change.op != TreeOp::Close || change.state == json::NodeState::Cut)
        return;
    const json::PartialTree &tree = source.reader.tree();
    const json::PartialTree::Node *node = tree.node(change.node);
    if (!node)
        return;
    if (m_list && node->id == tree.root())
        m_items->closed(source.order, tree.value(), growth.items);
    else if (!m_list && node->parent == tree.root() &&
             tree.node(tree.root())->kind == json::Value::Kind::Array)
        m_items->closed(node->row, tree.value(node->id), growth.items);
}

} // namespace espalier::run
