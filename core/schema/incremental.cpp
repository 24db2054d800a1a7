// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/incremental.h"

#include "schema/evaluation_p.h"
#include "schema/schemaplaces_p.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace espalier::schema {

using json::NodeId;
using json::TreeChange;
using json::TreeOp;

namespace {

/// A schema and whether a value fits it.
using Verdicts = std::vector<std::pair<const Node *, bool>>;

/// A part that has closed and waits for its parent to close.
struct Part
{
    NodeId id = json::kNoNode;
    std::uint32_t row = 0;
    std::string key;
    json::Value value;
    Verdicts verdicts;
};

/// A value that has not closed yet.
struct OpenValue
{
    NodeId parent = json::kNoNode;
    std::uint32_t row = 0;     ///< of an item: its place in the value
    std::uint32_t dropped = 0; ///< items that broke off and are not in the value
    json::Value::Kind kind = json::Value::Kind::Null;
    bool hasKey = false;
    std::string key;
    std::string text;                  ///< of a scalar
    std::vector<const Node *> schemas; ///< that have to hold for it
    std::vector<Part> parts;
};

bool begins(const std::vector<std::size_t> &path, const std::vector<std::size_t> &with)
{
    return path.size() >= with.size() && std::equal(with.begin(), with.end(), path.begin());
}

} // namespace

struct IncrementalValidation::Private
{
    explicit Private(Validator given)
        : validator(std::move(given))
    {
    }

    void add(const TreeChange &change);
    void close(const TreeChange &change);
    void supersede(NodeId node);
    void restart();

    void addSchemas(const OpenValue &parent, OpenValue &child);
    const std::vector<const Node *> &holding(const Node &node);
    static json::Value finished(OpenValue &open);
    Verdicts judge(const OpenValue &open, const json::Value &value, const std::vector<Verdicts> &parts);
    void forget(const json::Value &value);
    std::vector<Evaluation::Step> wayTo(const OpenValue &open) const;
    std::vector<std::size_t> pathOf(const OpenValue &open) const;
    void countAnew(const OpenValue &open);

    Validator validator;
    std::unordered_map<NodeId, OpenValue> open;
    std::unordered_map<NodeId, NodeId> parents; ///< of closed parts of open values
    std::unordered_map<const Node *, std::vector<const Node *>> holds;
    /// Verdicts on parts of open and closed values: what does not fit as long as the value is there, so that
    /// nothing is told twice; what fits while its parent is judged.
    Evaluation::Known settled;
    std::vector<Evaluation::Located> found;
    std::size_t told = 0;
    std::optional<json::Value> whole;
    std::optional<Issues> final; ///< when there were too many on the way
};

void IncrementalValidation::Private::restart()
{
    open.clear();
    parents.clear();
    settled.clear();
    found.clear();
    told = 0;
    whole.reset();
    final.reset();
}

const std::vector<const Node *> &IncrementalValidation::Private::holding(const Node &node)
{
    auto [known, fresh] = holds.try_emplace(&node);
    if (fresh)
        known->second = nodesThatHold(node);
    return known->second;
}

void IncrementalValidation::Private::addSchemas(const OpenValue &parent, OpenValue &child)
{
    const auto add = [&child](const Node *node) {
        if (node && node->boolean != true &&
            std::find(child.schemas.begin(), child.schemas.end(), node) == child.schemas.end())
            child.schemas.push_back(node);
    };
    if (storeOf(validator).dynamic)
        return;
    for (const Node *schema : parent.schemas) {
        for (const Node *node : holding(*schema)) {
            if (parent.kind == json::Value::Kind::Array) {
                add(nodeOfItem(*node, child.row));
            } else {
                for (const Node *member : nodesOfMember(*node, child.key))
                    add(member);
            }
        }
    }
}

void IncrementalValidation::Private::add(const TreeChange &change)
{
    OpenValue value;
    value.parent = change.parent;
    value.row = change.row;
    value.kind = change.kind;
    value.hasKey = change.hasKey;
    value.key = change.key;
    if (change.parent == json::kNoNode) {
        if (rootOf(validator).boolean != true)
            value.schemas.push_back(&rootOf(validator));
    } else if (const auto parent = open.find(change.parent); parent != open.end()) {
        value.row -= parent->second.dropped;
        addSchemas(parent->second, value);
    }
    open.insert_or_assign(change.node, std::move(value));
}

