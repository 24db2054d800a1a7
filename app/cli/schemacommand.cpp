// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/input.h"
#include "cli/judging.h"
#include "cli/output.h"

#include "run/resultdetails.h"
#include "schema/codegen_python.h"
#include "schema/codegen_typescript.h"
#include "schema/fieldpass.h"
#include "schema/infer.h"
#include "schema/providerhints.h"
#include "schema/schemacheck.h"
#include "schema/schematext.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace espalier::cli {

namespace {

using json::Value;

constexpr std::array kOptions{
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

/// Behind a fault that keeps nobody from using the schema here.
constexpr std::string_view kUnused =
    " (nothing refers to this part, so answers are judged without it; an endpoint may refuse it)";

/// What an action gets: the text of the file and, of all but infer, the schema it holds.
struct Given
{
    std::string text;
    std::shared_ptr<const Value> schema;
};

schema::SchemaCheck checkOf(const std::shared_ptr<const Value> &schema)
{
    return schema::checkSchema(schema, schema::CompileOptions::forAnswers()); // judged as answers are
}

/// The line about a schema that cannot be used.
int unusable(const schema::SchemaError &error, std::string_view text, Output &out)
{
    out.line(json::writeCompact(schemaErrorValue(error, text)));
    return kExitUsage;
}

int infer(const Given &given, Output &out, Console &console)
{
    const auto inferred = schema::inferSchema(given.text);
    if (!inferred) {
        console.error(inferred.error());
        return exitCode(inferred.error());
    }
    for (const std::string &said : inferred->said)
        console.note(said);
    out.line(json::writeCompact(inferred->schema));
    return kExitOk;
}

int check(const Given &given, Output &out, Console &console)
{
    const schema::SchemaCheck found = checkOf(given.schema);
    if (found.error)
        return unusable(*found.error, given.text, out);
    if (!found.notChecked.empty())
        console.note(run::notCheckedSentence(found.notChecked));
    Value hints = Value::array();
    for (const schema::SchemaError &unused : found.unused)
        hints.mutableItems().push_back(
            Value::object({{"pointer", Value::string(unused.pointer)},
                           {"message", Value::string(unused.message + std::string(kUnused))}}));
    for (const schema::ProviderHint &hint : schema::providerHints(*given.schema)) {
        Value line = Value::object(
            {{"pointer", Value::string(hint.pointer)}, {"message", Value::string(hint.message)}});
        if (!hint.provider.empty())
            line.set("provider", Value::string(hint.provider));
        hints.mutableItems().push_back(std::move(line));
    }
    out.line(json::writeCompact(Value::object({{"ok", Value::boolean(true)}, {"hints", std::move(hints)}})));
    return kExitOk;
}

int roundtrip(const Given &given, Output &out, Console &)
{
    out.write(schema::passedThroughFields(given.text, *given.schema));
    return kExitOk;
}

/// Code that nobody could read, and that would take seconds.
int code(const Given &given, Output &out, Console &console, std::string (*module)(const Value &))
{
    constexpr std::size_t kMostBytes = 8 << 20;
    if (given.text.size() > kMostBytes) {
        console.error(
            usageError("The schema is larger than 8 MiB, too large for a module of code.",
                       "Leave in it what the answer needs; schema check and validate take it as it is."));
        return kExitUsage;
    }
    if (const auto endless = schema::endlessReference(*given.schema)) // with what to do about it
        return unusable(*endless, given.text, out);
    if (const auto error = checkOf(given.schema).error)
        return unusable(*error, given.text, out);
    out.write(module(*given.schema));
    return kExitOk;
}

int python(const Given &given, Output &out, Console &console)
{
    return code(given, out, console, [](const Value &schema) { return schema::pythonModule(schema); });
}

int typescript(const Given &given, Output &out, Console &console)
{
    return code(given, out, console, schema::typescriptModule);
}

struct Action
{
    std::string_view name;
    int (*run)(const Given &given, Output &out, Console &console);
};
constexpr std::array<Action, 5> kActions{{{"infer", &infer},
                                          {"check", &check},
                                          {"roundtrip", &roundtrip},
                                          {"python", &python},
                                          {"typescript", &typescript}}};

int run(const Options &options, Console &console)
{
    const auto refuse = [&console](const Error &error) {
        console.error(error);
        return exitCode(error);
    };
    const std::vector<std::string> &words = options.inputs();
    const std::string what = words.empty() ? std::string() : words.front();
    const auto *action =
        std::find_if(kActions.begin(), kActions.end(), [&what](const Action &a) { return a.name == what; });
    if (action == kActions.end())
        return refuse(usageError(
            what.empty() ? "schema needs to know what to do: infer, check, roundtrip, python or typescript."
                         : "schema cannot do \"" + what + "\".",
            "See: espalier-cli schema --help"));
    if (words.size() != 2)
        return refuse(usageError("schema " + what + " takes one file, or - for standard input.",
                                 "For example: espalier-cli schema " + what + " person.json"));
    // Byte for byte, a byte-order mark included: that is what roundtrip promises.
    auto bytes = what == "roundtrip" ? readBytes(words[1]) : readText(words[1]);
    if (!bytes)
        return refuse(bytes.error());
    if (what == "roundtrip") {
        if (const Error wrong = textError(*bytes, words[1] == "-" ? "standard input" : words[1]);
            wrong.kind != ErrorKind::None)
            return refuse(wrong);
    }
    Output out;
    Given given{std::move(bytes).value(), {}};
    if (what != "infer") {
        auto schema = schema::readSchemaText(given.text);
        if (!schema)
            return out.exitCodeAfter(unusable(schema.error(), given.text, out), console);
        given.schema = std::make_shared<const Value>(std::move(schema).value());
    }
    const int code = action->run(given, out, console);
    return out.exitCodeAfter(code, console);
}

} // namespace

Command schemaCommand()
{
    return {
        "schema",
        "infer, check and convert schemas",
        "infer FILE | check FILE | roundtrip FILE | python FILE | typescript FILE",
        kOptions,
        "  espalier-cli schema infer sample.json            a schema for answers like this one\n"
        "  espalier-cli schema infer table.csv              one object a row, fields from the header\n"
        "  espalier-cli schema infer pasted.json            the schema inside a request, a tool, ...\n"
        "  espalier-cli schema check person.json            can it be used, and what do endpoints not take?\n"
        "  espalier-cli schema roundtrip person.json        the text after the field editor, unchanged\n"
        "  espalier-cli schema python person.json > person.py       pydantic 2, with the call of instructor\n"
        "  espalier-cli schema typescript person.json > person.ts   zod 4\n"
        "\nFILE may be - for standard input. What classes cannot say is judged by the schema itself, which "
        "then comes along.\n"
        "Exit codes: 0 done; 2 usage, or a schema that cannot be used (then the line printed says why).\n",
        &run};
}

} // namespace espalier::cli
