// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <vector>

namespace espalier::recipe {

/// A field of a schema as a person sees it, with those inside it.
struct Field
{
    std::string name;
    std::string kind;        ///< "text", "list of whole number", "group"; never empty
    bool must = false;       ///< has to be there
    std::string description; ///< empty: none
    std::string allowed;     ///< "one of \"a\", \"b\""; empty: any
    std::string limits;      ///< "minimum 0, maxLength 20"; empty: none
    std::vector<Field> inner;
    bool operator==(const Field &) const = default;
};

/// The root of a schema as a field without a name. A field that holds itself is not opened again, and there
/// are at most some thousands.
[[nodiscard]] Field fieldsOf(const json::Value &schema);

} // namespace espalier::recipe
