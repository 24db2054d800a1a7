// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"
#include "wire/answermode.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::run {

/// What an endpoint turned out to do with one model. Plain value.
struct ProbeReport
{
    std::optional<bool> tls;                      ///< absent: plain http
    std::string key = "accepted";                 ///< or "none": no key was sent
    std::optional<int> models;                    ///< how many it lists; absent: it lists none
    bool streams = false;                         ///< really: in pieces, as they are made
    std::vector<wire::ToolChoiceForm> toolChoice; ///< that lead to a call
    std::vector<wire::SchemaDialect> schemas; ///< that bind the answer; the first that does ends the search
    bool json = false;
    bool mdJson = false;
    bool streamOptions = false; ///< a stream told its usage because it was asked to
    bool secondSystemMessage = false;
    bool toolRole = false;
    std::int64_t tokensSpent = 0; ///< as counted, never more than was told before (ProbePlan::estimate)
    /// It went on, or says that it did, after as many tokens as it was to answer at most. Not in
    /// probeValue().
    bool ignoresTokenLimit = false;

    [[nodiscard]] bool tools() const { return !toolChoice.empty(); }
    /// json_schema before tools before json before md_json; nullopt: none of them works.
    [[nodiscard]] std::optional<wire::AnswerMode> bestMode() const;
    bool operator==(const ProbeReport &) const = default;
};

/// As the formats specification has it ("probe").
[[nodiscard]] json::Value probeValue(const ProbeReport &report);

/// Puts what was found into the profile: how to ask from now on, and what `auto` means for the model.
void applyProbe(settings::EndpointProfile &profile, std::string_view model, const ProbeReport &report);

} // namespace espalier::run
