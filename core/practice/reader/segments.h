// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/field.h"
#include "practice/reader/source.h"

#include <vector>

namespace espalier::practice {

/// One way to part a text into records, in order.
using Segments = std::vector<Range>;

/// The ways that may part `scope` into records of `item`, the more formal ones first: repeated labels,
/// bullets, blocks between blank lines, lines, sentences, parts of sentences, from name to name, addresses,
/// the whole. Ways that part it alike are given once. A large scope is parted in the formal ways only.
[[nodiscard]] std::vector<Segments> segmentations(const SourceText &source, const Field &item, Range scope);

} // namespace espalier::practice
