// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/codehooks.h"

#include "run/hookscript.h"
#include "run/observers.h"

#include <memory>

namespace espalier::app {

void addCodeHooks(run::RunHooks &hooks, const std::vector<run::CodeHook> &code, run::ScriptRunner &scripts,
                  const run::HookComplaint &complain)
{
    for (const run::CodeHook &hook : code) {
        if (hook.command.isEmpty())
            hooks.validation.push_back(run::scriptHook("script", hook.script, scripts, complain));
        else if (hook.event == run::RunEventKind::Validation)
            hooks.validation.push_back(run::validationHook({hook.command}, complain));
    }
    for (const run::Listener &listener : run::listenersOf(code)) {
        if (!hooks.observers)
            hooks.observers = std::make_shared<run::Observers>(complain);
        hooks.observers->add(listener.command.value(0).toStdString(), run::observerOf({listener.command}),
                             listener.events);
    }
}

} // namespace espalier::app
