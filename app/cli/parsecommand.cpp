// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/input.h"
#include "cli/lines.h"
#include "cli/output.h"
#include "cli/parsing.h"
#include "cli/schemainput.h"

#include "run/resultdetails.h"
#include "json/read.h"
#include "json/writer.h"

#include <array>
#include <charconv>

namespace espalier::cli {

namespace {

constexpr std::array kOptions{
    OptionSpec{"schema", "FILE", "JSON Schema: picks the candidate that fits and lists the issues"},
    OptionSpec{"strict", {}, "JSON to the letter (RFC 8259): nothing is repaired, a refusal is exit 6"},
    OptionSpec{"chunk", "N", "read N bytes at a time and print every change as it happens"},
    OptionSpec{
        "batch", {}, R"(read lines {"name","input","schema"?,"strict"?,"coerce"?} and print one line each)"},
    OptionSpec{"coerce", "LEVEL", "with a schema, read values into its types: safe (default), off or all"},
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

int parseOne(const ParseQuestion &question, std::optional<std::size_t> chunk, Console &console)
{
    Output out;
    Parsing parsing(question);
    const auto printChanges = [&] {
        for (const json::TreeChange &change : parsing.takeChanges()) {
            if (chunk)
                out.line(json::writeCompact(changeLine(change)));
        }
    };
    constexpr std::size_t kUsualPiece = 65536;
    const Error error = readPieces(chunk.value_or(kUsualPiece), "parse", [&](std::string_view bytes) {
        parsing.feed(bytes);
        printChanges();
    });
    if (error.kind != ErrorKind::None) {
        console.error(error);
        return exitCode(error);
    }
    parsing.finish();
    printChanges();
    out.line(json::writeCompact(parsing.result()));
    return out.exitCodeAfter(parsing.refused() ? kExitNotAccepted : kExitOk, console);
}

Error noLevel(std::string_view where, const std::string &given)
{
    return usageError(std::string(where) + " cannot be \"" + given + "\".", "It is one of: off, safe, all");
}

/// One line of a batch; the answer or what is wrong with the line.
Result<json::Value, Error> parseLine(std::string_view line, const ParseQuestion &usual)
{
    const auto read = json::readStrict(line);
    if (!read || !(*read)["input"].isString())
        return usageError(
            "This is no batch line.",
            R"(A line is {"name":"…","input":"…","schema":{…},"strict":true,"coerce":"safe"}.)");
    const json::Value &asked = *read;
    ParseQuestion question = usual;
    if (asked.find("strict"))
        question.strict = asked["strict"].isTrue();
    if (const json::Value &coerce = asked["coerce"]; !coerce.isNull()) {
        const auto level = schema::coercionLevelFromName(coerce.text());
        if (!level)
            return noLevel("\"coerce\"", coerce.text());
        question.coercion.level = *level;
    }
    const json::Value *schema = asked.find("schema");
    if (schema && schema->isNull())
        schema = nullptr;
    const bool readOtherwise = question.schema && question.coercion != usual.coercion;
    if (schema || readOtherwise) {
        auto prepared =
            prepareSchema(schema ? *schema : usual.schema->shape.userSchema, false, {}, question.coercion);
        if (!prepared)
            return prepared.error();
        question.schema = std::move(prepared).value();
    }
    Parsing parsing(question);
    parsing.feed(asked["input"].text());
    parsing.finish();
    json::Value out = json::Value::object({{"name", asked["name"]}});
    const json::Value result = parsing.result();
    for (const json::Member &member : result.members())
        out.mutableMembers().push_back(member);
    return out;
}

int run(const Options &options, Console &console)
{
    const auto refuse = [&console](const Error &error) {
        console.error(error);
        return exitCode(error);
    };
    if (!options.inputs().empty())
        return refuse(usageError("parse reads standard input, not files.", "espalier-cli parse < FILE"));
    ParseQuestion question;
    question.strict = options.has("strict");
    if (const auto given = options.value("coerce")) {
        const auto level = schema::coercionLevelFromName(*given);
        if (!level)
            return refuse(noLevel("--coerce", *given));
        question.coercion.level = *level;
    }
    if (const auto path = options.value("schema")) {
        auto prepared = readSchemaFile(*path, false, question.coercion);
        if (!prepared)
            return refuse(prepared.error());
        question.schema = std::move(prepared).value();
        const auto &passedOver = question.schema->judge.validator().notChecked();
        if (!passedOver.empty())
            console.note(run::notCheckedSentence(passedOver));
    }
    std::optional<std::size_t> chunk;
    if (const auto given = options.value("chunk")) {
        std::size_t size = 0;
        const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), size);
        if (error != std::errc() || end != given->data() + given->size() || size == 0 ||
            size > kMostInputBytes)
            return refuse(
                usageError("--chunk needs a number of bytes, at least 1.", "For example: --chunk 16"));
        chunk = size;
    }
    if (options.has("batch") && chunk)
        return refuse(usageError("--chunk and --batch do not go together.", "Leave one of them out."));
    if (!options.has("batch"))
        return parseOne(question, chunk, console);
    return answerLines("parse", console,
                       [&question](std::string_view line) { return parseLine(line, question); });
}

} // namespace

Command parseCommand()
{
    return {
        "parse",
        "read JSON out of any text, tolerantly, and say what was put right",
        "[--schema FILE] [--strict] [--coerce LEVEL] [--chunk N] [--batch] < text",
        kOptions,
        "  echo 'Sure: {name: \"Ada\",}' | espalier-cli parse      the object, and each repair with its "
        "place\n"
        "  espalier-cli parse --chunk 1 < answer.txt              every change after every byte\n"
        "  espalier-cli parse --strict < data.json                is this JSON?\n"
        "  espalier-cli parse --schema person.json < answer.txt   the candidate that fits, with its issues\n"
        "  espalier-cli parse --schema person.json --coerce all < answer.txt\n"
        "      \"$12\" where a number is asked for is 12; every such reading is listed under \"coercions\"\n"
        "\nExit codes: 0 read, whatever came of it: \"state\" (complete, cut, none) and \"issues\" say what; "
        "2 usage, "
        "or\n"
        "output that cannot be written; 6 refused by --strict, or beyond a limit.\n",
        &run};
}

} // namespace espalier::cli
