// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"
#include "cli/options.h"

#include <span>
#include <string>
#include <string_view>

namespace espalier::cli {

/// One command of the program: what it takes, what its help says, what it does.
struct Command
{
    std::string_view name;
    std::string_view summary;    ///< one line
    std::string_view usage = {}; ///< what follows "espalier-cli NAME"; empty: not in this version
    std::span<const OptionSpec> options = {};
    std::string_view examples = {}; ///< lines as they are typed, each with its comment
    int (*run)(const Options &options, Console &console) = nullptr; ///< gives the exit code
};

/// All commands, in the order of the help.
[[nodiscard]] std::span<const Command> commands();

[[nodiscard]] std::string generalHelp();
[[nodiscard]] std::string helpFor(const Command &command);

// One file each.
[[nodiscard]] Command extractCommand();
[[nodiscard]] Command parseCommand();
[[nodiscard]] Command validateCommand();
[[nodiscard]] Command schemaCommand();
[[nodiscard]] Command modelsCommand();
[[nodiscard]] Command probeCommand();
[[nodiscard]] Command keyCommand();
[[nodiscard]] Command practiceCommand();

} // namespace espalier::cli
