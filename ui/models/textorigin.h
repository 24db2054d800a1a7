// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"

#include <cstdint>

namespace espalier::ui {

/// How far the offsets of a growing tree are known to be places in the text as it is shown.
///
/// Offsets count the bytes of the text a tree was read from. What is shown is all text that came: when an
/// endpoint sends words and a call, or several calls, these are not the same. The changes tell: `at` counts
/// all bytes that came, so a value that is told of at its own first byte has nothing of another text before
/// it. Feed all changes of a question, in order. O(changes).
class TextOrigin
{
public:
    void take(const json::TreeChanges &changes);
    /// Every offset up to this one is a place in the shown text. 0: none is known to be.
    [[nodiscard]] std::uint64_t knownUpTo() const { return m_mixed ? 0 : m_known; }
    /// The values begin in the order they came in, so that there is one text at most.
    [[nodiscard]] bool inOrder() const { return !m_mixed; }

private:
    std::uint64_t m_known = 0;
    std::uint64_t m_last = 0;              // where the last value began
    json::NodeId m_string = json::kNoNode; // the last value, when it was told of at its first byte
    std::uint64_t m_stringEnd = 0;         // where its text ends if there are no escapes in it
    bool m_mixed = false;                  // values of several texts stand in the tree
};

} // namespace espalier::ui
