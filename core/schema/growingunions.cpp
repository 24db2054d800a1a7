// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/growingunions.h"

#include "schema/branchexclusion_p.h"
#include "schema/schemaplaces_p.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace espalier::schema {

using json::NodeId;
using json::TreeChange;
using json::TreeOp;
using json::Value;

namespace {

using Choice = std::vector<const Node *>;

struct Open
{
    NodeId parent = json::kNoNode;
    std::uint32_t row = 0;
    Value::Kind kind = Value::Kind::Null;
    std::string key;
    std::string text;
    std::vector<const Node *> schemas;      ///< that have to hold for it, followed through what is decided
    std::unordered_set<const Node *> known; ///< the same
    std::vector<std::pair<const Choice *, Choice>> left; ///< of each choice among them
    std::vector<NodeId> members;                         ///< closed ones that are in `parents`
    bool settled = false; ///< a member was replaced: nothing is excluded any more
};

bool isContainer(Value::Kind kind)
{
    return kind == Value::Kind::Array || kind == Value::Kind::Object;
}

Value scalarOf(const Open &open)
{
    if (open.kind == Value::Kind::Bool)
        return Value::boolean(open.text == "true");
    if (open.kind == Value::Kind::Number)
        return Value::number(open.text);
    return open.kind == Value::Kind::String ? Value::string(open.text) : Value();
}

} // namespace

struct GrowingUnions::Private
{
    void add(const TreeChange &change);
    void findChoices(Open &open, NodeId id, const std::vector<const Node *> &schemas);
    void exclude(NodeId parent, const std::string &key, Value::Kind kind, const Value *scalar);
    void follow(Open &open, NodeId id);
    void tell(NodeId id, const Choice &choice, const Choice &left);
    void restore(NodeId id);

    Validator validator;
    BranchExclusion exclusion;
    bool listOf = false;
    std::unordered_map<NodeId, Open> open;
    std::unordered_map<NodeId, NodeId> parents; ///< of closed members of open objects with unions
    std::unordered_map<const Choice *, std::string> pointers;
    std::vector<BranchesLeft> news;
};

void GrowingUnions::Private::tell(NodeId id, const Choice &choice, const Choice &left)
{
    BranchesLeft out{id, pointers[&choice], {}};
    auto next = left.begin(); // in the order of the choice
    for (std::size_t i = 0; i < choice.size() && next != left.end(); ++i) {
        if (choice[i] != *next)
            continue;
        out.branches.push_back(i);
        ++next;
    }
    news.push_back(std::move(out));
}

/// The unions that the value has to fit by these schemas, without the branches that its kind excludes.
void GrowingUnions::Private::findChoices(Open &value, NodeId id, const std::vector<const Node *> &schemas)
{
    for (const Node *schema : schemas) {
        for (const Node *node : nodesThatHold(*schema)) {
            if (!value.known.insert(node).second)
                continue;
            value.schemas.push_back(node);
            if (!node->inPlace)
                continue;
            for (const auto &[keyword, choice] :
                 {std::pair<const char *, const Choice *>("anyOf", &node->inPlace->anyOf),
                  std::pair<const char *, const Choice *>("oneOf", &node->inPlace->oneOf)}) {
                if (choice->empty())
                    continue;
                pointers.try_emplace(choice, pointerOf(*node, keyword));
                Choice left;
                std::copy_if(choice->begin(), choice->end(), std::back_inserter(left),
                             [&](const Node *branch) { return !exclusion.byKind(*branch, value.kind); });
                if (left.empty())
                    left = *choice;
                else if (left.size() < choice->size())
                    tell(id, *choice, left);
                value.left.emplace_back(choice, std::move(left));
            }
        }
    }
    follow(value, id);
}

/// Through the unions of which one branch is left.
void GrowingUnions::Private::follow(Open &value, NodeId id)
{
    std::vector<const Node *> more;
    for (const auto &[choice, left] : value.left) {
        if (left.size() == 1 && value.known.count(left.front()) == 0)
            more.push_back(left.front());
    }
    if (!more.empty())
        findChoices(value, id, more);
}

