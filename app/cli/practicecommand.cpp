// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/interrupt.h"
#include "cli/numbers.h"
#include "cli/output.h"

#include "practice/practiceserver.h"
#include "json/writer.h"

#include <QCoreApplication>

#include <array>
#include <limits>

namespace espalier::cli {

namespace {

constexpr std::array kOptions{
    OptionSpec{"port", "N", "port on 127.0.0.1; default: any free one"},
    OptionSpec{"faults", "SPEC", "what goes wrong, one step per request; see below"},
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

int run(const Options &options, Console &console)
{
    const auto refuse = [&console](const Error &error) {
        console.error(error);
        return exitCode(error);
    };
    if (!options.inputs().empty())
        return refuse(usageError("practice takes no files.", "See: espalier-cli practice --help"));
    practice::PracticeServer::Options wanted;
    if (const auto port = options.value("port")) {
        const auto number = readWhole(*port);
        if (!number || *number < 0 || *number > std::numeric_limits<std::uint16_t>::max())
            return refuse(usageError("--port needs a number from 0 to 65535, not \"" + *port + "\".",
                                     "For example: --port 8080"));
        wanted.port = static_cast<std::uint16_t>(*number);
    }
    wanted.faults = options.value("faults").value_or(std::string());
    practice::PracticeServer server;
    if (!server.start(wanted))
        return refuse(usageError(server.errorText().toStdString(), "See: espalier-cli practice --help"));
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::interrupted, &server, [] { QCoreApplication::exit(kExitOk); });
    const auto text = [](const QString &value) { return json::Value::string(value.toStdString()); };
    Output out;
    out.line(
        json::writeCompact(json::Value::object({{"base_url", text(server.baseUrl().toString())},
                                                {"key", text(server.key())},
                                                {"model", text(practice::PracticeServer::modelName())}})));
    // Whoever cannot read the address cannot use the server.
    if (const int code = out.exitCodeAfter(kExitOk, console); code != kExitOk)
        return code;
    return QCoreApplication::exec();
}

} // namespace

Command practiceCommand()
{
    return {
        "practice",
        "run the practice endpoint for other programs, until Ctrl-C",
        "[--port N] [--faults SPEC]",
        kOptions,
        "  espalier-cli practice                      prints one line: base_url, key (new each time), model\n"
        "  espalier-cli practice --faults '429:1;ok'  refuses the first request, answers the others\n"
        "\nFaults: steps separated by \";\", one per request, the last repeats: 429:SECONDS, 500, 401, drop, "
        "cut=BYTES,\n"
        "stall=BYTES, error-in-stream, truncate=TOKENS, invalid, malformed, fence, prose, think, double, ok; "
        "after a comma:\n"
        "rate=TOKENS-A-SECOND, delay=MILLISECONDS. Also as \"practice-reader+SPEC\" in the model's name.\n",
        &run};
}

} // namespace espalier::cli
