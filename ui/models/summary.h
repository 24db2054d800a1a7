// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"

#include <QString>

#include <cstdint>

namespace espalier::ui {

/// Members of an object that its own row shows in short.
inline constexpr std::uint32_t kSummaryMembers = 3;
/// Characters of a value that a row shows at most: the cost of a growing cell must not grow with it.
inline constexpr qsizetype kShownCharacters = 200;

/// A text on one line, cut to kShownCharacters with an ellipsis: its beginning, or its end when that is where
/// it grows.
[[nodiscard]] QString shortened(const QString &text, bool keepEnd);

/// What the Value column shows of a node. Cost bounded by the constants above.
[[nodiscard]] QString valueSummary(const LiveNode &node);

/// The Value column shows a word about the value, not the value: nothing, or a text that holds none.
[[nodiscard]] bool saysWord(const LiveNode &node);

/// What the State column says of a node in words; empty for expected fields, whose absence the Value column
/// tells.
[[nodiscard]] QString chipText(const LiveNode &node);

} // namespace espalier::ui
