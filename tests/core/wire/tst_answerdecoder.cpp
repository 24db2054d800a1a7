// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "collected.h"

#include <QTest>

using namespace espalier;
using espalier::test::Collected;
using espalier::test::Pieces;

namespace {

const std::string kBody = R"({"choices":[{"message":{"content":"a"},"finish_reason":"stop"}]})";
const std::string kStream =
    "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
const std::string kPage =
    "<!DOCTYPE html><html><head><title>Thank you</title><style>p{color:red}</style></head>"
    "<body><p>Endpoints &amp; more have <b>moved</b>.</p><script>x()</script></body></html>";

} // namespace

class TestAnswerDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formIsToldByBytesBeforeWords_data();
    void formIsToldByBytesBeforeWords();
    void foreignAnswersAreTypedErrors_data();
    void foreignAnswersAreTypedErrors();
    void whatIsLongAndCutIsNotRead();
    void streamWithoutEndMarkerGivesNoDone();
    void cutInsideAnEventLosesOnlyThat();
    void contentIsMoreThanSignsOfLife();
    void limits();
    void bytesAfterTheEndAreIgnored();
};

void TestAnswerDecoder::formIsToldByBytesBeforeWords_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<bool>("isStream");
    QTest::newRow("stream") << std::string("text/event-stream; charset=utf-8") << kStream << true;
    QTest::newRow("body") << std::string("application/json") << kBody << false;
    QTest::newRow("stream called JSON") << std::string("application/json") << kStream << true;
    QTest::newRow("body called a stream") << std::string("Text/Event-Stream") << kBody << false;
    QTest::newRow("stream without a type") << std::string() << kStream << true;
    QTest::newRow("body without a type") << std::string() << kBody << false;
    QTest::newRow("body called text") << std::string("text/plain") << kBody << false;
    QTest::newRow("comments first") << std::string() << ": hello\n\n" + kStream << true;
    QTest::newRow("event field first") << std::string() << "event: x\n" + kStream << true;
    QTest::newRow("lone field first") << std::string() << "data\n\n" + kStream << true;
    QTest::newRow("blank lines as keep-alives")
        << std::string("application/json") << "\n\n  \r\n" + kBody << false;
    QTest::newRow("byte-order mark, body") << std::string() << "\xEF\xBB\xBF" + kBody << false;
    QTest::newRow("byte-order mark, stream") << std::string() << "\xEF\xBB\xBF\n" + kStream << true;
}

void TestAnswerDecoder::formIsToldByBytesBeforeWords()
{
    QFETCH(const std::string, type);
    QFETCH(const std::string, body);
    QFETCH(const bool, isStream);
    test::forEverySplit(body, [&](const Pieces &pieces) {
        const Collected got = test::collect(type, pieces);
        QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
        QCOMPARE(got.isStream, isStream);
        QCOMPARE(got.text, std::string("a"));
        QCOMPARE(got.finishReason.value_or(""), std::string("stop"));
        QCOMPARE(got.doneCount, 1);
    });
    wire::AnswerDecoder fresh(type);
    QVERIFY(!fresh.isStream());
}

void TestAnswerDecoder::foreignAnswersAreTypedErrors_data()
{
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<std::string>("words");
    const auto row = [](const char *name, const std::string &type, const std::string &body, ErrorKind kind,
                        const std::string &words) {
        QTest::newRow(name) << type << body << static_cast<int>(kind) << words;
    };
    row("web page", "text/html", kPage, ErrorKind::NotAnApi, "Thank you Endpoints & more have moved .");
    row("web page called a stream", "text/event-stream", kPage, ErrorKind::NotAnApi, "Thank you");
    row("web page called JSON", "application/json", kPage, ErrorKind::NotAnApi, "Thank you");
    row("words", "text/plain", "upstream connect error", ErrorKind::NotAnApi, "upstream connect error");
    row("words that begin like a field", "", "dat", ErrorKind::NotAnApi, "dat");
    row("a field name and more", "", "database is down", ErrorKind::NotAnApi, "database is down");
    row("not UTF-8", "", "\xFF\xFE\x1B[31mred", ErrorKind::NotAnApi, "\xEF\xBF\xBD\xEF\xBF\xBDred");
    row("another JSON", "application/json", R"({"hello":1})", ErrorKind::NotAnApi, "not a chat completion");
    row("JSON with words", "application/json", R"({"detail":"Not Found"})", ErrorKind::NotAnApi, "Not Found");
    row("JSON list", "application/json", "[1,2]", ErrorKind::NotAnApi, "not a chat completion");
    row("broken JSON", "application/json", R"({"choices":nope})", ErrorKind::NotAnApi, "choices");
    row("cut body", "application/json", R"({"choices":[{"mess)", ErrorKind::StreamCut, "middle");
    row("nothing", "application/json", "", ErrorKind::StreamCut, "empty");
    row("blanks", "", " \n ", ErrorKind::StreamCut, "empty");
    row("too deep", "", std::string(600, '['), ErrorKind::LimitExceeded, "deeper");
}