/// The value that an open one has become; its parts are moved into it.
json::Value IncrementalValidation::Private::finished(OpenValue &open)
{
    switch (open.kind) {
    case json::Value::Kind::Null:
        return {};
    case json::Value::Kind::Bool:
        return json::Value::boolean(open.text == "true");
    case json::Value::Kind::Number:
        return json::Value::number(std::move(open.text));
    case json::Value::Kind::String:
        return json::Value::string(std::move(open.text));
    case json::Value::Kind::Array: {
        json::Value::Array items;
        items.reserve(open.parts.size());
        for (Part &part : open.parts)
            items.push_back(std::move(part.value));
        return json::Value::array(std::move(items));
    }
    case json::Value::Kind::Object: {
        json::Value::Object members;
        members.reserve(open.parts.size());
        for (Part &part : open.parts)
            members.push_back({std::move(part.key), std::move(part.value)});
        return json::Value::object(std::move(members));
    }
    }
    return {};
}

std::vector<Evaluation::Step> IncrementalValidation::Private::wayTo(const OpenValue &value) const
{
    std::vector<Evaluation::Step> way;
    for (const OpenValue *at = &value; at && at->parent != json::kNoNode;) {
        way.push_back({at->key, at->row, at->hasKey});
        const auto parent = open.find(at->parent);
        at = parent == open.end() ? nullptr : &parent->second;
    }
    std::reverse(way.begin(), way.end());
    return way;
}

std::vector<std::size_t> IncrementalValidation::Private::pathOf(const OpenValue &value) const
{
    std::vector<std::size_t> path;
    for (const Evaluation::Step &step : wayTo(value))
        path.push_back(step.index);
    return path;
}

Verdicts IncrementalValidation::Private::judge(const OpenValue &value, const json::Value &finished,
                                               const std::vector<Verdicts> &parts)
{
    const auto partOf = [&finished](std::size_t i) {
        return finished.isArray() ? &finished.items()[i] : &finished.members()[i].value;
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (const auto &[node, fits] : parts[i])
            settled.emplace(Evaluation::Question(node, partOf(i)), fits);
    }
    Verdicts out;
    std::optional<Evaluation> slow; // one for all, so that what several of them say is told once
    for (const Node *schema : value.schemas) {
        Evaluation quick(storeOf(validator), Evaluation::Pass::Quick);
        quick.useKnown(&settled);
        const bool fits = quick.apply(*schema, finished) && quick.undecided() == 0;
        out.emplace_back(schema, fits);
        if (fits || found.size() >= Evaluation::kMaxIssues)
            continue;
        if (!slow) {
            slow.emplace(storeOf(validator), Evaluation::Pass::Report);
            slow->useKnown(&settled);
            slow->startAt(wayTo(value));
        }
        slow->apply(*schema, finished);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (const auto &[node, fits] : parts[i]) {
            if (fits)
                settled.erase({node, partOf(i)});
        }
    }
    if (!slow)
        return out;
    for (Evaluation::Located &one : slow->takeFound())
        found.push_back(std::move(one));
    Evaluation::Known reported;
    slow->addReported(reported);
    for (const auto &[question, fits] : reported) {
        if (question.second != &finished)
            settled.emplace(question, fits);
        else if (std::find(value.schemas.begin(), value.schemas.end(), question.first) == value.schemas.end())
            out.emplace_back(question.first, false); // the value itself has yet to find its place
    }
    return out;
}

/// A value that is no more: nothing is known of what will stand in its memory.
void IncrementalValidation::Private::forget(const json::Value &value)
{
    if (settled.empty())
        return;
    std::vector<const json::Value *> rest{&value};
    std::unordered_set<const json::Value *> gone;
    while (!rest.empty()) {
        const json::Value *next = rest.back();
        rest.pop_back();
        gone.insert(next);
        for (const json::Value &item : next->items())
            rest.push_back(&item);
        for (const json::Member &member : next->members())
            rest.push_back(&member.value);
    }
    std::erase_if(settled, [&gone](const auto &entry) { return gone.count(entry.first.second) > 0; });
}

/// Where members were replaced, those after them move up: from now on their places are those in the value.
void IncrementalValidation::Private::countAnew(const OpenValue &value)
{
    if (value.kind != json::Value::Kind::Object || value.parts.empty() ||
        value.parts.back().row + 1 == value.parts.size() || found.empty())
        return;
    const std::vector<std::size_t> path = pathOf(value);
    for (Evaluation::Located &one : found) {
        if (one.path.size() <= path.size() || !begins(one.path, path))
            continue;
        std::size_t &place = one.path[path.size()];
        const auto part = std::lower_bound(value.parts.begin(), value.parts.end(), place,
                                           [](const Part &left, std::size_t row) { return left.row < row; });
        place = static_cast<std::size_t>(part - value.parts.begin());
    }
}

