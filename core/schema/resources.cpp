// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/resources_p.h"

#include "schema/subschemas_p.h"
#include "schema/uri_p.h"
#include "json/pointer.h"

// Taking documents in: every schema becomes a node, identifiers and anchors are noted. Without recursion, so
// that nesting costs no stack.

namespace espalier::schema {

namespace {

bool isSchema(const json::Value &value)
{
    return value.isObject() || value.isBool();
}

bool hasReference(const json::Value &schema)
{
    return schema["$ref"].isString();
}

} // namespace

ResourceMap::ResourceMap(NodeStore &store, const CompileOptions &options)
    : m_store(store)
    , m_options(options)
{
}

void ResourceMap::fail(std::string message, const Node &node, std::string_view keyword)
{
    if (m_error)
        return;
    m_error.emplace();
    m_error->message = std::move(message);
    m_error->pointer = keyword.empty() ? pointerOf(node) : pointerOf(node, keyword);
    m_error->keyword = keyword;
}

Node *ResourceMap::addSchema(std::shared_ptr<const json::Value> schema)
{
    Dialect dialect;
    dialect.draft = m_options.draft;
    return addDocument(std::move(schema), {}, dialect);
}

Node *ResourceMap::addDocument(std::shared_ptr<const json::Value> document, const std::string &uri,
                               const Dialect &dialect)
{
    Resource &resource = m_store.resources.emplace_back();
    resource.uri = uri;
    resource.draft = dialect.draft;
    resource.vocabularies = dialect.vocabularies;
    const auto place = static_cast<std::uint32_t>(m_store.resources.size() - 1);
    m_resources.emplace(uri, place);
    Node root;
    root.schema = document.get();
    root.resource = place;
    if (m_store.documents.size() > 0)
        root.key = m_store.texts.emplace_back(uri + "#");
    m_store.documents.push_back(std::move(document));
    Node *node = addNode(std::move(root), 0);
    resource.root = node;
    scan();
    return m_error ? nullptr : node;
}

Node *ResourceMap::addNode(Node &&node, std::size_t depth)
{
    if (m_error)
        return nullptr;
    if (m_store.nodes.size() >= kMaxNodes || depth > kMaxDepth) {
        fail(depth > kMaxDepth ? "the schema is nested too deeply"
                               : "the schema has more than " + std::to_string(kMaxNodes) + " parts",
             node, {});
        return nullptr;
    }
    Node &kept = m_store.nodes.emplace_back(std::move(node));
    if (kept.schema->isBool())
        kept.boolean = kept.schema->isTrue();
    m_nodes.emplace(kept.schema, &kept);
    m_pending.push_back({&kept, depth});
    return &kept;
}

void ResourceMap::scan()
{
    while (!m_error && !m_pending.empty()) {
        const Pending next = m_pending.back();
        m_pending.pop_back();
        if (!next.node->schema->isObject())
            continue;
        identify(*next.node);
        addChildren(*next.node, next.depth + 1);
    }
    m_pending.clear();
}

Dialect ResourceMap::dialectAt(const Node &node)
{
    const Resource &around = m_store.resources[node.resource];
    Dialect out{around.draft, around.vocabularies, {}};
    const json::Value &named = (*node.schema)["$schema"];
    const bool counts =
        node.step == Node::Step::Root || (*node.schema)["$id"].isString() || (*node.schema)["id"].isString();
    if (!named.isString() || !counts)
        return out;
    if (const auto draft = draftOfUri(named.text()))
        return {*draft, kAllVocabularies, {}};
    if (const auto metaschema = load(std::string(withoutFragment(named.text()))))
        out = dialectOf(*metaschema, m_options.draft);
    if (!out.unknownVocabulary.empty())
        fail("the vocabulary " + out.unknownVocabulary + " is required and unknown", node, "$schema");
    return out;
}

void ResourceMap::identify(Node &node)
{
    const json::Value &schema = *node.schema;
    const Dialect dialect = dialectAt(node);
    const bool isRoot = node.step == Node::Step::Root;
    if (isRoot) {
        Resource &resource = m_store.resources[node.resource];
        resource.draft = dialect.draft;
        resource.vocabularies = dialect.vocabularies;
        resource.assertsFormat =
            m_options.assertFormats ||
            (dialect.vocabularies & static_cast<std::uint32_t>(Vocabulary::FormatAssertion)) != 0;
    }
    // Up to draft 7 nothing counts beside a $ref; the root of a document keeps its name even then.
    if (dialect.draft <= Draft::Draft7 && hasReference(schema) && !isRoot)
        return;
    const json::Value &id = schema[dialect.draft == Draft::Draft4 ? "id" : "$id"];
    if (id.isString())
        nameResource(node, id.text(), dialect);
    else if (isRoot && schema["id"].isString() && !schema["$schema"].isString()) // of an older draft
        m_resources.emplace(withoutFragment(schema["id"].text()), node.resource);
    addAnchors(node);
}

void ResourceMap::nameResource(Node &node, std::string_view id, const Dialect &dialect)
{
    const UriParts parts = splitUri(id);
    if (dialect.draft <= Draft::Draft7 && !parts.fragment.empty() && id.front() == '#') {
        m_store.resources[node.resource].anchors.try_emplace(percentDecoded(parts.fragment), &node);
        return;
    }
    const std::string uri(
        withoutFragment(resolveUri(m_store.resources[node.resource].uri, withoutFragment(id))));
    if (node.step == Node::Step::Root) {
        m_store.resources[node.resource].uri = uri;
    } else if (!withoutFragment(id).empty()) {
        Resource &resource = m_store.resources.emplace_back();
        resource.uri = uri;
        resource.root = &node;
        resource.draft = dialect.draft;
        resource.vocabularies = dialect.vocabularies;
        resource.assertsFormat =
            m_options.assertFormats ||
            (dialect.vocabularies & static_cast<std::uint32_t>(Vocabulary::FormatAssertion)) != 0;
        node.resource = static_cast<std::uint32_t>(m_store.resources.size() - 1);
    }
    m_resources.try_emplace(uri, node.resource);
    if (dialect.draft <= Draft::Draft7 && !parts.fragment.empty())
        m_store.resources[node.resource].anchors.try_emplace(percentDecoded(parts.fragment), &node);
}

void ResourceMap::addAnchors(Node &node)
{
    Resource &resource = m_store.resources[node.resource];
    const json::Value &schema = *node.schema;
    if (resource.draft < Draft::Draft2019)
        return;
    if (const json::Value &anchor = schema["$anchor"]; anchor.isString())
        resource.anchors.try_emplace(anchor.text(), &node);
    if (resource.draft == Draft::Draft2019) {
        if (schema["$recursiveAnchor"].isTrue() && resource.root == &node)
            resource.dynamicAnchors.emplace_back(dynamicName({}), &node);
        return;
    }
    if (const json::Value &anchor = schema["$dynamicAnchor"]; anchor.isString()) {
        resource.anchors.try_emplace(anchor.text(), &node);
        resource.dynamicAnchors.emplace_back(dynamicName(anchor.text()), &node);
    }
}

InPlaceRules::DynamicName ResourceMap::dynamicName(std::string_view name)
{
    const auto next = static_cast<InPlaceRules::DynamicName>(m_dynamicNames.size());
    return m_dynamicNames.try_emplace(std::string(name), next).first->second;
}

void ResourceMap::addListed(const Node &node, const json::Member &member, std::size_t depth)
{
    std::uint32_t index = 0;
    for (const json::Value &item : member.value.items()) {
        Node child;
        child.schema = &item;
        child.parent = &node;
        child.keyword = member.key;
        child.index = index++;
        child.step = Node::Step::Item;
        child.resource = node.resource;
        if (isSchema(item))
            addNode(std::move(child), depth);
    }
}

void ResourceMap::addChildren(const Node &node, std::size_t depth)
{
    for (const json::Member &member : node.schema->members()) {
        const Holds holds = holdsSchemas(member.key);
        const bool list = member.value.isArray();
        if (holds == Holds::Nothing || (holds == Holds::One && list))
            continue;
        if (list) {
            if (holds != Holds::Map)
                addListed(node, member, depth);
            continue;
        }
        Node child;
        child.parent = &node;
        child.keyword = member.key;
        child.resource = node.resource;
        child.step = holds == Holds::Map ? Node::Step::Member : Node::Step::Keyword;
        if (child.step == Node::Step::Keyword) {
            child.schema = &member.value;
            if (isSchema(member.value) && holds != Holds::List)
                addNode(std::move(child), depth);
            continue;
        }
        for (const json::Member &entry : member.value.members()) {
            Node named;
            named.schema = &entry.value;
            named.parent = &node;
            named.keyword = member.key;
            named.key = entry.key;
            named.step = Node::Step::Member;
            named.resource = node.resource;
            if (isSchema(entry.value))
                addNode(std::move(named), depth);
        }
    }
}

} // namespace espalier::schema
