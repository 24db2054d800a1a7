// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <optional>
#include <string_view>

namespace espalier::practice {

/// The JSON Schema that stands somewhere in a text: the largest JSON object in it that has the members of
/// one. Objects inside another are not looked at. Linear in the text.
[[nodiscard]] std::optional<json::Value> findSchema(std::string_view text);

} // namespace espalier::practice
