// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"

#include <string_view>
#include <vector>

namespace espalier::settings {

/// The name of the built-in practice endpoint; its address and key exist only while the program runs.
inline constexpr std::string_view kPracticeName = "Practice";

/// The profiles to start from, in the order in which they are offered: product specification, section 6.
/// Addresses that depend on the person's own server are empty or local. No prices and no models: those age.
[[nodiscard]] const std::vector<EndpointProfile> &presets();

/// The preset of that name, letter case ignored, or nullptr.
[[nodiscard]] const EndpointProfile *preset(std::string_view name);

} // namespace espalier::settings
