// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "base/redact.h"
#include "run/exchangejson.h"
#include "run/recordjson.h"
#include "json/writer.h"

#include <QCryptographicHash>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::AttemptRecord;
using run::ExchangeTexts;

namespace {

constexpr std::string_view kKey = "sk-secret-1";

/// A run whose server throws the key back wherever it can, at an endpoint that is full of secrets.
struct Leaky
{
    Leaky()
    {
        run::ExtractionRequest request = requestWith(1, 0);
        settings::EndpointProfile &profile = request.profile;
        profile.name = "Office";
        profile.baseUrl = "https://user:sk-secret-1@models.example/v1?key=sk-secret-1";
        profile.key = secrets::KeySource::environment("OFFICE_KEY");
        profile.headers = {
            {"X-Team", "blue", false}, {"X-Api-Key", "sk-secret-1", false}, {"X-Pass", {}, true}};
        profile.proxy = settings::ProxyMode::Manual;
        profile.proxyUrl = "http://me:sk-secret-1@proxy.example:3128";
        request.proxyCredentials = "me:sk-secret-1";
        request.secretHeaders.emplace_back("X-Pass", "sk-secret-1");
        place.document = request.document;
        place.model = request.chat.model;
        place.profile = profile;
        const auto refusing = [](FakeStream &stream) {
            stream.respond(503, {{"Content-Type", "application/json"}});
            stream.send(R"({"error":{"message":"no key like sk-secret-1 here","code":"sk-secret-1"}})");
            stream.end();
        };
        Played played({refusing, answers(R"({"name":"Jason","age":"x"})")}, request);
        result = played.toTheEnd().result();
        place.url = result.url;
    }
    run::ExchangePlace place;
    run::RunResult result;
};

std::string sha(std::string_view text)
{
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                    QCryptographicHash::Sha256)
        .toHex()
        .toStdString();
}

} // namespace

class TestExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noKeyIsInIt_data();
    void noKeyIsInIt();
    void withTextsItIsWhole();
    void headersAreThoseThatWereSent();
    void withoutTextsNoTextIsInIt();
    void requestsOfAnyShapeLoseTheirTexts_data();
    void requestsOfAnyShapeLoseTheirTexts();
    void keysOfTheAnswerAreTexts();
    void recordsComeBack();
    void largeRecordsKeepTheirFigures();
};

void TestExchange::noKeyIsInIt_data()
{
    QTest::addColumn<bool>("texts");
    QTest::newRow("with texts") << true;
    QTest::newRow("without") << false;
}

void TestExchange::noKeyIsInIt()
{
    QFETCH(bool, texts);
    const Leaky leaky;
    const auto all = run::wholeHistory(leaky.result);
    QCOMPARE(all.size(), 2U);
    run::ExchangePlace raw = leaky.place;
    raw.url =
        "https://user:sk-secret-1@models.example/v1/chat/completions?key=sk-secret-1"; // not masked before
    for (const AttemptRecord &record : all) {
        for (const run::ExchangePlace &place : {leaky.place, raw}) {
            const std::string written = json::writePretty(
                run::exchangeValue(record, place, texts ? ExchangeTexts::With : ExchangeTexts::Without));
            QVERIFY2(written.find(kKey) == std::string::npos, written.c_str());
            QVERIFY(written.find("\"X-Team\": \"blue\"") != std::string::npos);
            QVERIFY(written.find("proxy.example:3128") != std::string::npos);
        }
    }
}

void TestExchange::withTextsItIsWhole()
{
    const Leaky leaky;
    const json::Value out =
        run::exchangeValue(run::wholeHistory(leaky.result)[1], leaky.place, ExchangeTexts::With);
    QCOMPARE(out["attempt"].toInt64(), std::optional<std::int64_t>(1));
    QCOMPARE(out["try"].toInt64(), std::optional<std::int64_t>(2));
    QCOMPARE(out["answer"]["text"].text(), std::string(R"({"name":"Jason","age":"x"})"));
    QCOMPARE(out["answer"]["status"].text(), std::string("invalid"));
    QCOMPARE(out["answer"]["value"]["age"].text(), std::string("x"));
    QVERIFY(json::writeCompact(out["request"]["body"]).find("Jason is 25 years old") != std::string::npos);
    QCOMPARE(out["usage"]["total_tokens"].toInt64(), std::optional<std::int64_t>(15));
    QVERIFY(out["cost"].isNull()); // no price
}

