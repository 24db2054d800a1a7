// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::schema {

/// `text`, a schema that reads as `schema`, after a pass through the table of fields in which nobody changes
/// anything: every field is given the name, kind, description and must that the table shows for it. The same
/// to the byte unless an edit loses something, which is what this is there to find. Of very large schemas the
/// first fields only, so that the work stays linear.
[[nodiscard]] std::string passedThroughFields(std::string_view text, const json::Value &schema);

} // namespace espalier::schema
