// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "net/qnamtransport.h"
#include "practice/practiceserver.h"
#include "run/probe.h"
#include "run/probewords.h"
#include "support/eventually.h"
#include "wire/tokenestimate.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::ProbeReport;

namespace {

constexpr std::int64_t kHuge = 1'000'000'000;

/// Passes requests on and keeps their bodies.
class Recorded final : public net::Transport
{
public:
    explicit Recorded(net::Transport &to)
        : m_to(to)
    {
    }
    [[nodiscard]] net::HttpStream *send(const net::HttpRequest &request, QObject *parent) override
    {
        bodies.push_back(readValue(request.body.toStdString()));
        return m_to.send(request, parent);
    }
    /// Of one question as it was sent: its prompt and the answer it allows; nullopt: any.
    [[nodiscard]] static std::optional<std::int64_t> allowed(const json::Value &body)
    {
        const json::Value *most = body.find("max_tokens");
        most = most ? most : body.find("max_completion_tokens");
        if (!most || !most->toInt64())
            return std::nullopt;
        return wire::estimatePromptTokens(body) + *most->toInt64();
    }

    std::vector<json::Value> bodies;

private:
    net::Transport &m_to;
};

struct Probed
{
    ProbeReport report;
    Error error;
    run::ProbePlan::Estimate told;
};

Probed probed(const run::ExtractionRequest &request, net::Transport &transport)
{
    run::Probe probe(request, transport);
    std::optional<Probed> end;
    QObject::connect(&probe, &run::Probe::finished, &probe,
                     [&](const ProbeReport &report, const Error &error) {
                         end = {report, error, probe.estimate()};
                     });
    probe.start();
    [&] { QTRY_VERIFY_WITH_TIMEOUT(end, 120'000); }();
    return end.value_or(Probed{{}, usageError("it did not end", ""), {}});
}

QByteArray delta(const QByteArray &members)
{
    return R"(data: {"choices":[{"index":0,"delta":{)" + members + "}}]}\n\n";
}

/// Words without end, in pieces, whatever was asked for.
Play endless(const QByteArray &piece)
{
    return [piece](FakeStream &stream) {
        constexpr int kPieces = 3000;
        stream.respond();
        for (int i = 0; i < kPieces; ++i)
            stream.send(piece);
    };
}

FakeTransport &playing(FakeTransport &transport, const Play &play)
{
    constexpr int kPlenty = 40;
    for (int i = 0; i < kPlenty; ++i)
        transport.onSend(play);
    return transport;
}

} // namespace

/// What a probe costs is told before, as the most it can be: nothing that is counted exceeds it.
class TestProbeBound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndlessAnswerIsReadToTheBound_data();
    void anEndlessAnswerIsReadToTheBound();
    void anAnswerAsLongAsAllowedIsNoFault();
    void everyQuestionIsBounded();
    void whoTakesNoBoundIsAskedNoFurther();
    void whatTheEndpointCountsEndsIt_data();
    void whatTheEndpointCountsEndsIt();
    void onlyWhatWasRefusedIsSentAgain_data();
    void onlyWhatWasRefusedIsSentAgain();
    void faultsOfThePracticeEndpoint_data();
    void faultsOfThePracticeEndpoint();
    void theWords();
};

void TestProbeBound::anEndlessAnswerIsReadToTheBound_data()
{
    QTest::addColumn<QByteArray>("piece");
    const QByteArray words(40, 'w');
    QTest::newRow("text") << contentEvent(words + " ");
    QTest::newRow("reasoning") << delta(R"("reasoning_content":")" + words + '"');
    QTest::newRow("refusal") << delta(R"("refusal":")" + words + '"');
    QTest::newRow("arguments") << delta(
        R"("tool_calls":[{"index":0,"id":"c","function":{"name":"Order","arguments":")" + words + "\"}}]");
    QTest::newRow("all at once") << contentEvent(QByteArray(200'000, 'w'));
    QTest::newRow("calls without end") << delta(
        R"("tool_calls":[{"index":0,"function":{"arguments":"{}"}},{"index":1,"function":{"arguments":")" +
        words + "\"}}]");
}

void TestProbeBound::anEndlessAnswerIsReadToTheBound()
{
    QFETCH(QByteArray, piece);
    FakeTransport transport;
    const Probed end = probed(requestWith(2, 0), playing(transport, endless(piece)));
    QCOMPARE(end.error.kind, ErrorKind::None);
    QVERIFY(!end.report.bestMode());
    QVERIFY(end.report.ignoresTokenLimit);
    QVERIFY(end.report.tokensSpent > 300);
    QVERIFY2(end.report.tokensSpent <= end.told.tokens, std::to_string(end.report.tokensSpent).c_str());
    QVERIFY(!transport.last() || transport.last()->aborted()); // it was hung up on
    QVERIFY(run::probeFaultWords(end.report).find("max_tokens") != std::string::npos);
}

/// A server counts fewer tokens for the same words than we do, who have not its vocabulary.
void TestProbeBound::anAnswerAsLongAsAllowedIsNoFault()
{
    FakeTransport transport;
    const Play play =
        streamed(contentEvent(QByteArray(1700, 'w')) + // 300 tokens of long words
                 "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n" + kDone);
    const Probed end = probed(requestWith(2, 0), playing(transport, play));
    QCOMPARE(end.error.kind, ErrorKind::None);
    QVERIFY(!end.report.ignoresTokenLimit);
    QVERIFY(run::probeFaultWords(end.report).empty());
    QVERIFY(end.report.tokensSpent <= end.told.tokens);
}

void TestProbeBound::everyQuestionIsBounded()
{
    FakeTransport transport;
    const Play refusing = [](FakeStream &stream) {
        if (!readValue(stream.request().body.toStdString()).find("max_tokens"))
            return answers(R"({"amount":25,"colour":"green","size":"large"})")(stream);
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(R"({"error":{"message":"use max_completion_tokens","param":"max_tokens"}})");
        stream.end();
    };
    playing(transport, refusing);
    Recorded recorded(transport);
    run::ExtractionRequest request = requestWith(2, 0);
    request.profile.dialect.dropped = {"max_completion_tokens", "max_tokens"}; // by an earlier version
    const Probed end = probed(request, recorded);
    QCOMPARE(end.error.kind, ErrorKind::None);
    QVERIFY(end.report.mdJson);
    QVERIFY(recorded.bodies.size() >= 8);
    for (const json::Value &body : recorded.bodies)
        QVERIFY2(Recorded::allowed(body), compact(body).constData());
}

void TestProbeBound::whoTakesNoBoundIsAskedNoFurther()
{
    FakeTransport transport;
    const Play refusing = [](FakeStream &stream) {
        const json::Value body = readValue(stream.request().body.toStdString());
        const QByteArray name = body.find("max_tokens") ? "max_tokens" : "max_completion_tokens";
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(R"({"error":{"message":"no","param":")" + name + "\"}}");
        stream.end();
    };
    const Probed end = probed(requestWith(2, 0), playing(transport, refusing));
    QCOMPARE(end.error.kind, ErrorKind::RequestRefused);
    QVERIFY2(end.error.message.find("neither max_tokens nor") != std::string::npos,
             end.error.message.c_str());
    QCOMPARE(transport.requests().size(), 2U);
    QCOMPARE(end.report.tokensSpent, 0);
}

