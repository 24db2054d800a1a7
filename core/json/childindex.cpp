// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/childindex.h"

#include "json/pointer.h"

namespace espalier::json {

namespace {

/// Up to this many members a look at each is faster than an index.
constexpr std::size_t kFew = 32;

} // namespace

const Value *ChildIndex::child(const Value &value, std::string_view token)
{
    if (value.isArray()) {
        const auto index = arrayIndex(token);
        return index && *index < value.items().size() ? &value.items()[*index] : nullptr;
    }
    if (value.members().size() <= kFew)
        return value.find(token);
    auto &index = m_members[&value];
    if (index.empty()) {
        for (const Member &member : value.members())
            index[member.key] = &member.value;
    }
    const auto found = index.find(token);
    return found == index.end() ? nullptr : found->second;
}

const Value *ChildIndex::resolve(const Value &root, std::string_view pointer)
{
    const Value *at = &root;
    while (at && !pointer.empty()) {
        const auto token = takeToken(pointer);
        at = token ? child(*at, *token) : nullptr;
    }
    return at;
}

} // namespace espalier::json
