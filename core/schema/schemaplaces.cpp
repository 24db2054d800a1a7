// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/schemaplaces_p.h"

#include "schema/distinctnodes_p.h"
#include "schema/pattern.h"

#include <algorithm>

namespace espalier::schema {

namespace {

void append(std::vector<const Node *> &out, const std::vector<const Node *> &more)
{
    out.insert(out.end(), more.begin(), more.end());
}

void append(std::vector<const Node *> &out, const Node *node)
{
    if (node)
        out.push_back(node);
}

} // namespace

std::vector<const Node *> nodesInPlace(const Node &node)
{
    std::vector<const Node *> out;
    if (const InPlaceRules *rules = node.inPlace.get()) {
        append(out, rules->ref);
        if (!rules->dynamicName)
            append(out, rules->dynamicRef);
        append(out, rules->allOf);
        append(out, rules->anyOf);
        append(out, rules->oneOf);
        append(out, rules->notNode);
        append(out, rules->ifNode);
        append(out, rules->thenNode);
        append(out, rules->elseNode);
    }
    if (node.object) {
        for (const ObjectRules::Dependency &dependency : node.object->dependencies)
            append(out, dependency.schema);
    }
    return out;
}

namespace {

/// In the order in which a value is judged by them. `further`: what else goes with a node.
template <typename Further>
void collectHolding(const Node &node, const Further &further, Distinct<Node> &out)
{
    if (!out.add(&node))
        return;
    const InPlaceRules *rules = node.inPlace.get();
    if (!rules)
        return;
    std::vector<const Node *> more;
    append(more, rules->ref);
    if (!rules->dynamicName)
        append(more, rules->dynamicRef);
    append(more, rules->allOf);
    append(more, further(*rules));
    for (const Node *next : more)
        collectHolding(*next, further, out);
}

} // namespace

std::vector<const Node *> nodesThatHold(const Node &node)
{
    Distinct<Node> out;
    collectHolding(
        node, [](const InPlaceRules &) { return std::vector<const Node *>(); }, out);
    return out.take();
}

namespace {

bool takesLists(const std::vector<const Node *> &holding)
{
    return std::all_of(holding.begin(), holding.end(), [](const Node *node) {
        return node->boolean != false && (node->types & types::kArray) != 0;
    });
}

bool isPlain(const Node *node)
{
    const InPlaceRules *rules = node->inPlace.get();
    return !node->constant && !node->enumeration &&
           (!rules || (rules->anyOf.empty() && rules->oneOf.empty()));
}

/// The branch of a choice that alone can be meant by a list; nullptr when that is not plain.
const Node *listBranch(const std::vector<const Node *> &branches)
{
    const Node *out = nullptr;
    for (const Node *branch : branches) {
        const std::vector<const Node *> holding = nodesThatHold(*branch);
        if (!takesLists(holding))
            continue;
        if (out || !std::all_of(holding.begin(), holding.end(), isPlain))
            return nullptr;
        out = branch;
    }
    return out;
}

} // namespace

std::vector<const Node *> nodesThatHold(const Node &node, const DecidedBranch &decided)
{
    Distinct<Node> out;
    collectHolding(
        node,
        [&decided](const InPlaceRules &rules) {
            std::vector<const Node *> more;
            append(more, rules.anyOf.empty() ? nullptr : decided(rules.anyOf));
            append(more, rules.oneOf.empty() ? nullptr : decided(rules.oneOf));
            return more;
        },
        out);
    return out.take();
}

std::vector<const Node *> nodesThatHoldForLists(const Node &node)
{
    return nodesThatHold(node, listBranch);
}

std::vector<const Node *> nodesOfMember(const Node &node, std::string_view key)
{
    std::vector<const Node *> out;
    const ObjectRules *rules = node.object.get();
    if (!rules)
        return out;
    if (const std::uint32_t place = rules->names.find(key); place != KeyTable::kNone)
        append(out, rules->named[place].node);
    for (const ObjectRules::PatternNode &pattern : rules->patterns) {
        const Pattern::Match match = pattern.pattern->match(key);
        if (match == Pattern::Match::GivenUp)
            return {};
        if (match == Pattern::Match::Yes)
            out.push_back(pattern.node);
    }
    if (out.empty())
        append(out, rules->additional);
    return out;
}

const Node *nodeOfItem(const Node &node, std::size_t index)
{
    const ArrayRules *rules = node.array.get();
    if (!rules)
        return nullptr;
    return index < rules->prefix.size() ? rules->prefix[index] : rules->rest;
}

const Node *itemsNode(const Node &node)
{
    for (const Node *holds : nodesThatHold(node)) {
        if (holds->array && holds->array->rest && holds->array->prefix.empty())
            return holds->array->rest;
    }
    return nullptr;
}

} // namespace espalier::schema
