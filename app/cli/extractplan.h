// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/hookoptions.h"
#include "cli/options.h"
#include "cli/schemainput.h"

#include "common/endpointchoice.h"
#include "common/runrequest.h"

#include <optional>
#include <span>
#include <string>

namespace espalier::cli {

/// What `extract` was asked to do: everything of the command line, read and checked.
struct ExtractPlan
{
    app::EndpointChoice endpoint;
    std::optional<std::string> model; ///< absent: the endpoint's last one
    app::RunOptions run;              ///< document and schema read; model not yet
    bool ndjson = false;
    bool changes = false;
    bool keepInvalid = false;
    bool cache = false;
    std::optional<std::string> events; ///< path of a file, or "-"
    bool eventsValues = false;
    HookPlan code;
    std::string note; ///< what of a recipe is not used; may be empty

    [[nodiscard]] bool eventsOnOutput() const { return events == "-"; }
};

[[nodiscard]] std::span<const OptionSpec> extractOptionSpecs();

/// Reads recipe, schema, prompt and document. Errors: Usage, CannotRead.
[[nodiscard]] Result<ExtractPlan, Error> extractPlan(const Options &options);

} // namespace espalier::cli
