// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "run/attemptrecord.h"
#include "json/value.h"

#include <cstddef>
#include <string>
#include <vector>

namespace espalier::run {

/// Bytes of requests, answers and values that the records of one run may take where they are kept.
inline constexpr std::size_t kKeptHistoryBytes = std::size_t{4} * 1024 * 1024;

/// Records as JSON, for recordsFromValue(). Those whose request, text and value go beyond `mostBytes`,
/// counted from the last one backwards, are written without them (AttemptRecord::shortened). Pure.
[[nodiscard]] json::Value recordsValue(const std::vector<AttemptRecord> &records,
                                       std::size_t mostBytes = kKeptHistoryBytes);

/// The way back. `list` null: no records. Error: the place of a member that cannot be used, for people.
[[nodiscard]] Result<std::vector<AttemptRecord>, std::string> recordsFromValue(const json::Value &list);

} // namespace espalier::run
