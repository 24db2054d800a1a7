// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace espalier::schema {

/// `name` stands in a short list, which is looked through.
template <std::size_t size>
[[nodiscard]] bool isOneOf(const std::array<std::string_view, size> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace espalier::schema
