// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace espalier::bench {

/// One thing to measure. `run` does the whole work once and returns how many results it made, so that nothing
/// is left out by the compiler; 0 means it failed.
struct Case
{
    std::string name; ///< stable, report.py finds it by this
    std::size_t bytes = 0;
    std::function<std::size_t()> run;
};

/// Runs all cases in turn, `rounds` times, so that what the machine does meanwhile hits all alike, and prints
/// one JSON line for each: {"name","bytes","ms","best_ms","rounds"}, ms being the median of processor time.
/// False when a case returned 0.
[[nodiscard]] bool measure(const std::vector<Case> &cases, int rounds);

/// Prints one figure that is no time: {"name","value","unit"}.
void printFigure(const std::string &name, double value, const std::string &unit);

} // namespace espalier::bench
