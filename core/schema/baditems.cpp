// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/baditems.h"

#include <algorithm>
#include <array>

namespace espalier::schema {

namespace {
constexpr std::array<std::string_view, 4> kNames{"ask", "keep", "drop", "fail"};
}

std::string_view badItemsName(BadItems choice) noexcept
{
    return kNames.at(static_cast<std::size_t>(choice));
}

std::optional<BadItems> badItemsFromName(std::string_view name) noexcept
{
    const auto *known = std::find(kNames.begin(), kNames.end(), name);
    return known == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<BadItems>(known - kNames.begin()));
}

} // namespace espalier::schema
