// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/program_p.h"

#include "schema/issuetext.h"
#include "schema/pattern.h"
#include "json/pointer.h"

#include <vector>

namespace espalier::schema {

NodeStore::NodeStore() = default;
NodeStore::~NodeStore() = default;

namespace {

void appendStep(std::string &out, const Node &node)
{
    switch (node.step) {
    case Node::Step::Root:
        break;
    case Node::Step::Literal:
        out.append(node.key);
        break;
    case Node::Step::Keyword:
        json::appendToken(out, node.keyword);
        break;
    case Node::Step::Member:
        json::appendToken(out, node.keyword);
        json::appendToken(out, node.key);
        break;
    case Node::Step::Item:
        json::appendToken(out, node.keyword);
        json::appendToken(out, static_cast<std::size_t>(node.index));
        break;
    }
}

} // namespace

std::string pointerOf(const Node &node)
{
    std::vector<const Node *> way;
    for (const Node *at = &node; at; at = at->parent)
        way.push_back(at);
    std::string out(way.back()->key); // "uri#" of another document
    for (std::size_t i = way.size(); i-- > 0;)
        appendStep(out, *way[i]);
    return out;
}

std::string pointerOf(const Node &node, std::string_view keyword)
{
    std::string out = pointerOf(node);
    json::appendToken(out, keyword);
    return out;
}

std::string summaryOf(const Node &node)
{
    const json::Value &schema = *node.schema;
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
    if (parts.empty() && node.inPlace && node.inPlace->ref && node.inPlace->ref != &node)
        return summaryOf(*node.inPlace->ref);
    return alternatives(parts);
}

const Node *NodeStore::at(std::string_view pointer) const
{
    std::call_once(m_indexed, [this] {
        for (const Node &node : nodes) {
            if (node.compiled)
                m_byPointer.try_emplace(pointerOf(node), &node); // of other documents with their URI in front
        }
    });
    const auto known = m_byPointer.find(std::string(pointer));
    return known == m_byPointer.end() ? nullptr : known->second;
}

} // namespace espalier::schema
