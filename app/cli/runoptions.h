// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "cli/options.h"

#include "common/runrequest.h"

#include <optional>

namespace espalier::cli {

/// Puts what the options say of how to ask (mode, stream, how it is read, timeouts, parameters) over what
/// stands in `run`. Errors: Usage.
[[nodiscard]] std::optional<Error> readRunOptions(const Options &options, app::RunOptions &run);

} // namespace espalier::cli