void TestExchange::headersAreThoseThatWereSent()
{
    const Leaky leaky;
    for (const AttemptRecord &record : run::wholeHistory(leaky.result)) {
        const json::Value headers =
            run::exchangeValue(record, leaky.place, ExchangeTexts::Without)["request"]["headers"];
        QCOMPARE(headers["X-Pass"].text(), std::string(kMask));
        QCOMPARE(headers["X-Api-Key"].text(), std::string(kMask));
        QCOMPARE(headers["X-Team"].text(), std::string("blue"));
        QCOMPARE(headers["Content-Type"].text(), std::string("application/json"));
        QVERIFY(headers.find("User-Agent"));
        QCOMPARE(headers["Authorization"].text(), "Bearer " + std::string(kMask));
    }
    // The practice endpoint's profile names none, and one is sent.
    const auto sent = [](const HttpHeaders &secrets) {
        run::ExtractionRequest request = requestWith(0, 0);
        request.secretHeaders = secrets;
        Played played({answers(R"({"name":"Jason","age":25})")}, request);
        return run::wholeHistory(played.toTheEnd().result()).at(0);
    };
    const AttemptRecord record = sent({{"Authorization", "Bearer sk-secret-1"}});
    // This one names a key, and none is sent: nothing is said.
    const json::Value keyless = run::exchangeValue(sent({}), leaky.place, ExchangeTexts::With);
    QVERIFY(!keyless["request"]["headers"].find("Authorization"));
    const auto authorization = [](const AttemptRecord &exchange) {
        return run::exchangeValue(exchange, {}, ExchangeTexts::With)["request"]["headers"]["Authorization"]
            .text();
    };
    QCOMPARE(authorization(record), "Bearer " + std::string(kMask));
    // Also of a try of the past; what an older version kept says nothing.
    const auto kept = run::recordsFromValue(run::recordsValue({record}));
    QVERIFY(kept.ok());
    QCOMPARE(authorization(kept->at(0)), "Bearer " + std::string(kMask));
    AttemptRecord old = record;
    old.headers.clear();
    QVERIFY(run::exchangeValue(old, leaky.place, ExchangeTexts::With)["request"]["headers"].isNull());
    QVERIFY(!run::recordsFromValue(readValue(R"([{"headers":{"A":1}}])")).ok());
}

void TestExchange::withoutTextsNoTextIsInIt()
{
    const Leaky leaky;
    const AttemptRecord record = run::wholeHistory(leaky.result)[1];
    const json::Value out = run::exchangeValue(record, leaky.place, ExchangeTexts::Without);
    const std::string written = json::writeCompact(out);
    for (const char *word : {"Jason", "years old", "a.txt", "\"x\""})
        QVERIFY2(written.find(word) == std::string::npos, word);
    QCOMPARE(out["answer"]["text"]["sha256"].text(), sha(record.text));
    QCOMPARE(out["answer"]["text"]["bytes"].toInt64(),
             std::optional<std::int64_t>(static_cast<std::int64_t>(record.text.size())));
    QCOMPARE(out["answer"]["issues"].items().size(), 1U);
    QCOMPARE(out["answer"]["issues"].items()[0]["instance"].text(), std::string("/age"));
    QCOMPARE(out["request"]["body"]["model"].text(), std::string("m-1"));
    QCOMPARE(out["request"]["body"]["messages"].items()[0]["role"].text(), std::string("system"));
}

void TestExchange::requestsOfAnyShapeLoseTheirTexts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("parts") << QByteArray(
        R"({"messages":[{"role":"user","content":[{"type":"text","text":"HIDDEN"},"HIDDEN"]}]})");
    QTest::newRow("earlier calls") << QByteArray(
        R"({"messages":[{"role":"assistant","tool_calls":[{"id":"HIDDEN","function":{"name":"f","arguments":"HIDDEN"}}]}]})");
    QTest::newRow("a member that a hook put in") << QByteArray(R"({"metadata":{"a":{"b":"HIDDEN"}}})");
    QTest::newRow("a list") << QByteArray(R"(["HIDDEN"])");
    QTest::newRow("no JSON") << QByteArray("HIDDEN {");
}

