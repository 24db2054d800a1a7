// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/subschemas_p.h"

#include "schema/keytable_p.h"
#include "schema/wordlist_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace espalier::schema {

namespace {

constexpr std::array<std::string_view, 6> kMaps{"$defs",        "definitions",       "dependentSchemas",
                                                "dependencies", "patternProperties", "properties"};
constexpr std::array<std::string_view, 4> kLists{"allOf", "anyOf", "oneOf", "prefixItems"};
constexpr std::array<std::string_view, 12> kSingles{"additionalItems",
                                                    "additionalProperties",
                                                    "contains",
                                                    "contentSchema",
                                                    "else",
                                                    "if",
                                                    "items",
                                                    "not",
                                                    "propertyNames",
                                                    "then",
                                                    "unevaluatedItems",
                                                    "unevaluatedProperties"};

constexpr std::array<std::string_view, 8> kAnnotations{"title",      "description", "default",   "examples",
                                                       "deprecated", "readOnly",    "writeOnly", "$comment"};

bool isSchema(const json::Value &value)
{
    return value.isObject() || value.isBool();
}

/// An entry of $defs that is no schema but a drawer of them: {"cat": {…}, "dog": {…}}.
bool isGroup(const json::Value &entry)
{
    const auto &members = entry.members();
    return !members.empty() && std::all_of(members.begin(), members.end(), [](const json::Member &member) {
        return member.value.isObject() && !isOneOf(kMaps, member.key) && !isOneOf(kSingles, member.key) &&
               !isOneOf(kAnnotations, member.key) && member.key != "const";
    });
}

template <typename Node, typename Members, typename Visit>
void visitMap(Node &map, const std::string &token, Members membersOf, Visit visit)
{
    const bool definitions = token == "/$defs" || token == "/definitions";
    for (auto &entry : membersOf(map)) {
        std::string path = token;
        json::appendToken(path, entry.key);
        if (definitions && isGroup(entry.value)) {
            for (auto &inner : membersOf(entry.value)) {
                std::string deeper = path;
                json::appendToken(deeper, inner.key);
                visit(inner.value, deeper);
            }
        } else if (isSchema(entry.value)) {
            visit(entry.value, path);
        }
    }
}

/// One walk for const and changeable schemas: `Node` is Value or const Value, `itemsOf` and `membersOf` give
/// its parts.
template <typename Node, typename Items, typename Members, typename Visit>
void walk(Node &schema, Items itemsOf, Members membersOf, Visit visit)
{
    if (!schema.isObject())
        return;
    for (auto &member : membersOf(schema)) {
        std::string token;
        json::appendToken(token, member.key);
        const bool list =
            isOneOf(kLists, member.key) || member.key == "items"; // draft 7: items may be a list
        if (isOneOf(kSingles, member.key) && isSchema(member.value)) {
            visit(member.value, token);
        } else if (list && member.value.isArray()) {
            std::size_t index = 0;
            for (auto &item : itemsOf(member.value)) {
                std::string path = token;
                json::appendToken(path, index++);
                if (isSchema(item))
                    visit(item, path);
            }
        } else if (isOneOf(kMaps, member.key) && member.value.isObject()) {
            visitMap(member.value, token, membersOf, visit);
        }
    }
}

} // namespace

Holds holdsSchemas(std::string_view keyword)
{
    static const KeyTable singles({kSingles.begin(), kSingles.end()});
    static const KeyTable lists({kLists.begin(), kLists.end()});
    static const KeyTable maps({kMaps.begin(), kMaps.end()});
    if (keyword == "items")
        return Holds::OneOrList;
    if (singles.find(keyword) != KeyTable::kNone)
        return Holds::One;
    if (maps.find(keyword) != KeyTable::kNone)
        return Holds::Map;
    return lists.find(keyword) != KeyTable::kNone ? Holds::List : Holds::Nothing;
}

void forEachSubschema(const json::Value &schema,
                      const std::function<void(const json::Value &, const std::string &)> &visit)
{
    walk(
        schema, [](const json::Value &value) -> auto & { return value.items(); },
        [](const json::Value &value) -> auto & { return value.members(); }, visit);
}

void forEachSubschema(json::Value &schema, const std::function<void(json::Value &)> &visit)
{
    walk(
        schema, [](json::Value & value) -> auto & { return value.mutableItems(); },
        [](json::Value & value) -> auto & { return value.mutableMembers(); },
        [&visit](json::Value &value, const std::string &) { visit(value); });
}

bool isAnnotation(std::string_view keyword)
{
    return isOneOf(kAnnotations, keyword);
}

} // namespace espalier::schema
