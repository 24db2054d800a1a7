// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/livetree.h"

#include <QHash>
#include <QString>

#include <unordered_map>

namespace espalier::ui {

/// Finds the nodes of many places in one tree. The names of an object with many members are learned once, so
/// the tree must not grow in the meantime but for fields that are missing. O(depth) a place.
class NodeFinder
{
public:
    explicit NodeFinder(LiveTree &tree)
        : m_tree(tree)
    {
    }

    struct Place
    {
        LiveNode *node = nullptr;      ///< nullptr when there is none; the top for the root of an answer
        LiveNode *container = nullptr; ///< that would hold it, when only the last step leads nowhere
        QString key;                   ///< that last step
    };

    /// `pointer`: JSON Pointer (RFC 6901) from the answer's root.
    [[nodiscard]] Place find(const QString &pointer);
    /// The value, or else the expected field, of that name or index; of duplicates the last, which counts.
    [[nodiscard]] LiveNode *child(LiveNode &container, const QString &key);

private:
    [[nodiscard]] LiveNode *member(LiveNode &object, const QString &key);

    LiveTree &m_tree;
    std::unordered_map<const LiveNode *, QHash<QString, LiveNode *>> m_names;
};

} // namespace espalier::ui
