// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/connectiontest.h"
#include "run/probeplan.h"
#include "run/probereport.h"
#include "json/value.h"

#include <QString>

#include <vector>

namespace espalier::ui {

/// One thing that a probe found out.
struct ProbeLine
{
    QString name;
    StepState state = StepState::NotAsked; ///< Good, Warning (goes without), Bad (does not work)
    QString detail;
};

/// What stands in a probe's report (run::probeValue), line by line, the mode that `auto` means last. Empty
/// for a null value: never probed. Pure.
[[nodiscard]] std::vector<ProbeLine> probeLines(const json::Value &report);
/// As run::probeCostWords(), in the person's language and numbers. Pure.
[[nodiscard]] QString probeCostText(const run::ProbePlan::Estimate &cost, const QString &model);
/// As run::probeFaultWords(). Pure.
[[nodiscard]] QString probeFaultText(const run::ProbeReport &report);
/// The mode that a report calls the best; "none" when none works; empty: never probed. Pure.
[[nodiscard]] QString bestModeText(const json::Value &report);

} // namespace espalier::ui
