// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldedit.h"

#include <string>
#include <vector>

namespace espalier::schema {

/// Fields as a schema of their own, for a clipboard: {"type": "object", "properties": …, "required": …} with
/// the definitions they need. What stands inside another of them is left out; of equal names the later ones
/// get a number. Places that are no fields are passed over.
[[nodiscard]] json::Value copyFields(const json::Value &schema, const std::vector<std::string> &fields);

/// Puts the fields of `fragment` into a group: a schema as copyFields makes it, or an object that maps names
/// to schemas. A name that is taken gets a number, and so does a definition that is another one here. The
/// edit's field is the last one.
[[nodiscard]] FieldEditResult pasteFields(const json::Value &schema, std::string_view group,
                                          std::size_t index, const json::Value &fragment);

} // namespace espalier::schema
