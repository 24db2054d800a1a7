// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

#include <cstdint>

namespace espalier::run {

/// States of architecture section 4 that exist so far; WaitingToRetry and WaitingForSlot are entered by the
/// retry layer. Done, Failed and Cancelled are ends.
enum class RunState : std::uint8_t {
    Idle,
    Preparing,
    WaitingForSlot,
    Connecting,
    Streaming,
    Checking,
    WaitingToRetry,
    Done,
    Failed,
    Cancelled
};

} // namespace espalier::run

Q_DECLARE_METATYPE(espalier::run::RunState)
