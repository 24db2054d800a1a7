// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/output.h"
#include "common/identity.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>
#include <vector>

using namespace espalier;
using namespace espalier::cli;

namespace {

int refuse(const Error &error)
{
    Console().error(error);
    return exitCode(error);
}

int print(const std::string &text)
{
    Output out;
    out.write(text);
    Console console;
    return out.exitCodeAfter(kExitOk, console);
}

Error unknownCommand(const std::string &word)
{
    std::vector<std::string_view> known;
    for (const Command &command : commands())
        known.push_back(command.name);
    const std::string_view near = nearest(word, known);
    return usageError((word.front() == '-' ? "There is no option " : "There is no command ") + word + ".",
                      near.empty() ? "See: espalier-cli --help"
                                   : "Did you mean " + std::string(near) + "? See: espalier-cli --help");
}

int runCommand(const Command &command, std::span<const std::string> arguments, bool quiet)
{
    if (!command.run)
        return refuse(notInThisVersion(command.name, {}));
    const auto options = readOptions(arguments, command.options, command.name);
    if (!options)
        return refuse(options.error());
    if (options->has("help"))
        return print(helpFor(command));
    Console console(quiet || options->has("quiet"));
    return command.run(*options, console);
}

} // namespace

int main(int argc, char **argv)
{
    app::leaveNoImage();
    holdStandardStreams();
    QCoreApplication application(argc, argv);
    app::setIdentity(application);

    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    std::size_t first = 0;
    for (; first < arguments.size() && arguments[first] == "--quiet"; ++first) {
    }
    if (first == arguments.size())
        return refuse(usageError("No command was given.", "See: espalier-cli --help"));
    const std::string &word = arguments[first];
    if (word == "--help" || word == "-h" || word == "help")
        return print(generalHelp());
    if (word == "--version")
        return print("espalier-cli " + application.applicationVersion().toStdString() + "\n");
    const auto all = commands();
    const auto command =
        std::find_if(all.begin(), all.end(), [&word](const Command &known) { return known.name == word; });
    if (command == all.end())
        return refuse(unknownCommand(word.empty() ? "\"\"" : word));
    return app::ended(runCommand(*command, std::span(arguments).subspan(first + 1), first > 0));
}
