// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/candidates.h"

namespace espalier::practice {

/// How well a label fits a field, its title, its description and the object it belongs to: 0 to 1.
[[nodiscard]] double labelMatch(const Search &search, const Field &field, const Concepts &label);

/// How well the words around a place fit a field: 0 to 1.
[[nodiscard]] double contextMatch(const Search &search, const Field &field, Range place);

/// Whom a "by" announces that has a verb of somebody else before it: the publisher in "published in 1969 by",
/// when the author is asked for. False for fields that no such verb speaks of.
[[nodiscard]] bool isByAnother(const Search &search, const Field &field, Range place);

/// Whether the verb before the "by" that ends right before `begin` speaks of the field.
[[nodiscard]] bool isByVerbOf(const Search &search, const Field &field, std::size_t begin);

/// A unit of measure, such as "kg", rather than a thing that is counted.
[[nodiscard]] bool isMeasure(std::string_view unit);

/// Whether a unit ("kg", "m²", "rooms") measures what the field is about.
[[nodiscard]] double unitMatch(const Field &field, std::string_view unit);

} // namespace espalier::practice
