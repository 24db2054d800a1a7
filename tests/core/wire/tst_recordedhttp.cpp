// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The recorded exchanges of suites/recorded-http with a 2xx status: what the deltas of each come to. Built
// twice: with ESPALIER_SWEEP at every split, without at a few.

#include "wire/modellist.h"
#include "json/read.h"
#include "json/writer.h"

#include "collected.h"
#include "support/suites.h"

#include <QTest>

using namespace espalier;
using espalier::test::Collected;
using espalier::test::Pieces;

Q_DECLARE_METATYPE(espalier::json::Value)

namespace {

std::vector<json::Value> exchanges(bool wantModels)
{
    std::vector<json::Value> out;
    for (const QString &name :
         test::suiteFiles(QStringLiteral("recorded-http"), QStringLiteral("*-*-*.json"))) {
        const auto value =
            json::readStrict(test::suiteFile(QStringLiteral("recorded-http/") + name).toStdString());
        if (!value)
            qFatal("%s cannot be read", qPrintable(name));
        if ((*value)["response"]["status"].toInt64() < 400 &&
            ((*value)["expected"].find("models") != nullptr) == wantModels)
            out.push_back(*value);
    }
    return out;
}

void addRows(bool wantModels)
{
    QTest::addColumn<json::Value>("exchange");
    for (const json::Value &exchange : exchanges(wantModels))
        QTest::newRow(exchange["name"].text().c_str()) << exchange;
}

std::string bodyOf(const json::Value &exchange)
{
    const json::Value &response = exchange["response"];
    if (response["body"].isString())
        return response["body"].text();
    return QByteArray::fromBase64(QByteArray::fromStdString(response["body_base64"].text())).toStdString();
}

/// The calls as the suite writes them down.
json::Value callsOf(const Collected &got)
{
    json::Value out = json::Value::array();
    for (const Collected::Call &call : got.calls) {
        if (call.legacy)
            continue;
        json::Value one;
        one.set("id", json::Value::string(call.id));
        one.set("name", json::Value::string(call.name));
        one.set("arguments", json::Value::string(call.arguments));
        out.mutableItems().push_back(std::move(one));
    }
    return out;
}

} // namespace

class TestRecordedHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allExchangesAreHere();
    void answers_data();
    void answers();
    void models_data();
    void models();
};

void TestRecordedHttp::allExchangesAreHere()
{
    ESPALIER_NEEDS_SUITES();
    QCOMPARE(exchanges(false).size(), 192u);
    QCOMPARE(exchanges(true).size(), 3u);
}

void TestRecordedHttp::answers_data()
{
    ESPALIER_NEEDS_SUITES();
    addRows(false);
}

void TestRecordedHttp::answers()
{
    QFETCH(const json::Value, exchange);
    const std::string body = bodyOf(exchange);
    const std::string contentType = exchange["response"]["headers"]["content-type"].text();
    const json::Value &expected = exchange["expected"];
    const Collected got = test::collect(contentType, Pieces{body});

    QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
    QCOMPARE(got.isStream, expected.find("stream") != nullptr);
    QCOMPARE(got.text, expected["text"].text());
    QCOMPARE(json::writePretty(callsOf(got)), json::writePretty(expected["tool_calls"]));
    QCOMPARE(got.finishReason.has_value(), expected["finish_reason"].isString());
    QCOMPARE(got.finishReason.value_or(""), expected["finish_reason"].text());
    // The suite's expectation went through another language's numbers: 0.00001 came back as 1e-05.
    const json::Value usage = got.usage ? got.usage->raw : json::Value();
    QVERIFY2(usage.equals(expected["usage"]), json::writePretty(usage).c_str());
    QCOMPARE(got.refusal, expected["refusal"].text());
    QCOMPARE(got.model, expected["model"].text());
    // The only stream with thoughts in reasoning_details alone, which the suite's readers do not look at.
    if (exchange["name"].text() == "snowflake-stream-02")
        QCOMPARE(got.reasoning, std::string("15 * 27 = 405"));
    else
        QCOMPARE(got.reasoning, expected["reasoning"].text());

    const json::Value &legacy = expected["function_call"];
    const bool called = !legacy["name"].text().empty();
    QCOMPARE(std::any_of(got.calls.begin(), got.calls.end(),
                         [](const Collected::Call &call) { return call.legacy; }),
             called);
    if (called) {
        QCOMPARE(got.calls.front().name, legacy["name"].text());
        QCOMPARE(got.calls.front().arguments, legacy["arguments"].text());
    }
    QCOMPARE(got.streamError.has_value(), expected.find("error") != nullptr);
    if (got.streamError)
        QVERIFY(got.streamError->message.find(expected["error"]["message"].text()) != std::string::npos);
    const bool ends = !got.streamError && (!got.isStream || expected["stream"]["done"].isTrue());
    QCOMPARE(got.doneCount, ends ? 1 : 0);
    QVERIFY(got.modelCount <= 1);

    const auto same = [&](const Pieces &pieces) { QVERIFY(test::collect(contentType, pieces) == got); };
#ifdef ESPALIER_SWEEP
    test::forEverySplit(body, same);
#else
    same(test::evenPieces(body, 1));
    same(test::evenPieces(body, 17));
#endif
}

void TestRecordedHttp::models_data()
{
    ESPALIER_NEEDS_SUITES();
    addRows(true);
}

void TestRecordedHttp::models()
{
    QFETCH(const json::Value, exchange);
    const auto models = wire::readModels(bodyOf(exchange));
    QVERIFY(models.ok());
    json::Value ids = json::Value::array();
    for (const wire::ModelInfo &model : *models)
        ids.mutableItems().push_back(json::Value::string(model.id));
    QCOMPARE(json::writeCompact(ids), json::writeCompact(exchange["expected"]["models"]));
}

QTEST_GUILESS_MAIN(TestRecordedHttp)
#include "tst_recordedhttp.moc"
