// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hooklink.h"
#include "run/hookprogram.h"
#include "run/observers.h"
#include "run/runhooks.h"

#include <functional>
#include <memory>
#include <string>

namespace espalier::app {

/// Tells of a call of a hook. In the thread of the hook.
using TellFiring = std::function<void(const ui::HookFiring &)>;

/// A hook that decides, with its time, its decision and what it complained of told after each call. `make` is
/// given where the hook is to complain.
[[nodiscard]] std::shared_ptr<run::ValidationHook>
watched(const std::function<std::shared_ptr<run::ValidationHook>(run::HookComplaint)> &make, TellFiring tell);

/// What is told of a hook that an event fires: all but its time, its decision and its words.
[[nodiscard]] ui::HookFiring firingOf(const run::RunEvent &event, const QString &hook);

/// A watched hook that only takes events.
[[nodiscard]] run::Observers::Take watched(std::string name, run::Observers::Take take, TellFiring tell);

} // namespace espalier::app
