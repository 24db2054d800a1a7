// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace espalier::schema {

/// The members of an object that count, by name: of duplicates the last. Views into the object; linear to
/// build, constant to ask, which json::Value::find is not.
class EffectiveMembers
{
public:
    explicit EffectiveMembers(const json::Value &object)
    {
        const auto &members = object.members();
        m_last.reserve(members.size());
        for (std::size_t i = 0; i < members.size(); ++i)
            m_last[members[i].key] = i;
    }

    [[nodiscard]] bool has(std::string_view key) const { return m_last.count(key) > 0; }

    /// Calls visit(member, index) for each in the order of the document; stops when it returns false.
    template <typename Visit>
    static void forEach(const json::Value &object, Visit visit)
    {
        const EffectiveMembers effective(object);
        const auto &members = object.members();
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (effective.m_last.find(members[i].key)->second == i && !visit(members[i], i))
                return;
        }
    }

private:
    std::unordered_map<std::string_view, std::size_t> m_last;
};

} // namespace espalier::schema
