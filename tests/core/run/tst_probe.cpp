// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "net/qnamtransport.h"
#include "practice/practiceserver.h"
#include "run/probe.h"

#include <QElapsedTimer>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::ProbeReport;
using wire::AnswerMode;
using wire::SchemaDialect;
using wire::ToolChoiceForm;

/// The probe on the practice endpoint, with each of its capabilities switched off in turn: it finds exactly
/// that.
class TestProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissingIsFound_data();
    void whatIsMissingIsFound();
    void whatComesAtOnceIsNoStream_data();
    void whatComesAtOnceIsNoStream();
    void usageThatNobodyAskedForProvesNothing();
    void aRunSaysWhatCameAtOnce();
    void theReportIsALine();
    void theProfileTakesItOver();
    void whatIsFatalEndsIt_data();
    void whatIsFatalEndsIt();
    void aStopEndsIt();
    void nothingIsSentBeforeTheEstimate();

private:
    [[nodiscard]] static std::pair<ProbeReport, Error> probe(const run::ExtractionRequest &request,
                                                             net::Transport &transport);
};

namespace {

/// What the practice endpoint can do.
ProbeReport everything()
{
    ProbeReport out;
    out.streams = out.json = out.mdJson = out.streamOptions = out.secondSystemMessage = out.toolRole = true;
    out.toolChoice = {ToolChoiceForm::Object, ToolChoiceForm::Required, ToolChoiceForm::Auto};
    out.schemas = {SchemaDialect::JsonSchema};
    return out;
}

run::ExtractionRequest practiceRequest(const practice::PracticeServer &server)
{
    run::ExtractionRequest request;
    request.chat.model = practice::PracticeServer::modelName().toStdString();
    request.profile.baseUrl = server.baseUrl().toString().toStdString();
    request.secretHeaders = {{"Authorization", "Bearer " + server.key().toStdString()}};
    return request;
}

/// Runs it to its end, by a clock that is stepped.
std::optional<ProbeReport> reportOf(run::Probe &probe, FakeClock &clock)
{
    std::optional<ProbeReport> report;
    QObject::connect(&probe, &run::Probe::finished, &probe,
                     [&report](const ProbeReport &found, const Error &) { report = found; });
    probe.start();
    settle();
    while (!report && clock.step())
        settle();
    return report;
}

} // namespace

