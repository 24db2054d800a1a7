// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QCoreApplication;

namespace espalier::app {

/// Name and version, the same for both programs: settings, profiles and the user agent depend on them.
void setIdentity(QCoreApplication &application);

/// A crash leaves no image of this process's memory behind: it would hold keys. To be called first.
void leaveNoImage();

/// What main() returns, unless a server keeps a thread of Qt at work for good: then the program ends here,
/// with its streams written out, and nothing more is destroyed.
[[nodiscard]] int ended(int exitCode);

} // namespace espalier::app
