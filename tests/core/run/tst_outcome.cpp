// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include "run/issueplaces.h"
#include "run/resultdetails.h"
#include "run/treegraft.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using wire::AnswerMode;
using wire::StreamKind;

namespace {

constexpr std::string_view kNumber =
    R"({"title":"Count","type":"object","properties":{"n":{"type":"integer"}},"required":["n"]})";

Error failure(ErrorKind kind)
{
    return {kind, "what", "next", {}, {}, {}};
}

wire::Delta streamError(ErrorKind kind)
{
    wire::Delta out = delta(wire::Delta::Kind::StreamError);
    out.error = failure(kind);
    return out;
}

struct Case
{
    wire::Deltas deltas;
    run::BodyEnd end;
};

} // namespace

Q_DECLARE_METATYPE(Case)

class TestOutcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstThatAppliesDecides_data();
    void theFirstThatAppliesDecides();
    void whatCameIsKept();
    void anAnswerIsHeldOnce();
    void limitsAndLoopsEndTheReading();
    void missingUsageIsEstimated();
    void heldBackTextIsNoticed();
    void echoedKeysAreMasked();
    void aTreeCanBeToldAgain();
    void placesFollowEscapedPointersAndLaterMembers();
};

void TestOutcome::theFirstThatAppliesDecides_data()
{
    QTest::addColumn<Case>("given");
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<ErrorKind>("kind");

    const wire::Delta good = textDelta(R"({"n":1})");
    const wire::Delta bad = textDelta(R"({"n":"one"})");
    const wire::Delta open = textDelta(R"({"n":1)");
    const auto finish = [](std::string reason) {
        return delta(wire::Delta::Kind::Finish, std::move(reason));
    };
    const wire::Delta done = delta(wire::Delta::Kind::Done);
    const wire::Delta refusal = delta(wire::Delta::Kind::Refusal, "I cannot.");
    const run::BodyEnd cut{false, failure(ErrorKind::IdleTimeout)};

    const auto row = [](const char *name, wire::Deltas deltas, RunStatus status,
                        ErrorKind kind = ErrorKind::None, const run::BodyEnd &end = {}) {
        QTest::newRow(name) << Case{std::move(deltas), end} << status << kind;
    };
    row("finish reason and marker", {good, finish("stop"), done}, RunStatus::Valid);
    row("marker alone", {good, done}, RunStatus::Valid);
    row("finish reason alone", {good, finish("tool_calls")}, RunStatus::Valid);
    row("unusual finish reason", {good, finish("eos")}, RunStatus::Valid);
    row("empty finish reason with marker", {good, finish(""), done}, RunStatus::Valid);
    row("empty finish reason proves no end", {good, finish("")}, RunStatus::Failed, ErrorKind::StreamCut);
    row("no end marker", {good}, RunStatus::Failed, ErrorKind::StreamCut);
    row("nothing at all", {}, RunStatus::Failed, ErrorKind::StreamCut);
    row("silence before the end", {good}, RunStatus::Failed, ErrorKind::IdleTimeout, cut);
    row("silence after the finish reason", {good, finish("stop")}, RunStatus::Valid, ErrorKind::None, cut);
    row("error inside", {good, streamError(ErrorKind::StreamError)}, RunStatus::Failed,
        ErrorKind::StreamError);
    row("error inside that says more", {streamError(ErrorKind::RateLimited)}, RunStatus::Failed,
        ErrorKind::RateLimited);
    row("token limit", {open, finish("length"), done}, RunStatus::Cut, ErrorKind::TokenLimit);
    row("token limit before schema issues", {bad, finish("length"), done}, RunStatus::Cut,
        ErrorKind::TokenLimit);
    row("token limit in other words", {open, finish("model_length"), done}, RunStatus::Cut,
        ErrorKind::TokenLimit);
    row("refusal", {refusal, finish("stop"), done}, RunStatus::Refused, ErrorKind::Refused);
    row("content filter", {open, finish("content_filter"), done}, RunStatus::Refused, ErrorKind::Refused);
    row("no JSON", {textDelta("I am sorry"), finish("stop"), done}, RunStatus::Invalid, ErrorKind::NoJson);
    row("empty answer", {finish("stop"), done}, RunStatus::Invalid, ErrorKind::NoJson);
    row("open JSON", {open, finish("stop"), done}, RunStatus::Invalid, ErrorKind::InvalidAnswer);
    row("does not fit", {bad, finish("stop"), done}, RunStatus::Invalid, ErrorKind::InvalidAnswer);
    row("stopped", {good, finish("stop"), done}, RunStatus::Cancelled, ErrorKind::StoppedByUser,
        {true, std::nullopt});
}

