// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/schemaplaces_p.h"

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

std::vector<const Node *> nodesThatHold(const Node &node)
{
    std::vector<const Node *> out{&node};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const InPlaceRules *rules = out[i]->inPlace.get();
        if (!rules)
            continue;
        std::vector<const Node *> more = rules->allOf;
        append(more, rules->ref);
        if (!rules->dynamicName)
            append(more, rules->dynamicRef);
        for (const Node *next : more) {
            if (std::find(out.begin(), out.end(), next) == out.end())
                out.push_back(next);
        }
    }
    return out;
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
