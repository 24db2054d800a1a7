// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "run/checks.h"
#include "run/runevent.h"
#include "json/value.h"

#include <QStringList>

#include <string>
#include <vector>

namespace espalier::run {

/// A hook of a recipe that runs somebody's code. Plain value.
struct CodeHook
{
    RunEventKind event = RunEventKind::Validation;
    std::string script;  ///< "action":"script","script": only about `validation`
    QStringList command; ///< "action":"program","command": cut by shellWords()
    bool operator==(const CodeHook &) const = default;
};

/// A program that is told of events, with all it listens to. Plain value.
struct Listener
{
    QStringList command;
    std::vector<RunEventKind> events;
    bool operator==(const Listener &) const = default;
};

/// Who of the hooks only listens, in their order: entries of the same command are one listener, so that it
/// hears the events one after the other as they happen. An entry that stands twice listens twice.
[[nodiscard]] std::vector<Listener> listenersOf(const std::vector<CodeHook> &hooks);

/// What comes with a recipe and would run here; what is switched off (run/hookentry.h) is not among it. Plain
/// value.
struct RecipeCode
{
    std::vector<Check> checks;
    std::vector<CodeHook> hooks;
    /// Of all of it, as lower-case hexadecimal SHA-256: what a person who has seen it allows. Any change of
    /// an expression or a command makes another one, a new name or message does not.
    std::string hash;

    [[nodiscard]] bool isEmpty() const { return checks.empty() && hooks.empty(); }
    /// "2 checks, 1 program": for whoever is asked to allow it.
    [[nodiscard]] std::string inWords() const;
};

/// Of a recipe as it was read (recipe::Recipe::stored). Error (Usage): something that cannot be used.
[[nodiscard]] Result<RecipeCode, Error> codeOf(const json::Value &recipe);

/// Of the code in one entry of a recipe's checks or hooks, on or off, as lower-case hexadecimal SHA-256: what
/// a person allows where entries are allowed one by one. Empty: it has none (a rule, "stands"), or cannot be
/// used.
[[nodiscard]] std::string checkCodeHash(const json::Value &entry);
[[nodiscard]] std::string hookCodeHash(const json::Value &entry);

} // namespace espalier::run
