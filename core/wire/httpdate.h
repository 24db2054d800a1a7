// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::wire {

/// An HTTP date (RFC 9110, 5.6.7) as seconds since 1970 UTC, in its three forms:
/// "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994". The day's
/// name is not compared with the date; two-digit years below 70 are in this century. nullopt for anything
/// else.
[[nodiscard]] std::optional<std::int64_t> unixSecondsFromHttpDate(std::string_view text);

} // namespace espalier::wire
