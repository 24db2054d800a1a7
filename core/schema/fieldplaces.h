// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// Where the field at a schema pointer stands in an answer: JSON Pointers of names, lists passed over
/// ("/addresses/street" is the street of every address), one for each row that shows it, from the top. Empty
/// when no row does.
[[nodiscard]] std::vector<std::string> answerPlaces(const FieldTree &tree, std::string_view field);

} // namespace espalier::schema