/// A fault at its beginning would be found by reading it.
void TestAnswerDecoder::whatIsLongAndCutIsNotRead()
{
    const std::string begin = R"({"choices":nope,"text":")";
    const std::string much(2UL * 1024 * 1024, 'x');
    const Collected cut = test::collect("application/json", {begin, much});
    QVERIFY(cut.error);
    QCOMPARE(cut.error->kind, ErrorKind::StreamCut);
    const Collected whole = test::collect("application/json", {begin, much, "\"}"});
    QVERIFY(whole.error);
    QCOMPARE(whole.error->kind, ErrorKind::NotAnApi);
}

void TestAnswerDecoder::foreignAnswersAreTypedErrors()
{
    QFETCH(const std::string, type);
    QFETCH(const std::string, body);
    QFETCH(const int, kind);
    QFETCH(const std::string, words);
    test::forEverySplit(body, [&](const Pieces &pieces) {
        const Collected got = test::collect(type, pieces);
        QVERIFY(got.error.has_value());
        QCOMPARE(static_cast<int>(got.error->kind), kind);
        QVERIFY2(got.error->message.find(words) != std::string::npos, got.error->message.c_str());
        QVERIFY(!got.error->nextStep.empty());
        QVERIFY(got.error->message.size() < 400);
        QCOMPARE(got.doneCount, 0);
    });
}

void TestAnswerDecoder::streamWithoutEndMarkerGivesNoDone()
{
    const Collected got = test::collect("", {kStream.substr(0, kStream.find("data: [DONE]"))});
    QCOMPARE(got.finishReason.value_or(""), std::string("stop"));
    QCOMPARE(got.doneCount, 0);
    // The end marker counts without its empty line, too.
    QCOMPARE(test::collect("", {kStream.substr(0, kStream.size() - 2)}).doneCount, 1);
}

void TestAnswerDecoder::cutInsideAnEventLosesOnlyThat()
{
    const std::string two =
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"con";
    const Collected got = test::collect("", {two});
    QCOMPARE(got.text, std::string("a"));
    QVERIFY(!got.error && !got.streamError);
    QCOMPARE(got.doneCount, 0);
}

void TestAnswerDecoder::contentIsMoreThanSignsOfLife()
{
    wire::AnswerDecoder stream("text/event-stream");
    for (const char *sign :
         {": hello\n\n", "\n\n", "data: {}\n\n", "data: {\"model\":\"m\",\"choices\":[]}\n\n",
          "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"}) {
        (void)stream.feed(sign);
        QVERIFY2(!stream.takeContentSeen(), sign);
    }
    QCOMPARE(stream.feed("data: {\"choices\":[{\"delta\":{\"reasoning\":\"w\"}}]}\n\n").size(), 1u);
    QVERIFY(stream.takeContentSeen());
    QVERIFY(!stream.takeContentSeen());

    wire::AnswerDecoder body("application/json");
    (void)body.feed(" \n ");
    QVERIFY(!body.takeContentSeen());
    (void)body.feed("{\"choices\"");
    QVERIFY(body.takeContentSeen());
    (void)body.feed("\n\n");
    QVERIFY(!body.takeContentSeen());
}

void TestAnswerDecoder::limits()
{
    for (const std::string &answer : {kBody, kStream}) {
        const Collected fits = test::collect("", {answer}, answer.size());
        QVERIFY(!fits.error);
        test::forEverySplit(answer, [&](const Pieces &pieces) {
            const Collected got = test::collect("", pieces, 20);
            QVERIFY(got.error.has_value());
            QCOMPARE(static_cast<int>(got.error->kind), static_cast<int>(ErrorKind::LimitExceeded));
        });
    }
    // A page of any length is shown shortened, not refused for its size, and not kept.
    const std::string page = "<p>sorry</p>" + std::string(200000, 'x');
    QCOMPARE(static_cast<int>(test::collect("", {page}, 100000).error->kind),
             static_cast<int>(ErrorKind::NotAnApi));
}

void TestAnswerDecoder::bytesAfterTheEndAreIgnored()
{
    wire::AnswerDecoder decoder("");
    QCOMPARE(decoder.feed(kStream).size(), 3u);
    QVERIFY(decoder.feed(kStream).empty());
    QVERIFY(decoder.finish().empty());
    QVERIFY(decoder.finish().empty());
    QVERIFY(!decoder.error());
}

QTEST_GUILESS_MAIN(TestAnswerDecoder)
#include "tst_answerdecoder.moc"