void TestOutcome::theFirstThatAppliesDecides()
{
    QFETCH(Case, given);
    QFETCH(RunStatus, status);
    QFETCH(ErrorKind, kind);
    Watched watched(AnswerMode::Json, StreamKind::Partial, kNumber);
    const run::RunResult result = watched.take(given.deltas).end(given.end);
    QCOMPARE(result.status, status);
    QCOMPARE(result.error ? result.error->kind : ErrorKind::None, kind);
    QVERIFY(!result.error || !result.error->message.empty());
    QVERIFY(kind != ErrorKind::InvalidAnswer || !result.error->nextStep.empty());
}

void TestOutcome::whatCameIsKept()
{
    Watched watched(AnswerMode::Json, StreamKind::Partial, kNumber);
    const run::RunResult result = watched.take({textDelta(R"({"n":1,"more":"ha)")}).end();
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(compact(*result.lastObject), QByteArray(R"({"n":1,"more":"ha"})"));
    QCOMPARE(watched.tree.node(watched.tree.root())->state, json::NodeState::Cut);
    QCOMPARE(result.text, std::string(R"({"n":1,"more":"ha)"));
}

/// However large it is, and however many are told of it; what is read otherwise is another value.
void TestOutcome::anAnswerIsHeldOnce()
{
    const auto resultOf = [](StreamKind stream, const char *text) {
        Watched watched(AnswerMode::Json, stream, schema::AnswerShape::of(readValue(kNumber), false).value(),
                        {schema::CoercionLevel::All, {}, false});
        watched.take({textDelta(text)}).take(properEnd());
        return watched.end();
    };
    for (const StreamKind stream : {StreamKind::Partial, StreamKind::Full}) {
        const run::RunResult asItCame = resultOf(stream, R"({"n":1,"list":[1,2]})");
        QCOMPARE(compact(asItCame.value), QByteArray(R"({"n":1,"list":[1,2]})"));
        QVERIFY(asItCame.value == asItCame.lastObject);
        const run::RunResult copy = asItCame;
        QCOMPARE(&copy.lastObject->members(), &asItCame.lastObject->members());
        if (stream == StreamKind::Partial)
            QCOMPARE(&asItCame.value.members(), &asItCame.lastObject->members());
        const run::RunResult read = resultOf(stream, R"({"n":"1"})");
        QCOMPARE(compact(read.value), QByteArray(R"({"n":1})"));
        QCOMPARE(compact(*read.lastObject), QByteArray(R"({"n":"1"})"));
    }
}

void TestOutcome::limitsAndLoopsEndTheReading()
{
    schema::AnswerShape shape = schema::AnswerShape::of(readValue(kNumber), false).value();
    const schema::Validator validator = schema::Validator::compile(shape.userSchema).value();
    run::AnswerAssembly deep({AnswerMode::Json, StreamKind::Partial, shape, {8, 1000, 1000}, {}}, validator);
    static_cast<void>(deep.take({textDelta(R"({"n":)" + std::string(20, '['))}));
    QVERIFY(deep.hopeless());
    static_cast<void>(deep.finish());
    run::RunResult result;
    run::judge(result, deep.answer(), {}, validator, StreamKind::Partial);
    QCOMPARE(result.status, RunStatus::Invalid);
    QCOMPARE(result.error->kind, ErrorKind::LimitExceeded);

    Watched loop(AnswerMode::Json, StreamKind::Partial, R"({"type":"object"})");
    loop.take({textDelta(R"({"a":")")});
    for (int i = 0; i < 100'000 && !loop.assembly.hopeless(); ++i)
        loop.take({textDelta("the same thing over and over again, ")});
    QVERIFY(loop.assembly.hopeless());
    const run::RunResult stopped = loop.end();
    QCOMPARE(stopped.status, RunStatus::Invalid);
    QCOMPARE(stopped.error->kind, ErrorKind::InvalidAnswer);
    QVERIFY(stopped.lastObject->find("a") != nullptr); // what came is kept
}

void TestOutcome::missingUsageIsEstimated()
{
    run::Answer answer;
    answer.text = "12345678";
    answer.reasoning = "1";
    const wire::Usage usage = run::estimatedUsage("1234567", answer);
    QVERIFY(usage.estimated);
    QCOMPARE(usage.promptTokens, 2);
    QCOMPARE(usage.completionTokens, 3);
    QCOMPARE(usage.totalTokens, 5);
}

void TestOutcome::heldBackTextIsNoticed()
{
    QVERIFY(run::cameAtOnce(5000, 5040, 4000));
    QVERIFY(!run::cameAtOnce(5000, 6000, 4000)); // a fast model after a long prompt
    QVERIFY(!run::cameAtOnce(300, 301, 4000));   // no wait to speak of
    QVERIFY(!run::cameAtOnce(5000, 5001, 100));  // a short answer
}

void TestOutcome::echoedKeysAreMasked()
{
    run::RunResult result;
    result.error = Error{ErrorKind::KeyRefused, "Incorrect API key: sk-secret-1",
                         "Replace sk-secret-1", {},
                         "sk-secret-1",         {}};
    run::maskSecrets(result, {{"Authorization", "Bearer sk-secret-1"}});
    QVERIFY(result.error->message.find("secret-1") == std::string::npos);
    QVERIFY(result.error->nextStep.find("secret-1") == std::string::npos);
    QVERIFY(result.error->code.find("secret-1") == std::string::npos);
}

void TestOutcome::aTreeCanBeToldAgain()
{
    json::AnswerReader reader;
    reader.feed(R"({"a":[1,true,null,"x"],"b":{"c":""},"a":"later","open":"ha)");
    reader.finish();
    json::PartialTree again;
    again.apply(run::changesOf(reader.tree(), 9));
    QCOMPARE(compact(again.value()), compact(reader.tree().value()));
    QCOMPARE(again.size(), reader.tree().size());
    for (json::NodeId id = again.root(); id < again.root() + again.size(); ++id)
        QCOMPARE(again.node(id)->state, reader.tree().node(id)->state);
    QVERIFY(run::changesOf(json::PartialTree(), 0).empty());
}

void TestOutcome::placesFollowEscapedPointersAndLaterMembers()
{
    const std::string text = R"({"a/b":[10,{"~":"x"}],"n":1,"n":2})";
    json::AnswerReader reader;
    reader.feed(text);
    reader.finish();
    const auto at = [&](std::string_view pointer) {
        const auto range = run::rangeOf(reader.tree(), pointer);
        return range ? text.substr(range->begin, range->end - range->begin) : std::string("nowhere");
    };
    QCOMPARE(at("/a~1b/1/~0"), std::string(R"("x")"));
    QCOMPARE(at("/a~1b/0"), std::string("10"));
    QCOMPARE(at("/n"), std::string("2"));
    QCOMPARE(at(""), text);
    QCOMPARE(at("/missing"), std::string("nowhere"));
    QCOMPARE(at("/a~1b/00"), std::string("nowhere"));
}

QTEST_GUILESS_MAIN(TestOutcome)
#include "tst_outcome.moc"
