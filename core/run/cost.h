// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"
#include "wire/usage.h"

#include <optional>
#include <string_view>

namespace espalier::run {

/// What an answer cost, in the currency of the model's price. nullopt without a price: unknown, never zero.
/// Pure.
[[nodiscard]] inline std::optional<double>
costOf(const wire::Usage &usage, const settings::EndpointProfile &profile, std::string_view model)
{
    constexpr double kMillion = 1e6;
    const settings::ModelFacts *facts = profile.model(model);
    if (!facts || !facts->price)
        return std::nullopt;
    return (static_cast<double>(usage.promptTokens) * facts->price->in +
            static_cast<double>(usage.completionTokens) * facts->price->out) /
           kMillion;
}

} // namespace espalier::run
