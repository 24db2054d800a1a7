// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/itemwatch.h"

#include "json/pointer.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace espalier::run {

namespace {
bool byIndex(const Item &left, const Item &right)
{
    return left.index < right.index;
}
} // namespace

void ItemWatch::closed(std::size_t index, json::Value value, std::vector<Item> &news)
{
    Item item{index, std::move(value), {}, {}};
    if (m_judge) {
        std::string pointer;
        json::appendToken(pointer, index);
        Judged judged = m_judge->judge(std::move(item.value), pointer);
        item.value = std::move(judged.value);
        item.issues = std::move(judged.issues);
        item.coercions = std::move(judged.coercions);
    }
    const auto [first, last] = std::equal_range(m_told.begin(), m_told.end(), item, byIndex);
    if (std::none_of(first, last, [&item](const Item &told) { return told.value == item.value; }))
        news.push_back(item);
    m_items.push_back(std::move(item));
}

void ItemWatch::restart()
{
    m_told.insert(m_told.end(), std::make_move_iterator(m_items.begin()),
                  std::make_move_iterator(m_items.end()));
    std::stable_sort(m_told.begin(), m_told.end(), byIndex);
    m_items.clear();
}

} // namespace espalier::run
