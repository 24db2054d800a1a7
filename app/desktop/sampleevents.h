// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runevent.h"
#include "run/runhooks.h"
#include "json/value.h"

namespace espalier::app {

// Made-up events to try a hook with, as a run of three re-asks would tell them.

/// The first answer does not fit at "/age", or at the first of the hook's `fields`; it cost 0.02 so far.
[[nodiscard]] run::ValidationQuestion sampleQuestion(const json::Value &hook);
/// Any event, its data as the formats specification has it.
[[nodiscard]] run::RunEvent sampleEvent(run::RunEventKind kind);

} // namespace espalier::app
