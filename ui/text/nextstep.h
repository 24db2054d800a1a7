// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace espalier::run {
struct RunResult;
}

namespace espalier::ui {

/// What a person can do about an error, as far as this window has a place for it. Whoever shows the button
/// takes them there; nothing is sent without a further press.
enum class NextStep : std::uint8_t {
    None,
    SetKey,           ///< the dialog that takes a key for this endpoint
    EditEndpoint,     ///< the address of this endpoint
    EditProxy,        ///< the proxy of this endpoint
    EditCaFile,       ///< the certificates this endpoint trusts beside the system's
    EditPrices,       ///< what the models of this endpoint cost
    ChooseEndpoint,   ///< another endpoint
    ChooseModel,      ///< the list of models
    ChooseMode,       ///< another way to ask for structure
    TryAgain,         ///< the same question once more
    EditDocument,     ///< the text that is asked about
    EditInstructions, ///< what is said to the model
    ShowSchemaError,  ///< the schema, at what is wrong with it
    ShowUnfinished,   ///< a text of the recipe that cannot be used yet
    EditLimits,       ///< times, tokens and cost a question may take
    EditRules,        ///< retries, hooks and the rules that stop a run
    ShowChecks,       ///< the checks of the recipe
    ShowRequest,      ///< the request as it was sent
    ShowInTree,       ///< the first place that is wrong
    ShowRaw,          ///< the text as it came
    ChooseFile,       ///< another file to read
    SaveElsewhere,    ///< another place to write to
};

using NextSteps = std::vector<NextStep>;

/// Of a kind of error, the likeliest first; at most three. Empty only for ErrorKind::None.
[[nodiscard]] NextSteps nextStepsFor(ErrorKind kind);
/// The same, by what it is about (base/usagepart.h) or what the server said beside the kind. Empty also for
/// files of the program's own. `keySent`: a key went with the question.
[[nodiscard]] NextSteps nextStepsFor(const Error &error, bool keySent);
/// Of how a run ended; empty when all is well or the person stopped it.
[[nodiscard]] NextSteps nextStepsFor(const run::RunResult &result, bool keySent);

/// On a button, "Set the key…", with its key; empty for None.
[[nodiscard]] QString nextStepText(NextStep step);
/// What pressing it does, for a tool tip.
[[nodiscard]] QString nextStepTip(NextStep step);

} // namespace espalier::ui
