// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/livetree.h"

#include <cstdint>
#include <vector>

namespace espalier::ui {

struct ValueMark;

/// Replaces the marks of a tree: takes all off, sets new ones, carries what they mean up to the parents, and
/// says which rows look different now. One use. O(tree).
class MarkPass
{
public:
    /// `markedFields`: the expected fields that carry a mark; kept by the caller from pass to pass.
    MarkPass(LiveTree &tree, std::vector<LiveNode *> &markedFields);

    void set(LiveNode *node, const ValueMark &mark);
    /// Last. The rows to tell of.
    [[nodiscard]] std::vector<LiveNode *> finish();

private:
    struct Before
    {
        LiveNode *node;
        ValueState inside;
        std::uint32_t issues;
        bool marked;
    };

    void strip(LiveNode *node);
    static void carryUp(const LiveNode &node);

    LiveTree &m_tree;
    std::vector<LiveNode *> &m_fields;
    std::vector<Before> m_before;
};

} // namespace espalier::ui
