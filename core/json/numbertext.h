// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace espalier::json {

/// The shortest JSON number that reads back as the same double; `value` is finite. Pure.
[[nodiscard]] std::string shortestNumber(double value);

} // namespace espalier::json
