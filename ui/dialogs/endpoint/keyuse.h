// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/order.h"
#include "secrets/keysource.h"

#include <QString>

namespace espalier::ui {

/// What the key fields hold now, beside what is stored.
struct KeyDraft
{
    secrets::KeySource chosen;
    bool entered = false;     ///< a key was typed and not kept yet
    bool variableSet = false; ///< the chosen environment variable has a value
};

/// One line: which key is in use, or what is missing. `stored`: what the engine says of the endpoint as it is
/// kept. Pure.
[[nodiscard]] QString keyInUseText(const KeyFacts &stored, const KeyDraft &draft);
/// The same says that something is missing.
[[nodiscard]] bool keyIsMissing(const KeyFacts &stored, const KeyDraft &draft);

} // namespace espalier::ui