std::pair<ProbeReport, Error> TestProbe::probe(const run::ExtractionRequest &request,
                                               net::Transport &transport)
{
    run::Probe probe(request, transport);
    std::optional<std::pair<ProbeReport, Error>> end;
    connect(&probe, &run::Probe::finished, &probe, [&end](const ProbeReport &report, const Error &error) {
        end = {report, error};
    });
    probe.start();
    QElapsedTimer time;
    time.start();
    while (!end && time.elapsed() < 120'000)
        QTest::qWait(5);
    return end.value_or(std::pair(ProbeReport(), usageError("it did not end", "")));
}

void TestProbe::whatIsMissingIsFound_data()
{
    QTest::addColumn<std::vector<std::string>>("without");
    QTest::addColumn<ProbeReport>("expected");
    const auto row = [](const char *name, const std::vector<std::string> &without, auto change) {
        ProbeReport expected = everything();
        change(expected);
        QTest::newRow(name) << without << expected;
    };
    row("nothing", {}, [](ProbeReport &) {});
    row("streams", {"streams"}, [](ProbeReport &report) { report.streams = report.streamOptions = false; });
    row("stream_options", {"stream_options"}, [](ProbeReport &report) { report.streamOptions = false; });
    row("second system message", {"second_system_message"},
        [](ProbeReport &report) { report.secondSystemMessage = false; });
    row("tool role", {"tool_role"}, [](ProbeReport &report) { report.toolRole = false; });
    row("tools", {"tools"}, [](ProbeReport &report) {
        report.toolChoice.clear();
        report.toolRole = false; // not to be asked for without
    });
    row("object", {"tool_choice=object"}, [](ProbeReport &report) {
        report.toolChoice = {ToolChoiceForm::Required, ToolChoiceForm::Auto};
    });
    row("required", {"tool_choice=required"}, [](ProbeReport &report) {
        report.toolChoice = {ToolChoiceForm::Object, ToolChoiceForm::Auto};
    });
    row("auto", {"tool_choice=auto"}, [](ProbeReport &report) {
        report.toolChoice = {ToolChoiceForm::Object, ToolChoiceForm::Required};
    });
    row("json", {"json"}, [](ProbeReport &report) { report.json = false; });
    row("json_schema", {"json_schema"},
        [](ProbeReport &report) { report.schemas = {SchemaDialect::JsonObject}; });
    row("two dialects", {"json_schema", "json_object"},
        [](ProbeReport &report) { report.schemas = {SchemaDialect::StructuredOutputs}; });
    row("three dialects", {"json_schema", "json_object", "structured_outputs"},
        [](ProbeReport &report) { report.schemas = {SchemaDialect::GuidedJson}; });
    row("no dialect", {"json_schema", "json_object", "structured_outputs", "guided_json"},
        [](ProbeReport &report) { report.schemas.clear(); });
    row("a fence is all there is",
        {"json", "json_schema", "json_object", "structured_outputs", "guided_json", "tools", "streams",
         "stream_options", "second_system_message", "tool_role"},
        [](ProbeReport &report) {
            report = {};
            report.mdJson = true;
        });
}

void TestProbe::whatIsMissingIsFound()
{
    QFETCH(std::vector<std::string>, without);
    QFETCH(ProbeReport, expected);
    practice::PracticeServer server;
    practice::PracticeServer::Options options;
    options.without = practice::Without(without.begin(), without.end());
    QVERIFY(server.start(options));
    net::QnamTransport transport;
    auto [report, error] = probe(practiceRequest(server), transport);
    QVERIFY2(error.kind == ErrorKind::None, error.message.c_str());
    QVERIFY(report.tokensSpent > 0);
    report.tokensSpent = 0;
    QCOMPARE(compact(run::probeValue(report)), compact(run::probeValue(expected)));
    QVERIFY(report == expected);
}

void TestProbe::whatComesAtOnceIsNoStream_data()
{
    QTest::addColumn<int>("wait");
    QTest::addColumn<int>("between");
    QTest::addColumn<bool>("streams");
    QTest::addColumn<bool>("fits");
    QTest::newRow("a gateway that collects it") << 2000 << 1 << false << true;
    QTest::newRow("in pieces") << 2000 << 40 << true << true;
    QTest::newRow("too quick to tell") << 200 << 0 << true << true;
    QTest::newRow("in pieces, of no use") << 2000 << 40 << true << false;
    QTest::newRow("at once, of no use") << 2000 << 1 << false << false;
}

void TestProbe::whatComesAtOnceIsNoStream()
{
    QFETCH(int, wait);
    QFETCH(int, between);
    QFETCH(bool, streams);
    QFETCH(bool, fits);
    FakeClock clock;
    FakeTransport transport;
    const QByteArrayList pieces{fits ? R"({"amount":25,)" : R"({"amount":"many",)", R"("colour":"green",)",
                                R"("size":"large"})"};
    for (int i = 0; i < 20; ++i) {
        transport.onSend([&](FakeStream &stream) {
            FakeStream *to = &stream;
            for (int piece = 0; piece < pieces.size(); ++piece)
                clock.after(std::chrono::milliseconds(wait + piece * between), to, [to, piece, pieces] {
                    if (piece == 0)
                        to->respond();
                    to->send(contentEvent(pieces[piece]) + (piece == 2 ? kStop + kDone : QByteArray()));
                    if (piece == 2)
                        to->end();
                });
        });
    }
    run::Probe probe(requestWith(0, 0), transport, nullptr, nullptr, clock);
    const std::optional<ProbeReport> report = reportOf(probe, clock);
    QVERIFY(report);
    QCOMPARE(report->mdJson, fits);
    QCOMPARE(report->streams, streams);
}

/// A server refuses stream_options and tells the usage of every answer all the same.
void TestProbe::usageThatNobodyAskedForProvesNothing()
{
    FakeClock clock;
    FakeTransport transport;
    std::size_t asked = 0;
    for (int i = 0; i < 40; ++i) {
        transport.onSend([&](FakeStream &stream) {
            if (transport.requests().back().body.contains("stream_options")) {
                ++asked;
                stream.respond(400, {{"Content-Type", "application/json"}});
                stream.send(
                    R"({"error":{"message":"no","param":"stream_options","code":"unsupported_parameter"}})");
                stream.end();
                return;
            }
            stream.respond();
            stream.send(contentEvent(R"({"amount":25,)") +
                        contentEvent(R"("colour":"green","size":"large"})") + kStop +
                        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9}}\n\n" +
                        kDone);
            stream.end();
        });
    }
    run::Probe probe(requestWith(0, 0), transport, nullptr, nullptr, clock);
    const std::optional<ProbeReport> report = reportOf(probe, clock);
    QVERIFY(report);
    QCOMPARE(asked, 1U);
    QVERIFY(report->tokensSpent > 0 && report->mdJson && report->streams);
    QVERIFY(!report->streamOptions);
}

void TestProbe::aRunSaysWhatCameAtOnce()
{
    const QByteArray answer = R"({"name":")" + QByteArray(2000, 'x') + R"(","age":25})";
    for (const int between : {1, 200}) {
        FakeClock clock;
        FakeTransport transport;
        run::ExtractionRun run(requestWith(0, 0), transport, nullptr, nullptr, clock);
        transport.onSend([&](FakeStream &stream) {
            FakeStream *to = &stream;
            clock.after(std::chrono::milliseconds(2000), to, [to, answer] {
                to->respond();
                to->send(contentEvent(answer.left(100)));
            });
            clock.after(std::chrono::milliseconds(2000 + between), to, [to, answer] {
                to->send(contentEvent(answer.mid(100)) + kStop + kDone);
                to->end();
            });
        });
        std::optional<run::RunResult> result;
        connect(&run, &run::ExtractionRun::finished, &run,
                [&result](const run::RunResult &found) { result = found; });
        run.start();
        settle();
        while (!result && clock.step())
            settle();
        QVERIFY(result);
        QCOMPARE(result->status, run::RunStatus::Valid);
        QCOMPARE(result->streamed, between > 1);
        const bool said = std::any_of(result->notes.begin(), result->notes.end(), [](const auto &note) {
            return note.find("Everything came at once") != std::string::npos;
        });
        QCOMPARE(said, between == 1);
    }
}

