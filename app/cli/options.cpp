// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/options.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace espalier::cli {

namespace {

/// Levenshtein: insertions, deletions and replacements.
std::size_t distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, replaced});
        }
    }
    return row.back();
}

std::string seeHelp(std::string_view command)
{
    return "See: espalier-cli " + std::string(command) + (command.empty() ? "" : " ") + "--help";
}

bool mayHoldAKey(std::string_view name)
{
    return name == "api-key" || name == "key" || name == "token" || name == "apikey" || name == "bearer";
}

Error unknownOption(std::string_view name, std::span<const OptionSpec> specs, std::string_view command)
{
    if (mayHoldAKey(name))
        return usageError("Keys are never given on the command line, where other programs can read them.",
                          "Put the key into an environment variable and name that: --api-key-env VAR");
    std::vector<std::string_view> known{"help", "quiet"};
    for (const OptionSpec &spec : specs)
        known.push_back(spec.name);
    const std::string_view near = nearest(name, known);
    return usageError("There is no option --" + std::string(name) + ".",
                      near.empty() ? seeHelp(command)
                                   : "Did you mean --" + std::string(near) + "? " + seeHelp(command));
}

} // namespace

std::optional<std::string> Options::value(std::string_view name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::nullopt : std::optional<std::string>(found->second.back());
}

std::vector<std::string> Options::values(std::string_view name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::vector<std::string>() : found->second;
}

void Options::add(std::string_view name, std::string value)
{
    m_values[std::string(name)].push_back(std::move(value));
}

Result<Options, Error> readOptions(std::span<const std::string> arguments, std::span<const OptionSpec> specs,
                                   std::string_view command)
{
    Options out;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "--") {
            for (const std::string &rest : arguments.subspan(i + 1))
                out.addInput(rest);
            break;
        }
        if (argument == "-" || argument.empty() || argument.front() != '-') {
            out.addInput(argument);
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string written = argument.substr(0, equals);
        const std::string name =
            written == "-h" ? "help"
                            : written.substr(std::min(written.find_first_not_of('-'), written.size()));
        const auto spec = std::find_if(specs.begin(), specs.end(),
                                       [&name](const OptionSpec &known) { return known.name == name; });
        if (spec == specs.end() || (written != "-h" && written.compare(0, 2, "--") != 0))
            return unknownOption(name, specs, command);
        if (spec->help.empty())
            return notInThisVersion("--" + name, command);
        const bool glued = equals != std::string::npos;
        if (spec->value.empty() && glued)
            return usageError("--" + name + " takes no value.", seeHelp(command));
        if (!spec->value.empty() && !glued && i + 1 == arguments.size())
            return usageError("--" + name + " needs a value: --" + name + " " + std::string(spec->value),
                              seeHelp(command));
        if (!spec->value.empty() && !spec->repeatable && out.has(name))
            return usageError("--" + name + " was given twice.", "Leave one of them out.");
        if (spec->value.empty())
            out.add(name, {});
        else
            out.add(name, glued ? argument.substr(equals + 1) : arguments[++i]);
    }
    return out;
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known)
{
    word = word.substr(0, 64); // longer than any name, and distance is quadratic
    std::string_view best;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t far = distance(word, candidate);
        if (far < least) {
            least = far;
            best = candidate;
        }
    }
    return best;
}

Error notInThisVersion(std::string_view what, std::string_view command)
{
    return usageError(std::string(what) + " is not in this version.", seeHelp(command));
}

} // namespace espalier::cli
