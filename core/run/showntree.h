// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answer.h"
#include "run/itemwatch.h"
#include "run/origins.h"
#include "run/treegraft.h"
#include "json/answerreader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::run {

/// One text that may hold the answer, or one item of it: the content, or the arguments of one call.
struct AnswerSource
{
    AnswerSource(json::ParseOptions options, std::string function, std::size_t place)
        : reader(std::move(options))
        , name(std::move(function))
        , order(place)
    {
    }
    json::AnswerReader reader;
    std::string text;
    std::string name;      ///< the function called; empty for the content
    std::string id;        ///< of the call; empty when none came
    std::size_t order = 0; ///< place among the calls, from 0
    TreeGraft graft;
};

/// The one tree that is shown, grown from one source or, for parallel calls, from several as items of one
/// list.
///
/// Which source it is may change while text arrives (a call begins after some content): the tree then starts
/// anew with a Reset. Sources stay the caller's and must not move. Work is O(bytes): when candidates inside
/// parallel calls change so often that showing each would cost more, the tree comes once, at the end.
class ShownTree
{
public:
    /// `live` false: nothing is told before the end. `items`: judge the items of the root list as they close.
    ShownTree(bool live, std::optional<ItemWatch> items)
        : m_live(live)
        , m_items(std::move(items))
    {
    }

    void feed(AnswerSource &source, std::string_view bytes, Growth &growth);
    void finish(AnswerSource &source, Growth &growth);

    /// `source` alone is the answer from now on.
    void showOne(AnswerSource &source, Growth &growth);
    /// `source` is a further item of the list that is the answer.
    void showItem(AnswerSource &source, Growth &growth);
    /// After every finish(): tells what was held back, brings items into the order of the calls and closes
    /// the list. `ended`: the protocol said that the answer ended.
    void conclude(bool ended, Growth &growth);

    [[nodiscard]] const std::vector<AnswerSource *> &shown() const { return m_shown; }
    [[nodiscard]] bool isList() const { return m_list; }
    [[nodiscard]] const std::vector<Item> &items() const;
    /// The issue with the value it is about, or with the innermost around it that is there; `origins`: of the
    /// values around it as they were read.
    [[nodiscard]] FoundIssue found(schema::Issue issue, const Origins &origins = {}) const;

private:
    void harvest(AnswerSource &source, Growth &growth);
    void emitChanges(AnswerSource &source, json::TreeChanges changes, Growth &growth);
    void watchItems(const AnswerSource &source, const json::TreeChange &change, Growth &growth);
    void restart(Growth &growth);
    void restartBut(const AnswerSource *without, Growth &growth);
    void emitList(json::TreeOp op, json::NodeState state, Growth &growth);

    bool m_live;
    bool m_list = false;
    bool m_told = false; ///< something of the tree was told since the last Reset
    std::optional<ItemWatch> m_items;
    std::vector<AnswerSource *> m_shown;
    std::vector<std::size_t> m_rows; ///< of a list: the `order` of each row told
    NodeIds m_ids;
    json::NodeId m_root = json::kNoNode; ///< of a list
    std::uint64_t m_bytes = 0;           ///< fed to all sources
    std::uint64_t m_toldAgain = 0;       ///< nodes told once more after a restart
};

} // namespace espalier::run
