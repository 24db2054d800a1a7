// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"

#include <cstdint>
#include <optional>

namespace espalier::wire {

/// The server's wish to wait, in milliseconds: retry-after-ms, else Retry-After (seconds or date), else the
/// x-ratelimit-reset-* headers; nullopt when it said nothing that can be read. Never negative.
/// Of a header that came several times (or as a list) the longest wait counts.
///
/// Of several x-ratelimit-reset-* headers ("1s", "6m0s", "20ms", seconds, a Unix time) the longest counts
/// among those whose x-ratelimit-remaining-* is 0, or among all when none is. They come with every answer:
/// ask only after a 429.
[[nodiscard]] std::optional<int> retryAfterMs(const HttpHeaders &headers, std::int64_t nowUnixSeconds);

/// Only what the server said with Retry-After or retry-after-ms, which means this answer whatever its status.
[[nodiscard]] std::optional<int> retryAfterHeaderMs(const HttpHeaders &headers, std::int64_t nowUnixSeconds);

} // namespace espalier::wire
