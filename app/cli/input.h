// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::cli {

/// What is read at most: more does not fit any model.
inline constexpr std::uint64_t kMostInputBytes = 64ULL * 1024 * 1024;

/// The bytes of a file, or of standard input for "-". Errors: CannotRead, with the reason.
[[nodiscard]] Result<std::string, Error> readBytes(const std::string &path);

/// The same for text: UTF-8, a leading byte-order mark taken off. Errors also: what is no text, with the
/// place of the first byte that is none.
[[nodiscard]] Result<std::string, Error> readText(const std::string &path);

/// Why `bytes` are no UTF-8 text; kind None when they are. `name`: what they are called in the message.
[[nodiscard]] Error textError(std::string_view bytes, std::string_view name);

} // namespace espalier::cli