void GrowingUnions::Private::add(const TreeChange &change)
{
    Open value;
    value.parent = change.parent;
    value.row = change.row;
    value.kind = change.kind;
    value.key = change.key;
    std::vector<const Node *> schemas;
    if (change.parent == json::kNoNode) {
        const bool inList = listOf && change.kind == Value::Kind::Array && !itemsNode(rootOf(validator));
        if (!inList)
            schemas.push_back(&rootOf(validator));
    } else if (const auto around = open.find(change.parent); around != open.end()) {
        const Open &parent = around->second;
        const bool itemOfRoot = listOf && parent.parent == json::kNoNode && parent.schemas.empty();
        if (itemOfRoot)
            schemas.push_back(&rootOf(validator));
        for (const Node *node : parent.schemas) {
            if (parent.kind == Value::Kind::Object) {
                const auto members = nodesOfMember(*node, change.key);
                schemas.insert(schemas.end(), members.begin(), members.end());
            } else if (const Node *item = nodeOfItem(*node, change.row)) {
                schemas.push_back(item);
            }
        }
        if (isContainer(change.kind))
            exclude(change.parent, change.key, change.kind, nullptr);
    }
    if (isContainer(change.kind) && !storeOf(validator).dynamic)
        findChoices(value, change.node, schemas);
    open.insert_or_assign(change.node, std::move(value));
}

/// What a member says of the unions of the object around it.
void GrowingUnions::Private::exclude(NodeId id, const std::string &key, Value::Kind kind, const Value *scalar)
{
    const auto around = open.find(id);
    if (around == open.end() || around->second.kind != Value::Kind::Object || around->second.settled)
        return;
    Open &parent = around->second;
    bool fewer = false;
    for (auto &[choice, left] : parent.left) {
        if (left.size() < 2)
            continue;
        Choice still;
        std::copy_if(left.begin(), left.end(), std::back_inserter(still),
                     [&](const Node *branch) { return !exclusion.byMember(*branch, key, kind, scalar); });
        if (still.empty() || still.size() == left.size())
            continue;
        left = std::move(still);
        tell(id, *choice, left);
        fewer = true;
    }
    if (fewer)
        follow(parent, id);
}

/// A member was replaced: what it excluded is possible again.
void GrowingUnions::Private::restore(NodeId id)
{
    const auto around = open.find(id);
    if (around == open.end() || around->second.left.empty())
        return;
    Open &value = around->second;
    value.settled = true;
    for (auto &[choice, left] : value.left) {
        if (left.size() < choice->size())
            tell(id, *choice, *choice);
        left = *choice;
    }
}

GrowingUnions::GrowingUnions(Validator validator, CoercionLevel level, bool listOf)
    : d(std::make_unique<Private>(
          Private{std::move(validator), BranchExclusion(level), listOf, {}, {}, {}, {}}))
{
}

GrowingUnions::~GrowingUnions() = default;
GrowingUnions::GrowingUnions(GrowingUnions &&) noexcept = default;
GrowingUnions &GrowingUnions::operator=(GrowingUnions &&) noexcept = default;

void GrowingUnions::take(const json::TreeChanges &changes)
{
    for (const TreeChange &change : changes) {
        const auto value = d->open.find(change.node);
        const bool known = value != d->open.end();
        if (change.op == TreeOp::Reset) {
            d->open.clear();
            d->parents.clear();
            d->news.clear();
        } else if (change.op == TreeOp::Add) {
            d->add(change);
        } else if (change.op == TreeOp::Supersede) {
            const auto closed = d->parents.find(change.node);
            d->restore(known                        ? value->second.parent
                       : closed != d->parents.end() ? closed->second
                                                    : json::kNoNode);
        } else if (known && change.op == TreeOp::AppendText) {
            value->second.text += change.text;
        } else if (known && change.op == TreeOp::SetScalar) {
            value->second.kind = change.kind;
            value->second.text = change.text;
        } else if (known && change.op == TreeOp::Close) {
            const Open closed = std::move(value->second);
            d->open.erase(value);
            for (const NodeId member : closed.members)
                d->parents.erase(member);
            const auto around = d->open.find(closed.parent);
            if (around == d->open.end() || around->second.left.empty() ||
                change.state == json::NodeState::Cut)
                continue;
            d->parents[change.node] = closed.parent;
            around->second.members.push_back(change.node);
            const Value scalar = scalarOf(closed);
            if (!isContainer(closed.kind))
                d->exclude(closed.parent, closed.key, closed.kind, &scalar);
        }
    }
}

std::vector<BranchesLeft> GrowingUnions::takeNews()
{
    return std::exchange(d->news, {});
}

} // namespace espalier::schema
