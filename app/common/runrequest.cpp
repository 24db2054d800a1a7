// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/runrequest.h"

#include "run/hookrules.h"

#include <chrono>
#include <utility>

namespace espalier::app {

net::Timeouts timeoutsOf(const recipe::Limits &limits)
{
    const auto seconds = [](int count) { return std::chrono::milliseconds(std::chrono::seconds(count)); };
    net::Timeouts out;
    out.firstByte = seconds(limits.firstByteSeconds);
    out.idle = seconds(limits.idleSeconds);
    out.noContent = seconds(limits.noContentSeconds);
    if (limits.deadlineSeconds)
        out.deadline = seconds(*limits.deadlineSeconds);
    return out;
}

run::RetryLimits retriesOf(const recipe::Limits &limits)
{
    run::RetryLimits out;
    out.reasks = limits.reasks;
    out.transportRetries = limits.transportRetries;
    out.maxWait = std::chrono::seconds(limits.maxWaitSeconds);
    out.tokenBudget = limits.tokenBudget;
    out.costBudget = limits.costBudget;
    return out;
}

std::optional<Error> addRules(RunOptions &options, const json::Value &hooks)
{
    auto rules = run::hookRules(hooks);
    if (!rules)
        return rules.error();
    for (run::HookRule &rule : std::move(rules).value())
        options.hooks.validation.push_back(run::hookOf(std::move(rule)));
    return std::nullopt;
}

void setParameters(RunOptions &options, const json::Value::Object &parameters)
{
    for (const json::Member &member : parameters) {
        if (member.key == "temperature" && member.value.toDouble())
            options.temperature = member.value.toDouble();
        else if ((member.key == "max_tokens" || member.key == "max_completion_tokens") &&
                 member.value.toInt64())
            options.maxTokens = member.value.toInt64();
        else
            options.parameters.push_back(member);
    }
}

std::vector<wire::FewShot> fewShots(const std::vector<recipe::Example> &examples)
{
    std::vector<wire::FewShot> out;
    for (const recipe::Example &example : examples)
        out.push_back({example.text, example.value});
    return out;
}

run::ExtractionRequest extractionRequest(RunOptions options, EndpointAccess access)
{
    run::ExtractionRequest out;
    out.document = std::move(options.documentName);
    out.chat.mode =
        options.mode == wire::AnswerMode::Auto ? access.profile.autoMode(options.model) : options.mode;
    out.chat.stream = options.stream;
    out.chat.model = std::move(options.model);
    out.chat.instructions = std::move(options.instructions);
    out.chat.document = std::move(options.document);
    out.chat.shape = std::move(options.shape);
    out.chat.maxTokens = options.maxTokens;
    out.chat.temperature = options.temperature;
    out.chat.parameters = std::move(options.parameters);
    out.chat.examples = std::move(options.examples);
    out.profile = std::move(access.profile);
    if (options.schemaDialect)
        out.profile.dialect.schema = *options.schemaDialect;
    out.secretHeaders = std::move(access.secretHeaders);
    out.proxyCredentials = std::move(access.proxyCredentials);
    out.timeouts = options.timeouts;
    out.retries = options.retries;
    out.hooks = std::move(options.hooks);
    out.checks = std::move(options.checks);
    out.scripts = options.scripts;
    out.cache = options.cache;
    if (options.rates.requestsPerMinute)
        out.profile.limits.requestsPerMinute = options.rates.requestsPerMinute;
    if (options.rates.tokensPerMinute)
        out.profile.limits.tokensPerMinute = options.rates.tokensPerMinute;
    out.coercion = options.reading.coercion;
    out.badItems = options.reading.badItems;
    return out;
}

} // namespace espalier::app
