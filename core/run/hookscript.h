// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/hookprogram.h"
#include "run/runhooks.h"
#include "run/scriptrunner.h"

#include <memory>
#include <string>

namespace espalier::run {

/// A JavaScript expression as a hook about answers that do not fit: over `value`, `issues`, `message`,
/// `retry_count`, `failures`, `reasks_left` and `document`. true: continue, false: stop, or an object
/// {"decision","message"} as a program gives it. One that fails or gives something else lets the run go on,
/// and is named. `scripts` must live as long as any run that has the hook.
[[nodiscard]] std::shared_ptr<ValidationHook> scriptHook(std::string name, std::string expression,
                                                         ScriptRunner &scripts, HookComplaint complain);

} // namespace espalier::run
