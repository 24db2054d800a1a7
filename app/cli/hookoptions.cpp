// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/hookoptions.h"

#include "base/ascii.h"
#include "run/runevent.h"
#include "run/shellwords.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace espalier::cli {

namespace {

Result<std::vector<run::RunEventKind>, Error> eventsOf(std::string_view list)
{
    std::vector<run::RunEventKind> out;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const std::string name(trimmed(list.substr(0, comma)));
        const auto kind = run::runEventFromName(name);
        if (!kind)
            return usageError("--hook-events knows no event \"" + name + "\".",
                              "For example: --hook-events validation,run:finished");
        out.push_back(*kind);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return out;
}

/// As QProcess finds it.
bool isProgram(const QString &name)
{
    const QFileInfo file(name.contains(QLatin1Char('/')) ? name : QStandardPaths::findExecutable(name));
    return file.isFile() && file.isExecutable();
}

std::optional<Error> addHookCommand(const Options &options, HookPlan &plan)
{
    const auto command = options.value("hook-command");
    const auto events = options.value("hook-events");
    if (!command) {
        if (events)
            return usageError("--hook-events needs --hook-command.", "Name the program that is to be told.");
        return std::nullopt;
    }
    const auto words = run::shellWords(*command);
    if (!words || words->isEmpty())
        return usageError("--hook-command is no command: " + *command + ".",
                          "A program and its arguments, in quotes where they hold blanks.");
    if (!isProgram(words->front()))
        return usageError(
            "--hook-command names no program that can be started: " + words->front().toStdString() + ".",
            "Check its name and whether it may be executed.");
    auto kinds = eventsOf(events.value_or("validation"));
    if (!kinds)
        return kinds.error();
    for (const run::RunEventKind kind : *kinds)
        plan.hooks.push_back({kind, {}, *words});
    return std::nullopt;
}

std::optional<Error> addRecipeCode(const Options &options, const recipe::Recipe &recipe, HookPlan &plan)
{
    auto code = run::codeOf(recipe.stored);
    if (!code)
        return code.error();
    if (!code->isEmpty() && !options.has("allow-hooks"))
        return usageError("The recipe brings code that is not allowed yet: " + code->inWords() + ".",
                          "Read its checks and hooks, then add --allow-hooks.");
    plan.checks.insert(plan.checks.end(), code->checks.begin(), code->checks.end());
    plan.hooks.insert(plan.hooks.end(), code->hooks.begin(), code->hooks.end());
    return std::nullopt;
}

} // namespace

Result<HookPlan, Error> hookPlan(const Options &options, const std::optional<recipe::Recipe> &recipe)
{
    HookPlan plan;
    plan.checks = run::checksOfExpressions(options.values("check"));
    if (recipe) {
        if (auto error = addRecipeCode(options, *recipe, plan))
            return *std::move(error);
    }
    if (auto error = addHookCommand(options, plan))
        return *std::move(error);
    return plan;
}

} // namespace espalier::cli
