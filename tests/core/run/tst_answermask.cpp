// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "support/splits.h"

#include "run/answercache.h"
#include "run/answermask.h"
#include "run/deltamask.h"
#include "run/resultjson.h"
#include "json/writer.h"

#include <QTest>

#include <algorithm>

using namespace espalier;
using namespace espalier::test;

/// A server that sends the key back brings it nowhere.
class TestAnswerMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesKeepTheirPlaces();
    void everywhereInAnAnswer();
    void withoutAKeyNothingChanges();
    void whatIsAWordIsLeft();
    void asItComes_data();
    void asItComes();
    void whileItComesNobodyIsTold_data();
    void whileItComesNobodyIsTold();
    void theSecretOfAnAddressIsMasked();
    void aRunKeepsNoEcho_data();
    void aRunKeepsNoEcho();
};

static const HttpHeaders kSecrets{{"Authorization", "Bearer sk-echo-4711-abcdef"}};
static const std::string kKey = "sk-echo-4711-abcdef";

void TestAnswerMask::bytesKeepTheirPlaces()
{
    run::RunResult result;
    result.text = R"({"a":"sk-echo-4711-abcdef","b":1})";
    const std::size_t size = result.text.size();
    run::maskAnswer(result, kSecrets);
    QCOMPARE(result.text.size(), size);
    QCOMPARE(result.text, std::string(R"({"a":"*******************","b":1})"));
}

void TestAnswerMask::everywhereInAnAnswer()
{
    run::RunResult result;
    result.value =
        readValue(R"({"sk-echo-4711-abcdef":["x sk-echo-4711-abcdef y",{"k":"sk-echo-4711-abcdef"}]})");
    result.lastObject = result.value;
    result.reasoning = "it is " + kKey;
    result.setAside.push_back({0, result.value, {}});
    schema::Issue issue;
    issue.message = "must be 1, got " + kKey.substr(0, 12) + "…"; // shortened in the middle of it
    issue.got = kKey;
    result.issues.push_back(issue);
    result.setAside[0].issues.push_back(issue);
    result.repairs.push_back({json::RepairKind::Prose, 0, "Here: " + kKey});
    result.coercions.push_back({schema::CoercionKind::TextToNumber, "/a", "/a", kKey, "1"});
    run::maskAnswer(result, kSecrets);
    const std::string told = json::writeCompact(run::resultValue(result));
    QVERIFY2(told.find("sk-echo") == std::string::npos, told.c_str());
    QVERIFY(told.find("\u2022") != std::string::npos || told.find("â¢") != std::string::npos);
}

void TestAnswerMask::withoutAKeyNothingChanges()
{
    run::RunResult result;
    result.text = R"({"a":"abc"})";
    result.value = readValue(R"({"a":"abc"})");
    const run::RunResult before = result;
    run::maskAnswer(result, {});
    run::maskAnswer(result, {{"X-Token", "abc"}}); // too short to be told from words
    run::maskAnswer(result, kSecrets);
    QVERIFY(result.value == before.value);
    QCOMPARE(result.text, before.text);
}

/// Keys of servers that want none.
void TestAnswerMask::whatIsAWordIsLeft()
{
    for (const char *key : {"none", "test", "EMPTY", "ollama", "token", "lm-studio", "name", "12345678"}) {
        const HttpHeaders secrets{{"Authorization", std::string("Bearer ") + key}};
        QVERIFY2(run::maskedWords(secrets).empty(), key);
        const std::string answer = R"({"name":")" + std::string(key) + R"(","age":1})";
        run::ExtractionRequest request = requestWith(0, 0);
        request.secretHeaders = secrets;
        Played played({answers(QByteArray::fromStdString(answer))}, request);
        QCOMPARE(compact(played.toTheEnd().result().value), QByteArray::fromStdString(answer));
    }
    QCOMPARE(run::maskedWords({{"X-Key", "abcd1234"}}).size(), 1U);
}

void TestAnswerMask::asItComes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("shown");
    const std::string stars(kKey.size(), '*');
    QTest::newRow("nothing") << std::string("no secret") << std::string("no secret");
    QTest::newRow("alone") << kKey << stars;
    QTest::newRow("twice") << "a " + kKey + kKey + " b"
                           << "a " + stars + stars + " b";
    QTest::newRow("begins and is none")
        << std::string("sk-echo-4711-abcde, sk-sk-echo") << std::string("sk-echo-4711-abcde, sk-sk-echo");
    QTest::newRow("begins twice") << "sk-sk-echo-" + kKey << "sk-sk-echo-" + stars;
}

void TestAnswerMask::asItComes()
{
    QFETCH(std::string, text);
    QFETCH(std::string, shown);
    using wire::Delta;
    for (const Delta::Kind kind : {Delta::Kind::Text, Delta::Kind::ToolCall, Delta::Kind::Reasoning}) {
        forEverySplit(text, [&](const Pieces &pieces) {
            run::DeltaMask mask(kSecrets);
            std::string out;
            const auto take = [&](const wire::Deltas &deltas) {
                for (const Delta &delta : deltas) {
                    if (delta.kind == kind && delta.index == 2)
                        out += delta.text;
                }
            };
            for (const std::string_view piece : pieces) {
                Delta delta;
                delta.kind = kind;
                delta.index = 2;
                delta.text = std::string(piece);
                Delta other = delta; // of another text: nothing of it is mixed in
                other.index = 1;
                take(mask.take({delta, other}));
                QVERIFY(out.find(kKey) == std::string::npos);
            }
            take(mask.finish());
            QCOMPARE(out, shown);
            QCOMPARE(mask.hasMasked(), text != shown);
        });
    }
}

