// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier {

/// Header fields of an HTTP message in order: names as received, values without surrounding white space (RFC
/// 9110, 5).
using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// The value of the first field of that name, letter case ignored; nullptr when absent. Points into
/// `headers`.
[[nodiscard]] const std::string *findHeader(const HttpHeaders &headers, std::string_view name);

} // namespace espalier