void TestProbeBound::whatTheEndpointCountsEndsIt_data()
{
    QTest::addColumn<QByteArray>("usage");
    QTest::addColumn<int>("requests");
    QTest::newRow("an answer") << QByteArray(R"({"prompt_tokens":1,"completion_tokens":1000000000})") << 1;
    QTest::newRow("a prompt") << QByteArray(R"({"prompt_tokens":1000000000,"completion_tokens":1})") << 1;
    QTest::newRow("a total") << QByteArray(R"({"total_tokens":1000000000})") << 1;
    QTest::newRow("as much as can be") << QByteArray(R"({"total_tokens":9223372036854775807})") << 1;
    QTest::newRow("more each time") << QByteArray(R"({"total_tokens":2500})") << 3;
}

void TestProbeBound::whatTheEndpointCountsEndsIt()
{
    QFETCH(QByteArray, usage);
    QFETCH(int, requests);
    FakeTransport transport;
    const Play play = streamed(contentEvent(R"({"amount":25,"colour":"green","size":"large"})") +
                               "data: {\"choices\":[],\"usage\":" + usage + "}\n\n" + kDone);
    const Probed end = probed(requestWith(2, 0), playing(transport, play));
    QCOMPARE(end.error.kind, ErrorKind::BudgetReached);
    QVERIFY2(end.error.message.find(std::to_string(end.told.tokens)) != std::string::npos,
             end.error.message.c_str());
    QCOMPARE(static_cast<int>(transport.requests().size()), requests);
    QVERIFY(end.report.tokensSpent <= end.told.tokens);
}

