// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/answercache.h"
#include "run/scriptrunner.h"
#include "store/answerfolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunEventKind;
using run::RunStatus;

namespace {

/// Evaluates the one check of these tests: an age above 30.
class TooYoung final : public run::ScriptRunner
{
public:
    void evaluate(run::Script script, QObject *context, std::function<void(const Outcome &)> done) override
    {
        asked += script.parseOnly ? 0 : 1;
        const json::Value all = json::Value::object(std::move(script.variables));
        const bool holds = script.parseOnly || all["value"]["age"].toInt64().value_or(0) > 30;
        QMetaObject::invokeMethod(
            context, [holds, done = std::move(done)] { done(json::Value::boolean(holds)); },
            Qt::QueuedConnection);
    }
    int asked = 0;
};

} // namespace

/// Accepted answers are kept and stand in for the same question; failures never are.
class TestAnswerCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theKeyIsTheQuestion();
    void aHitAsksNothing_data();
    void aHitAsksNothing();
    void otherQuestionsMiss();
    void failuresAreNotKept_data();
    void failuresAreNotKept();
    void anAnswerAfterAReaskIsKeptForTheQuestion();
    void aHitIsJudgedAgain();
    void aHitIsJudgedByTheSchemaOfToday();
    void aHitIsCheckedAgain();
    void brokenFilesAreNoAnswers();
    void filesAreTheOwnersAlone();

private:
    [[nodiscard]] run::ExtractionRequest cached(run::ExtractionRequest request);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::AnswerFolder> m_cache;
};

run::ExtractionRequest TestAnswerCache::cached(run::ExtractionRequest request)
{
    m_cache = std::make_unique<store::AnswerFolder>(m_folder->filePath(QStringLiteral("answers")));
    request.cache = m_cache.get();
    return request;
}

void TestAnswerCache::theKeyIsTheQuestion()
{
    const json::Value body = readValue(R"({"model":"m","messages":[{"role":"user","content":"x"}]})");
    const std::string key = run::cacheKey(body, "https://a.example/v1");
    QCOMPARE(key.size(), 64U);
    json::Value streamed = body;
    streamed.set("stream", json::Value::boolean(true));
    streamed.set("stream_options", readValue(R"({"include_usage":true})"));
    QCOMPARE(run::cacheKey(streamed, "https://a.example/v1"), key);
    QVERIFY(run::cacheKey(body, "https://b.example/v1") != key);
    json::Value warmer = body;
    warmer.set("temperature", json::Value::number(1));
    QVERIFY(run::cacheKey(warmer, "https://a.example/v1") != key);
}

void TestAnswerCache::aHitAsksNothing_data()
{
    QTest::addColumn<wire::AnswerMode>("mode");
    QTest::addColumn<wire::StreamKind>("stream");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("content") << wire::AnswerMode::Json << wire::StreamKind::Partial << kJason;
    QTest::newRow("a call") << wire::AnswerMode::Tools << wire::StreamKind::Partial << QByteArray();
    QTest::newRow("a list") << wire::AnswerMode::Json << wire::StreamKind::Iterable << "[" + kJason + "]";
}

void TestAnswerCache::aHitAsksNothing()
{
    QFETCH(wire::AnswerMode, mode);
    QFETCH(wire::StreamKind, stream);
    QFETCH(QByteArray, answer);
    const Play call = streamed(
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":"
        "\"function\",\"function\":{\"name\":\"Person\",\"arguments\":" +
        compact(json::Value::string(kJason.toStdString())) + "}}]}}]}\n\n" + kStop + kDone);
    const Play play = answer.isEmpty() ? call : answers(answer);
    Played first({play}, cached(requestWith(0, 0, stream, mode)));
    const run::RunResult fresh = first.toTheEnd().result();
    QCOMPARE(fresh.status, RunStatus::Valid);
    Played second({play}, cached(requestWith(0, 0, stream, mode)));
    const run::RunResult result = second.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QVERIFY(second.transport.requests().empty());
    QCOMPARE(compact(result.value), compact(fresh.value));
    QCOMPARE(second.shown(), first.shown());
    QVERIFY(second.accepted == first.accepted);
    QCOMPARE(result.attempts, 0);
    QCOMPARE(result.tries, 0);
    QVERIFY(!result.usage && !result.cost);
    QCOMPARE(result.answeredByCall, fresh.answeredByCall);
    QVERIFY(!result.notes.empty());
    QCOMPARE(second.story(), QByteArray("finished"));
}

void TestAnswerCache::otherQuestionsMiss()
{
    Played first({answers(kJason)}, cached(requestWith(0, 0)));
    QCOMPARE(first.toTheEnd().result().status, RunStatus::Valid);
    run::ExtractionRequest other = requestWith(0, 0);
    other.chat.document = "Sarah is 30 years old";
    Played second({answers(kJason)}, cached(other));
    QCOMPARE(second.toTheEnd().result().tries, 1);
    run::ExtractionRequest elsewhere = requestWith(0, 0);
    elsewhere.profile.baseUrl = "https://elsewhere.example/v1";
    Played third({answers(kJason)}, cached(elsewhere));
    QCOMPARE(third.toTheEnd().result().tries, 1);
    // Without a cache nothing is looked up.
    Played fourth({answers(kJason)}, requestWith(0, 0));
    QCOMPARE(fourth.toTheEnd().result().tries, 1);
}

void TestAnswerCache::failuresAreNotKept_data()
{
    QTest::addColumn<Play>("play");
    QTest::newRow("invalid") << answers(R"({"name":7})");
    QTest::newRow("no JSON") << answers("I cannot");
    QTest::newRow("length") << answers(R"({"name":"Ja)", "length");
    QTest::newRow("refused") << answers("", "content_filter");
    QTest::newRow("cut") << fails(ErrorKind::StreamCut, true);
    QTest::newRow("429") << status(429);
    QTest::newRow("401") << status(401);
}

