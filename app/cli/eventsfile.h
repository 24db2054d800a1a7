// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "cli/output.h"
#include "run/observers.h"
#include "run/runresult.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace espalier::cli {

/// Adds the file of --events to the observers of a run: a line for every event (formats specification). It
/// holds whole documents, so it is made for its owner alone (mode 0600); a file that is there is begun anew.
/// `values`: value:complete too. Lines are written in a thread of their own: a slow disk holds up no run.
/// Error: CannotWrite.
[[nodiscard]] std::optional<Error> addEventsFile(run::Observers &observers, const std::string &path,
                                                 bool values);

/// The same lines on standard output. What cannot be written there is in failure() of `output`.
void addEventsOutput(run::Observers &observers, std::shared_ptr<Output> output, bool values);

/// How long the end waits for observers.
enum class Patience : std::uint8_t {
    Some,            ///< five seconds
    AsLongAsItTakes, ///< a reader of standard output has its own time
};

/// Tells the observers batch:finished and waits until they have taken everything.
/// `told`: the run has said run:finished itself; else it is said here, for a document that no run was begun
/// for.
void tellEnd(run::Observers &observers, const run::RunResult &result, const std::string &runId, bool told,
             Patience patience);

} // namespace espalier::cli
