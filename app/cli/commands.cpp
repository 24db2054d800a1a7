// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"

#include <array>

namespace espalier::cli {

std::span<const Command> commands()
{
    static const std::array all{
        extractCommand(),
        parseCommand(),
        validateCommand(),
        schemaCommand(),
        modelsCommand(),
        probeCommand(),
        keyCommand(),
        practiceCommand(),
        Command{"convert", "canonical text of a document"},
        Command{"export", "results of a project as a file"},
        Command{"ground", "find values in their document"},
        Command{"ray", "run a project on a cluster"},
    };
    return all;
}

} // namespace espalier::cli
