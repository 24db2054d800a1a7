// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/issueplaces.h"

#include "json/pointer.h"

#include <string>

namespace espalier::run {

namespace {

const json::PartialTree::Node *childOf(const json::PartialTree &tree, const json::PartialTree::Node &parent,
                                       const std::string &token)
{
    if (parent.kind == json::Value::Kind::Array) { // an item's row is its place among the children
        const std::optional<std::size_t> index = json::arrayIndex(token);
        return index && *index < parent.children.size() ? tree.node(parent.children[*index]) : nullptr;
    }
    for (auto child = parent.children.rbegin(); child != parent.children.rend(); ++child) {
        const json::PartialTree::Node *node = tree.node(*child);
        if (node->key == token)
            return node;
    }
    return nullptr;
}

} // namespace

const json::PartialTree::Node *nearestTo(const json::PartialTree &tree, std::string_view pointer)
{
    const json::PartialTree::Node *at = tree.node(tree.root());
    while (at && !pointer.empty()) {
        const std::optional<std::string> token = json::takeToken(pointer);
        const json::PartialTree::Node *child = token ? childOf(tree, *at, *token) : nullptr;
        if (!child)
            break;
        at = child;
    }
    return at;
}

std::optional<ByteRange> rangeOf(const json::PartialTree &tree, std::string_view pointer)
{
    const json::PartialTree::Node *at = tree.node(tree.root());
    while (at && !pointer.empty()) {
        const std::optional<std::string> token = json::takeToken(pointer);
        at = token ? childOf(tree, *at, *token) : nullptr;
    }
    if (!at || at->end == 0)
        return std::nullopt;
    return ByteRange{at->begin, at->end};
}

} // namespace espalier::run
