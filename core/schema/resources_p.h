// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/compileoptions.h"
#include "schema/dialect_p.h"
#include "schema/issue.h"
#include "schema/program_p.h"
#include "json/childindex.h"
#include "json/value.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier::schema {

/// The documents of a schema, their resources and all schemas in them, as nodes without rules; where
/// references lead. JSON Schema 2020-12 core, sections 8.2 and 9; identifiers as each resource's own draft
/// has them.
class ResourceMap
{
public:
    static constexpr std::size_t kMaxDepth = 512;     ///< of nesting, as the parser allows
    static constexpr std::size_t kMaxNodes = 250'000; ///< schemas in all documents

    ResourceMap(NodeStore &store, const CompileOptions &options);

    /// Takes the schema in; nullptr: error() says why.
    [[nodiscard]] Node *addSchema(std::shared_ptr<const json::Value> schema);
    /// Where a reference that stands in `from` leads; other documents are taken in. nullptr: `why` is one
    /// line for people, or error() is set.
    [[nodiscard]] Node *resolve(const Node &from, std::string_view reference, std::string &why);
    /// The node of a schema that stands where a keyword holds schemas; nullptr for any other value.
    [[nodiscard]] Node *nodeAt(const json::Value &schema) const;
    /// What is wrong with a document, not with a reference to it.
    [[nodiscard]] const std::optional<SchemaError> &error() const { return m_error; }

    /// The number of a dynamic anchor's name.
    [[nodiscard]] InPlaceRules::DynamicName dynamicName(std::string_view name);

private:
    struct Pending
    {
        Node *node;
        std::size_t depth;
    };

    std::shared_ptr<const json::Value> load(const std::string &uri) const;
    Node *addDocument(std::shared_ptr<const json::Value> document, const std::string &uri,
                      const Dialect &dialect);
    Node *addNode(Node &&node, std::size_t depth);
    void scan();
    void identify(Node &node);
    void nameResource(Node &node, std::string_view id, const Dialect &dialect);
    void addAnchors(Node &node);
    void addChildren(const Node &node, std::size_t depth);
    void addListed(const Node &node, const json::Member &member, std::size_t depth);
    Dialect dialectAt(const Node &node);
    Node *inResource(const Resource &resource, const std::string &fragment, std::string &why);
    Node *atPointer(const Resource &resource, std::string_view pointer, std::string &why);
    void fail(std::string message, const Node &node, std::string_view keyword);

    NodeStore &m_store;
    const CompileOptions &m_options;
    std::unordered_map<const json::Value *, Node *> m_nodes;
    std::map<std::string, std::uint32_t, std::less<>> m_resources; ///< by URI
    std::map<std::string, InPlaceRules::DynamicName, std::less<>> m_dynamicNames;
    json::ChildIndex m_children;
    std::vector<Pending> m_pending;
    std::optional<SchemaError> m_error;
};

} // namespace espalier::schema
