// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/delta.h"
#include "wire/toolcalljoiner.h"
#include "json/value.h"

namespace espalier::wire {

/// The deltas of one `delta` or `message` object, in the order reasoning, text, refusal, tool calls:
/// `content` as text or as a list of parts, reasoning under any of its names, `arguments` as text or as an
/// object (then compact JSON). Empty texts give nothing. Anything but an object gives nothing.
[[nodiscard]] Deltas readMessage(const json::Value &message, ToolCallJoiner &calls);

} // namespace espalier::wire
