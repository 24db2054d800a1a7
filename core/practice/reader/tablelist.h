// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/objectreader.h"

#include <vector>

namespace espalier::practice {

/// The rows of all tables in the scope whose header names members of `item`, at least two of them or half.
[[nodiscard]] std::vector<Record> readTables(const SourceText &source, const Field &item,
                                             const Region &region);

/// The cells of the best column for a list of scalars; empty: no table has one.
[[nodiscard]] std::vector<Range> readColumn(const SourceText &source, const Field &list,
                                            const Region &region);

} // namespace espalier::practice
