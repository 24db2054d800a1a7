// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <vector>

namespace espalier::schema {

/// An answer to a strict schema, read by the schema it was made of.
struct StrictReading
{
    json::Value value;
    /// JSON Pointers into the answer of the members that were null for "absent" and were taken out, in order.
    std::vector<std::string> absent;
};

/// Strict endpoints require every field, so an optional one is sent as "may be null" (wire::strictSchema). A
/// null comes back as absent where `schema` says that the field is optional and does not take null; of a
/// union where every member says so that the answer can belong to. Every other null stays. References are
/// followed; an answer of any other form comes back as it is.
[[nodiscard]] StrictReading readBackStrict(const json::Value &answer, const json::Value &schema);

} // namespace espalier::schema
