// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/field_p.h"
#include "recipe/fielddiff.h"

#include <string>

namespace espalier::recipe {

/// "text, must, maxLength 20": all of a field but its name, its description and what is inside.
[[nodiscard]] std::string wholeText(const Field &field);

/// Adds to `change` what of a field was before and is after: only what differs.
void compare(FieldChange &change, const Field &before, const Field &after);

} // namespace espalier::recipe
