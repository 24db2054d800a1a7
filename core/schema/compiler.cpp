// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"

#include "schema/issuetext.h"
#include "schema/pattern.h"
#include "json/decimal.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <vector>

namespace espalier::schema {

namespace {

/// Keywords of draft 3 that assert and were dropped.
constexpr std::array<std::string_view, 3> kForgotten{"disallow", "divisibleBy", "extends"};

/// All keywords in the order in which they are compiled.
class Keywords
{
public:
    Keywords()
    {
        for (const auto table : {valueKeywords(), numberKeywords(), stringKeywords(), arrayKeywords(),
                                 objectKeywords(), inPlaceKeywords()})
            m_entries.insert(m_entries.end(), table.begin(), table.end());
        for (const KeywordEntry &entry : m_entries)
            m_table.add(entry.name);
    }
    const std::vector<KeywordEntry> &entries() const { return m_entries; }
    std::uint32_t place(std::string_view name) const { return m_table.find(name); }

private:
    std::vector<KeywordEntry> m_entries;
    KeyTable m_table;
};

const Keywords &keywords()
{
    static const Keywords all;
    return all;
}

bool isKnown(const KeywordEntry &entry, const Resource &resource)
{
    const bool inDraft = resource.draft >= entry.first && resource.draft <= entry.last;
    return inDraft && (resource.vocabularies & static_cast<std::uint32_t>(entry.vocabulary)) != 0;
}

} // namespace

bool isPassedOver(std::string_view keyword, Draft draft)
{
    const std::uint32_t place = keywords().place(keyword);
    if (place == KeyTable::kNone)
        return false;
    const KeywordEntry &entry = keywords().entries()[place];
    return draft < entry.first || draft > entry.last;
}

Compiler::Compiler(NodeStore &store, const CompileOptions &options)
    : m_store(store)
    , m_resources(store, options)
{
}

const Node *Compiler::compile(std::shared_ptr<const json::Value> schema)
{
    if (!schema->isObject() && !schema->isBool()) {
        m_error =
            SchemaError{"a schema is an object, true or false, not " + shortJson(*schema), {}, {}, 0, 0};
        return nullptr;
    }
    Node *root = m_resources.addSchema(std::move(schema));
    m_ownNodes = m_store.nodes.size();
    if (root)
        queue(root);
    compileAll();
    if (!m_error)
        m_error = m_resources.error();
    if (!m_error)
        m_error = linkGraph(m_store);
    return m_error ? nullptr : root;
}

void Compiler::compileAll()
{
    while (!m_error && !m_resources.error() && !m_waiting.empty()) {
        Node *next = m_waiting.front();
        m_waiting.pop_front();
        fill(*next);
        if (m_waiting.empty())
            reachDynamicAnchors();
    }
}

/// Anchors that a dynamic reference may lead to, wherever they are.
void Compiler::reachDynamicAnchors()
{
    std::map<InPlaceRules::DynamicName, int> counts;
    for (const Resource &resource : m_store.resources) {
        for (const auto &[name, node] : resource.dynamicAnchors) {
            if (m_dynamicNames.count(name) == 0)
                continue;
            queue(node);
            node->references += 2; // from any number of places
            m_store.dynamic = m_store.dynamic || ++counts[name] > 1;
        }
    }
}

void Compiler::fail(std::string message, const KeywordSite &site, std::string_view token)
{
    if (m_error)
        return;
    m_error.emplace();
    m_faulty = &site.node;
    m_error->message = std::move(message);
    m_error->pointer = pointerOf(site.node, site.name).append(token);
    m_error->keyword = site.name;
}

const Node *Compiler::queue(Node *node)
{
    if (!node->compiled) {
        node->compiled = true;
        m_waiting.push_back(node);
    }
    return node;
}

const Node *Compiler::schemaAt(const KeywordSite &site, const json::Value &schema, std::string_view token)
{
    if (Node *node = m_resources.nodeAt(schema))
        return queue(node);
    fail("a schema is an object, true or false, not " + shortJson(schema), site, token);
    return nullptr;
}

const Node *Compiler::subschema(const KeywordSite &site)
{
    return schemaAt(site, site.value, {});
}

const Node *Compiler::member(const KeywordSite &site, std::string_view key, const json::Value &schema)
{
    if (Node *node = m_resources.nodeAt(schema))
        return queue(node);
    std::string token;
    json::appendToken(token, key);
    return schemaAt(site, schema, token);
}

std::vector<const Node *> Compiler::list(const KeywordSite &site)
{
    std::vector<const Node *> out;
    for (const json::Value &schema : site.value.items()) {
        const Node *node = schemaAt(site, schema, "/" + std::to_string(out.size()));
        if (!node)
            return {};
        out.push_back(node);
    }
    return out;
}

const Node *Compiler::referenced(std::string_view reference, const KeywordSite &site)
{
    std::string why;
    Node *target = m_resources.resolve(site.node, reference, why);
    if (!target) {
        if (!m_resources.error())
            fail("the reference " + shortJson(json::Value::string(std::string(reference))) + why, site);
        return nullptr;
    }
    ++target->references;
    return queue(target);
}

InPlaceRules::DynamicName Compiler::dynamicName(std::string_view name)
{
    const InPlaceRules::DynamicName number = m_resources.dynamicName(name);
    m_dynamicNames.insert(number);
    return number;
}

const Pattern *Compiler::pattern(std::string_view text, const KeywordSite &site)
{
    if (const auto known = m_store.patterns.find(text); known != m_store.patterns.end())
        return known->second.get();
    auto compiled = Pattern::compile(text);
    if (!compiled) {
        fail(shortJson(json::Value::string(std::string(text))) + ": " + compiled.error(), site);
        return nullptr;
    }
    m_patternWeight += (*compiled)->weight();
    if (m_store.patterns.size() >= kMaxPatterns || m_patternWeight > kMaxPatternWeight) {
        fail("the schema has too many patterns, or too long ones: more than " + std::to_string(kMaxPatterns) +
                 ", or 1 MiB with all that they repeat",
             site);
        return nullptr;
    }
    return m_store.patterns.emplace(text, std::move(compiled).value()).first->second.get();
}

std::optional<Count> Compiler::count(const KeywordSite &site)
{
    const json::Decimal number = json::Decimal::parse(site.value.text());
    if (!site.value.isNumber() || !number.isWhole() || (number.negative && !number.isZero())) {
        fail(std::string(site.name) + " must be a whole number, 0 or more", site);
        return std::nullopt;
    }
    const auto small = number.toInt64();
    return small ? static_cast<Count>(*small) : kUnbounded;
}

void Compiler::fill(Node &node)
{
    if (node.boolean)
        return;
    const Resource &resource = resourceOf(node);
    std::array<const json::Value *, 64> found{};
    const auto &entries = keywords().entries();
    const bool onlyReference = resource.draft <= Draft::Draft7 && (*node.schema)["$ref"].isString();
    for (const json::Member &member : node.schema->members()) {
        const std::uint32_t place = keywords().place(member.key);
        if (place == KeyTable::kNone) {
            if (std::find(kForgotten.begin(), kForgotten.end(), member.key) != kForgotten.end())
                passOver(member.key);
        } else if (!isKnown(entries[place], resource) || (onlyReference && member.key != "$ref")) {
            passOver(member.key);
        } else {
            found[place] = &member.value;
        }
    }
    for (std::size_t i = 0; i < entries.size() && (!m_error || m_goesOn); ++i) {
        if (found[i])
            entries[i].compile({node, entries[i].name, *found[i]}, *this);
    }
}

void Compiler::passOver(std::string_view keyword)
{
    auto &names = m_store.notChecked;
    const auto place = std::lower_bound(names.begin(), names.end(), keyword);
    if (place == names.end() || *place != keyword)
        names.emplace(place, keyword);
}

} // namespace espalier::schema
