// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/issue.h"
#include "schema/program_p.h"
#include "schema/references_p.h"

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace espalier::schema {

class Compiler;

/// Where a keyword stands.
struct KeywordSite
{
    const json::Value &schema; ///< the object that holds it: what its siblings say
    const json::Value &value;
    std::string pointer; ///< of the keyword
};

/// How one keyword is compiled: the keyword, or nullptr when it has nothing to assert or is malformed (then
/// the compiler was told so by fail()).
struct KeywordEntry
{
    std::string_view name;
    std::unique_ptr<Keyword> (*make)(const KeywordSite &site, Compiler &compiler);
};

// The keywords understood, by what they look at. A new one is added to its table and nowhere else.
[[nodiscard]] std::span<const KeywordEntry> valueKeywords();  ///< type, enum, const
[[nodiscard]] std::span<const KeywordEntry> objectKeywords(); ///< required, properties, additionalProperties
[[nodiscard]] std::span<const KeywordEntry> arrayKeywords();  ///< prefixItems, items, additionalItems
[[nodiscard]] std::span<const KeywordEntry> applicatorKeywords(); ///< $ref, allOf, anyOf, oneOf

/// Compiles the document of a store into its nodes. References are followed after their holder is done, so
/// the depth of the recursion is the nesting of the schema's text, not the length of its chains of
/// references.
class Compiler
{
public:
    static constexpr std::size_t kMaxDepth =
        512; ///< of nesting, as the parser allows; of references at one instance

    explicit Compiler(NodeStore &store);

    /// The root node, or nullptr: then error() says why.
    [[nodiscard]] const Node *compile();
    [[nodiscard]] const std::optional<SchemaError> &error() const { return m_error; }

    // For keywords.

    /// The node of a schema inside the site; nullptr when it is no schema (told).
    [[nodiscard]] const Node *subschema(const json::Value &schema, const std::string &pointer,
                                        std::string_view holder);
    /// The node that a reference leads to; compiled later, so only its address may be used now.
    [[nodiscard]] const Node *referenced(std::string_view reference, const KeywordSite &site);
    /// Notes what is wrong; the first one counts. Returns nullptr, for `return compiler.fail(…)`.
    std::nullptr_t fail(std::string message, const std::string &pointer, std::string_view keyword);

private:
    struct Waiting
    {
        const json::Value *schema;
        Node *node;
    };

    Node *nodeFor(const json::Value &schema, const std::string &pointer, std::string_view holder);
    const Node *used(Node *node);
    void fill(Node &node, const json::Value &schema);
    void passedOver(const std::string &keyword);
    void refuseEndlessReferences();
    void spreadInexactness();

    NodeStore &m_store;
    References m_references;
    std::unordered_map<const json::Value *, Node *> m_nodes;
    std::deque<Waiting> m_waiting;
    std::unordered_map<const Node *, std::vector<Node *>> m_users; // which nodes use this one
    std::vector<Node *> m_filling; // the nodes that are being compiled, outermost first
    std::optional<SchemaError> m_error;
};

} // namespace espalier::schema