void IncrementalValidation::Private::close(const TreeChange &change)
{
    const auto closing = open.find(change.node);
    if (closing == open.end())
        return;
    if (change.state == json::NodeState::Cut) { // so are all around it
        for (const Part &part : closing->second.parts)
            forget(part.value);
        const auto parent = open.find(closing->second.parent);
        if (parent != open.end() && parent->second.kind == json::Value::Kind::Array)
            ++parent->second.dropped;
        open.erase(closing);
        return;
    }
    OpenValue &value = closing->second;
    std::sort(value.parts.begin(), value.parts.end(),
              [](const Part &left, const Part &right) { return left.row < right.row; });
    countAnew(value);
    std::vector<Verdicts> verdicts;
    verdicts.reserve(value.parts.size());
    for (Part &part : value.parts) {
        verdicts.push_back(std::move(part.verdicts));
        parents.erase(part.id);
    }
    json::Value made = finished(value);
    Verdicts own = judge(value, made, verdicts);
    if (value.parent == json::kNoNode) {
        if (found.size() >= Evaluation::kMaxIssues)
            final = validator.validate(made);
        whole = std::move(made);
    } else if (const auto parent = open.find(value.parent); parent != open.end()) {
        parents[change.node] = value.parent;
        parent->second.parts.push_back(
            {change.node, value.row, std::move(value.key), std::move(made), std::move(own)});
    }
    open.erase(closing);
}

void IncrementalValidation::Private::supersede(NodeId node)
{
    std::vector<std::size_t> path;
    if (const auto still = open.find(node); still != open.end()) {
        path = pathOf(still->second);
        for (const Part &part : still->second.parts)
            forget(part.value);
        open.erase(still);
    } else if (const auto known = parents.find(node); known != parents.end()) {
        OpenValue &parent = open[known->second];
        const auto part = std::find_if(parent.parts.rbegin(), parent.parts.rend(),
                                       [node](const Part &one) { return one.id == node; });
        path = pathOf(parent);
        path.push_back(part->row);
        forget(part->value);
        parent.parts.erase(std::next(part).base());
        parents.erase(known);
    } else {
        return;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (begins(found[i].path, path)) {
            told -= i < told ? 1 : 0;
            continue;
        }
        if (kept != i)
            found[kept] = std::move(found[i]);
        ++kept;
    }
    found.resize(kept);
}

IncrementalValidation::IncrementalValidation(Validator validator)
    : d(std::make_unique<Private>(std::move(validator)))
{
}

IncrementalValidation::~IncrementalValidation() = default;
IncrementalValidation::IncrementalValidation(IncrementalValidation &&) noexcept = default;
IncrementalValidation &IncrementalValidation::operator=(IncrementalValidation &&) noexcept = default;

void IncrementalValidation::take(const TreeChange &change)
{
    const auto value = d->open.find(change.node);
    switch (change.op) {
    case TreeOp::Add:
        d->add(change);
        break;
    case TreeOp::AppendText:
        if (value != d->open.end())
            value->second.text += change.text;
        break;
    case TreeOp::SetScalar:
        if (value != d->open.end()) {
            value->second.kind = change.kind;
            value->second.text = change.text;
        }
        break;
    case TreeOp::Close:
        d->close(change);
        break;
    case TreeOp::Supersede:
        d->supersede(change.node);
        break;
    case TreeOp::Reset:
        d->restart();
        break;
    }
}

void IncrementalValidation::take(const json::TreeChanges &changes)
{
    for (const TreeChange &change : changes)
        take(change);
}

Issues IncrementalValidation::takeNews()
{
    Issues out;
    for (; d->told < d->found.size(); ++d->told)
        out.push_back(d->found[d->told].issue);
    return out;
}

Issues IncrementalValidation::issues() const
{
    if (d->final)
        return *d->final;
    Issues out = inOrder(d->found);
    out.resize(std::min(out.size(), Evaluation::kMaxIssues));
    return out;
}

const json::Value *IncrementalValidation::value() const
{
    return d->whole ? &*d->whole : nullptr;
}

} // namespace espalier::schema
