// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One answer in pieces of 16 and 20 bytes, as tokens come: our reader (tolerant, locating, a partial tree
// after every piece) beside strict parsers without a partial view.

#include "bench/documents.h"
#include "bench/measure.h"
#include "bench/peers.h"

#include "schema/answershape.h"
#include "schema/incremental.h"
#include "schema/validator.h"
#include "support/splits.h"
#include "json/answerreader.h"
#include "json/read.h"

#include <cstdio>
#include <cstdlib>
#include <optional>

using namespace espalier;

namespace {

constexpr int kRounds = 15;
constexpr std::size_t kSmall = 64 * 1024;
constexpr std::size_t kLarge = 1024 * 1024;

struct Schema
{
    schema::Validator validator;
    json::AnswerExpectation expectation;
};

/// Reads in pieces and takes the changes after each; the reader's tree is the partial object. Returns the
/// changes taken.
std::size_t readAnswer(std::string_view text, std::size_t piece, const json::ParseOptions &options,
                       const Schema *schema = nullptr)
{
    json::AnswerReader reader(options);
    std::size_t changes = 0;
    for (const std::string_view part : test::evenPieces(text, piece)) {
        reader.feed(part);
        changes += reader.takeChanges().size();
    }
    reader.finish();
    changes += reader.takeChanges().size();
    if (reader.state() != json::AnswerState::Complete || reader.tree().root() == json::kNoNode)
        return 0;
    if (schema && !schema->validator.validate(reader.tree().value()).empty())
        return 0;
    return changes;
}

/// The same, every part judged when it closes; 0 unless all fits.
std::size_t readAndJudge(std::string_view text, std::size_t piece, const json::ParseOptions &options,
                         const Schema &schema)
{
    json::AnswerReader reader(options);
    schema::IncrementalValidation judge(schema.validator);
    std::size_t changes = 0;
    const auto take = [&] {
        const json::TreeChanges news = reader.takeChanges();
        changes += news.size();
        judge.take(news);
        return judge.takeNews().empty();
    };
    for (const std::string_view part : test::evenPieces(text, piece)) {
        reader.feed(part);
        if (!take())
            return 0;
    }
    reader.finish();
    return take() && reader.state() == json::AnswerState::Complete && judge.value() ? changes : 0;
}

std::optional<Schema> readSchema()
{
    const auto value = json::readStrict(bench::answerSchema());
    if (!value)
        return std::nullopt;
    auto validator = schema::Validator::compile(*value);
    auto shape = schema::AnswerShape::of(*value, false);
    if (!validator || !shape)
        return std::nullopt;
    return Schema{std::move(*validator), std::move(shape->expectation)};
}

} // namespace

int main()
{
    const std::string small = bench::answerOfSize(kSmall);
    const std::string large = bench::answerOfSize(kLarge);
    const std::optional<Schema> schema = readSchema();
    if (!schema) {
        std::fputs("the schema of the benchmark cannot be read\n", stderr);
        return EXIT_FAILURE;
    }
    json::ParseOptions expecting;
    expecting.expectation = schema->expectation;
    json::ParseOptions strict;
    strict.strict = true;
    strict.locate = false;

    std::vector<bench::Case> cases;
    for (const std::string *text : {&small, &large}) {
        const auto add = [&](const char *name, std::function<std::size_t()> run) {
            cases.push_back({name, text->size(), std::move(run)});
        };
        add("espalier 16", [=] { return readAnswer(*text, 16, {}); });
        add("espalier 20", [=] { return readAnswer(*text, 20, {}); });
        add("espalier strict 20", [=] { return readAnswer(*text, 20, strict); });
        add("espalier schema 20", [=, &schema] { return readAnswer(*text, 20, expecting, &*schema); });
        add("espalier judged 20", [=, &schema] { return readAndJudge(*text, 20, expecting, *schema); });
        add("espalier readStrict", [=] { return json::readStrict(*text) ? std::size_t{1} : std::size_t{0}; });
        add("boost 16", [=] { return bench::boostStream(*text, 16); });
        add("boost 20", [=] { return bench::boostStream(*text, 20); });
        add("yajl 20", [=] { return bench::yajlEvents(*text, 20); });
        add("QJsonDocument whole", [=] { return bench::qtWhole(*text); });
    }
    const std::string tiny = bench::answerOfSize(16 * 1024);
    cases.push_back({"QJsonDocument every 16", tiny.size(), [&] { return bench::qtEveryPiece(tiny, 16); }});
    return bench::measure(cases, kRounds) ? EXIT_SUCCESS : EXIT_FAILURE;
}