void TestExchange::requestsOfAnyShapeLoseTheirTexts()
{
    QFETCH(QByteArray, body);
    AttemptRecord record;
    record.requestBody = body.toStdString();
    const std::string with = json::writeCompact(run::exchangeValue(record, {}, ExchangeTexts::With));
    const std::string without = json::writeCompact(run::exchangeValue(record, {}, ExchangeTexts::Without));
    QVERIFY(with.find("HIDDEN") != std::string::npos);
    QVERIFY2(without.find("HIDDEN") == std::string::npos, without.c_str());
}

/// A list of people by their names has the names in the places of its issues.
void TestExchange::keysOfTheAnswerAreTexts()
{
    AttemptRecord record;
    schema::Issue issue;
    issue.instance = "/people/Jason Miller/age";
    issue.schema = "/properties/people/additionalProperties/properties/age/type";
    issue.keyword = "type";
    record.issues = {issue};
    const std::string with = json::writeCompact(run::exchangeValue(record, {}, ExchangeTexts::With));
    const json::Value without = run::exchangeValue(record, {}, ExchangeTexts::Without);
    QVERIFY(with.find("Jason Miller") != std::string::npos);
    QVERIFY(json::writeCompact(without).find("Miller") == std::string::npos);
    QCOMPARE(without["answer"]["issues"].items()[0]["instance"]["sha256"].text(), sha(issue.instance));
    record.issues.front().schema = "/$defs/person/properties/age/type"; // by a reference
    const json::Value referred = run::exchangeValue(record, {}, ExchangeTexts::Without);
    QVERIFY(json::writeCompact(referred).find("Miller") == std::string::npos);
    record.issues.front().instance = "/491512345678"; // a key of figures is one as well
    record.issues.front().schema = "/additionalProperties/type";
    const json::Value figures = run::exchangeValue(record, {}, ExchangeTexts::Without);
    QVERIFY(json::writeCompact(figures).find("12345678") == std::string::npos);
    record.issues.front().instance = "/lines/2/amount";
    record.issues.front().schema = "/properties/lines/items/properties/amount/type";
    const json::Value named = run::exchangeValue(record, {}, ExchangeTexts::Without);
    QCOMPARE(named["answer"]["issues"].items()[0]["instance"].text(), std::string("/lines/2/amount"));
}

void TestExchange::recordsComeBack()
{
    const Leaky leaky;
    const std::vector<AttemptRecord> before = run::wholeHistory(leaky.result);
    const auto after = run::recordsFromValue(run::recordsValue(before));
    QVERIFY2(after.ok(), after.ok() ? "" : after.error().c_str());
    QCOMPARE(json::writeCompact(run::recordsValue(*after)), json::writeCompact(run::recordsValue(before)));
    QCOMPARE((*after)[0].error->kind, ErrorKind::Overloaded);
    QCOMPARE((*after)[0].waitMs, before[0].waitMs);
    QCOMPARE((*after)[1].text, before[1].text);
    QVERIFY(run::recordsFromValue({})->empty());
    QVERIFY(!run::recordsFromValue(json::Value::string("x")).ok());
    QVERIFY(!run::recordsFromValue(readValue(R"([{"attempt":0}])")).ok());
}

void TestExchange::largeRecordsKeepTheirFigures()
{
    std::vector<AttemptRecord> records(3);
    for (AttemptRecord &record : records) {
        record.text = std::string(100, 'x');
        record.requestBody = std::string(50, 'y');
        record.usage = wire::Usage{1, 2, 3, false, {}};
    }
    const auto after = run::recordsFromValue(run::recordsValue(records, 310));
    QVERIFY(after.ok());
    QVERIFY((*after)[0].shortened && (*after)[0].text.empty() && (*after)[0].requestBody.empty());
    QVERIFY((*after)[0].usage.has_value());
    QVERIFY(!(*after)[1].shortened && !(*after)[2].shortened); // the newest are whole
    QCOMPARE((*after)[2].text.size(), 100U);
}

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
