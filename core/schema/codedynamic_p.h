// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/resources_p.h"
#include "json/value.h"

#include <optional>

namespace espalier::schema {

/// The schema of `root` without $dynamicRef and $recursiveRef: what they lead to depends on the resources
/// that the way to them went through, so each part stands under $defs once for every way there is, and plain
/// references lead from one to the next. Nothing when these are more than anyone needs.
[[nodiscard]] std::optional<json::Value> withoutDynamicReferences(const Node &root, ResourceMap &resources,
                                                                  const NodeStore &store);

} // namespace espalier::schema
