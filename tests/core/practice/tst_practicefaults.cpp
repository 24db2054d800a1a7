// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/practiceserver.h"

#include "practicetest.h"
#include "json/read.h"

#include <QTest>

using namespace espalier;
using practice::PracticeServer;
using test::personRequest;
using test::RawClient;

namespace {

const QByteArray streaming = R"("stream":true)";

QByteArray faults(const QByteArray &script)
{
    return "X-Espalier-Faults: " + script + "\r\n";
}

/// What the tool call or the content of a whole answer says.
QByteArray said(const QByteArray &answer)
{
    const auto body = json::readStrict(answer.mid(answer.indexOf("\r\n\r\n") + 4).toStdString());
    if (!body)
        return "no JSON";
    const json::Value &message =
        (*body)["choices"].items().empty() ? json::Value() : (*body)["choices"].items().front()["message"];
    const json::Value &calls = message["tool_calls"];
    return QByteArray::fromStdString(calls.items().empty()
                                         ? message["content"].text()
                                         : calls.items().front()["function"]["arguments"].text());
}

const QByteArray right = R"({"name":"Ann Lee","age":31})";

} // namespace

class TestPracticeFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void statuses_data();
    void statuses();
    void stepsFollowRequests();
    void scriptsCountApart();
    void headerGoesBeforeModelAndServer();
    void unreadableScriptIsTheClientsFault();
    void dropSendsNothing();
    void cutEndsTheBody_data();
    void cutEndsTheBody();
    void stallSaysNoMore();
    void errorInTheStream();
    void truncated();
    void otherForms_data();
    void otherForms();
    void malformedTakesTurns();
    void delayComesFirst();

private:
    std::unique_ptr<PracticeServer> m_server;
};

void TestPracticeFaults::init()
{
    m_server = std::make_unique<PracticeServer>();
    QVERIFY(m_server->start({}));
}

void TestPracticeFaults::cleanup()
{
    m_server.reset();
}

void TestPracticeFaults::statuses_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("429") << QByteArray("429:7") << QByteArray("HTTP/1.1 429 Too Many Requests");
    QTest::newRow("401") << QByteArray("401") << QByteArray("HTTP/1.1 401 Unauthorized");
    QTest::newRow("500") << QByteArray("500") << QByteArray("HTTP/1.1 500 ");
    QTest::newRow("529") << QByteArray("529") << QByteArray("HTTP/1.1 529 ");
}

void TestPracticeFaults::statuses()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QByteArray, expected);
    RawClient client(*m_server);
    client.post(personRequest(streaming), faults(script));
    const QByteArray answer = client.answer();
    QVERIFY2(answer.startsWith(expected), answer.constData());
    QCOMPARE(answer.contains("Retry-After: 7\r\n"), script == "429:7");
    QVERIFY(answer.contains(R"({"error":{)"));
}

void TestPracticeFaults::stepsFollowRequests()
{
    PracticeServer server;
    PracticeServer::Options options;
    options.faults = "429:1;500;ok";
    QVERIFY(server.start(options));
    RawClient client(server);
    for (const char *expected : {"429", "500", "200", "200"}) {
        client.get("/v1/models"); // takes no step
        static_cast<void>(client.answer());
        client.post(personRequest());
        QVERIFY(client.answer().startsWith("HTTP/1.1 " + QByteArray(expected)));
    }
}

void TestPracticeFaults::scriptsCountApart()
{
    RawClient client(*m_server);
    const auto status = [&](const QByteArray &model) {
        client.post(personRequest({}, model));
        return client.answer().mid(9, 3);
    };
    QCOMPARE(status("practice-reader+500;ok"), QByteArray("500"));
    QCOMPARE(status("practice-reader+529;ok"), QByteArray("529"));
    QCOMPARE(status("practice-reader+500;ok"), QByteArray("200"));
    QCOMPARE(status("practice-reader"), QByteArray("200"));
    QCOMPARE(status("practice-reader+529;ok"), QByteArray("200"));
}

void TestPracticeFaults::headerGoesBeforeModelAndServer()
{
    PracticeServer server;
    PracticeServer::Options options;
    options.faults = "401";
    QVERIFY(server.start(options));
    RawClient client(server);
    client.post(personRequest({}, "practice-reader+529"), faults("500"));
    QVERIFY(client.answer().startsWith("HTTP/1.1 500"));
    client.post(personRequest({}, "practice-reader+529"));
    QVERIFY(client.answer().startsWith("HTTP/1.1 529"));
    client.post(personRequest());
    QVERIFY(client.answer().startsWith("HTTP/1.1 401"));
}

void TestPracticeFaults::unreadableScriptIsTheClientsFault()
{
    RawClient client(*m_server);
    client.post(personRequest(), faults("ok;explode"));
    const QByteArray answer = client.answer();
    QVERIFY(answer.startsWith("HTTP/1.1 400"));
    QVERIFY(answer.contains("explode"));
    client.post(personRequest({}, "practice-reader+explode"));
    QVERIFY(client.answer().contains(R"("param":"model")"));
}