void TestProbe::theReportIsALine()
{
    ProbeReport report = everything();
    report.schemas.clear();
    report.toolChoice.pop_back();
    report.secondSystemMessage = false;
    report.models = 3;
    report.tokensSpent = 412;
    QCOMPARE(
        compact(run::probeValue(report)),
        QByteArray(
            R"({"reachable":true,"tls":null,"key":"accepted","models":3,"streams":true,)"
            R"("modes":{"tools":true,"json":true,"json_schema":false,"md_json":true},)"
            R"("tool_choice":["object","required"],"stream_options":true,)"
            R"("second_system_message":false,"tool_role":true,"best_mode":"tools","tokens_spent":412})"));
}

void TestProbe::theProfileTakesItOver()
{
    settings::EndpointProfile profile;
    profile.dialect.dropped = {"tool_choice", "stream", "temperature"};
    QCOMPARE(profile.autoMode("m"), AnswerMode::Tools); // as long as nobody asked
    ProbeReport report = everything();
    report.toolChoice = {ToolChoiceForm::Required};
    report.schemas = {SchemaDialect::GuidedJson};
    report.streamOptions = report.toolRole = report.secondSystemMessage = false;
    run::applyProbe(profile, "m", report);
    QCOMPARE(profile.autoMode("m"), AnswerMode::JsonSchema);
    QCOMPARE(profile.autoMode("another"), AnswerMode::Tools);
    QCOMPARE(profile.dialect.toolChoice, ToolChoiceForm::Required);
    QCOMPARE(profile.dialect.schema, SchemaDialect::GuidedJson);
    QVERIFY(!profile.dialect.streamOptions && !profile.dialect.toolRole && profile.dialect.oneSystemMessage);
    QVERIFY((profile.dialect.dropped == std::vector<std::string>{"temperature"}));
    QVERIFY(profile.model("m")->probe == run::probeValue(report));
    // The best of what is there, in this order.
    report.schemas.clear();
    QCOMPARE(*report.bestMode(), AnswerMode::Tools);
    report.toolChoice.clear();
    QCOMPARE(*report.bestMode(), AnswerMode::Json);
    report.json = false;
    QCOMPARE(*report.bestMode(), AnswerMode::MdJson);
    report.mdJson = false;
    QVERIFY(!report.bestMode());
}

void TestProbe::whatIsFatalEndsIt_data()
{
    QTest::addColumn<Play>("play");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("requests");
    QTest::newRow("key") << status(401) << ErrorKind::KeyRefused << 1;
    QTest::newRow("credit") << status(402) << ErrorKind::OutOfCredit << 1;
    QTest::newRow("model") << status(404) << ErrorKind::NotFound << 1;
    QTest::newRow("nobody there") << fails(ErrorKind::NoConnection) << ErrorKind::NoConnection << 1;
    QTest::newRow("refuses all of it")
        << status(400) << ErrorKind::None << 10; // no tools: no role to ask for
}

void TestProbe::whatIsFatalEndsIt()
{
    QFETCH(Play, play);
    QFETCH(ErrorKind, kind);
    QFETCH(int, requests);
    FakeTransport transport;
    for (int i = 0; i < 20; ++i)
        transport.onSend(play);
    run::ExtractionRequest request = requestWith(0, 5);
    const auto [report, error] = probe(request, transport);
    QCOMPARE(error.kind, kind);
    QCOMPARE(static_cast<int>(transport.requests().size()), requests);
    QVERIFY(!report.bestMode());
}

void TestProbe::aStopEndsIt()
{
    FakeTransport transport;
    transport.onSend([](FakeStream &) {});
    run::Probe probe(requestWith(0, 0), transport);
    QSignalSpy finished(&probe, &run::Probe::finished);
    probe.start();
    settle();
    probe.stop();
    settle();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(transport.requests().size(), 1U);
    // Before the first question, too.
    run::Probe unasked(requestWith(0, 0), transport);
    QSignalSpy end(&unasked, &run::Probe::finished);
    unasked.start();
    unasked.stop();
    settle();
    QCOMPARE(end.count(), 1);
    QCOMPARE(end.first().at(1).value<Error>().kind, ErrorKind::StoppedByUser);
    QCOMPARE(transport.requests().size(), 1U);
}

void TestProbe::nothingIsSentBeforeTheEstimate()
{
    FakeTransport transport;
    const run::Probe probe(requestWith(0, 0), transport);
    const auto &estimate = probe.estimate();
    settle();
    QVERIFY(transport.requests().empty());
    QVERIFY(estimate.requests >= 8 && estimate.requests <= 12);
    QVERIFY(estimate.usual > 500 && estimate.usual < 5000);
    QVERIFY(estimate.tokens > estimate.usual && estimate.tokens < 10'000);
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