void TestAnswerCache::failuresAreNotKept()
{
    QFETCH(Play, play);
    Played played({play}, cached(requestWith(0, 0)));
    QVERIFY(played.toTheEnd().result().status != RunStatus::Valid);
    QVERIFY(QDir(m_cache->folder()).entryList(QDir::Files).isEmpty());
}

void TestAnswerCache::anAnswerAfterAReaskIsKeptForTheQuestion()
{
    Played first({answers("{"), answers(kJason)}, cached(requestWith(0, 1)));
    QCOMPARE(first.toTheEnd().result().attempts, 2);
    Played second({answers("{")}, cached(requestWith(0, 1)));
    QCOMPARE(second.toTheEnd().result().status, RunStatus::Valid);
    QVERIFY(second.transport.requests().empty());
}

void TestAnswerCache::aHitIsJudgedAgain()
{
    Played first({answers(kJason)}, cached(requestWith(0, 0)));
    QCOMPARE(first.toTheEnd().result().status, RunStatus::Valid);
    // What is asked is the same, what is accepted is not: somebody has changed the file, or the rules.
    const QDir folder(m_cache->folder());
    QFile file(folder.filePath(folder.entryList(QDir::Files).value(0)));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(R"({"model":"m-1","text":"{\"name\":\"Jason\",\"age\":\"old\"}"})");
    file.close();
    Played second({answers(kJason)}, cached(requestWith(0, 0)));
    const run::RunResult result = second.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.attempts, 1);
    QCOMPARE(result.tries, 1);
    QCOMPARE(second.count(RunEventKind::CompletionKwargs), 1);
    QCOMPARE(compact(result.value), kJason);
    QVERIFY(result.notes.empty());
}

void TestAnswerCache::aHitIsJudgedByTheSchemaOfToday()
{
    // What strict mode refuses is left out of what is sent: the question stays the same.
    const auto strict = [this](const std::string &name) {
        run::ExtractionRequest request =
            requestWith(0, 0, wire::StreamKind::Partial, wire::AnswerMode::JsonSchema);
        request.chat.shape = schema::AnswerShape::of(
                                 readValue(R"({"title":"Person","type":"object","properties":{"name":)" +
                                           name + R"(,"age":{"type":"integer"}},"required":["name","age"]})"),
                                 false)
                                 .value();
        request.profile.dialect.strict = true;
        return cached(request);
    };
    Played first({answers(kJason)}, strict(R"({"type":"string"})"));
    QCOMPARE(first.toTheEnd().result().status, RunStatus::Valid);
    Played same({answers(kJason)}, strict(R"({"type":"string","maxLength":5})"));
    QCOMPARE(same.toTheEnd().result().tries, 0);
    const QByteArray shorter = R"({"name":"Ann","age":31})";
    Played stricter({answers(shorter)}, strict(R"({"type":"string","maxLength":3})"));
    const run::RunResult result = stricter.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.tries, 1);
    QCOMPARE(stricter.transport.requests().front().body, first.transport.requests().front().body);
    QCOMPARE(compact(result.value), shorter);
}

void TestAnswerCache::aHitIsCheckedAgain()
{
    Played first({answers(kJason)}, cached(requestWith(0, 0)));
    QCOMPARE(first.toTheEnd().result().status, RunStatus::Valid);
    // A check that is new since then: the kept answer does not pass it, and the question is asked.
    TooYoung scripts;
    run::ExtractionRequest request = cached(requestWith(0, 0));
    request.checks = {{"grown up", "value.age > 30", "", ""}};
    request.scripts = &scripts;
    Played second({answers(R"({"name":"Jason","age":31})")}, request);
    const run::RunResult result = second.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.tries, 1);
    QCOMPARE(result.value["age"].toInt64(), std::optional<std::int64_t>(31));
    QCOMPARE(scripts.asked, 2);
}

void TestAnswerCache::brokenFilesAreNoAnswers()
{
    for (const char *text : {"", "{", "[]", "7", R"({"model":"m"})", R"({"text":7})", R"({"calls":[]})"}) {
        Played first({answers(kJason)}, cached(requestWith(0, 0)));
        QCOMPARE(first.toTheEnd().result().status, RunStatus::Valid);
        const QDir folder(m_cache->folder());
        QFile file(folder.filePath(folder.entryList(QDir::Files).value(0)));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        Played second({answers(kJason)}, cached(requestWith(0, 0)));
        QCOMPARE(second.toTheEnd().result().status, RunStatus::Valid);
        QCOMPARE(second.result().tries, 1);
        QVERIFY(!m_cache->forgetAll());
    }
}

void TestAnswerCache::filesAreTheOwnersAlone()
{
    Played played({answers(kJason)}, cached(requestWith(0, 0)));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    const QDir folder(m_cache->folder());
    const QFileInfoList files = folder.entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    constexpr QFileDevice::Permissions kOthers =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(files[0].permissions() & kOthers, QFileDevice::Permissions());
    QCOMPARE(QFileInfo(folder.path()).permissions() & kOthers, QFileDevice::Permissions());
    QFile file(files[0].filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains("sk-secret") && !text.contains("years old")); // neither key nor document
    QVERIFY(!m_cache->forgetAll());
    QVERIFY(QDir(m_cache->folder()).entryList(QDir::Files).isEmpty());
}

QTEST_GUILESS_MAIN(TestAnswerCache)
#include "tst_answercache.moc"
