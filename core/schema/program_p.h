// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/draft.h"
#include "schema/rules_p.h"
#include "schema/validator.h"
#include "json/value.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier::schema {

/// One schema of a document. What it says stands in the rules; what is nullptr says nothing. A schema that
/// nothing reaches from the root has no rules (`compiled` is false).
struct Node
{
    /// How it hangs at its parent.
    enum class Step : std::uint8_t {
        Root,    ///< it is a document
        Keyword, ///< /keyword
        Member,  ///< /keyword/key
        Item,    ///< /keyword/index
        Literal, ///< the JSON Pointer `key`, through something that is no schema
    };

    const json::Value *schema = nullptr; ///< as written
    const Node *parent = nullptr;        ///< the schema it is written in
    std::string_view keyword;            ///< of the parent
    std::string_view key;
    std::uint32_t index = 0;
    Step step = Step::Root;
    bool compiled = false;
    /// Several of its schemas look further into the same value, so that what they meet there may meet the
    /// same schemas again.
    bool manyWays = false;
    std::uint32_t resource = 0;   ///< place in NodeStore::resources
    std::uint32_t references = 0; ///< how many references lead here

    std::optional<bool> boolean;
    TypeSet types = types::kAll;
    std::unique_ptr<AllowedRule> constant;
    std::unique_ptr<AllowedRule> enumeration;
    std::unique_ptr<NumberRules> number;
    std::unique_ptr<StringRules> string;
    std::unique_ptr<ArrayRules> array;
    std::unique_ptr<ObjectRules> object;
    std::unique_ptr<InPlaceRules> inPlace;
};

/// A schema with a URI of its own (2020-12 core, section 4.3.5).
struct Resource
{
    std::string uri; ///< absolute as far as the base was, without fragment
    const Node *root = nullptr;
    Draft draft = Draft::Draft2020;
    std::uint32_t vocabularies = 0; ///< bits of Vocabulary (dialect_p.h)
    bool assertsFormat = false;
    std::map<std::string, Node *, std::less<>> anchors;
    std::vector<std::pair<InPlaceRules::DynamicName, Node *>> dynamicAnchors;
};

/// Everything that a schema and the documents it refers to compiled to. Nodes point at each other, so it
/// never moves; immutable once it is compiled.
struct NodeStore
{
    NodeStore();
    ~NodeStore();
    NodeStore(const NodeStore &) = delete;
    NodeStore &operator=(const NodeStore &) = delete;

    std::vector<std::shared_ptr<const json::Value>> documents; ///< the schema itself first
    std::deque<Resource> resources;                            ///< the first is the schema itself
    std::deque<Node> nodes;
    std::deque<std::string> texts; ///< what views look at that stands in no document
    std::map<std::string, std::unique_ptr<const Pattern>, std::less<>> patterns;
    std::vector<std::string> notChecked; ///< sorted names of asserting keywords that are passed over
    bool dynamic = false;                ///< a reference depends on the way that led to it

    /// The compiled schema at a JSON Pointer in the first document; nullptr: none. The index is made when it
    /// is first asked for, once for all threads.
    [[nodiscard]] const Node *at(std::string_view pointer) const;

private:
    mutable std::once_flag m_indexed;
    mutable std::unordered_map<std::string, const Node *> m_byPointer;
};

/// What a Validator shares: one node of a store.
class Validator::Program
{
public:
    std::shared_ptr<const NodeStore> store;
    const Node *root = nullptr;
};

/// JSON Pointer of a schema in its document, behind "uri#" when that is another document than the schema
/// itself.
[[nodiscard]] std::string pointerOf(const Node &node);
/// The same for one of its keywords.
[[nodiscard]] std::string pointerOf(const Node &node, std::string_view keyword);

/// What fits a schema, in a few words for people: "text", "an object", "\"a\""; empty when nothing short
/// says it.
[[nodiscard]] std::string summaryOf(const Node &node);

} // namespace espalier::schema
