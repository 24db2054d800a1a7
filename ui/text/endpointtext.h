// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/order.h"
#include "theme/statusdot.h"

#include <cstdint>

namespace espalier::ui {

class Engine;

/// Whether an endpoint can be asked.
enum class EndpointState : std::uint8_t {
    Practice,
    Usable,     ///< there is an address, and a key where one is wanted
    Incomplete, ///< one of them is missing, or the address is known to be closed
};

/// As far as it is known without sending anything.
[[nodiscard]] EndpointState endpointState(const Engine &engine, const EndpointInfo &info);
/// "1 model", "12 models".
[[nodiscard]] QString modelCountText(int count);
/// A state in words, and as a dot.
[[nodiscard]] QString endpointStateText(EndpointState state);
[[nodiscard]] StatusDot endpointDot(EndpointState state);

} // namespace espalier::ui
