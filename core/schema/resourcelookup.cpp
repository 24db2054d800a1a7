// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/resources_p.h"

#include "schema/uri_p.h"
#include "json/pointer.h"

#include <utility>

// Where references lead.

namespace espalier::schema {

Node *ResourceMap::nodeAt(const json::Value &schema) const
{
    const auto found = m_nodes.find(&schema);
    return found == m_nodes.end() ? nullptr : found->second;
}

std::shared_ptr<const json::Value> ResourceMap::load(const std::string &uri) const
{
    if (const json::Value *builtIn = builtInDocument(uri))
        return {std::shared_ptr<const json::Value>(), builtIn}; // lives for ever
    if (const auto given = m_options.resources.find(uri); given != m_options.resources.end())
        return given->second;
    return m_options.loader ? m_options.loader(uri) : nullptr;
}

Node *ResourceMap::resolve(const Node &from, std::string_view reference, std::string &why)
{
    const Resource &base = m_store.resources[from.resource];
    const UriParts parts = splitUri(reference);
    const std::string fragment = percentDecoded(parts.fragment);
    if (withoutFragment(reference).empty())
        return inResource(base, fragment, why);
    const std::string uri(withoutFragment(resolveUri(base.uri, reference)));
    auto known = m_resources.find(uri);
    if (known == m_resources.end()) {
        auto document = load(uri);
        if (!document) {
            why = " leads out of the schema, to a document that is not at hand";
            return nullptr;
        }
        if (!document->isObject() && !document->isBool()) {
            why = " leads to a document that is no schema";
            return nullptr;
        }
        if (!addDocument(std::move(document), uri, {base.draft, base.vocabularies, {}}))
            return nullptr;
        known = m_resources.find(uri);
    }
    return inResource(m_store.resources[known->second], fragment, why);
}

Node *ResourceMap::inResource(const Resource &resource, const std::string &fragment, std::string &why)
{
    if (fragment.empty())
        return nodeAt(*resource.root->schema);
    if (fragment.front() == '/')
        return atPointer(resource, fragment, why);
    const auto anchor = resource.anchors.find(fragment);
    if (anchor != resource.anchors.end())
        return anchor->second;
    why = " leads nowhere";
    return nullptr;
}

Node *ResourceMap::atPointer(const Resource &resource, std::string_view pointer, std::string &why)
{
    const json::Value *at = resource.root->schema;
    const Node *around = resource.root;
    std::string_view rest = pointer; // behind `around`
    std::string_view left = pointer;
    while (at && !left.empty()) {
        const auto token = json::takeToken(left);
        at = token ? m_children.child(*at, *token) : nullptr;
        if (const Node *node = at ? nodeAt(*at) : nullptr) {
            around = node;
            rest = left;
        }
    }
    if (!at) {
        why = " leads nowhere";
        return nullptr;
    }
    if (Node *node = nodeAt(*at))
        return node;
    if (!at->isObject() && !at->isBool()) {
        why = " leads to something that is no schema";
        return nullptr;
    }
    Node node;
    node.schema = at;
    node.parent = around;
    node.key = m_store.texts.emplace_back(rest);
    node.step = Node::Step::Literal;
    node.resource = around->resource;
    Node *added = addNode(std::move(node), 0);
    scan();
    return m_error ? nullptr : added;
}

} // namespace espalier::schema
