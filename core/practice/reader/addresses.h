// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/layout.h"

#include <string_view>
#include <vector>

namespace espalier::practice {

/// A postal address with the places of its parts; a part that is not there is empty.
struct Address
{
    Range range;
    Range street; ///< with the house number
    Range houseNumber;
    Range streetName; ///< without it
    Range city;
    Range region;
    Range postal;
    Range country;
};

/// Addresses in order: a street with a house number in English, German or Romance order, then, behind commas
/// or line ends, a postal code with city, region, country. Also a postal code with its city alone. Linear.
[[nodiscard]] std::vector<Address> addressesOf(std::string_view text);

/// Whether `text` is a country's name or usual abbreviation, in English or German.
[[nodiscard]] bool isCountry(std::string_view text);

} // namespace espalier::practice
