// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/commonsequence_p.h"

#include <algorithm>
#include <optional>
#include <span>

namespace espalier::recipe {

namespace {

using Sequence = std::span<const std::uint32_t>;

constexpr std::int64_t kMostSteps = 4'000'000; // also bounds the memory: one number a step

/// The greedy search over diagonals, each round of it kept for the way back.
class Search
{
public:
    Search(Sequence before, Sequence after)
        : m_before(before)
        , m_after(after)
        , m_columns(static_cast<std::int64_t>(before.size()))
        , m_rows(static_cast<std::int64_t>(after.size()))
    {
    }

    /// nullopt: too different to tell in time.
    std::optional<Matches> run()
    {
        for (std::int64_t edits = 0; edits <= m_columns + m_rows; ++edits) {
            m_rounds.emplace_back(static_cast<std::size_t>(2 * edits + 1), 0);
            for (std::int64_t k = -edits; k <= edits; k += 2) {
                if (!furthest(edits, k))
                    return std::nullopt;
                if (at(edits, k) >= m_columns && at(edits, k) - k >= m_rows)
                    return wayBack(edits);
            }
        }
        return std::nullopt;
    }

private:
    std::int64_t &at(std::int64_t edits, std::int64_t k)
    {
        return m_rounds[static_cast<std::size_t>(edits)][static_cast<std::size_t>(k + edits)];
    }

    /// Whether diagonal k was best reached by adding (from k + 1) rather than by removing (from k - 1).
    bool cameDown(std::int64_t edits, std::int64_t k)
    {
        return k == -edits || (k != edits && at(edits - 1, k - 1) < at(edits - 1, k + 1));
    }

    std::int64_t startOf(std::int64_t edits, std::int64_t k)
    {
        if (edits == 0)
            return 0;
        return cameDown(edits, k) ? at(edits - 1, k + 1) : at(edits - 1, k - 1) + 1;
    }

    bool furthest(std::int64_t edits, std::int64_t k)
    {
        std::int64_t x = startOf(edits, k);
        std::int64_t y = x - k;
        m_steps += 2;
        while (x < m_columns && y < m_rows &&
               m_before[static_cast<std::size_t>(x)] == m_after[static_cast<std::size_t>(y)]) {
            ++x;
            ++y;
            ++m_steps;
        }
        at(edits, k) = x;
        return m_steps <= kMostSteps;
    }

    Matches wayBack(std::int64_t edits)
    {
        Matches out;
        std::int64_t k = m_columns - m_rows;
        std::int64_t x = m_columns;
        for (; edits >= 0; --edits) {
            for (const std::int64_t start = startOf(edits, k); x > start; --x)
                out.emplace_back(static_cast<std::size_t>(x - 1), static_cast<std::size_t>(x - 1 - k));
            if (edits == 0)
                break;
            k += cameDown(edits, k) ? 1 : -1;
            x = at(edits - 1, k);
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    Sequence m_before;
    Sequence m_after;
    std::int64_t m_columns;
    std::int64_t m_rows;
    std::int64_t m_steps = 0;
    std::vector<std::vector<std::int64_t>> m_rounds;
};

} // namespace

Matches commonSequence(const std::vector<std::uint32_t> &before, const std::vector<std::uint32_t> &after)
{
    const auto most = std::min(before.size(), after.size());
    std::size_t front = 0;
    while (front < most && before[front] == after[front])
        ++front;
    std::size_t back = 0;
    while (back < most - front && before[before.size() - 1 - back] == after[after.size() - 1 - back])
        ++back;

    Matches out;
    for (std::size_t i = 0; i < front; ++i)
        out.emplace_back(i, i);
    const Sequence left = Sequence(before).subspan(front, before.size() - front - back);
    const Sequence right = Sequence(after).subspan(front, after.size() - front - back);
    if (const auto middle = Search(left, right).run()) {
        for (const auto &[i, j] : *middle)
            out.emplace_back(front + i, front + j);
    }
    for (std::size_t i = back; i > 0; --i)
        out.emplace_back(before.size() - i, after.size() - i);
    return out;
}

} // namespace espalier::recipe
