// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "json/treechange.h"

#include <cstdint>
#include <vector>

namespace espalier::ui {

class PartialTreeModel;

/// One list of changes on its way into the model. First everything that no view has seen yet is put together
/// out of sight; then each run of new siblings is announced and linked, parents before children; then the
/// changed rows are told of.
class TreeBatch
{
public:
    /// `quiet`: inside a reset, where nothing is announced.
    TreeBatch(PartialTreeModel &model, bool quiet);

    void take(const json::TreeChange &change);
    /// Announces. Once, last.
    void finish();

private:
    void add(const json::TreeChange &change);
    void change(LiveNode *node, const json::TreeChange &change);
    void close(LiveNode *node, json::NodeState state, std::uint64_t end);
    [[nodiscard]] bool isAnnounced(const LiveNode *node) const;
    void touch(LiveNode *node);
    void touchSummary(LiveNode *value);
    void await(LiveNode *container);
    void insertPending(LiveNode *container);
    void insertRun(LiveNode *container, const std::vector<LiveNode *> &run);
    bool adopt(LiveNode *container, LiveNode *value);
    void dropExpected(LiveNode *container, std::uint32_t slot);
    void showExpected(LiveNode *container);
    void link(LiveNode *container, LiveNode *value);

    PartialTreeModel &m_model;
    const bool m_quiet;
    std::vector<LiveNode *> m_waiting; // announced containers with values to insert, in order of appearance
    std::vector<LiveNode *> m_touched; // announced nodes that changed
};

} // namespace espalier::ui
