// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

namespace espalier::run {

/// Whether a check or hook of a recipe is switched on: it is, unless it says "enabled": false. One that is
/// off is read by nobody.
[[nodiscard]] inline bool isOn(const json::Value &entry)
{
    const json::Value *enabled = entry.find("enabled");
    return !enabled || !enabled->isBool() || enabled->isTrue();
}

} // namespace espalier::run
