// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace espalier::json {

/// The members of an object that count, by name: of duplicates the last. Views into the object. Small
/// objects, which most are, cost no memory; large ones are indexed, so that no object costs more than linear
/// time.
class EffectiveMembers
{
public:
    explicit EffectiveMembers(const Value &object)
        : m_object(object)
    {
        const auto &members = object.members();
        if (members.size() <= kSmall)
            return;
        m_last.reserve(members.size());
        for (std::size_t i = 0; i < members.size(); ++i)
            m_last[members[i].key] = i;
    }

    [[nodiscard]] bool has(std::string_view key) const
    {
        return m_last.empty() ? m_object.find(key) != nullptr : m_last.count(key) > 0;
    }

    /// Where the member of that name stands that counts.
    [[nodiscard]] std::optional<std::size_t> placeOf(std::string_view key) const
    {
        if (!m_last.empty()) {
            const auto found = m_last.find(key);
            return found == m_last.end() ? std::nullopt : std::optional(found->second);
        }
        for (std::size_t i = m_object.members().size(); i-- > 0;) {
            if (m_object.members()[i].key == key)
                return i;
        }
        return std::nullopt;
    }

    /// How many names there are.
    [[nodiscard]] std::size_t count() const
    {
        if (!m_last.empty())
            return m_last.size();
        std::size_t out = 0;
        for (std::size_t i = 0; i < m_object.members().size(); ++i)
            out += isLast(i) ? 1 : 0;
        return out;
    }

    /// False for a member whose place a later one of the same name took.
    [[nodiscard]] bool isLast(std::size_t index) const
    {
        if (m_last.size() == m_object.members().size()) // no name twice
            return true;
        const Member &member = m_object.members()[index];
        return m_last.empty() ? m_object.find(member.key) == &member.value
                              : m_last.find(member.key)->second == index;
    }

    /// Calls visit(member, index) for each in the order of the document; stops when it returns false.
    template <typename Visit>
    static void forEach(const Value &object, Visit visit)
    {
        const EffectiveMembers effective(object);
        const auto &members = object.members();
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (effective.isLast(i) && !visit(members[i], i))
                return;
        }
    }

private:
    static constexpr std::size_t kSmall = 16;

    const Value &m_object;
    std::unordered_map<std::string_view, std::size_t> m_last; ///< of a large object
};

} // namespace espalier::json
