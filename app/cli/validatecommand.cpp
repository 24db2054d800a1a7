// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/batch.h"
#include "cli/command.h"
#include "cli/exitcode.h"
#include "cli/input.h"
#include "cli/judging.h"
#include "cli/output.h"

#include "run/resultdetails.h"
#include "run/resultjson.h"
#include "schema/schematext.h"
#include "json/read.h"
#include "json/writer.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace espalier::cli {

namespace {

using json::Value;

constexpr std::array kOptions{
    OptionSpec{"schema", "FILE", "JSON Schema"},
    OptionSpec{"format", {}, "\"format\" asserts: what is no e-mail address, no date, … is an issue"},
    OptionSpec{"draft", "NAME",
               "2020-12 (default), 2019-09, 7, 6, 4: of schemas that do not say it themselves"},
    OptionSpec{"resources", "BASE-URI=DIR", "the folder that stands for a base URI in references; repeatable",
               true},
    OptionSpec{"batch",
               {},
               R"(read lines {"name","schema"?,"instance","format"?,"draft"?} and print one line each)"},
    OptionSpec{"quiet", {}, "no notes"},
    OptionSpec{"help", {}, "this text"},
};

/// The schema of --schema with the text it was read from.
struct GivenSchema
{
    std::string text;
    std::shared_ptr<const Value> schema;
};

Result<JudgeOptions, Error> readJudgeOptions(const Options &options)
{
    JudgeOptions out;
    out.formats = options.has("format");
    if (const auto name = options.value("draft")) {
        auto draft = readDraft(*name);
        if (!draft)
            return draft.error();
        out.draft = std::move(draft).value();
    }
    for (const std::string &given : options.values("resources")) {
        if (!addResourceFolder(out.resources, given))
            return usageError("--resources needs a base URI and a folder that is there: " + given + ".",
                              "For example: --resources https://example.org/schemas/=./schemas");
    }
    return out;
}

Value verdict(const schema::Validator &validator, const Value &instance)
{
    const schema::Issues issues = validator.validate(instance);
    return Value::object({{"valid", Value::boolean(issues.empty())}, {"issues", run::issuesValue(issues)}});
}

void noteNotChecked(const schema::Validator &validator, Console &console)
{
    if (!validator.notChecked().empty())
        console.note(run::notCheckedSentence(validator.notChecked()));
}

int validateOne(const GivenSchema &given, const JudgeOptions &options, Console &console)
{
    Output out;
    const auto validator = compileSchema(given.schema, options);
    if (!validator) {
        out.line(json::writeCompact(schemaErrorValue(validator.error(), given.text)));
        return out.exitCodeAfter(kExitUsage, console);
    }
    noteNotChecked(*validator, console);
    const auto text = readText("-");
    if (!text) {
        console.error(text.error());
        return exitCode(text.error());
    }
    const auto instance = json::readStrict(*text);
    if (!instance) {
        const json::ParseError &why = instance.error();
        const Error error =
            usageError("Standard input is not JSON: " + why.message + " (line " + std::to_string(why.line) +
                           ", column " + std::to_string(why.column) + ").",
                       "espalier-cli parse mends what is nearly JSON.");
        console.error(error);
        return exitCode(error);
    }
    out.line(json::writeCompact(verdict(*validator, *instance)));
    return out.exitCodeAfter(kExitOk, console);
}

/// The batch: one line in, one line out.
class Batch
{
public:
    Batch(std::optional<GivenSchema> given, JudgeOptions options)
        : m_given(std::move(given))
        , m_options(std::move(options))
    {
    }

    /// The answer to a line, or what is wrong with the line.
    Result<Value, Error> answer(std::string_view line)
    {
        const auto read = json::readStrict(line);
        const Value *instance = read ? read->find("instance") : nullptr;
        if (!instance)
            return usageError("This is no batch line.",
                              R"(A line is {"name":"…","schema":{…},"instance":…}.)");
        JudgeOptions options = m_options;
        if (read->find("format"))
            options.formats = (*read)["format"].isTrue();
        if ((*read)["draft"].isString()) {
            auto draft = readDraft((*read)["draft"].text());
            if (!draft)
                return draft.error();
            options.draft = std::move(draft).value();
        }
        const Value *own = read->find("schema");
        if (!own && !m_given)
            return usageError("The line has no schema, and none was given.",
                              "Add \"schema\", or give --schema FILE.");
        schema::SchemaError error;
        const schema::Validator *validator = m_judges.of(own ? *own : *m_given->schema, options, error);
        Value out = Value::object({{"name", (*read)["name"]}});
        const Value told = validator ? verdict(*validator, *instance)
                                     : schemaErrorValue(error, own ? std::string_view() : m_given->text);
        for (const json::Member &member : told.members())
            out.mutableMembers().push_back(member);
        m_unusable = m_unusable || !validator;
        return out;
    }

    /// A schema could not be compiled.
    [[nodiscard]] bool sawUnusableSchema() const { return m_unusable; }

private:
    std::optional<GivenSchema> m_given;
    JudgeOptions m_options;
    Judges m_judges;
    bool m_unusable = false;
};

int run(const Options &options, Console &console)
{
    const auto refuse = [&console](const Error &error) {
        console.error(error);
        return exitCode(error);
    };
    if (!options.inputs().empty())
        return refuse(usageError("validate reads standard input, not files.",
                                 "espalier-cli validate --schema FILE < FILE"));
    const auto judge = readJudgeOptions(options);
    if (!judge)
        return refuse(judge.error());
    std::optional<GivenSchema> given;
    if (const auto path = options.value("schema")) {
        if (*path == "-")
            return refuse(usageError("Standard input is the JSON to judge.", "Give the schema as a file."));
        auto text = readText(*path);
        if (!text)
            return refuse(text.error());
        auto schema = schema::readSchemaText(*text);
        if (!schema) {
            Output out;
            out.line(json::writeCompact(schemaErrorValue(schema.error(), *text)));
            return out.exitCodeAfter(kExitUsage, console);
        }
        given =
            GivenSchema{std::move(text).value(), std::make_shared<const Value>(std::move(schema).value())};
    }
    if (options.has("batch")) {
        Batch batch(std::move(given), *judge);
        return answerLines(
            "validate", console, [&batch](std::string_view line) { return batch.answer(line); },
            [&batch] { return batch.sawUnusableSchema(); });
    }
    if (!given)
        return refuse(usageError("validate needs a schema.",
                                 "Give --schema FILE, or --batch with schemas in its lines."));
    return validateOne(*given, *judge, console);
}

} // namespace

Command validateCommand()
{
    return {"validate",
            "judge JSON by a schema",
            "--schema FILE [--format] [--draft NAME] [--resources BASE-URI=DIR] [--batch] < json",
            kOptions,
            "  espalier-cli validate --schema person.json < answer.json    every issue with its place\n"
            "  espalier-cli validate --schema person.json --format < answer.json\n"
            "  espalier-cli validate --batch < cases.jsonl                 thousands in one go\n"
            "\nReferences to other documents are looked up in the folders of --resources and nowhere else.\n"
            "Exit codes: 0 judged, valid or not; 2 usage, input that is no JSON, or a schema that cannot be\n"
            "used (then the line printed says why).\n",
            &run};
}

} // namespace espalier::cli