void TestPracticeFaults::dropSendsNothing()
{
    RawClient client(*m_server);
    client.post(personRequest(streaming), faults("drop"));
    QCOMPARE(client.untilClosed(), QByteArray());
    QCOMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
}

void TestPracticeFaults::cutEndsTheBody_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {0, 1, 120, 500})
        QTest::addRow("%d", bytes) << bytes;
}

void TestPracticeFaults::cutEndsTheBody()
{
    QFETCH(const int, bytes);
    const auto payload = [](const QByteArray &answer) {
        QByteArray out;
        for (qsizetype at = answer.indexOf("\r\n\r\n") + 4; at < answer.size();) {
            const qsizetype end = answer.indexOf("\r\n", at);
            const int size = answer.mid(at, end - at).toInt(nullptr, 16);
            out += answer.mid(end + 2, size);
            at = end + 2 + size + 2;
        }
        return out;
    };
    RawClient whole(*m_server);
    whole.post(personRequest(streaming), "Connection: close\r\n");
    const QByteArray all = payload(whole.untilClosed());
    RawClient client(*m_server);
    client.post(personRequest(streaming), faults("cut=" + QByteArray::number(bytes)));
    const QByteArray answer = client.untilClosed();
    QCOMPARE(payload(answer).size(), bytes);
    QVERIFY(!answer.contains("\r\n0\r\n\r\n"));
    QVERIFY(answer.startsWith("HTTP/1.1 200"));
    QVERIFY(all.size() > 500);
    // The same body but for the number of the answer.
    QCOMPARE(payload(answer).left(30), all.left(std::min(bytes, 30)));
}

void TestPracticeFaults::stallSaysNoMore()
{
    RawClient client(*m_server);
    client.post(personRequest(streaming), faults("stall=120"));
    QVERIFY(client.until("data: ").contains("data: "));
    const QByteArray answer = client.until("[DONE]", 700);
    QVERIFY(!answer.contains("[DONE]"));
    QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
}

void TestPracticeFaults::errorInTheStream()
{
    RawClient client(*m_server);
    client.post(personRequest(streaming), faults("error-in-stream"));
    const QByteArray answer = client.until("\r\n0\r\n\r\n");
    QVERIFY(answer.startsWith("HTTP/1.1 200"));
    QVERIFY(answer.contains("arguments"));
    QVERIFY(answer.contains(R"(data: {"error":{)"));
    QVERIFY(!answer.contains("[DONE]"));
    client.post(personRequest(), faults("error-in-stream"));
}

void TestPracticeFaults::truncated()
{
    RawClient client(*m_server);
    client.post(personRequest(), faults("truncate=2"));
    const QByteArray answer = client.answer();
    QCOMPARE(said(answer), QByteArray(R"({"name":)"));
    QVERIFY(answer.contains(R"("finish_reason":"length")"));
}

void TestPracticeFaults::otherForms_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("ok") << QByteArray("ok") << right;
    QTest::newRow("invalid") << QByteArray("invalid") << QByteArray(R"({"name":"Ann Lee","age":"unknown"})");
    QTest::newRow("fence") << QByteArray("fence") << "```json\n" + right + "\n```";
    QTest::newRow("double") << QByteArray("double") << QByteArray(R"("{\"name\":\"Ann Lee\",\"age\":31}")");
    QTest::newRow("prose") << QByteArray("prose")
                           << "Sure, here is what the text says:\n\n" + right +
                                  "\n\nLet me know if you need anything else.";
    QTest::newRow("think") << QByteArray("think")
                           << "<think>The text names some values. I only take what stands there.</think>\n" +
                                  right;
}

void TestPracticeFaults::otherForms()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QByteArray, expected);
    RawClient client(*m_server);
    client.post(personRequest(), faults(script));
    QCOMPARE(said(client.answer()), expected);
}

void TestPracticeFaults::malformedTakesTurns()
{
    RawClient client(*m_server);
    QList<QByteArray> seen;
    for (int i = 0; i < 12; ++i) {
        client.post(personRequest(), faults("malformed"));
        const QByteArray text = said(client.answer());
        QVERIFY2(!json::readStrict(text.toStdString()).ok(), text.constData());
        if (!seen.contains(text))
            seen.append(text);
    }
    QVERIFY(seen.size() >= 10);
}

void TestPracticeFaults::delayComesFirst()
{
    RawClient client(*m_server);
    QElapsedTimer time;
    time.start();
    client.post(personRequest(), faults("ok,delay=300"));
    QCOMPARE(said(client.answer()), right);
    QVERIFY(time.elapsed() >= 290);
}

QTEST_GUILESS_MAIN(TestPracticeFaults)
#include "tst_practicefaults.moc"
