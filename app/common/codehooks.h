// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/hookprogram.h"
#include "run/recipecode.h"
#include "run/runhooks.h"
#include "run/scriptrunner.h"

#include <vector>

namespace espalier::app {

/// Makes hooks of what a person has allowed or given: scripts and programs about `validation` decide,
/// programs about other events watch. `observers` is made when somebody is to watch and nobody did before.
/// `scripts` must outlive every run that has the hooks.
void addCodeHooks(run::RunHooks &hooks, const std::vector<run::CodeHook> &code, run::ScriptRunner &scripts,
                  const run::HookComplaint &complain);

} // namespace espalier::app
