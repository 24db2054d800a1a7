// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answer.h"
#include "run/runresult.h"
#include "wire/correction.h"
#include "json/treechange.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::run {

/// True when nothing is wrong with the answer but that items of it were set aside.
[[nodiscard]] bool onlyItemsAreWrong(const RunResult &result);

/// What is wrong: the issues of the whole and those of the items set aside, in this order.
[[nodiscard]] schema::Issues allIssues(const RunResult &result);

/// A list answer whose bad items are asked for once more, alone, and put back into their places.
///
/// Pure. The list is kept as it came and as it was read; `whole()` is always a result of its own, without
/// status: judgeList() gives it one. Its text is the list written anew once an item was put back, because
/// pieces of several answers have no common text.
class ItemsAgain
{
public:
    /// `whole`: a list answer with items set aside. `calls`: the same as calls, when each item is one.
    ItemsAgain(RunResult whole, std::vector<wire::AnsweredCall> calls);

    [[nodiscard]] const RunResult &whole() const { return m_whole; }
    /// What is asked for: SetAside::index and value, in order.
    [[nodiscard]] const std::vector<SetAside> &asked() const { return m_whole.setAside; }
    /// The call that item came as; nullptr when items are no calls.
    [[nodiscard]] const wire::AnsweredCall *callOf(std::size_t index) const;

    /// Takes the answer to the question about the items: as many as were asked for, in their order, or the
    /// whole list again, of which only those asked for are taken. Returns each of them at its index, with
    /// its issues, whether good or still bad; nullopt, and nothing is taken, when the answer holds neither.
    [[nodiscard]] std::optional<std::vector<Item>> take(const RunResult &answer);

private:
    [[nodiscard]] std::size_t count() const { return m_whole.value.items().size() + asked().size(); }
    void put(const std::vector<Item> &items, const json::Value &came, const std::vector<std::size_t> &places);

    RunResult m_whole;
    std::vector<wire::AnsweredCall> m_calls;
};

/// The tree of a text of JSON as changes, a Reset first.
[[nodiscard]] json::TreeChanges changesOf(std::string_view json);

} // namespace espalier::run
