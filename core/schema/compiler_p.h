// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/compileoptions.h"
#include "schema/dialect_p.h"
#include "schema/issue.h"
#include "schema/program_p.h"
#include "schema/resources_p.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace espalier::schema {

class Compiler;

/// A keyword that asserts, but not in this draft.
[[nodiscard]] bool isPassedOver(std::string_view keyword, Draft draft);

/// Where a keyword stands: its name and value in a schema, whose rules it adds to.
struct KeywordSite
{
    Node &node;
    std::string_view name;
    const json::Value &value;

    /// What another keyword of the same schema says; null when it is not there.
    [[nodiscard]] const json::Value &sibling(std::string_view keyword) const
    {
        return (*node.schema)[keyword];
    }
};

/// How a keyword is compiled, and in which drafts there is one of that name. A malformed value is told by
/// Compiler::fail().
struct KeywordEntry
{
    std::string_view name;
    void (*compile)(const KeywordSite &site, Compiler &compiler);
    Vocabulary vocabulary = Vocabulary::Validation;
    Draft first = Draft::Draft4;
    Draft last = Draft::Draft2020;
};

// The keywords, by what they look at. A new one is added to its table and nowhere else.
[[nodiscard]] std::span<const KeywordEntry> valueKeywords();
[[nodiscard]] std::span<const KeywordEntry> numberKeywords();
[[nodiscard]] std::span<const KeywordEntry> stringKeywords();
[[nodiscard]] std::span<const KeywordEntry> objectKeywords();
[[nodiscard]] std::span<const KeywordEntry> arrayKeywords();
[[nodiscard]] std::span<const KeywordEntry> inPlaceKeywords();

/// Gives the schemas of a store that can be reached from its first one their rules. Schemas wait in a queue
/// while others are compiled, so nothing here goes deep.
class Compiler
{
public:
    /// Of references that stay at the same value.
    static constexpr std::size_t kMaxChain = 512;
    static constexpr std::size_t kMaxPatterns = 20'000;                     ///< different ones
    static constexpr std::size_t kMaxPatternWeight = std::size_t{1} << 20U; ///< Pattern::weight() of all

    Compiler(NodeStore &store, const CompileOptions &options);

    /// The root node, or nullptr: then error() says why.
    [[nodiscard]] const Node *compile(std::shared_ptr<const json::Value> schema);
    [[nodiscard]] const std::optional<SchemaError> &error() const { return m_error; }
    /// After compile(): what is wrong with the schemas of the document that nothing leads to, one fault for
    /// each. Gives them rules as well, so the store is of no further use.
    [[nodiscard]] std::vector<SchemaError> faultsElsewhere(std::size_t most);
    /// In place of compile(): why values would be judged without end, whatever else is wrong.
    [[nodiscard]] std::optional<SchemaError> circle(std::shared_ptr<const json::Value> schema);

    // For keywords.

    /// The node of a schema that is the keyword's value, or stands in it under `key`; nullptr when
    /// it is no schema (told). Compiled later, so only its address may be used now.
    [[nodiscard]] const Node *subschema(const KeywordSite &site);
    [[nodiscard]] const Node *member(const KeywordSite &site, std::string_view key,
                                     const json::Value &schema);
    [[nodiscard]] std::vector<const Node *> list(const KeywordSite &site);
    /// The node that a reference leads to; nullptr when it leads nowhere (told).
    [[nodiscard]] const Node *referenced(std::string_view reference, const KeywordSite &site);
    /// The number of a dynamic anchor that a reference may lead to by the way it was come to.
    [[nodiscard]] InPlaceRules::DynamicName dynamicName(std::string_view name);
    /// The pattern, compiled once per program; nullptr when it is malformed (told).
    [[nodiscard]] const Pattern *pattern(std::string_view text, const KeywordSite &site);
    /// A whole number that is not negative; nullopt when it is none (told).
    [[nodiscard]] std::optional<Count> count(const KeywordSite &site);

    [[nodiscard]] const Resource &resourceOf(const Node &node) const
    {
        return m_store.resources[node.resource];
    }
    /// Notes what is wrong; the first one counts.
    void fail(std::string message, const KeywordSite &site, std::string_view token = {});
    /// Notes a keyword that asserts and is passed over.
    void passOver(std::string_view keyword);

private:
    const Node *queue(Node *node);
    const Node *schemaAt(const KeywordSite &site, const json::Value &schema, std::string_view token);
    void fill(Node &node);
    void compileAll();
    void reachDynamicAnchors();
    static void judgeDefinitions(const Node &node, const char *keyword, std::vector<SchemaError> &out,
                                 std::size_t most);

    NodeStore &m_store;
    ResourceMap m_resources;
    std::deque<Node *> m_waiting;
    std::size_t m_patternWeight = 0;
    std::size_t m_ownNodes = 0; ///< of the schema itself; behind them those of other documents
    std::set<InPlaceRules::DynamicName> m_dynamicNames; ///< that some reference uses
    std::optional<SchemaError> m_error;
    const Node *m_faulty = nullptr; ///< whose error it is
    bool m_goesOn = false;          ///< to the other keywords of a schema with an error
};

/// Refuses circles that stay at the same value, and fills in what is known only once every node is there
/// (Node::manyWays). The error, if any.
[[nodiscard]] std::optional<SchemaError> linkGraph(NodeStore &store);

} // namespace espalier::schema
