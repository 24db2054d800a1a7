// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/probeplan.h"
#include "run/probereport.h"

#include <string>
#include <string_view>

namespace espalier::run {

// What the command line says of a probe; the window says the same in the person's language (ui/text). Pure.

/// Before anything is asked: "At most 11 questions to m, at most 7,972 tokens in all (usually about 2,061).
/// Cost: at most 0.02 EUR". A cost is rounded up, an unknown one a dash.
[[nodiscard]] std::string probeCostWords(const ProbePlan::Estimate &estimate, std::string_view model);

/// What the endpoint did wrong while it was asked; empty: nothing.
[[nodiscard]] std::string probeFaultWords(const ProbeReport &report);

/// An amount of money to be shown as the most that something costs: never less than it.
struct AtMost
{
    double amount = 0;
    int decimals = 2; ///< to show it with
};
[[nodiscard]] AtMost roundedUp(double amount);

} // namespace espalier::run
