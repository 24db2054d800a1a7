// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/extractplan.h"

#include "base/ascii.h"
#include "cli/endpointoptions.h"
#include "cli/input.h"
#include "cli/recipeinput.h"
#include "cli/runoptions.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::cli {

namespace {

constexpr std::array kSpecs{
    OptionSpec{"schema", "FILE", "JSON Schema of the answer (needed without --recipe)"},
    OptionSpec{"recipe", "FILE", "a *.recipe.json: schema, instructions, examples and how to ask"},
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
    OptionSpec{"coerce", "LEVEL", "read values into the types of the schema: safe (default), off or all"},
    OptionSpec{"bad-items", "CHOICE",
               "items of --stream iterable that do not fit: ask (default), keep, drop or fail"},
    OptionSpec{"ndjson", {}, "a JSON line for every event: partial, item, text, result"},
    OptionSpec{"changes", {}, "with --ndjson: a line for every change of the tree too"},
    OptionSpec{"first-byte-timeout", "S", "seconds to the first byte of the answer; default 60, 0: none"},
    OptionSpec{"idle-timeout", "S", "seconds of silence; default 60, 0: none"},
    OptionSpec{"no-content-timeout", "S", "seconds with bytes but no content; default 120, 0: none"},
    OptionSpec{"deadline", "S", "seconds for the whole, waits included; default: none"},
    OptionSpec{"max-tokens", "N", "limit of the answer"},
    OptionSpec{"temperature", "X", "as the endpoint understands it"},
    OptionSpec{"param", "KEY=JSON", "one more member of the request; repeatable", true},
    OptionSpec{"max-retries", "N", "questions again after an answer that does not fit; default 3"},
    OptionSpec{"http-retries", "N",
               "tries again of each question when the connection or the server fails; default 2"},
    OptionSpec{"max-wait", "S", "the longest wait a server may ask for, in seconds; default 120"},
    OptionSpec{"token-budget", "N", "ask no further when so many tokens were used; default: none"},
    OptionSpec{"cost-budget", "X", "the same in money, as the model's prices, which it needs; default: none"},
    OptionSpec{"requests-per-minute", "N", "what the endpoint allows; default: the profile's"},
    OptionSpec{"tokens-per-minute", "N", "what the endpoint allows; default: the profile's"},
    OptionSpec{"events", "FILE",
               "a JSON line for every event, into a file; -: standard output, without the object"},
    OptionSpec{"events-values", {}, "with --events: every value as it is complete, too"},
    OptionSpec{"cache", {}, "keep accepted answers on this computer, and take the one to the same question"},
    OptionSpec{"check", "EXPR",
               "JavaScript over `value`: true, or a text that says what is wrong; repeatable", true},
    OptionSpec{"hook-command", "CMD",
               "a program that is told of events and decides about answers that do not fit"},
    OptionSpec{"hook-events", "LIST", "what it is told of, by comma; default: validation"},
    OptionSpec{"allow-hooks", {}, "let the checks, scripts and programs of the recipe run"},
    OptionSpec{"keep-invalid", {}, "print the last object although it was not accepted"},
    OptionSpec{"quiet", {}, "no notes and no progress"},
    OptionSpec{"help", {}, "this text"},
    // Known, and not in this version.
    OptionSpec{"concurrency"},
    OptionSpec{"project"},
    OptionSpec{"resume"},
    OptionSpec{"out"},
};

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
    auto readers = std::count(options.inputs().begin(), options.inputs().end(), "-");
    for (const std::string_view option : {"schema", "recipe", "prompt-file"})
        readers += isInput(options.value(option));
    if (readers <= 1)
        return std::nullopt;
    return usageError("Standard input can only be read once.", "Give files for the others.");
}

/// Lines of two kinds on one output are of use to nobody.
std::optional<Error> refuseToWriteTwice(const ExtractPlan &plan)
{
    if (!plan.eventsOnOutput() || !(plan.ndjson || plan.keepInvalid))
        return std::nullopt;
    return usageError(std::string("--events - and ") + (plan.ndjson ? "--ndjson" : "--keep-invalid") +
                          " both write to standard output.",
                      "Leave one of them out, or write the events into a file: --events FILE.");
}

std::optional<Error> readTexts(const Options &options, app::RunOptions &run)
{
    if (auto error = readPrompt(options, run))
        return error;
    if (auto error = readDocument(options, run))
        return error;
    const bool ownPrompt = options.has("prompt") || options.has("prompt-file");
    const bool wantsText = run.instructions.find("{{document}}") != std::string::npos;
    if (options.has("recipe") && !ownPrompt && wantsText && trimmed(run.document).empty())
        return usageError("There is nothing to read: the recipe asks about a document.",
                          "Give a file, - for standard input, or --text TEXT.");
    if (trimmed(run.document).empty() && trimmed(run.instructions).empty())
        return usageError("There is nothing to read.",
                          "Give a file, - for standard input, --text TEXT, or at least a --prompt.");
    return std::nullopt;
}

constexpr qint64 kMostSchemaBytes = 2 << 20; // half a million tokens

Result<PreparedSchema, Error> answerSchema(const Options &options,
                                           const std::optional<recipe::Recipe> &recipe, bool iterable)
{
    if (const auto file = options.value("schema")) {
        // It goes out with each question: no endpoint takes that much, and reading it would only cost time.
        if (QFileInfo(QString::fromStdString(*file)).size() > kMostSchemaBytes)
            return usageError(
                "The schema is larger than 2 MiB, more than can be sent with a question.",
                "Leave in it what the answer needs; schema check and validate take it as it is.");
        return readSchemaFile(*file, iterable);
    }
    if (recipe)
        return prepareRecipeSchema(*recipe, iterable);
    return usageError("--schema is missing.", "Name a file with a JSON Schema: --schema person.json; or a "
                                              "recipe: --recipe person.recipe.json");
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
    plan.cache = options.has("cache");
    plan.events = options.value("events");
    plan.eventsValues = options.has("events-values");
    if (plan.eventsValues && !plan.events)
        return usageError("--events-values needs --events.", "Add --events FILE.");
    if (plan.changes && !plan.ndjson)
        return usageError("--changes needs --ndjson.", "Add --ndjson.");
    if (auto error = refuseToReadTwice(options))
        return *error;
    if (auto error = refuseToWriteTwice(plan))
        return *error;
    std::optional<recipe::Recipe> recipe;
    if (const auto file = options.value("recipe")) {
        auto read = readRecipeFile(*file);
        if (!read)
            return read.error();
        recipe = std::move(read).value();
        plan.note = unusedInWords(*recipe);
        if (auto error = takeRecipe(plan.run, *recipe))
            return *error;
    }
    auto code = hookPlan(options, recipe);
    if (!code)
        return code.error();
    plan.code = std::move(code).value();
    if (auto error = readRunOptions(options, plan.run)) // given beside a recipe, they win
        return *error;
    auto schema = answerSchema(options, recipe, plan.run.stream == wire::StreamKind::Iterable);
    if (!schema)
        return schema.error();
    plan.run.shape = std::move(schema).value().shape;
    if (auto error = readTexts(options, plan.run))
        return *error;
    return plan;
}

} // namespace espalier::cli
