// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/sseparser.h"

#include "support/splits.h"

#include <QTest>

#include <iterator>

using namespace espalier;
using espalier::test::Pieces;
using Events = std::vector<wire::SseEvent>;

namespace {

Events parse(const Pieces &pieces, std::size_t limit = 1UL << 20)
{
    wire::SseParser parser(limit);
    Events out;
    for (const std::string_view piece : pieces) {
        Events events = parser.feed(piece);
        std::move(events.begin(), events.end(), std::back_inserter(out));
    }
    Events last = parser.finish();
    std::move(last.begin(), last.end(), std::back_inserter(out));
    return out;
}

Events parse(std::string_view text)
{
    return parse(Pieces{text});
}

} // namespace

class TestSseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineEndsActAtOnce();
    void unterminatedEventIsDeliveredAndMarked();
    void blockWithoutDataIsNoEvent();
    void idLastsAndRetryIsDigitsOnly();
    void hugeIdIsIgnored();
    void malformedUtf8BecomesReplacement();
    void everySplitGivesTheSame_data();
    void everySplitGivesTheSame();
    void limitEndsTheParser();
    void commentsOfAnyLengthAreNotKept();
    void nothingAfterTheEnd();
};

void TestSseParser::lineEndsActAtOnce()
{
    wire::SseParser parser;
    QCOMPARE(parser.feed("data: a\r\r").size(), 1u);
    QCOMPARE(parser.feed("\n").size(), 0u); // belongs to the CR before
    QCOMPARE(parser.feed("data: b\n\n").size(), 1u);
}

void TestSseParser::unterminatedEventIsDeliveredAndMarked()
{
    const Events events = parse("data: a\n\ndata: [DONE]");
    QCOMPARE(events.size(), 2u);
    QVERIFY(events[0].terminated);
    QCOMPARE(events[1], (wire::SseEvent{"message", "[DONE]", "", false}));
    QCOMPARE(parse("data: a\n").size(), 1u);
    QVERIFY(!parse("data: a\n").front().terminated);
}

void TestSseParser::blockWithoutDataIsNoEvent()
{
    QVERIFY(parse("event: ping\n\n: comment\n\nid: 4\n\n").empty());
    const Events events = parse("event: ping\n\ndata\n\n");
    QCOMPARE(events, Events{wire::SseEvent{}}); // the type does not leak into the next block
}

void TestSseParser::idLastsAndRetryIsDigitsOnly()
{
    using namespace std::string_literals;
    const std::string text = "id: 1\n\ndata: a\n\nid: x\0y\ndata: b\n\nid\ndata: c\n\n"s;
    const Events events = parse(Pieces{text});
    QCOMPARE(events.size(), 3u);
    QCOMPARE(events[0].id, std::string("1"));
    QCOMPARE(events[1].id, std::string("1"));
    QCOMPARE(events[2].id, std::string());

    wire::SseParser parser;
    QVERIFY(parser.feed("retry: 20\nretry: 3x\nretry:\nretry: 99999999999999999999999\n").empty());
    QCOMPARE(parser.retryMs(), std::optional<std::uint64_t>(20));
}

// Every event has a copy of the last id: 128 KiB of input must not become gigabytes.
void TestSseParser::hugeIdIsIgnored()
{
    std::string text = "id: a\n\nid: " + std::string(64 * 1024, 'x') + "\n";
    for (int i = 0; i < 8000; ++i)
        text += "data:x\n\n";
    const Events events = parse(text);
    QCOMPARE(events.size(), 8000u);
    QCOMPARE(events.front().id, std::string("a"));
    QCOMPARE(events.back().id, std::string("a"));
}

void TestSseParser::malformedUtf8BecomesReplacement()
{
    const Events events = parse("data: a\xC3\n\ndata: \xE2\x82\xAC\xFF\n\n");
    QCOMPARE(events[0].data, std::string("a\xEF\xBF\xBD"));
    QCOMPARE(events[1].data, std::string("\xE2\x82\xAC\xEF\xBF\xBD"));
    test::forEverySplit("data: a\xFF\xC3\ndata: \xE2\x82\n: \xFF\n\n", [](const test::Pieces &pieces) {
        wire::SseParser counting;
        for (const std::string_view piece : pieces)
            static_cast<void>(counting.feed(piece));
        QCOMPARE(counting.replacedCount(), 3U);
    });
}

void TestSseParser::everySplitGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("line ends") << QByteArray("data: a\r\rdata: b\r\n\r\ndata: c\n\n\r\n\ndata: d\r\n\n");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF"
                                        "data: a\ndata: b\n\n");
    QTest::newRow("half a mark") << QByteArray("\xEF\xBB");
    QTest::newRow("fields") << QByteArray(
        ":c\nevent: e\nid: 7\nretry: 12\ndata:  two blanks\ndata\ndata:x\n\nother: y\n");
    QTest::newRow("characters") << QByteArray(
        "data: \xF0\x9F\x98\x80 \xC3\xA9 \xF0\x9F\x98\n\ndata: \xE2\x82");
}

void TestSseParser::everySplitGivesTheSame()
{
    QFETCH(const QByteArray, text);
    const std::string bytes = text.toStdString();
    const Events expected = parse(bytes);
    test::forEverySplit(bytes, [&](const Pieces &pieces) { QCOMPARE(parse(pieces), expected); });
}

void TestSseParser::limitEndsTheParser()
{
    wire::SseParser line(16);
    QVERIFY(line.feed("data: short\n\ndata: 0123456789").size() == 1);
    QVERIFY(!line.failed());
    QVERIFY(line.feed("0123456789\n\n").empty());
    QVERIFY(line.failed());
    QVERIFY(line.feed("data: a\n\n").empty());
    QVERIFY(line.finish().empty());

    wire::SseParser lines(16);
    for (int i = 0; i < 10; ++i)
        QVERIFY(lines.feed("data: 1\n").empty());
    QVERIFY(lines.failed());
}

void TestSseParser::commentsOfAnyLengthAreNotKept()
{
    wire::SseParser parser(64);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(parser.feed(":waiting, and still waiting").empty());
    QVERIFY(parser.feed("\n:second\n").empty());
    QVERIFY(!parser.failed());
    QCOMPARE(parser.commentCount(), 2u);
    QCOMPARE(parser.feed("data: a\n\n").size(), 1u);
}

void TestSseParser::nothingAfterTheEnd()
{
    wire::SseParser parser;
    QVERIFY(parser.finish().empty());
    QVERIFY(parser.feed("data: a\n\n").empty());
    QVERIFY(parser.finish().empty());
}

QTEST_GUILESS_MAIN(TestSseParser)
#include "tst_sseparser.moc"
