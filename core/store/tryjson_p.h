// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "store/trystore.h"

#include <optional>
#include <string>
#include <string_view>

namespace espalier::store {

// A try's file: two lines of JSON. The first is its summary, so that a list need not read the second, which
// is the record and may be many megabytes.

/// No first line is longer; bytes.
inline constexpr std::size_t kHeadBytes = 16 * 1024;

/// What a list shows of it; all texts shortened, `id` and `bytes` not set.
[[nodiscard]] TrySummary summaryOf(const TryRecord &record);

/// The whole file.
[[nodiscard]] std::string tryText(const TryRecord &record);
/// nullopt: no summary of a format this version knows. `id` and `bytes` are not set.
[[nodiscard]] std::optional<TrySummary> readHead(std::string_view line);
/// `id` is not set. Error: why it cannot be used, for people.
[[nodiscard]] Result<TryRecord, std::string> readTry(std::string_view text);

} // namespace espalier::store
