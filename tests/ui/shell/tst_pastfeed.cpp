// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "models/trypicture.h"
#include "panels/answerviews.h"
#include "panels/resultpanel.h"
#include "shell/pastfeed.h"
#include "support/widgettest.h"
#include "json/read.h"
#include "json/writer.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

namespace {

/// A list of records as a run left it.
TryPicture pictureOfRecords(int count)
{
    std::string text = "[";
    for (int i = 0; i < count; ++i)
        text += (i > 0 ? "," : "") + std::string(R"({"id":)") + std::to_string(i) + R"(,"name":"somebody"})";
    text += "]";
    store::TryRecord record;
    record.recipe.schema = *json::readStrict(R"({"type":"array","items":{"type":"object"}})");
    record.result.status = run::RunStatus::Valid;
    record.result.text = text;
    record.result.lastObject = *json::readStrict(text);
    record.result.value = *record.result.lastObject;
    return pictureOf(record);
}

struct Show
{
    PartialTreeModel model;
    ResultPanel result{model};
    PastFeed feed{model, result};
    QSignalSpy shown{&feed, &PastFeed::shown};

    void put(TryPicture picture) { feed.show(std::make_unique<TryPicture>(std::move(picture)), {}); }
};

} // namespace

/// A try of the past comes onto the screen without holding up the window.
class TestPastFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void aSmallOneIsThereAtOnce();
    void aLargeOneComesInTurns();
    void aLongTextComesInTurns();
    void theNextTakesItsPlace();
    void whatIsGivenUpStops();
};

void TestPastFeed::aSmallOneIsThereAtOnce()
{
    Show s;
    const TryPicture picture = pictureOfRecords(3);
    s.put(picture);
    QCOMPARE(s.shown.count(), 1);
    QCOMPARE(s.model.valueCount(), 10U);
    QCOMPARE(json::writeCompact(*s.model.value()), json::writeCompact(*picture.result.lastObject));
}

void TestPastFeed::aLargeOneComesInTurns()
{
    constexpr int kRecords = 20'000;
    Show s;
    const TryPicture picture = pictureOfRecords(kRecords);
    s.put(picture);
    QCOMPARE(s.model.valueCount(), 0U); // nothing before the event loop has a turn
    const QSignalSpy turns(&s.model, &PartialTreeModel::applied);
    QTRY_VERIFY(s.model.valueCount() > 0);
    QVERIFY(s.model.valueCount() < 3 * kRecords / 2);
    QCOMPARE(s.shown.count(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(s.shown.count(), 1, 60'000);
    QVERIFY(turns.count() > 10);
    QCOMPARE(s.model.valueCount(), std::size_t{3 * kRecords + 1});
    QVERIFY(*s.model.value() == *picture.result.lastObject);
}

/// A tree of two values, and a text as long as it likes.
void TestPastFeed::aLongTextComesInTurns()
{
    Show s;
    store::TryRecord record;
    record.result.status = run::RunStatus::Valid;
    record.result.text =
        R"({"text":")" + std::string(3 * static_cast<std::size_t>(PastFeed::kTextAtOnce), 'x') + "\"}";
    record.result.lastObject = *json::readStrict(record.result.text);
    const quint64 bytes = record.result.text.size();
    auto *raw = s.result.findChild<RawView *>();
    s.put(pictureOf(record));
    QVERIFY(raw->byteCount() > 0 && raw->byteCount() < bytes);
    QCOMPARE(s.shown.count(), 0);
    QTRY_COMPARE(s.shown.count(), 1);
    QCOMPARE(raw->byteCount(), bytes);
    s.put(pictureOf(record));
    s.feed.cancel();
    QTest::qWait(20);
    QVERIFY(raw->byteCount() < bytes);
    QCOMPARE(s.shown.count(), 1);
}

void TestPastFeed::theNextTakesItsPlace()
{
    Show s;
    s.put(pictureOfRecords(20'000));
    QTRY_VERIFY(s.model.valueCount() > 0);
    s.put(pictureOfRecords(2));
    QCOMPARE(s.shown.count(), 1);
    QTest::qWait(100);
    QCOMPARE(s.model.valueCount(), 7U);
    QCOMPARE(s.shown.count(), 1);
}

void TestPastFeed::whatIsGivenUpStops()
{
    Show s;
    s.put(pictureOfRecords(20'000));
    QTRY_VERIFY(s.model.valueCount() > 0);
    s.feed.cancel();
    const std::size_t there = s.model.valueCount();
    QTest::qWait(100);
    QCOMPARE(s.model.valueCount(), there);
    QCOMPARE(s.shown.count(), 0);
}

QTEST_MAIN(TestPastFeed)
#include "tst_pastfeed.moc"
