// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "secrets/secret.h"

#include <string>

namespace espalier::cli {

/// One line of standard input as a secret, without the white space around it. On a terminal it asks with
/// `prompt` (on standard error) and shows nothing of what is typed; echo comes back whatever ends the
/// program. Error (Usage): an empty line, nothing at all, or more than 64 KiB.
[[nodiscard]] Result<secrets::Secret, Error> readSecretLine(const std::string &prompt);

} // namespace espalier::cli
