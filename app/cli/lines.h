// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace espalier::cli {

/// Gives each piece of standard input to `take` as it comes, at most `size` bytes each. Errors: CannotRead;
/// `command` is named in its advice.
[[nodiscard]] Error readPieces(std::size_t size, std::string_view command,
                               const std::function<void(std::string_view)> &take);

/// Gives each line of standard input that is not blank, and its number (1-based), to `take`, as soon as it is
/// there. Errors: CannotRead.
[[nodiscard]] Error readLines(std::string_view command,
                              const std::function<void(std::string_view, std::size_t)> &take);

} // namespace espalier::cli
