// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/runoptions.h"

#include "cli/numbers.h"
#include "wire/chatrequest.h"
#include "json/read.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace espalier::cli {

namespace {

Error notOneOf(std::string_view option, const std::string &given, std::string_view choices)
{
    return usageError("--" + std::string(option) + " cannot be \"" + given + "\".",
                      "It is one of: " + std::string(choices));
}

std::optional<Error> readKinds(const Options &options, app::RunOptions &run)
{
    if (const auto mode = options.value("mode")) {
        const auto known = wire::answerModeFromName(*mode);
        if (!known)
            return notOneOf("mode", *mode, "auto, tools, json, json_schema, md_json, parallel_tools");
        run.mode = *known;
    }
    if (const auto kind = options.value("stream")) {
        const auto known = wire::streamKindFromName(*kind);
        if (!known)
            return notOneOf("stream", *kind, "none, full, partial, iterable");
        run.stream = *known;
    }
    if (const auto dialect = options.value("schema-dialect")) {
        run.schemaDialect = wire::schemaDialectFromName(*dialect);
        if (!run.schemaDialect)
            return notOneOf("schema-dialect", *dialect,
                            "json_schema, json_object, structured_outputs, guided_json");
    }
    return std::nullopt;
}

/// A number of seconds; nullopt when the option is absent.
Result<std::optional<std::chrono::milliseconds>, Error> readSeconds(const Options &options,
                                                                    std::string_view name)
{
    using Seconds = std::optional<std::chrono::milliseconds>;
    const auto given = options.value(name);
    if (!given)
        return Seconds();
    const auto seconds = readDecimal(*given);
    constexpr double kMostSeconds = 1e6;
    if (!seconds || *seconds < 0 || *seconds > kMostSeconds)
        return usageError("--" + std::string(name) + " needs a number of seconds, not \"" + *given + "\".",
                          "For example: --" + std::string(name) + " 30");
    const std::int64_t least = *seconds > 0 ? 1 : 0; // 0 says: off
    return Seconds(std::chrono::milliseconds(std::max<std::int64_t>(least, std::llround(*seconds * 1000.0))));
}

std::optional<Error> readReading(const Options &options, recipe::Reading &reading)
{
    if (const auto level = options.value("coerce")) {
        const auto known = schema::coercionLevelFromName(*level);
        if (!known)
            return notOneOf("coerce", *level, "off, safe, all");
        reading.coercion.level = *known;
    }
    if (const auto choice = options.value("bad-items")) {
        const auto known = schema::badItemsFromName(*choice);
        if (!known)
            return notOneOf("bad-items", *choice, "ask, keep, drop, fail");
        reading.badItems = *known;
    }
    return std::nullopt;
}

std::optional<Error> readTimeouts(const Options &options, net::Timeouts &timeouts)
{
    std::chrono::milliseconds deadline{0};
    const std::array<std::pair<std::string_view, std::chrono::milliseconds *>, 4> all{
        {{"first-byte-timeout", &timeouts.firstByte},
         {"idle-timeout", &timeouts.idle},
         {"no-content-timeout", &timeouts.noContent},
         {"deadline", &deadline}}};
    for (const auto &[name, target] : all) {
        const auto seconds = readSeconds(options, name);
        if (!seconds)
            return seconds.error();
        *target = seconds->value_or(*target);
    }
    if (options.has("deadline"))
        timeouts.deadline = deadline.count() > 0 ? std::optional(deadline) : std::nullopt;
    return std::nullopt;
}

/// A whole number of at least `least` into `target`, when the option is there.
template <typename Number>
std::optional<Error> readCount(const Options &options, std::string_view name, Number least, Number most,
                               std::optional<Number> &target)
{
    const auto given = options.value(name);
    if (!given)
        return std::nullopt;
    const auto number = readWhole(*given);
    if (!number || *number < least || *number > most)
        return usageError("--" + std::string(name) + " needs a whole number of at " +
                              (number && *number > most ? "most " + std::to_string(most)
                                                        : "least " + std::to_string(least)) +
                              ", not \"" + *given + "\".",
                          "For example: --" + std::string(name) + " 5");
    target = static_cast<Number>(*number);
    return std::nullopt;
}

std::optional<Error> readRetries(const Options &options, app::RunOptions &run)
{
    constexpr int kMost = 1'000'000'000;
    constexpr int kMostRetries = 1000;
    std::optional<int> reasks;
    std::optional<int> retries;
    if (auto error = readCount(options, "max-retries", 0, kMostRetries, reasks))
        return error;
    if (auto error = readCount(options, "http-retries", 0, kMostRetries, retries))
        return error;
    if (auto error = readCount<std::int64_t>(
            options, "token-budget", 1, std::numeric_limits<std::int64_t>::max(), run.retries.tokenBudget))
        return error;
    if (const auto given = options.value("cost-budget")) {
        run.retries.costBudget = readDecimal(*given);
        if (!run.retries.costBudget || *run.retries.costBudget <= 0)
            return usageError("--cost-budget needs an amount above zero, not \"" + *given + "\".",
                              "For example: --cost-budget 0.05");
    }
    if (auto error = readCount(options, "requests-per-minute", 1, kMost, run.rates.requestsPerMinute))
        return error;
    if (auto error = readCount(options, "tokens-per-minute", 1, kMost, run.rates.tokensPerMinute))
        return error;
    run.retries.reasks = reasks.value_or(run.retries.reasks);
    run.retries.transportRetries = retries.value_or(run.retries.transportRetries);
    const auto wait = readSeconds(options, "max-wait");
    if (!wait)
        return wait.error();
    run.retries.maxWait = wait->value_or(run.retries.maxWait);
    return std::nullopt;
}

std::optional<Error> readParameters(const Options &options, app::RunOptions &run)
{
    for (const std::string &given : options.values("param")) {
        const std::size_t equals = given.find('=');
        const std::string key = given.substr(0, equals);
        if (equals == std::string::npos || key.empty())
            return usageError("--param needs KEY=JSON, not \"" + given + "\".",
                              "For example: --param top_p=0.9");
        if (wire::isReservedMember(key))
            return usageError("--param cannot set \"" + key + "\".",
                              "Use the option for it; see: espalier-cli extract --help");
        auto value = json::readStrict(std::string_view(given).substr(equals + 1));
        if (!value)
            return usageError("The value of --param " + key + " is no JSON: " + value.error().message +
                                  " at byte " + std::to_string(value.error().offset) + ".",
                              R"(Texts need quotes: --param 'user="me"')");
        std::erase_if(run.parameters, [&key](const json::Member &member) { return member.key == key; });
        run.parameters.push_back({key, std::move(value).value()});
    }
    if (const auto given = options.value("max-tokens")) {
        run.maxTokens = readWhole(*given);
        if (!run.maxTokens || *run.maxTokens < 1)
            return usageError("--max-tokens needs a whole number of at least 1, not \"" + *given + "\".",
                              "For example: --max-tokens 500");
    }
    if (const auto given = options.value("temperature")) {
        run.temperature = readDecimal(*given);
        if (!run.temperature || *run.temperature < 0)
            return usageError("--temperature needs a number, not \"" + *given + "\".",
                              "For example: --temperature 0");
    }
    return std::nullopt;
}

} // namespace

std::optional<Error> readRunOptions(const Options &options, app::RunOptions &run)
{
    if (auto error = readKinds(options, run))
        return error;
    if (auto error = readReading(options, run.reading))
        return error;
    if (auto error = readTimeouts(options, run.timeouts))
        return error;
    if (auto error = readRetries(options, run))
        return error;
    return readParameters(options, run);
}

} // namespace espalier::cli
