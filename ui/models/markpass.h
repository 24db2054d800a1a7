// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/livetree.h"

#include <vector>

namespace espalier::ui {

struct ValueMark;

/// Sets and takes off marks, carries what they mean up to the parents, and says which rows look different
/// now. One use. Work: O(depth) a mark.
class MarkPass
{
public:
    /// `marked`: the nodes that carry a mark; kept by the caller from pass to pass.
    explicit MarkPass(std::vector<LiveNode *> &marked);

    void takeAllOff();
    /// `node` may be nullptr. The first Invalid mark of a value stays.
    void set(LiveNode *node, const ValueMark &mark);
    /// Last. The rows to tell of, each once.
    [[nodiscard]] std::vector<LiveNode *> finish();

    /// Says anew of every value in what worst state its descendants came. Adds those for whom that is another
    /// one to the rows to tell of. O(tree).
    void recount(LiveTree &tree);

private:
    void carryUp(const LiveNode &node);

    std::vector<LiveNode *> &m_marked;
    std::vector<LiveNode *> m_changed;
    bool m_fresh = false; ///< began with no mark at all
};

} // namespace espalier::ui
