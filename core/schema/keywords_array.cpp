// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>

// prefixItems, items: JSON Schema 2020-12 core, section 10.3.1. Up to draft 2019-09 the first was called
// items, as a list, and the second additionalItems; both are understood.

namespace espalier::schema {

namespace {

class PrefixItemsKeyword : public Keyword
{
public:
    explicit PrefixItemsKeyword(std::vector<const Node *> nodes)
        : m_nodes(std::move(nodes))
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        bool ok = true;
        const auto &items = instance.items();
        for (std::size_t i = 0; i < std::min(items.size(), m_nodes.size()) && (ok || evaluation.reporting());
             ++i)
            ok = evaluation.applyItem(*m_nodes[i], items[i], i) && ok;
        return ok;
    }

private:
    std::vector<const Node *> m_nodes;
};

class ItemsKeyword : public Keyword
{
public:
    ItemsKeyword(const Node *node, std::size_t first)
        : m_node(node)
        , m_first(first)
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        bool ok = true;
        const auto &items = instance.items();
        for (std::size_t i = m_first; i < items.size() && (ok || evaluation.reporting()); ++i)
            ok = evaluation.applyItem(*m_node, items[i], i) && ok;
        return ok;
    }

    const Node *itemsNode() const override { return m_first == 0 ? m_node : nullptr; }

private:
    const Node *m_node;
    std::size_t m_first; ///< where prefixItems end
};

std::unique_ptr<Keyword> makePrefixItems(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isArray())
        return compiler.fail("prefixItems must be a list of schemas", site.pointer, "prefixItems");
    std::vector<const Node *> nodes;
    for (const json::Value &schema : site.value.items()) {
        std::string pointer = site.pointer;
        json::appendToken(pointer, nodes.size());
        nodes.push_back(compiler.subschema(schema, pointer, "prefixItems"));
        if (!nodes.back())
            return nullptr;
    }
    return std::make_unique<PrefixItemsKeyword>(std::move(nodes));
}

std::unique_ptr<Keyword> makeRest(const KeywordSite &site, Compiler &compiler, std::string_view name,
                                  std::size_t first)
{
    const Node *node = compiler.subschema(site.value, site.pointer, name);
    return node ? std::make_unique<ItemsKeyword>(node, first) : nullptr;
}

std::unique_ptr<Keyword> makeItems(const KeywordSite &site, Compiler &compiler)
{
    if (site.value.isArray())
        return makePrefixItems(site, compiler);
    return makeRest(site, compiler, "items", site.schema["prefixItems"].items().size());
}

std::unique_ptr<Keyword> makeAdditionalItems(const KeywordSite &site, Compiler &compiler)
{
    const json::Value &items = site.schema["items"];
    return items.isArray() ? makeRest(site, compiler, "additionalItems", items.items().size()) : nullptr;
}

constexpr std::array<KeywordEntry, 3> kTable{
    {{"prefixItems", makePrefixItems}, {"items", makeItems}, {"additionalItems", makeAdditionalItems}}};

} // namespace

std::span<const KeywordEntry> arrayKeywords()
{
    return kTable;
}

} // namespace espalier::schema
