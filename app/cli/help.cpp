// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"

#include <algorithm>
#include <cstddef>

namespace espalier::cli {

namespace {

constexpr std::size_t kWidestLeft = 34;

void appendEntry(std::string &out, std::string left, std::string_view text)
{
    left.insert(0, "  ");
    if (left.size() < kWidestLeft)
        left.resize(kWidestLeft, ' ');
    else
        left += "\n" + std::string(kWidestLeft, ' ');
    out += left;
    out += text;
    out += '\n';
}

} // namespace

std::string generalHelp()
{
    std::string out = "espalier-cli: structured answers from language models, grown along a schema.\n\n"
                      "Usage: espalier-cli COMMAND [OPTION...]\n\nCommands:\n";
    for (const Command &command : commands()) {
        if (command.run)
            appendEntry(out, std::string(command.name), command.summary);
    }
    out += "\nOptions:\n";
    appendEntry(out, "--help", "this text; with a command: its options and examples");
    appendEntry(out, "--version", "name and version");
    appendEntry(out, "--quiet", "no notes and no progress");
    out += "\nFirst steps, without a key and without a network:\n"
           "  espalier-cli extract --schema person.json --text \"Extract: Jason is 25 years old\"\n"
           "  espalier-cli extract --help\n\n"
           "The default endpoint is the practice endpoint inside this program: it reads by rule and is no "
           "model.\n"
           "Exit codes: 0 accepted, 2 usage, 3 key, 4 rate limit, 5 endpoint or network, 6 not accepted, 130 "
           "interrupted.\n";
    return out;
}

std::string helpFor(const Command &command)
{
    std::string out =
        "espalier-cli " + std::string(command.name) + ": " + std::string(command.summary) + ".\n\n";
    out += "Usage: espalier-cli " + std::string(command.name) + " " + std::string(command.usage) +
           "\n\nOptions:\n";
    for (const OptionSpec &option : command.options) {
        if (option.help.empty())
            continue;
        std::string left = "--" + std::string(option.name);
        if (!option.value.empty())
            left += " " + std::string(option.value);
        appendEntry(out, std::move(left), option.help);
    }
    out += "\nExamples:\n";
    out += command.examples;
    return out;
}

} // namespace espalier::cli
