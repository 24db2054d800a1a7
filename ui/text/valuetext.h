// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "json/value.h"

#include <QString>

#include <cstdint>

namespace espalier::ui {

// What is said of values, in the person's language. All texts about values are made here.

/// "complete", "arriving", …
[[nodiscard]] QString stateText(ValueState state);
/// Of a parent whose own state is better than the worst inside: "repaired inside", …
[[nodiscard]] QString stateInsideText(ValueState inside);
[[nodiscard]] QString issuesInsideText(std::uint32_t count);
/// Of a list: "2 so far" while it grows, "2 items" after.
[[nodiscard]] QString countText(std::uint32_t count, bool growing);
/// Of an object or list that holds nothing.
[[nodiscard]] QString emptyText();
/// A text that is there and holds nothing; a name that does.
[[nodiscard]] QString emptyTextWord();
[[nodiscard]] QString emptyNameWord();
/// Of a field that the schema expects, by how its object stands: "not yet" while it grows, "did not come"
/// when the answer ended inside it, else "not in the answer".
[[nodiscard]] QString absentText(json::NodeState container);
/// For showing only: characters that turn the direction of what stands beside them (U+202A to U+202E, U+2066
/// to U+2069) as their names, "‹RLO›"; control characters but tab and line ends as their pictures, "␀".
[[nodiscard]] QString displayText(const QString &text);
/// Of a page of a long list, numbers counted from 1: "501 – 1,000".
[[nodiscard]] QString pageText(std::uint32_t first, std::uint32_t last);
/// Name of an item of a list, which has none; index from 0, said from 1.
[[nodiscard]] QString itemText(std::uint32_t index);
/// Name of an answer that is neither object nor list.
[[nodiscard]] QString rootText();
/// Heading of the only column of a list of plain values.
[[nodiscard]] QString valueColumnText();
/// Of a list among several: "addresses (2)".
[[nodiscard]] QString countedText(const QString &name, std::uint32_t count);
/// `one` for a count of one, else `many` with the number in the locale's form for its %1: "1 try", "1,200
/// tries".
[[nodiscard]] QString numberOf(qint64 count, const QString &one, const QString &many);
/// "text", "number", "yes or no", "nothing", "list", "group".
[[nodiscard]] QString kindText(json::Value::Kind kind);

} // namespace espalier::ui
