// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

#include <cstdint>

namespace espalier::run {

/// Idle → Preparing → WaitingForSlot → Connecting → Streaming → Checking → (WaitingToRetry → WaitingForSlot →
/// …)* → Done | Failed | Cancelled (architecture, section 4). Without a gate there is no WaitingForSlot; a
/// try that brings no answer leaves Streaming and Checking out. The last three are ends.
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
