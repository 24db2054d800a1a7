// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace espalier::wire {

/// What is known where an error arose; it makes the next step concrete. All may be empty.
struct NextStepFacts
{
    std::string_view url; ///< redacted
    std::string_view model;
    std::optional<int> retryAfterMs;
};

/// One or two sentences: what a person can do about an error of this kind. Plain, no blame; empty for None
/// and StoppedByUser.
[[nodiscard]] std::string nextStep(ErrorKind kind, const NextStepFacts &facts = {});

} // namespace espalier::wire
