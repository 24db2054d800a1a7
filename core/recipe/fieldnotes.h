// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::recipe {

// What a recipe says of fields beside their schema (formats specification, "Recipe": fields), keyed by their
// places in an answer: {"/bio": {"may_be_inferred": true}}. Members that are not known stay.

using FieldNotes = json::Value::Object;

/// Else the value has to stand in the text, word for word.
[[nodiscard]] bool mayBeInferred(const FieldNotes &notes, std::string_view place);
[[nodiscard]] FieldNotes withInferred(FieldNotes notes, std::string_view place, bool inferred);

/// What is said of `from` and of all inside it is said of `to` afterwards, the first of the one going to the
/// first of the other; without a `to` it is forgotten.
[[nodiscard]] FieldNotes movedNotes(FieldNotes notes, const std::vector<std::string> &from,
                                    const std::vector<std::string> &to);
/// The same, and `from` keeps it.
[[nodiscard]] FieldNotes copiedNotes(FieldNotes notes, const std::vector<std::string> &from,
                                     const std::vector<std::string> &to);

} // namespace espalier::recipe
