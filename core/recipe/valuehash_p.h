// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>

namespace espalier::recipe {

/// The same for values that are equal (Value::equals), and hardly ever for others.
[[nodiscard]] std::uint64_t hashOf(const json::Value &value);
[[nodiscard]] std::uint64_t hashOf(const json::Member &member);

} // namespace espalier::recipe