void TestAnswerMask::whileItComesNobodyIsTold_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 5, 1000})
        QTest::addRow("%d", piece) << piece;
}

void TestAnswerMask::whileItComesNobodyIsTold()
{
    QFETCH(int, piece);
    const QByteArray answer = R"({"name":"it is sk-echo-4711-abcdef","age":1})";
    QByteArray events;
    for (qsizetype at = 0; at < answer.size(); at += piece)
        events += contentEvent(answer.mid(at, piece));
    run::ExtractionRequest request = requestWith(0, 0, wire::StreamKind::Partial, wire::AnswerMode::Json);
    request.secretHeaders = kSecrets;
    Played played({streamed(events + kStop + kDone)}, request);
    std::string told;
    connect(played.run.get(), &run::ExtractionRun::textReceived, this,
            [&told](const QByteArray &text) { told += text.toStdString(); });
    connect(played.run.get(), &run::ExtractionRun::treeChanged, this,
            [&told](const json::TreeChanges &changes) {
                for (const json::TreeChange &change : changes)
                    told += change.text;
            });
    const run::RunResult result = played.toTheEnd().result();
    QVERIFY2(told.find("echo-4711") == std::string::npos, told.c_str());
    QCOMPARE(compact(result.value), QByteArray(R"({"name":"it is *******************","age":1})"));
    QVERIFY(std::ranges::any_of(
        result.notes, [](const std::string &note) { return note.find("secret") != std::string::npos; }));
}

/// Gateways quote the path they were asked with.
void TestAnswerMask::theSecretOfAnAddressIsMasked()
{
    run::ExtractionRequest request = requestWith(0, 0);
    request.profile.baseUrl += "?api_key=TOPSECRET&x=1";
    const Play refusal = [](FakeStream &stream) {
        stream.respond(400, {{"Content-Type", "application/json"}});
        stream.send(R"({"error":{"message":"bad /v1?api_key=TOPSECRET&x=1"}})");
        stream.end();
    };
    Played played({refusal}, request);
    const run::RunResult result = played.toTheEnd().result();
    QVERIFY2(result.error->message.find("bad /v1?api_key=") != std::string::npos,
             result.error->message.c_str());
    std::string all = json::writeCompact(run::resultValue(result));
    for (const run::RunEvent &event : played.events)
        all += json::writeCompact(event.data);
    QVERIFY2(all.find("TOPSECRET") == std::string::npos, all.c_str());
}

void TestAnswerMask::aRunKeepsNoEcho_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<wire::AnswerMode>("mode");
    for (const auto mode : {wire::AnswerMode::Json, wire::AnswerMode::Tools}) {
        const auto row = [mode](const char *name, const char *answer) {
            QTest::addRow("%s, %s", wire::answerModeName(mode).data(), name) << QByteArray(answer) << mode;
        };
        row("valid", R"({"name":"sk-echo-4711-abcdef","age":1})");
        row("invalid", R"({"name":"A","age":"sk-echo-4711-abcdef"})");
        row("escaped", R"({"name":"\u0073k-echo-4711-abcdef","age":1})");
    }
}

void TestAnswerMask::aRunKeepsNoEcho()
{
    QFETCH(QByteArray, answer);
    QFETCH(wire::AnswerMode, mode);
    struct Kept final : run::AnswerCache
    {
        std::optional<json::Value> find(const std::string &) override { return std::nullopt; }
        void keep(const std::string &, const json::Value &kept) override { all += json::writeCompact(kept); }
        std::string all;
    } cache;
    const Play call =
        streamed("data: "
                 "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"sk-echo-4711-"
                 "abcdef\",\"type\":"
                 "\"function\",\"function\":{\"name\":\"Person\",\"arguments\":" +
                 compact(json::Value::string(answer.toStdString())) + "}}]}}]}\n\n" + kStop + kDone);
    const Play play = mode == wire::AnswerMode::Tools ? call : answers(answer);
    run::ExtractionRequest request = requestWith(0, 1, wire::StreamKind::Partial, mode);
    request.secretHeaders = kSecrets;
    request.cache = &cache;
    Played played({play, play}, request);
    played.toTheEnd();
    const run::RunResult result = played.result();
    std::string all = json::writeCompact(run::resultValue(result)) + result.text + cache.all;
    QCOMPARE(cache.all.empty(), result.status != run::RunStatus::Valid);
    for (const run::AttemptRecord &record : run::wholeHistory(result))
        all += record.text + record.requestBody + (record.value ? json::writeCompact(*record.value) : "");
    for (const run::RunEvent &event : played.events)
        all += json::writeCompact(event.data);
    for (const QList<QVariant> &started : played.attempts)
        all += started.at(2).toByteArray().toStdString();
    QVERIFY2(all.find(kKey) == std::string::npos, all.c_str());
}

QTEST_GUILESS_MAIN(TestAnswerMask)
#include "tst_answermask.moc"
