// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/itemmatch_p.h"

#include "recipe/commonsequence_p.h"
#include "json/valuehash.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace espalier::recipe {

using json::Value;

namespace {

constexpr std::size_t kMostComparisons = 1'000'000; // of members; beyond, items pair by their place

/// Equal items of both lists get one number.
class Numbers
{
public:
    std::vector<std::uint32_t> of(const Value::Array &items)
    {
        std::vector<std::uint32_t> out;
        for (const Value &item : items)
            out.push_back(numberOf(item));
        return out;
    }

private:
    std::uint32_t numberOf(const Value &item)
    {
        auto &known = m_known[json::hashOf(item)];
        for (const auto &[value, number] : known) {
            if (value->equals(item))
                return number;
        }
        known.emplace_back(&item, m_next);
        return m_next++;
    }

    std::unordered_map<std::uint64_t, std::vector<std::pair<const Value *, std::uint32_t>>> m_known;
    std::uint32_t m_next = 0;
};

/// What an item holds, for counting what two have in common. Sorted.
std::vector<std::uint64_t> contentsOf(const Value &item)
{
    std::vector<std::uint64_t> out;
    for (const json::Member &member : item.members())
        out.push_back(json::hashOf(member));
    for (const Value &inner : item.items())
        out.push_back(json::hashOf(inner));
    std::sort(out.begin(), out.end());
    return out;
}

std::size_t inCommon(const std::vector<std::uint64_t> &left, const std::vector<std::uint64_t> &right)
{
    std::size_t out = 0;
    for (auto a = left.begin(), b = right.begin(); a != left.end() && b != right.end();) {
        out += *a == *b ? 1 : 0;
        const bool both = *a == *b;
        const bool first = *a < *b;
        a += both || first ? 1 : 0;
        b += both || !first ? 1 : 0;
    }
    return out;
}

/// A stretch of both lists without an equal item: [begin, end).
struct Gap
{
    std::size_t beforeBegin;
    std::size_t beforeEnd;
    std::size_t afterBegin;
    std::size_t afterEnd;

    [[nodiscard]] std::size_t rows() const { return beforeEnd - beforeBegin; }
    [[nodiscard]] std::size_t columns() const { return afterEnd - afterBegin; }
};

class Pairer
{
public:
    Pairer(const Value::Array &before, const Value::Array &after,
           std::vector<std::optional<std::size_t>> &partnerOfAfter)
        : m_before(before)
        , m_after(after)
        , m_partner(partnerOfAfter)
    {
    }

    void pair(const Gap &gap)
    {
        if (gap.rows() == 0 || gap.columns() == 0)
            return;
        std::vector<std::vector<std::uint64_t>> old;
        std::vector<std::vector<std::uint64_t>> now;
        std::size_t members = 2;
        for (std::size_t i = gap.beforeBegin; i < gap.beforeEnd; ++i)
            members = std::max(members, old.emplace_back(contentsOf(m_before[i])).size());
        for (std::size_t j = gap.afterBegin; j < gap.afterEnd; ++j)
            members = std::max(members, now.emplace_back(contentsOf(m_after[j])).size());
        if (gap.rows() > kMostComparisons / gap.columns() / members)
            return byPlace(gap);
        bySimilarity(gap, old, now);
    }

private:
    bool alike(std::size_t i, std::size_t j) const
    {
        const auto sort = [](const Value &value) { return value.isObject() ? 2 : value.isArray() ? 1 : 0; };
        return sort(m_before[i]) == sort(m_after[j]);
    }

    void byPlace(const Gap &gap)
    {
        for (std::size_t n = 0; n < std::min(gap.rows(), gap.columns()); ++n) {
            if (alike(gap.beforeBegin + n, gap.afterBegin + n))
                m_partner[gap.afterBegin + n] = gap.beforeBegin + n;
        }
    }

    /// The pairs in order with the most members in common, and of those the most pairs.
    void bySimilarity(const Gap &gap, const std::vector<std::vector<std::uint64_t>> &old,
                      const std::vector<std::vector<std::uint64_t>> &now)
    {
        const std::size_t rows = gap.rows();
        const std::size_t columns = gap.columns();
        const std::uint64_t onePair = 1;
        const std::uint64_t oneMember = std::min(rows, columns) + 1; // more than all pairs together
        const auto weight = [&](std::size_t i, std::size_t j) {
            return alike(gap.beforeBegin + i, gap.afterBegin + j)
                       ? onePair + oneMember * inCommon(old[i], now[j])
                       : 0;
        };
        std::vector<std::vector<std::uint64_t>> best(rows + 1, std::vector<std::uint64_t>(columns + 1, 0));
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;)
                best[i][j] = std::max({best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + weight(i, j)});
        }
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            const std::uint64_t here = weight(i, j);
            if (here > 0 && best[i][j] == best[i + 1][j + 1] + here)
                m_partner[gap.afterBegin + j++] = gap.beforeBegin + i++;
            else if (best[i][j] == best[i + 1][j])
                ++i;
            else
                ++j;
        }
    }

    const Value::Array &m_before;
    const Value::Array &m_after;
    std::vector<std::optional<std::size_t>> &m_partner;
};

} // namespace

std::vector<std::optional<std::size_t>> matchItems(const Value::Array &before, const Value::Array &after)
{
    std::vector<std::optional<std::size_t>> out(after.size());
    Numbers numbers;
    const auto old = numbers.of(before);
    Matches matches = commonSequence(old, numbers.of(after));
    for (const auto &[i, j] : matches)
        out[j] = i;
    matches.emplace_back(before.size(), after.size());
    Pairer pairer(before, after, out);
    std::size_t i = 0;
    std::size_t j = 0;
    for (const auto &[sameBefore, sameAfter] : matches) {
        pairer.pair({i, sameBefore, j, sameAfter});
        i = sameBefore + 1;
        j = sameAfter + 1;
    }
    return out;
}

} // namespace espalier::recipe
