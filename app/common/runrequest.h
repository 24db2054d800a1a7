// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/endpointaccess.h"
#include "net/transport.h"
#include "recipe/recipe.h"
#include "run/answercache.h"
#include "run/extractionrun.h"
#include "run/retrypolicy.h"
#include "run/runhooks.h"
#include "schema/answershape.h"
#include "wire/answermode.h"
#include "wire/chatrequest.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::app {

/// What a person asks for, before it is known of which endpoint.
struct RunOptions
{
    std::string documentName = "-";
    std::string document;
    std::string instructions;
    schema::AnswerShape shape;
    std::string model;
    wire::AnswerMode mode = wire::AnswerMode::Auto;
    wire::StreamKind stream = wire::StreamKind::Partial;
    std::optional<wire::SchemaDialect> schemaDialect; ///< absent: the profile's
    std::optional<std::int64_t> maxTokens;
    std::optional<double> temperature;
    json::Value::Object parameters;
    std::vector<wire::FewShot> examples; ///< sent as earlier turns
    recipe::Reading reading;
    net::Timeouts timeouts;
    run::RetryLimits retries;
    settings::RateLimits rates; ///< absent ones: the profile's
    run::RunHooks hooks;
    std::vector<run::Check> checks;
    run::AnswerCache *cache = nullptr;    ///< nullptr: none is used; must outlive the run
    run::ScriptRunner *scripts = nullptr; ///< for the checks; must outlive the run
};

/// How long a run waits, as a recipe says it.
[[nodiscard]] net::Timeouts timeoutsOf(const recipe::Limits &limits);

/// How often and for how much a run asks, as a recipe says it.
[[nodiscard]] run::RetryLimits retriesOf(const recipe::Limits &limits);

/// The rules among a recipe's hooks. Error (Usage): one that cannot be used.
[[nodiscard]] std::optional<Error> addRules(RunOptions &options, const json::Value &hooks);

/// A recipe's further members of the body. Temperature and the most tokens have fields of their own, because
/// endpoints name them differently.
void setParameters(RunOptions &options, const json::Value::Object &parameters);

/// A recipe's worked examples as earlier turns.
[[nodiscard]] std::vector<wire::FewShot> fewShots(const std::vector<recipe::Example> &examples);

/// The request of a run. `auto` becomes what the profile knows of the model; nothing is probed.
[[nodiscard]] run::ExtractionRequest extractionRequest(RunOptions options, EndpointAccess access);

} // namespace espalier::app
