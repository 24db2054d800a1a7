// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/subschemas_p.h"
#include "json/value.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace espalier::schema {

// What is done to a schema that comes along with code, whoever judges by it.

inline constexpr std::size_t kLargestWhole = 1 << 20; ///< bytes

/// Draft 4's mark beside a limit, for drafts that have a limit of its own.
inline void spellOutLimit(json::Value &schema, const char *limit, const char *exclusive)
{
    if (!schema[exclusive].isBool())
        return;
    const json::Value bound = schema[limit];
    const bool isExclusive = schema[exclusive].isTrue() && bound.isNumber();
    schema.remove(exclusive);
    if (isExclusive) {
        schema.remove(limit);
        schema.set(exclusive, bound);
    }
}

/// Adds `part` to what the schema asks.
inline void alsoAsk(json::Value &schema, json::Value part)
{
    json::Value all = schema["allOf"].isArray() ? schema["allOf"] : json::Value::array();
    all.mutableItems().push_back(std::move(part));
    schema.set("allOf", std::move(all));
}

template <typename Predicate>
bool anySubschema(const json::Value &schema, Predicate predicate)
{
    bool found = predicate(schema);
    forEachSubschema(schema, [&](const json::Value &inner, const std::string &) {
        found = found || anySubschema(inner, predicate);
    });
    return found;
}

/// Some member of this name has such a value, wherever it stands: it may be no keyword there.
template <typename Predicate>
bool anyMember(const json::Value &value, std::string_view name, Predicate predicate)
{
    const auto &items = value.items();
    const auto &members = value.members();
    return std::any_of(items.begin(), items.end(),
                       [&](const json::Value &item) { return anyMember(item, name, predicate); }) ||
           std::any_of(members.begin(), members.end(), [&](const json::Member &member) {
               return (member.key == name && predicate(member.value)) ||
                      anyMember(member.value, name, predicate);
           });
}

} // namespace espalier::schema
