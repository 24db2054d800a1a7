// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/extractplan.h"

#include "base/ascii.h"
#include "cli/endpointoptions.h"
#include "cli/input.h"
#include "cli/numbers.h"
#include "json/read.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::cli {

namespace {

constexpr std::array kSpecs{
    OptionSpec{"schema", "FILE", "JSON Schema of the answer (needed)"},
    OptionSpec{"prompt", "TEXT", "instructions; {{document}} marks where the text goes, else it is appended"},
    OptionSpec{"prompt-file", "FILE", "the same from a file"},
    OptionSpec{"text", "TEXT", "the document itself, instead of a file"},
    OptionSpec{"endpoint", "NAME", "a profile of yours or a preset; default: practice"},
    OptionSpec{"base-url", "URL", "any OpenAI-compatible endpoint, with or without /v1"},
    OptionSpec{"model", "NAME", "default: the last one used there"},
    OptionSpec{"api-key-env", "VAR", "environment variable that holds the key; never the key itself"},
    OptionSpec{"mode", "MODE", "auto (default), tools, json, json_schema, md_json or parallel_tools"},
    OptionSpec{"schema-dialect", "NAME",
               "of json_schema: json_schema, json_object, structured_outputs or guided_json"},
    OptionSpec{"stream", "KIND", "partial (default), none, full or iterable"},
    OptionSpec{"ndjson", {}, "a JSON line for every event: partial, item, text, result"},
    OptionSpec{"changes", {}, "with --ndjson: a line for every change of the tree too"},
    OptionSpec{"first-byte-timeout", "S", "seconds to the first byte of the answer; default 60, 0: none"},
    OptionSpec{"idle-timeout", "S", "seconds of silence; default 60, 0: none"},
    OptionSpec{"no-content-timeout", "S", "seconds with bytes but no content; default 120, 0: none"},
    OptionSpec{"deadline", "S", "seconds for the whole; default: none"},
    OptionSpec{"max-tokens", "N", "limit of the answer"},
    OptionSpec{"temperature", "X", "as the endpoint understands it"},
    OptionSpec{"param", "KEY=JSON", "one more member of the request; repeatable", true},
    OptionSpec{"keep-invalid", {}, "print the last object although it was not accepted"},
    OptionSpec{"quiet", {}, "no notes and no progress"},
    OptionSpec{"help", {}, "this text"},
    // Known, and not in this version.
    OptionSpec{"recipe"},
    OptionSpec{"max-retries"},
    OptionSpec{"http-retries"},
    OptionSpec{"max-wait"},
    OptionSpec{"token-budget"},
    OptionSpec{"requests-per-minute"},
    OptionSpec{"tokens-per-minute"},
    OptionSpec{"cache"},
    OptionSpec{"check"},
    OptionSpec{"hook-command"},
    OptionSpec{"hook-events"},
    OptionSpec{"allow-hooks"},
    OptionSpec{"events"},
    OptionSpec{"events-values"},
    OptionSpec{"coerce"},
    OptionSpec{"bad-items"},
    OptionSpec{"concurrency"},
    OptionSpec{"project"},
    OptionSpec{"resume"},
    OptionSpec{"out"},
};

// These say what is asked and how it comes back; the program sets them from its own options.
constexpr std::array<std::string_view, 7> kOwnMembers{
    "model", "messages", "stream", "stream_options", "tools", "tool_choice", "response_format"};

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

std::optional<Error> readTimeouts(const Options &options, net::Timeouts &timeouts)
{
    std::chrono::milliseconds deadline{0};
    const std::array<std::pair<std::string_view, std::chrono::milliseconds *>, 4> all{
        {{"first-byte-timeout", &timeouts.firstByte},
         {"idle-timeout", &timeouts.idle},
         {"no-content-timeout", &timeouts.noContent},
         {"deadline", &deadline}}};
    for (const auto &[name, target] : all) {
        const auto given = options.value(name);
        if (!given)
            continue;
        const auto seconds = readDecimal(*given);
        constexpr double kMostSeconds = 1e6;
        if (!seconds || *seconds < 0 || *seconds > kMostSeconds)
            return usageError("--" + std::string(name) + " needs a number of seconds, not \"" + *given +
                                  "\".",
                              "For example: --" + std::string(name) + " 30");
        *target = std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000.0));
    }
    if (deadline.count() > 0)
        timeouts.deadline = deadline;
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
        if (std::find(kOwnMembers.begin(), kOwnMembers.end(), key) != kOwnMembers.end())
            return usageError("--param cannot set \"" + key + "\".",
                              "Use the option for it; see: espalier-cli extract --help");
        auto value = json::readStrict(std::string_view(given).substr(equals + 1));
        if (!value)
            return usageError("The value of --param " + key + " is no JSON: " + value.error().message +
                                  " at byte " + std::to_string(value.error().offset) + ".",
                              R"(Texts need quotes: --param 'user="me"')");
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

