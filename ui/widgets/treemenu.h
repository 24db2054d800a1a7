// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace espalier::ui {

class LiveTreeView;

/// Gives the tree its context menu and keys: copy the value, the value as JSON, the place as JSON Pointer.
void addTreeMenu(LiveTreeView &tree);

} // namespace espalier::ui
