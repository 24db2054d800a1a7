// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace espalier::script {

/// Takes from this process what a script is not to have, for good: new files and sockets (no descriptor can
/// be opened any more), new processes, written files, core dumps, and memory beyond `addressSpace` bytes. It
/// ends with its parent. False when the system refuses; nothing is to be evaluated then.
///
/// After it only what is open and loaded works; so it comes last before the first script.
[[nodiscard]] bool confine(std::size_t addressSpace);

} // namespace espalier::script
