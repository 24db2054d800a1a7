// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "run/runresult.h"
#include "schema/coercion.h"
#include "schema/issue.h"
#include "wire/usage.h"
#include "json/ignoredspan.h"
#include "json/repair.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::run {

/// Which members of an issue, a usage or an error are written.
enum class Detail : std::uint8_t {
    Told,  ///< those of the formats specification
    Whole, ///< those too that only this program reads back; absent ones are left out
};

// Parts of a result as JSON, members in the order of the formats specification ("extract"). Pure.

[[nodiscard]] json::Value issuesValue(const schema::Issues &issues, Detail detail = Detail::Told);
[[nodiscard]] json::Value repairsValue(const json::Repairs &repairs);
[[nodiscard]] json::Value coercionsValue(const schema::Coercions &coercions);
[[nodiscard]] json::Value ignoredValue(const std::vector<json::IgnoredSpan> &spans);
[[nodiscard]] json::Value setAsideValue(const std::vector<SetAside> &items, Detail detail = Detail::Told);
/// Null when there is none.
[[nodiscard]] json::Value usageValue(const std::optional<wire::Usage> &usage, Detail detail = Detail::Told);
/// Null when there is none.
[[nodiscard]] json::Value errorValue(const std::optional<Error> &error, Detail detail = Detail::Told);

/// An amount of money; null when it is not known.
[[nodiscard]] json::Value costValue(std::optional<double> cost);

/// A result with everything in it, for resultFromValue(). Duplicate members of an answer come down to the
/// last one of a name, as wherever JSON is written.
/// What its history takes is bounded: recordsValue().
[[nodiscard]] json::Value resultValue(const RunResult &result);

/// The result that resultValue() made `value` of. Absent members have their default. Error: the place of a
/// member that cannot be used, for people.
[[nodiscard]] Result<RunResult, std::string> resultFromValue(const json::Value &value);

} // namespace espalier::run
