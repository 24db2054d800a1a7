// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The public cases of suites/sse: as given, byte by byte, in one piece, and at every split.

#include "wire/sseparser.h"
#include "json/read.h"

#include "support/splits.h"
#include "support/suites.h"

#include <QTest>

Q_DECLARE_METATYPE(espalier::json::Value)

using namespace espalier;
using espalier::test::Pieces;

namespace {

struct Outcome
{
    std::vector<wire::SseEvent> events; ///< those the standard dispatches
    std::optional<std::uint64_t> retry;
    std::uint64_t comments = 0;
    bool operator==(const Outcome &) const = default;
};

Outcome parse(const Pieces &pieces)
{
    wire::SseParser parser;
    Outcome out;
    const auto keep = [&](std::vector<wire::SseEvent> events) {
        for (wire::SseEvent &event : events) {
            if (event.terminated)
                out.events.push_back(std::move(event));
        }
    };
    for (const std::string_view piece : pieces)
        keep(parser.feed(piece));
    out.comments = parser.commentCount();
    keep(parser.finish());
    out.retry = parser.retryMs();
    return out;
}

/// Read by our own reader: QJsonDocument drops a byte-order mark at the start of a string.
json::Value::Array casesOf(const char *file)
{
    const auto value = json::readStrict(test::suiteFile(QString::fromLatin1(file)).toStdString());
    return value ? value->items() : json::Value::Array();
}

} // namespace

class TestSseSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allCasesAreHere();
    void cases_data();
    void cases();
};

void TestSseSuite::allCasesAreHere()
{
    ESPALIER_NEEDS_SUITES();
    QCOMPARE(casesOf("sse/cases.json").size(), 175u);
    QCOMPARE(casesOf("sse/disagreements.json").size(), 19u);
}

void TestSseSuite::cases_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<json::Value>("given");
    for (const char *file : {"sse/cases.json", "sse/disagreements.json"}) {
        for (const json::Value &one : casesOf(file))
            QTest::newRow(one["name"].text().c_str()) << one;
    }
}

void TestSseSuite::cases()
{
    QFETCH(const json::Value, given);
    std::vector<std::string> chunks;
    std::string whole;
    for (const json::Value &chunk : given["chunks"].items()) {
        chunks.push_back(QByteArray::fromBase64(QByteArray::fromStdString(chunk.text())).toStdString());
        whole += chunks.back();
    }
    const Outcome asGiven = parse(Pieces(chunks.begin(), chunks.end()));

    const json::Value::Array &expected = given["expected"].items();
    QCOMPARE(asGiven.events.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(asGiven.events[i].type, expected[i]["event"].text());
        QCOMPARE(asGiven.events[i].data, expected[i]["data"].text());
        QCOMPARE(asGiven.events[i].id, expected[i]["id"].text());
    }
    if (const json::Value *retry = given.find("retry")) {
        QCOMPARE(asGiven.retry.has_value(), !retry->isNull());
        QCOMPARE(static_cast<std::int64_t>(asGiven.retry.value_or(0)), retry->toInt64().value_or(0));
    }
    if (const json::Value *comments = given.find("comments"))
        QCOMPARE(asGiven.comments, static_cast<std::uint64_t>(comments->items().size()));

    test::forEverySplit(whole, [&](const Pieces &pieces) { QVERIFY(parse(pieces) == asGiven); });
}

QTEST_GUILESS_MAIN(TestSseSuite)
#include "tst_ssesuite.moc"
