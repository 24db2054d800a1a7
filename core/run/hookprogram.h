// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/observers.h"
#include "run/runhooks.h"

#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::run {

/// A program as a hook: started for each event, the event's line on its standard input, for `validation` a
/// decision on its standard output (formats specification, `--hook-command`). Plain value.
///
/// Its environment is PATH, HOME and LANG alone. It sees neither address nor headers nor key.
struct HookProgram
{
    QStringList command; ///< program and arguments; not empty
    std::chrono::milliseconds most{5000};
};

/// One plain sentence about a program that failed. In the thread of whoever calls the hook.
using HookComplaint = std::function<void(const std::string &)>;

/// Asks the program about answers that do not fit. One that fails, is late or says nothing of use lets the
/// run go on, and is named.
[[nodiscard]] std::shared_ptr<ValidationHook> validationHook(HookProgram program, HookComplaint complain);

/// Tells the program of events, for Observers::add(): the program may take its time there. Throws
/// std::runtime_error when it fails: it does not start, takes too long, crashes, or ends with another code
/// than 0.
[[nodiscard]] Observers::Take observerOf(HookProgram program);

/// The decision in a program's output; nullopt when there is none. Pure.
[[nodiscard]] std::optional<Verdict> verdictFrom(std::string_view output);
/// The same of a value: an object as above, or true (continue) or false (stop).
[[nodiscard]] std::optional<Verdict> verdictFrom(const json::Value &decision);

/// What a hook outside this program is told of an event: everything but the address. Pure.
[[nodiscard]] json::Value hookLine(const RunEvent &event);
/// The event `validation` before its decision.
[[nodiscard]] RunEvent eventOf(const ValidationQuestion &question);

} // namespace espalier::run
