// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codedynamic_p.h"

#include "schema/codealso_p.h"
#include "schema/uri_p.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

constexpr std::size_t kMostParts = 400;
/// What references led by, and what only they lead to.
constexpr std::array<std::string_view, 9> kLeft{"$ref",    "$dynamicRef",    "$recursiveRef",
                                                "$anchor", "$dynamicAnchor", "$recursiveAnchor",
                                                "$id",     "$defs",          "definitions"};

class Expander
{
public:
    Expander(const Node &root, ResourceMap &resources, const NodeStore &store)
        : m_root(root)
        , m_resources(resources)
        , m_store(store)
    {
    }

    std::optional<Value> expand()
    {
        const Scope own = entered({}, m_root);
        m_names.emplace(Place{&m_root, own}, "");
        Value out = written(m_root, own);
        Value parts = Value::object();
        for (; !m_waiting.empty() && m_names.size() <= kMostParts; m_waiting.pop_front()) {
            const auto &[place, name] = m_waiting.front();
            parts.set(name, written(*place.first, place.second));
        }
        if (m_names.size() > kMostParts)
            return std::nullopt;
        if (!parts.members().empty())
            out.set("$defs", std::move(parts));
        return out;
    }

private:
    /// Where the dynamic anchors lead, by their names: the outermost resource on the way decides.
    using Scope = std::map<InPlaceRules::DynamicName, const Node *>;
    using Place = std::pair<const Node *, Scope>;

    Scope entered(Scope scope, const Node &node) const
    {
        for (const auto &[name, anchored] : m_store.resources[node.resource].dynamicAnchors)
            scope.emplace(name, anchored);
        return scope;
    }

    const Node *target(const Node &node, const Value &reference)
    {
        std::string why;
        return reference.isString() ? m_resources.resolve(node, reference.text(), why) : nullptr;
    }

    const Node *dynamicTarget(const Node &node, const Scope &scope)
    {
        const Value &schema = *node.schema;
        const bool isOlder = m_store.resources[node.resource].draft == Draft::Draft2019;
        const Value &reference = schema[isOlder ? "$recursiveRef" : "$dynamicRef"];
        const Node *found = target(node, reference);
        if (!found)
            return nullptr;
        const std::string anchor =
            isOlder ? std::string() : percentDecoded(splitUri(reference.text()).fragment);
        const bool isDynamic = isOlder ? (*found->schema)["$recursiveAnchor"].isTrue()
                                       : (*found->schema)["$dynamicAnchor"].isString() &&
                                             (*found->schema)["$dynamicAnchor"].text() == anchor;
        const auto outermost = isDynamic ? scope.find(m_resources.dynamicName(anchor)) : scope.end();
        return outermost == scope.end() ? found : outermost->second;
    }

    /// "#/$defs/name" of a part, which is to be written if it is new.
    Value reference(const Node &node, const Scope &scope)
    {
        Place place{&node, entered(scope, node)};
        const auto [known, isNew] = m_names.emplace(place, std::string());
        if (isNew) {
            const std::string pointer = pointerOf(node);
            std::string name = pointer.substr(pointer.find_last_of('/') + 1);
            name = name.empty() ? "part" : name;
            for (int i = 2; !m_taken.insert(name).second; ++i)
                name = name.substr(0, name.find('~')) + "_" + std::to_string(i);
            known->second = name;
            m_waiting.emplace_back(std::move(place), name);
        }
        return Value::string(known->second.empty() ? "#" : "#/$defs/" + percentEncoded(known->second));
    }

    Value written(const Node &node, const Scope &outer)
    {
        const Value &schema = *node.schema;
        if (!schema.isObject())
            return schema;
        const Scope scope = entered(outer, node);
        Value out = Value::object();
        for (const json::Member &member : schema.members()) {
            if (std::find(kLeft.begin(), kLeft.end(), member.key) == kLeft.end())
                out.set(member.key, copied(member.value, scope));
        }
        if (const Node *found = target(node, schema["$ref"]))
            out.set("$ref", reference(*found, scope));
        else if (const Value *lost = schema.find("$ref"))
            out.set("$ref", *lost);
        if (const Node *found = dynamicTarget(node, scope)) {
            const Value to = reference(*found, scope);
            if (out.find("$ref"))
                alsoAsk(out, Value::object({{"$ref", to}}));
            else
                out.set("$ref", to);
        }
        return out;
    }

    Value copied(const Value &value, const Scope &scope)
    {
        if (const Node *node = m_resources.nodeAt(value))
            return written(*node, scope);
        Value out = value;
        for (std::size_t i = 0; i < value.items().size(); ++i)
            out.mutableItems()[i] = copied(value.items()[i], scope);
        for (std::size_t i = 0; i < value.members().size(); ++i)
            out.mutableMembers()[i].value = copied(value.members()[i].value, scope);
        return out;
    }

    const Node &m_root;
    ResourceMap &m_resources;
    const NodeStore &m_store;
    std::map<Place, std::string> m_names;
    std::deque<std::pair<Place, std::string>> m_waiting;
    std::set<std::string> m_taken;
};

} // namespace

std::optional<Value> withoutDynamicReferences(const Node &root, ResourceMap &resources,
                                              const NodeStore &store)
{
    return Expander(root, resources, store).expand();
}

} // namespace espalier::schema