void TestProbeBound::onlyWhatWasRefusedIsSentAgain_data()
{
    QTest::addColumn<Play>("play");
    QTest::addColumn<int>("requests");
    QTest::newRow("overloaded") << status(503) << 3 * 10; // all refused: no tools, so no role to ask for
    QTest::newRow("cut") << fails(ErrorKind::StreamCut, true) << 1;
    QTest::newRow("silence") << fails(ErrorKind::FirstByteTimeout) << 1;
    QTest::newRow("no connection") << fails(ErrorKind::NoConnection) << 1;
}

void TestProbeBound::onlyWhatWasRefusedIsSentAgain()
{
    QFETCH(Play, play);
    QFETCH(int, requests);
    FakeClock clock;
    FakeTransport transport;
    run::Probe probe(requestWith(2, 0), playing(transport, play), nullptr, nullptr, clock);
    QSignalSpy finished(&probe, &run::Probe::finished);
    probe.start();
    settle();
    while (finished.isEmpty() && clock.step())
        settle();
    QVERIFY(!finished.isEmpty());
    if (requests == 1)
        QCOMPARE(transport.requests().size(), 1U);
    else
        QVERIFY(transport.requests().size() > 1U);
}

void TestProbeBound::faultsOfThePracticeEndpoint_data()
{
    QTest::addColumn<QString>("faults");
    for (const char *faults :
         {"ok", "malformed", "prose", "think", "fence", "double", "invalid", "truncate=20", "cut=120", "drop",
          "error-in-stream", "429:0;ok", "500;ok", "401", "invalid;malformed;cut=300;ok"})
        QTest::newRow(faults) << QString::fromLatin1(faults);
}

void TestProbeBound::faultsOfThePracticeEndpoint()
{
    QFETCH(QString, faults);
    practice::PracticeServer server;
    QVERIFY(server.start({}));
    run::ExtractionRequest request;
    request.chat.model = (practice::PracticeServer::modelName() + QLatin1Char('+') + faults).toStdString();
    request.profile.baseUrl = server.baseUrl().toString().toStdString();
    request.secretHeaders = {{"Authorization", "Bearer " + server.key().toStdString()}};
    net::QnamTransport network;
    Recorded recorded(network);
    const Probed end = probed(request, recorded);
    QVERIFY(!end.report.ignoresTokenLimit);
    QVERIFY(end.error.kind != ErrorKind::BudgetReached);
    QVERIFY(end.report.tokensSpent <= end.told.tokens);
    std::int64_t allowed = 0;
    for (const json::Value &body : recorded.bodies) {
        QVERIFY2(Recorded::allowed(body), compact(body).constData());
        allowed += *Recorded::allowed(body);
    }
    QVERIFY2(allowed <= end.told.tokens, std::to_string(allowed).c_str());
}

void TestProbeBound::theWords()
{
    run::ProbePlan::Estimate told{11, 7972, 2061, 0.000421, "EUR"};
    QCOMPARE(run::probeCostWords(told, "m"),
             std::string("At most 11 questions to m, at most 7,972 tokens in all (usually about 2,061). "
                         "Cost: at most 0.00043 EUR"));
    told = {1, kHuge, 999, std::nullopt, {}};
    QCOMPARE(run::probeCostWords(told, "m"),
             std::string("At most 1 question to m, at most 1,000,000,000 tokens in all (usually about 999). "
                         "Cost: –"));
    QCOMPARE(run::roundedUp(0.02).amount, 0.02);
    QCOMPARE(run::roundedUp(0.0201).amount, 0.03);
    QVERIFY(run::probeFaultWords({}).empty());
}

QTEST_GUILESS_MAIN(TestProbeBound)
#include "tst_probebound.moc"
