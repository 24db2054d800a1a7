// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answer.h"
#include "run/answerjudge.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace espalier::run {

/// Reads and judges the items of a list answer one by one, as they close, and keeps them all.
class ItemWatch
{
public:
    /// `items`: the judge of one item; nullopt: items are free, every one is accepted.
    explicit ItemWatch(std::optional<AnswerJudge> items)
        : m_judge(std::move(items))
    {
    }

    /// Item `index` has closed. It is kept, and also put into `news`, unless the same item stood there before
    /// a restart and has been told already.
    void closed(std::size_t index, json::Value value, std::vector<Item> &news);
    /// Another candidate became the answer: items begin anew.
    void restart();

    [[nodiscard]] const std::vector<Item> &items() const { return m_items; }

private:
    std::optional<AnswerJudge> m_judge;
    std::vector<Item> m_items;
    std::vector<Item> m_told; ///< of candidates before, by index, so that nothing is told twice
};

} // namespace espalier::run
