// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <unordered_set>
#include <utility>
#include <vector>

namespace espalier::schema {

/// Addresses in the order in which they came, each once. Few, as nearly always, cost no set; many are looked
/// up in one, so that a schema of a hundred thousand parts costs no square of them.
template <typename Thing>
class Distinct
{
public:
    /// False when it is there already.
    bool add(const Thing *thing)
    {
        if (m_list.size() < kFew) {
            if (std::find(m_list.begin(), m_list.end(), thing) != m_list.end())
                return false;
        } else {
            if (m_set.empty())
                m_set.insert(m_list.begin(), m_list.end());
            if (!m_set.insert(thing).second)
                return false;
        }
        m_list.push_back(thing);
        return true;
    }
    [[nodiscard]] std::vector<const Thing *> take() { return std::exchange(m_list, {}); }

private:
    static constexpr std::size_t kFew = 32;

    std::vector<const Thing *> m_list;
    std::unordered_set<const Thing *> m_set;
};

} // namespace espalier::schema
