// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"

#include "schema/issuetext.h"
#include "json/pointer.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

// What is wrong beside what keeps a schema from being used.

namespace espalier::schema {

/// No rules come from definitions as such, so that nobody else looks at what is none.
void Compiler::judgeDefinitions(const Node &node, const char *keyword, std::vector<SchemaError> &out,
                                std::size_t most)
{
    const json::Value *definitions = node.schema->find(keyword);
    if (!definitions)
        return;
    if (!definitions->isObject())
        out.push_back({std::string(keyword) + " must be an object of schemas", pointerOf(node, keyword),
                       keyword, 0, 0});
    for (const json::Member &entry : definitions->members()) {
        if (out.size() >= most)
            return;
        if (entry.value.isObject() || entry.value.isBool())
            continue;
        std::string place = pointerOf(node, keyword);
        json::appendToken(place, entry.key);
        out.push_back({"a schema is an object, true or false, not " + shortJson(entry.value),
                       std::move(place), keyword, 0, 0});
    }
}

std::vector<SchemaError> Compiler::faultsElsewhere(std::size_t most)
{
    std::vector<SchemaError> out;
    for (std::size_t i = 0; i < m_ownNodes; ++i) {
        for (const char *keyword : {"$defs", "definitions"})
            judgeDefinitions(m_store.nodes[i], keyword, out, most);
        queue(&m_store.nodes[i]);
    }
    if (m_waiting.empty())
        return out;
    std::vector<std::pair<const Node *, SchemaError>> found;
    const auto isFull = [this] { // of patterns: then nothing more could be said of any
        return m_store.patterns.size() >= kMaxPatterns || m_patternWeight > kMaxPatternWeight;
    };
    while (!m_waiting.empty() && !m_resources.error() && found.size() < most && !isFull()) {
        compileAll();
        if (m_error)
            found.emplace_back(m_faulty, *std::exchange(m_error, {}));
    }
    if (const auto more = m_resources.error() ? m_resources.error() : linkGraph(m_store))
        out.push_back(*more);
    // A drawer of definitions ("#/$defs/animals/cat") may hold any word.
    std::unordered_set<const Node *> drawers;
    for (const Node &node : m_store.nodes) {
        if (node.step == Node::Step::Literal)
            drawers.insert(node.parent);
    }
    for (auto &[node, error] : found) {
        if (!drawers.contains(node))
            out.push_back(std::move(error));
    }
    out.resize(std::min(out.size(), most));
    return out;
}

std::optional<SchemaError> Compiler::circle(std::shared_ptr<const json::Value> schema)
{
    Node *root = m_resources.addSchema(std::move(schema));
    if (!root)
        return std::nullopt;
    m_goesOn = true;
    queue(root);
    while (!m_waiting.empty() && !m_resources.error()) {
        compileAll();
        m_error.reset();
    }
    return linkGraph(m_store);
}

} // namespace espalier::schema