std::optional<Error> readPrompt(const Options &options, app::RunOptions &run)
{
    const auto text = options.value("prompt");
    const auto file = options.value("prompt-file");
    if (text && file)
        return usageError("--prompt and --prompt-file do not go together.", "Leave one of them out.");
    if (text) {
        run.instructions = *text;
        Error error = textError(run.instructions, "--prompt");
        return error.kind == ErrorKind::None ? std::nullopt : std::optional(error);
    }
    if (file) {
        auto read = readText(*file);
        if (!read)
            return read.error();
        run.instructions = std::move(read).value();
    }
    return std::nullopt;
}

std::optional<Error> readDocument(const Options &options, app::RunOptions &run)
{
    const auto text = options.value("text");
    if (options.inputs().size() > 1)
        return usageError("Several documents are not in this version.",
                          "Give one file, or - for standard input.");
    if (text && !options.inputs().empty())
        return usageError("--text is the document; another one was given too: " + options.inputs().front() +
                              ".",
                          "Leave one of them out.");
    if (text) {
        run.documentName = "text";
        run.document = *text;
        Error error = textError(run.document, "--text");
        return error.kind == ErrorKind::None ? std::nullopt : std::optional(error);
    }
    if (options.inputs().empty())
        return std::nullopt;
    run.documentName = options.inputs().front();
    auto read = readText(run.documentName);
    if (!read)
        return read.error();
    run.document = std::move(read).value();
    return std::nullopt;
}

std::optional<Error> refuseToReadTwice(const Options &options)
{
    const auto isInput = [](const std::optional<std::string> &path) { return path == "-" ? 1 : 0; };
    const auto documents = std::count(options.inputs().begin(), options.inputs().end(), "-");
    if (isInput(options.value("schema")) + isInput(options.value("prompt-file")) + documents <= 1)
        return std::nullopt;
    return usageError("Standard input can only be read once.", "Give files for the others.");
}

std::optional<Error> readTexts(const Options &options, app::RunOptions &run)
{
    if (auto error = readPrompt(options, run))
        return error;
    if (auto error = readDocument(options, run))
        return error;
    if (trimmed(run.document).empty() && trimmed(run.instructions).empty())
        return usageError("There is nothing to read.",
                          "Give a file, - for standard input, --text TEXT, or at least a --prompt.");
    return std::nullopt;
}

} // namespace

std::span<const OptionSpec> extractOptionSpecs()
{
    return kSpecs;
}

Result<ExtractPlan, Error> extractPlan(const Options &options)
{
    ExtractPlan plan;
    plan.endpoint = endpointChoice(options);
    plan.model = options.value("model");
    plan.ndjson = options.has("ndjson");
    plan.changes = options.has("changes");
    plan.keepInvalid = options.has("keep-invalid");
    if (plan.changes && !plan.ndjson)
        return usageError("--changes needs --ndjson.", "Add --ndjson.");
    if (auto error = readKinds(options, plan.run))
        return *error;
    if (auto error = readTimeouts(options, plan.run.timeouts))
        return *error;
    if (auto error = readParameters(options, plan.run))
        return *error;
    if (auto error = refuseToReadTwice(options))
        return *error;
    const auto schemaFile = options.value("schema");
    if (!schemaFile)
        return usageError("--schema is missing.", "Name a file with a JSON Schema: --schema person.json");
    auto schema = readSchemaFile(*schemaFile, plan.run.stream == wire::StreamKind::Iterable);
    if (!schema)
        return schema.error();
    plan.run.shape = std::move(schema).value().shape;
    if (auto error = readTexts(options, plan.run))
        return *error;
    return plan;
}

} // namespace espalier::cli
