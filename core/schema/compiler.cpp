// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"

#include "schema/issuetext.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace espalier::schema {

namespace {

/// Keywords that assert by JSON Schema (drafts 4 to 2020-12) and are passed over here.
constexpr std::array<std::string_view, 30> kNotUnderstood{"$dynamicRef",
                                                          "$recursiveRef",
                                                          "contains",
                                                          "dependencies",
                                                          "dependentRequired",
                                                          "dependentSchemas",
                                                          "disallow",
                                                          "divisibleBy",
                                                          "exclusiveMaximum",
                                                          "exclusiveMinimum",
                                                          "extends",
                                                          "if",
                                                          "maxContains",
                                                          "maxItems",
                                                          "maxLength",
                                                          "maxProperties",
                                                          "maximum",
                                                          "minContains",
                                                          "minItems",
                                                          "minLength",
                                                          "minProperties",
                                                          "minimum",
                                                          "multipleOf",
                                                          "not",
                                                          "pattern",
                                                          "patternProperties",
                                                          "propertyNames",
                                                          "unevaluatedItems",
                                                          "unevaluatedProperties",
                                                          "uniqueItems"};

/// What fits a schema, in a few words, for the list of an anyOf's branches.
std::string summaryOf(const json::Value &schema)
{
    if (schema["title"].isString() && !schema["title"].text().empty())
        return schema["title"].text();
    if (const json::Value *constant = schema.find("const"))
        return shortJson(*constant);
    std::vector<std::string> parts;
    const json::Value &type = schema["type"];
    for (const json::Value &allowed : schema["enum"].items())
        parts.push_back(shortJson(allowed));
    if (parts.empty() && type.isString())
        parts.push_back(typeForPeople(type.text()));
    for (const json::Value &name : type.items()) {
        if (!schema["enum"].isArray())
            parts.push_back(typeForPeople(name.text()));
    }
    return alternatives(parts);
}

} // namespace

Compiler::Compiler(NodeStore &store)
    : m_store(store)
    , m_references(store.document)
{
}

const Node *Compiler::compile()
{
    const Node *root = subschema(m_store.document, {}, {});
    while (!m_error && !m_waiting.empty()) {
        const Waiting next = m_waiting.front();
        m_waiting.pop_front();
        fill(*next.node, *next.schema);
    }
    if (!m_error)
        refuseEndlessReferences();
    spreadInexactness();
    return m_error ? nullptr : root;
}

std::nullptr_t Compiler::fail(std::string message, const std::string &pointer, std::string_view keyword)
{
    if (!m_error) {
        m_error.emplace();
        m_error->message = std::move(message);
        m_error->pointer = pointer;
        m_error->keyword = keyword;
    }
    return nullptr;
}

Node *Compiler::nodeFor(const json::Value &schema, const std::string &pointer, std::string_view holder)
{
    auto &node = m_store.nodes.emplace_back(std::make_unique<Node>());
    node->pointer = pointer;
    node->holder = holder;
    node->summary = summaryOf(schema);
    if (schema.isBool())
        node->boolean = schema.isTrue();
    m_nodes.emplace(&schema, node.get());
    return node.get();
}

const Node *Compiler::subschema(const json::Value &schema, const std::string &pointer,
                                std::string_view holder)
{
    if (const auto known = m_nodes.find(&schema); known != m_nodes.end())
        return used(known->second);
    if (!schema.isObject() && !schema.isBool())
        return fail("a schema is an object, true or false, not " + shortJson(schema), pointer, holder);
    if (m_filling.size() >= kMaxDepth)
        return fail("the schema is nested too deeply", pointer, holder);
    Node *node = nodeFor(schema, pointer, holder);
    fill(*node, schema);
    return used(node);
}

const Node *Compiler::referenced(std::string_view reference, const KeywordSite &site)
{
    const auto target = m_references.resolve(reference);
    if (!target) {
        const bool local = m_references.localFragment(reference).has_value();
        return fail("the reference " + shortJson(json::Value::string(std::string(reference))) +
                        (local ? " leads nowhere"
                               : " leads out of the schema; only references inside it are followed"),
                    site.pointer, "$ref");
    }
    const auto known = m_nodes.find(target->schema);
    if (known != m_nodes.end()) {
        ++known->second->references;
        return used(known->second);
    }
    if (!target->schema->isObject() && !target->schema->isBool())
        return fail("the reference leads to something that is no schema", site.pointer, "$ref");
    Node *node = nodeFor(*target->schema, target->pointer, "$ref");
    node->references = 1;
    m_waiting.push_back({target->schema, node});
    return used(node);
}

void Compiler::fill(Node &node, const json::Value &schema)
{
    m_filling.push_back(&node);
    for (const auto table : {valueKeywords(), objectKeywords(), arrayKeywords(), applicatorKeywords()}) {
        for (const KeywordEntry &entry : table) {
            const json::Value *value = m_error ? nullptr : schema.find(entry.name);
            if (!value)
                continue;
            std::string pointer = node.pointer;
            json::appendToken(pointer, entry.name);
            if (auto keyword = entry.make({schema, *value, std::move(pointer)}, *this))
                node.keywords.push_back(std::move(keyword));
        }
    }
    for (const json::Member &member : schema.members()) {
        const bool asserts =
            std::find(kNotUnderstood.begin(), kNotUnderstood.end(), member.key) != kNotUnderstood.end();
        node.exact = node.exact && !asserts;
        if (asserts || member.key == "format") // format is a claim that a fitting value may well break
            passedOver(member.key);
    }
    m_filling.pop_back();
}

void Compiler::passedOver(const std::string &keyword)
{
    auto &names = m_store.notChecked;
    const auto place = std::lower_bound(names.begin(), names.end(), keyword);
    if (place == names.end() || *place != keyword)
        names.insert(place, keyword);
}

const Node *Compiler::used(Node *node)
{
    if (!m_filling.empty())
        m_users[node].push_back(m_filling.back());
    return node;
}

} // namespace espalier::schema
