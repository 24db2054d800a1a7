// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace espalier::ui {

/// From now on screen readers are told of the parts of a scroll area by an interface that may be asked for
/// any of them. Qt's own (6.4) counts scroll bars only while they are shown, and reads past its list when one
/// has gone between the question how many parts there are and the question for the last: the program
/// crashed. May be called again; for areas that nobody has asked about yet. Thread: GUI.
void installScrollAreaAccess();

} // namespace espalier::ui
