// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assembled.h"

#include "run/extractionrun.h"
#include "support/eventually.h"
#include "support/faketransport.h"
#include "support/suites.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using wire::AnswerMode;

namespace {

struct Exchange
{
    int status = 0;
    std::string contentType;
    QByteArray body;
    json::Value expected;
};

Exchange readExchange(const QString &file)
{
    const json::Value whole = readValue(suiteFile(QStringLiteral("recorded-http/") + file).toStdString());
    const json::Value &response = whole["response"];
    Exchange out;
    out.status = static_cast<int>(response["status"].toInt64().value_or(0));
    out.contentType = response["headers"]["content-type"].text();
    out.body = response["body"].isString()
                   ? QByteArray::fromStdString(response["body"].text())
                   : QByteArray::fromBase64(QByteArray::fromStdString(response["body_base64"].text()));
    out.expected = whole["expected"];
    return out;
}

/// Runs the exchange, its body in pieces of up to `most` bytes.
run::RunResult play(const Exchange &exchange, AnswerMode mode, const json::Value &schema, std::size_t most,
                    json::PartialTree &tree)
{
    FakeTransport transport;
    transport.onSend([&](FakeStream &stream) {
        stream.respond(exchange.status, {{"Content-Type", exchange.contentType}});
        std::mt19937 random(20261122);
        for (qsizetype at = 0; at < exchange.body.size();) {
            const auto size = static_cast<qsizetype>(1 + random() % most);
            stream.send(exchange.body.mid(at, size));
            at += size;
        }
        stream.end();
    });
    run::ExtractionRequest request;
    request.chat.model = "m";
    request.chat.mode = mode;
    request.chat.shape = schema::AnswerShape::of(schema, false).value();
    request.profile.baseUrl = "http://127.0.0.1:1/v1";
    request.retries.reasks = request.retries.transportRetries = 0; // one exchange was recorded
    run::ExtractionRun run(request, transport);
    QSignalSpy finished(&run, &run::ExtractionRun::finished);
    QObject::connect(&run, &run::ExtractionRun::treeChanged, &run,
                     [&tree](const json::TreeChanges &changes) { tree.apply(changes); });
    run.start();
    static_cast<void>(eventually([&finished] { return !finished.isEmpty(); }));
    return finished.isEmpty() ? run::RunResult() : finished.first().first().value<run::RunResult>();
}

bool isObject(const std::string &text)
{
    const auto value = json::readStrict(text);
    return value && value->isObject();
}

std::string joinedArguments(const json::Value &calls)
{
    std::string out;
    for (const json::Value &call : calls.items())
        out += (out.empty() ? "" : "\n") + call["arguments"].text();
    return out;
}

} // namespace

/// Every recorded exchange as a run of its own, from the bytes to the result.
class TestRecordedRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExchangeEndsAsItShould_data();
    void everyExchangeEndsAsItShould();
};

void TestRecordedRuns::everyExchangeEndsAsItShould_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<QString>("file");
    for (const QString &file : suiteFiles(QStringLiteral("recorded-http"), QStringLiteral("*.json")))
        QTest::newRow(qPrintable(file)) << file;
}

void TestRecordedRuns::everyExchangeEndsAsItShould()
{
    ESPALIER_NEEDS_SUITES();
    QFETCH(QString, file);
    const Exchange exchange = readExchange(file);
    const json::Value &expected = exchange.expected;
    if (expected.find("models"))
        QSKIP("a list of models is no run");
    const json::Value &calls = expected["tool_calls"];
    const std::string finish = expected["finish_reason"].text();

    json::PartialTree tree;
    const auto mode = calls.items().empty() ? AnswerMode::Json : AnswerMode::Tools;
    const json::Value schema =
        mode == AnswerMode::Tools ? readValue(R"({"type":"object"})") : json::Value::boolean(true);
    const run::RunResult whole = play(exchange, mode, schema, 1U << 20, tree);
    if (exchange.status >= 400) {
        QCOMPARE(whole.status, RunStatus::Failed);
        QVERIFY(whole.error->kind != ErrorKind::None);
        QCOMPARE(whole.error->httpStatus, std::optional<int>(exchange.status));
        return;
    }
    QCOMPARE(whole.finishReason, finish);
    if (expected.find("reasoning"))
        QCOMPARE(whole.reasoning, expected["reasoning"].text());
    if (!expected["usage"].isNull()) {
        const json::Value &usage = expected["usage"];
        QCOMPARE(whole.usage->totalTokens, usage["total_tokens"].toInt64().value_or(-1));
        QCOMPARE(whole.usage->promptTokens, usage["prompt_tokens"].toInt64().value_or(-1));
        QCOMPARE(whole.usage->completionTokens, usage["completion_tokens"].toInt64().value_or(-1));
        QVERIFY(!whole.usage->estimated);
    }
    const std::string callText =
        calls.items().empty() ? std::string() : calls.items().front()["arguments"].text();
    if (finish == "length") {
        QCOMPARE(whole.status, RunStatus::Cut);
    } else if (expected.find("error")) {
        QCOMPARE(whole.status, RunStatus::Failed);
        QVERIFY(whole.error->kind != ErrorKind::StreamCut);
    } else if (expected.find("refusal")) {
        QCOMPARE(whole.status, RunStatus::Refused);
    } else if (isObject(callText)) {
        QCOMPARE(whole.status, RunStatus::Valid);
        QCOMPARE(whole.text, callText);
        QVERIFY(whole.value.equals(readValue(callText)));
        QCOMPARE(whole.repairs.size(), 0U);
    } else if (expected.find("json")) {
        QCOMPARE(whole.status, RunStatus::Valid);
        QVERIFY(whole.value.equals(expected["json"]));
    } else if (calls.items().empty() && !expected.find("function_call")) {
        QCOMPARE(whole.text, expected["text"].text());
    }

    // However the network cuts the body, the answer is the same.
    for (const std::size_t most : {std::size_t{1}, std::size_t{7}, std::size_t{300}}) {
        json::PartialTree again;
        const run::RunResult cut = play(exchange, mode, schema, most, again);
        QCOMPARE(cut.status, whole.status);
        QCOMPARE(cut.text, whole.text);
        QVERIFY(cut.repairs == whole.repairs);
        QCOMPARE(compact(cut.value), compact(whole.value));
        QCOMPARE(compact(again.value()), compact(tree.value()));
    }

    // Several calls, asked for as such, are a list of all of them.
    const bool allObjects =
        std::all_of(calls.items().begin(), calls.items().end(),
                    [](const json::Value &call) { return isObject(call["arguments"].text()); });
    if (calls.items().size() > 1 && allObjects) {
        json::PartialTree grown;
        const json::Value list = readValue(R"({"type":"array","items":{"type":"object"}})");
        const run::RunResult parallel = play(exchange, AnswerMode::ParallelTools, list, 50, grown);
        QCOMPARE(parallel.text, joinedArguments(calls));
        QCOMPARE(compact(grown.value()), compact(parallel.value));
        if (finish != "length" && !expected.find("error"))
            QCOMPARE(parallel.value.items().size(), calls.items().size());
    }
}

QTEST_GUILESS_MAIN(TestRecordedRuns)
#include "tst_recordedruns.moc"
