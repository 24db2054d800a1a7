// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/rulereader.h"

#include "support/suites.h"
#include "json/read.h"

#include <QTest>

#include <map>
#include <set>

using namespace espalier;
using json::Value;

namespace {

std::string text(const QString &path)
{
    return test::suiteFile(path).toStdString();
}

Value parsed(const std::string &bytes)
{
    auto value = json::readStrict(bytes);
    return value ? std::move(value).value() : Value();
}

/// "DL 9520" is read as it stands; the marked leaves hold the number alone, the airline being a leaf of its
/// own.
std::string withoutCarrier(const std::string &flight)
{
    const std::size_t digits = flight.find_first_of("0123456789", 2);
    return flight.size() < 3 || digits == std::string::npos ? flight : flight.substr(digits);
}

} // namespace

/// Documents that other people wrote: how much comes out right is printed; a floor that was measured is
/// asserted, so that a change for the worse is seen.
class TestReaderSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallTexts();
    void bookings();
    void pressReleases();
};

void TestReaderSuite::smallTexts()
{
    ESPALIER_NEEDS_SUITES();
    const Value schema = parsed(
        R"({"type":"object","properties":{"issuer":{"type":"string"},"date":{"type":"string","format":"date"},
        "invoice_number":{"type":"string"},"amount":{"type":"number"},"currency":{"type":"string"}}})");
    int right = 0;
    int all = 0;
    const QString folder = QStringLiteral("real-docs/small-text");
    for (const QString &name : test::suiteFiles(folder, QStringLiteral("*.txt"))) {
        const Value got = practice::readDocument(text(folder + u'/' + name), schema);
        const Value expected =
            parsed(text(folder + u'/' + name.chopped(4) + QStringLiteral(".expected.json"))).items().at(0);
        for (const json::Member &member : schema["properties"].members()) {
            const bool same = got[member.key].equals(expected[member.key]);
            right += same ? 1 : 0;
            ++all;
            if (!same)
                qInfo("%s: %s is \"%s\", expected \"%s\"", qPrintable(name), member.key.c_str(),
                      got[member.key].text().c_str(), expected[member.key].text().c_str());
        }
    }
    qInfo("small texts: %d of %d fields right", right, all);
    QVERIFY(all >= 25);
    QVERIFY(right >= 24); // one expected issuer is spelt differently in its text
}

void TestReaderSuite::bookings()
{
    ESPALIER_NEEDS_SUITES();
    const QString folder = QStringLiteral("real-docs/travel");
    // What every booking has, by the last part of the leaf's pointer.
    const Value schema = parsed(R"({"type":"object","properties":{"reservationNumber":{"type":"string"},
        "totalPrice":{"type":"number"},"priceCurrency":{"type":"string"},"seatNumber":{"type":"string"},
        "trainNumber":{"type":"string"},"flightNumber":{"type":"string"}}})");
    int read = 0;
    std::map<std::string, std::pair<int, int>> scores; // right, all
    for (const QString &name : test::suiteFiles(folder, QStringLiteral("*.txt"))) {
        const Value got = practice::readDocument(text(folder + u'/' + name), schema);
        ++read;
        const Value leaves = parsed(text(folder + u'/' + name + QStringLiteral(".leaves.json")));
        QVERIFY(!leaves.items().empty());
        std::set<std::string> seen; // several legs: any of their values is right
        std::set<std::string> right;
        for (const Value &leaf : leaves.items()) {
            const std::string &pointer = leaf["pointer"].text();
            const std::string key = pointer.substr(pointer.rfind('/') + 1);
            if (!schema["properties"].find(key) || leaf["match"].text() == "none")
                continue;
            seen.insert(key);
            const bool same = key == "flightNumber" ? withoutCarrier(got[key].text()) == leaf["value"].text()
                                                    : got[key].equals(leaf["value"]);
            if (same)
                right.insert(key);
        }
        for (const std::string &key : seen) {
            scores[key].first += right.count(key) ? 1 : 0;
            ++scores[key].second;
        }
    }
    int right = 0;
    int all = 0;
    for (const auto &[key, score] : scores) {
        qInfo("bookings, %s: %d of %d right", key.c_str(), score.first, score.second);
        right += score.first;
        all += score.second;
    }
    QVERIFY(read >= 21);
    QVERIFY(scores["flightNumber"].first >= 5);
    QVERIFY(scores["seatNumber"].first >= 5);
    QVERIFY(scores["trainNumber"].first >= 8);
    QVERIFY2(right >= 41, qPrintable(QStringLiteral("%1 of %2").arg(right).arg(all)));
}

void TestReaderSuite::pressReleases()
{
    ESPALIER_NEEDS_SUITES();
    const QString folder = QStringLiteral("real-docs/entities");
    const Value schema = parsed(R"({"type":"object","properties":{
        "dates":{"type":"array","items":{"type":"string","format":"date"}},
        "persons":{"type":"array","items":{"type":"string","title":"person"}}}})");
    int read = 0;
    int right = 0;
    int all = 0;
    for (const QString &name : test::suiteFiles(folder, QStringLiteral("*.txt"))) {
        const Value got = practice::readDocument(text(folder + u'/' + name), schema);
        QVERIFY(got.isObject());
        ++read;
        const Value marked = parsed(text(folder + u'/' + name.chopped(4) + QStringLiteral(".entities.json")));
        std::set<std::string> persons;
        for (const Value &entity : marked["entities"].items()) {
            if (entity["type"].text() == "Person")
                persons.insert(entity["value"].text());
        }
        all += static_cast<int>(persons.size());
        for (const Value &person : got["persons"].items())
            right += persons.count(person.text()) ? 1 : 0;
    }
    qInfo("press releases: %d read, %d of %d persons named as marked", read, right, all);
    QVERIFY(read >= 48);
    QVERIFY(right >= 18);
}

QTEST_GUILESS_MAIN(TestReaderSuite)
#include "tst_readersuite.moc"
