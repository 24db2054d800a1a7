// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"
#include "json/value.h"

namespace espalier::ui {

/// The changes that make `value` out of an empty tree, without places in any text. `cut`: its root ended
/// inside.
[[nodiscard]] json::TreeChanges changesOfValue(const json::Value &value, bool cut = false);

} // namespace espalier::ui
