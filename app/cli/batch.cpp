// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/batch.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/lines.h"
#include "cli/output.h"
#include "json/writer.h"

#include <string>

namespace espalier::cli {

int answerLines(std::string_view command, Console &console,
                const std::function<Result<json::Value, Error>(std::string_view line)> &answer,
                const std::function<bool()> &refused)
{
    Output out;
    int code = kExitOk;
    const Error error = readLines(command, [&](std::string_view line, std::size_t number) {
        const auto answered = answer(line);
        if (answered) {
            out.line(json::writeCompact(*answered));
            return;
        }
        Error wrong = answered.error();
        wrong.message = "Line " + std::to_string(number) + ": " + wrong.message;
        console.error(wrong);
        code = kExitUsage;
    });
    if (error.kind != ErrorKind::None) {
        console.error(error);
        return exitCode(error);
    }
    return out.exitCodeAfter(refused() ? kExitUsage : code, console);
}

} // namespace espalier::cli
