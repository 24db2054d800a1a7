// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeplain_p.h"

#include "schema/codedynamic_p.h"
#include "schema/compiler_p.h"
#include "schema/resources_p.h"
#include "schema/subschemas_p.h"
#include "schema/uri_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

/// Adds to what a schema asks, beside what it says under the same keyword.
void setReference(Value &schema, const std::string &reference)
{
    if (!schema.find("$ref")) {
        schema.set("$ref", Value::string(reference));
        return;
    }
    Value all = schema["allOf"].isArray() ? schema["allOf"] : Value::array();
    all.mutableItems().push_back(Value::object({{"$ref", Value::string(reference)}}));
    schema.set("allOf", std::move(all));
}

class Plainer
{
public:
    explicit Plainer(const Value &schema)
        : m_given(schema)
        , m_resources(m_store, m_options)
    {
    }

    PlainSchema plain()
    {
        PlainSchema out;
        out.schema = m_given;
        out.draft = draftOfUri(m_given["$schema"].text()).value_or(Draft::Draft2020);
        if (!m_resources.addSchema(std::shared_ptr<const Value>(std::shared_ptr<void>(), &m_given)))
            return out;
        for (std::size_t i = 0; i < m_store.nodes.size(); ++i) { // references may add to them
            if (isOwn(m_store.nodes[i]))
                look(m_store.nodes[i], out.apart);
        }
        out.isDynamic = std::any_of(m_dynamic.begin(), m_dynamic.end(),
                                    [&](const std::string &name) { return resourcesWith(name) > 1; });
        auto expanded = out.isDynamic && staysInside()
                            ? withoutDynamicReferences(m_store.nodes.front(), m_resources, m_store)
                            : std::nullopt;
        if (expanded)
            return {*std::move(expanded), out.draft, {}, false};
        if (!out.isDynamic && (!m_references.empty() || m_hasIdentifiers))
            rewrite(m_given, out.schema);
        return out;
    }

private:
    struct Found
    {
        std::string reference;
        std::string dynamic; ///< of $dynamicRef or $recursiveRef
    };

    /// Of the schema itself, not of a metaschema it refers to.
    bool isOwn(const Node &node) const
    {
        const Node *at = &node;
        while (at->parent)
            at = at->parent;
        return at->schema == &m_given;
    }

    /// No reference leads to another document, which is not at hand where the code runs.
    bool staysInside() const
    {
        return std::all_of(m_store.nodes.begin(), m_store.nodes.end(),
                           [this](const Node &node) { return isOwn(node); });
    }

    /// "#/$defs/a"; nullptr: it leads nowhere or out of the schema.
    const Node *target(const Node &node, const std::string &reference)
    {
        std::string why;
        const Node *found = m_resources.resolve(node, reference, why);
        return found && isOwn(*found) ? found : nullptr;
    }

    static std::string written(const Node &target) { return "#" + percentEncoded(pointerOf(target)); }

    void look(const Node &node, std::vector<std::string> &apart)
    {
        const Value &schema = *node.schema;
        if (node.step == Node::Step::Literal)
            apart.push_back(pointerOf(node));
        m_hasIdentifiers = m_hasIdentifiers ||
                           (node.step != Node::Step::Root && m_store.resources[node.resource].root == &node);
        if (schema["$ref"].isString()) {
            const Node *found = target(node, schema["$ref"].text());
            if (found && written(*found) != schema["$ref"].text())
                m_references[&schema].reference = written(*found);
        }
        const Draft draft = m_store.resources[node.resource].draft;
        const char *keyword = draft == Draft::Draft2020   ? "$dynamicRef"
                              : draft == Draft::Draft2019 ? "$recursiveRef"
                                                          : nullptr;
        const Node *found =
            keyword && schema[keyword].isString() ? target(node, schema[keyword].text()) : nullptr;
        if (!found)
            return;
        m_references[&schema].dynamic = written(*found);
        const Value &anchor = (*found->schema)["$dynamicAnchor"];
        const UriParts parts = splitUri(schema[keyword].text());
        if (draft == Draft::Draft2019 ||
            (anchor.isString() && anchor.text() == percentDecoded(parts.fragment)))
            m_dynamic.push_back(draft == Draft::Draft2019 ? std::string() : anchor.text());
    }

    std::size_t resourcesWith(const std::string &dynamicAnchor)
    {
        const auto name = m_resources.dynamicName(dynamicAnchor);
        return static_cast<std::size_t>(std::count_if(
            m_store.resources.begin(), m_store.resources.end(), [name](const Resource &resource) {
                return std::any_of(resource.dynamicAnchors.begin(), resource.dynamicAnchors.end(),
                                   [name](const auto &anchor) { return anchor.first == name; });
            }));
    }

    /// `out` is a copy of `given`, whose addresses the nodes know.
    void rewrite(const Value &given, Value &out)
    {
        for (std::size_t i = 0; i < given.items().size(); ++i)
            rewrite(given.items()[i], out.mutableItems()[i]);
        for (std::size_t i = 0; i < given.members().size(); ++i)
            rewrite(given.members()[i].value, out.mutableMembers()[i].value);
        const Node *node = given.isObject() ? m_resources.nodeAt(given) : nullptr;
        if (!node)
            return;
        for (const char *anchor : {"$anchor", "$dynamicAnchor", "$recursiveAnchor"})
            out.remove(anchor);
        const char *identifier = m_store.resources[node->resource].draft == Draft::Draft4 ? "id" : "$id";
        if (node->step != Node::Step::Root && given[identifier].isString())
            out.remove(identifier);
        const auto found = m_references.find(&given);
        if (found == m_references.end())
            return;
        if (!found->second.reference.empty())
            out.set("$ref", Value::string(found->second.reference));
        if (!found->second.dynamic.empty()) {
            out.remove("$dynamicRef");
            out.remove("$recursiveRef");
            setReference(out, found->second.dynamic);
        }
    }

    const Value &m_given;
    NodeStore m_store;
    CompileOptions m_options;
    ResourceMap m_resources;
    std::unordered_map<const Value *, Found> m_references; ///< to be written otherwise, by their schema
    std::vector<std::string> m_dynamic;                    ///< anchors that depend on the way
    bool m_hasIdentifiers = false;
};

} // namespace

PlainSchema plainSchema(const Value &schema)
{
    return Plainer(schema).plain();
}

void changeAll(Value &schema, const std::vector<std::string> &apart,
               const std::function<void(Value &)> &change)
{
    change(schema);
    for (const std::string &pointer : apart) {
        if (Value *place = json::resolve(schema, pointer))
            change(*place);
    }
}

void removePassedOver(Value &schema, Draft draft)
{
    if (!schema.isObject())
        return;
    auto &members = schema.mutableMembers();
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [draft](const json::Member &m) { return isPassedOver(m.key, draft); }),
                  members.end());
}

Value withoutPassedOver(PlainSchema plain)
{
    const std::function<void(Value &)> change = [&](Value &schema) {
        removePassedOver(schema, plain.draft);
        forEachSubschema(schema, change);
    };
    changeAll(plain.schema, plain.apart, change);
    return std::move(plain.schema);
}

} // namespace espalier::schema
