// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "cli/options.h"

#include "common/runrequest.h"

#include <optional>
#include <string_view>

namespace espalier::cli {

/// Puts what the options say of how to ask (mode, stream, timeouts, parameters) over what stands in `run`.
/// Errors: Usage.
[[nodiscard]] std::optional<Error> readRunOptions(const Options &options, app::RunOptions &run);

/// Members of a request that the program sets itself: nobody's parameters may.
[[nodiscard]] bool isOwnMember(std::string_view name);

} // namespace espalier::cli
