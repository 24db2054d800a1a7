// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/incremental_p.h"

#include "schema/distinctnodes_p.h"
#include "schema/schemaplaces_p.h"

#include <algorithm>
#include <cstdint>

// Which schemas a part has to fit, and whether it does.

namespace espalier::schema {

namespace {

/// The parts of a value that fit, found by where they stand in it: remembering each of a hundred thousand,
/// and forgetting it again, would cost more than all that is judged of them.
class PartsThatFit final : public Evaluation::KnownParts
{
public:
    /// `parts`: those of `value`, in their order; defaults may stand behind them.
    PartsThatFit(const std::vector<Part> &parts, const json::Value &value)
        : m_parts(parts)
        , m_value(value)
        , m_count(std::min(parts.size(), value.isArray() ? value.items().size() : value.members().size()))
    {
        if (m_count > 0)
            m_first = addressOf(*partAt(0));
    }
    [[nodiscard]] const json::Value *partAt(std::size_t i) const
    {
        return m_value.isArray() ? &m_value.items()[i] : &m_value.members()[i].value;
    }
    [[nodiscard]] std::optional<bool> verdict(const Node &node, const json::Value &part) const override
    {
        const std::size_t stride = m_value.isArray() ? sizeof(json::Value) : sizeof(json::Member);
        const std::uintptr_t distance = addressOf(part) - m_first; // of one before it: too large
        const std::size_t i = distance / stride;
        if (i >= m_count || distance % stride != 0)
            return std::nullopt;
        for (const auto &[known, fits] : m_parts[i].verdicts) {
            if (fits && known == &node)
                return true;
        }
        return std::nullopt;
    }

private:
    static std::uintptr_t addressOf(const json::Value &value)
    {
        return reinterpret_cast<std::uintptr_t>(&value);
    }

    const std::vector<Part> &m_parts;
    const json::Value &m_value;
    std::size_t m_count;
    std::uintptr_t m_first = 0;
};

} // namespace

const std::vector<const Node *> &IncrementalValidation::Private::holding(const Node &node,
                                                                         json::Value::Kind kind)
{
    const bool list = kind == json::Value::Kind::Array;
    auto [known, fresh] = holds[list ? 1 : 0].try_emplace(&node);
    if (fresh)
        known->second = list ? nodesThatHoldForLists(node) : holdingObjects(node);
    return known->second;
}

void IncrementalValidation::Private::addSchemas(const OpenValue &parent, OpenValue &child)
{
    Distinct<Node> schemas;
    const auto add = [&schemas](const Node *node) {
        if (node && node->boolean != true)
            schemas.add(node);
    };
    if (storeOf(validator).dynamic)
        return;
    forEachHolding(parent, [&](const Node &node) {
        if (parent.kind == json::Value::Kind::Array)
            return add(nodeOfItem(node, child.row));
        for (const Node *member : nodesOfMember(node, child.key))
            add(member);
    });
    child.schemas = schemas.take();
}

Verdicts IncrementalValidation::Private::judge(OpenValue &value, const json::Value &finished)
{
    if (spoiled)
        return {};
    if (!isAsDecided(value, finished)) {
        takeBack(value);
        forget(finished);
    }
    const std::vector<Part> &parts = value.parts;
    const PartsThatFit fitting(parts, finished);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (const auto &[node, fits] : parts[i].verdicts) {
            if (!fits)
                settle({node, fitting.partAt(i)}, false);
        }
    }
    Verdicts out;
    std::optional<Evaluation> slow; // one for all, so that what several of them say is told once
    for (const Node *schema : value.schemas) {
        Evaluation quick(storeOf(validator), Evaluation::Pass::Quick);
        quick.useKnown(&settled, &fitting);
        const bool fits = quick.apply(*schema, finished) && quick.undecided() == 0;
        out.emplace_back(schema, fits);
        if (fits || found.size() >= Evaluation::kMaxIssues)
            continue;
        if (!slow) {
            slow.emplace(storeOf(validator), Evaluation::Pass::Report);
            slow->useKnown(&settled, &fitting);
            slow->startAt(wayTo(value));
        }
        slow->apply(*schema, finished);
    }
    if (!slow)
        return out;
    for (Evaluation::Located &one : slow->takeFound())
        found.push_back(std::move(one));
    Evaluation::Known reported;
    slow->addReported(reported);
    for (const auto &[question, fits] : reported) {
        if (question.second != &finished)
            settle(question, fits);
        else if (std::find(value.schemas.begin(), value.schemas.end(), question.first) == value.schemas.end())
            out.emplace_back(question.first, false); // the value itself has yet to find its place
    }
    return out;
}

void IncrementalValidation::Private::settle(const Evaluation::Question &question, bool fits)
{
    if (settled.emplace(question, fits).second && !fits)
        failed[question.second].push_back(question.first);
}

/// A value that is no more: nothing is known of what will stand in its memory. Takes as long as the value is
/// large, however much is known of others.
void IncrementalValidation::Private::forget(const json::Value &value)
{
    std::vector<const json::Value *> rest{&value};
    while (!rest.empty() && !failed.empty()) {
        const json::Value *next = rest.back();
        rest.pop_back();
        if (const auto known = failed.find(next); known != failed.end()) {
            for (const Node *node : known->second)
                settled.erase({node, next});
            failed.erase(known);
        }
        for (const json::Value &item : next->items())
            rest.push_back(&item);
        for (const json::Member &member : next->members())
            rest.push_back(&member.value);
    }
}

} // namespace espalier::schema
