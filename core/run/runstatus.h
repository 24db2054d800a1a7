// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::run {

/// How a document's run ended (formats specification, "extract").
enum class RunStatus : std::uint8_t {
    Valid,     ///< the answer fits the schema
    Accepted,  ///< a hook or rule let an invalid one pass
    Invalid,   ///< an answer that ended properly and does not fit, or holds no JSON, or set items aside
    Cut,       ///< cut at the token limit
    Refused,   ///< a refusal or content filter
    Failed,    ///< transport, server or usage error; see error
    Cancelled, ///< stopped by the person
};

/// "valid" and so on.
[[nodiscard]] std::string_view runStatusName(RunStatus status) noexcept;
/// The status of that name; nullopt for an unknown one.
[[nodiscard]] std::optional<RunStatus> runStatusFromName(std::string_view name) noexcept;

} // namespace espalier::run
