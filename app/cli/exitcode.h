// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/runresult.h"

namespace espalier::cli {

// Exit codes (formats specification, "extract").
inline constexpr int kExitOk = 0;
inline constexpr int kExitUsage =
    2;                             ///< usage, schema unusable, input or output that cannot be read or written
inline constexpr int kExitKey = 3; ///< key missing, 401, 403
inline constexpr int kExitRate = 4;        ///< 429 outlasted the retries, or a wait beyond --max-wait
inline constexpr int kExitFailed = 5;      ///< unreachable, timed out, cut, 5xx, 400/402/404/413/422
inline constexpr int kExitNotAccepted = 6; ///< invalid, cut at the token limit, refused, items set aside
inline constexpr int kExitInterrupted = 130;

[[nodiscard]] int exitCode(const Error &error);
[[nodiscard]] int exitCode(const run::RunResult &result);

} // namespace espalier::cli
