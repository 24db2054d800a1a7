// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changebatcher.h"
#include "randomchanges.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <vector>

using namespace espalier;
using namespace espalier::ui;

namespace {

/// Without the borders between growths of one text, which the batcher may move.
json::TreeChanges joined(const json::TreeChanges &changes)
{
    json::TreeChanges out;
    for (const json::TreeChange &change : changes) {
        const bool grows = change.op == json::TreeOp::AppendText;
        if (grows && !out.empty() && out.back().op == json::TreeOp::AppendText &&
            out.back().node == change.node)
            out.back().text += change.text;
        else
            out.push_back(change);
    }
    return out;
}

} // namespace

class TestChangeBatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAndKeepsTheOrder();
    void handsOnFromTheEventLoopOnly();
    void bigAnswersLeaveInSlices();
    void slowReceiversGetLess();
    void hurriesWhenNobodyWatches();
    void forgetsWhenCleared();
};

void TestChangeBatcher::losesNothingAndKeepsTheOrder()
{
    const json::TreeChanges changes = test::RandomChanges(7).make(2000);
    ChangeBatcher batcher;
    json::TreeChanges arrived;
    connect(&batcher, &ChangeBatcher::ready, this,
            [&](const json::TreeChanges &part) { arrived.insert(arrived.end(), part.begin(), part.end()); });
    for (std::size_t at = 0; at < changes.size(); at += 17) {
        const auto begin = changes.begin() + static_cast<std::ptrdiff_t>(at);
        batcher.add(json::TreeChanges(
            begin, begin + static_cast<std::ptrdiff_t>(std::min<std::size_t>(17, changes.size() - at))));
        if (at % 170 == 0)
            QTest::qWait(5);
    }
    QTRY_VERIFY(batcher.isIdle());
    QVERIFY(joined(arrived) == joined(changes));
}

void TestChangeBatcher::handsOnFromTheEventLoopOnly()
{
    ChangeBatcher batcher;
    QSignalSpy ready(&batcher, &ChangeBatcher::ready);
    QSignalSpy drained(&batcher, &ChangeBatcher::drained);
    for (int i = 0; i < 100; ++i)
        batcher.add({test::resetChange()});
    QCOMPARE(ready.count(), 0);
    QVERIFY(!batcher.isIdle());
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(ready.count(), 1);
}

void TestChangeBatcher::bigAnswersLeaveInSlices()
{
    ChangeBatcher batcher;
    QSignalSpy ready(&batcher, &ChangeBatcher::ready);
    QSignalSpy drained(&batcher, &ChangeBatcher::drained);
    json::TreeChanges many(ChangeBatcher::kSlice * 2 + 10);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].node = static_cast<json::NodeId>(i);
    std::size_t next = 0;
    connect(&batcher, &ChangeBatcher::ready, this, [&](const json::TreeChanges &part) {
        QVERIFY(part.size() <= ChangeBatcher::kSlice);
        for (const json::TreeChange &change : part)
            QCOMPARE(change.node, static_cast<json::NodeId>(next++));
    });
    batcher.add(many);
    QTRY_COMPARE(drained.count(), 1);
    QVERIFY(ready.count() >= 3);
    QCOMPARE(next, many.size());
}

void TestChangeBatcher::slowReceiversGetLess()
{
    ChangeBatcher batcher;
    QSignalSpy drained(&batcher, &ChangeBatcher::drained);
    std::vector<std::size_t> sizes;
    connect(&batcher, &ChangeBatcher::ready, this, [&](const json::TreeChanges &part) {
        sizes.push_back(part.size());
        QThread::usleep(100 * static_cast<unsigned long>(part.size())); // 0.1 ms each: some sixty in a turn
    });
    batcher.add(json::TreeChanges(2000));
    QTRY_COMPARE(drained.count(), 1);
    QVERIFY(sizes.size() >= 3);
    for (std::size_t i = 1; i + 1 < sizes.size(); ++i)
        QCOMPARE(sizes[i], ChangeBatcher::kLeastSlice);
}

void TestChangeBatcher::hurriesWhenNobodyWatches()
{
    ChangeBatcher batcher;
    QSignalSpy ready(&batcher, &ChangeBatcher::ready);
    QSignalSpy drained(&batcher, &ChangeBatcher::drained);
    batcher.hurry(); // nothing waits: nothing is said
    json::TreeChanges many(3 * ChangeBatcher::kSlice);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i].node = static_cast<json::NodeId>(i + 1);
    batcher.add(many);
    batcher.hurry();
    QCOMPARE(ready.count(), 0);
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(ready.count(), 1);
    QCOMPARE(ready.front().front().value<json::TreeChanges>().size(), many.size());
    batcher.add(many); // and then it takes its time again
    QTRY_COMPARE(drained.count(), 2);
    QVERIFY(ready.count() >= 4);
}

void TestChangeBatcher::forgetsWhenCleared()
{
    ChangeBatcher batcher;
    QSignalSpy ready(&batcher, &ChangeBatcher::ready);
    batcher.add({test::resetChange()});
    batcher.clear();
    QVERIFY(batcher.isIdle());
    QTest::qWait(3 * ChangeBatcher::kIntervalMs);
    QCOMPARE(ready.count(), 0);
}

QTEST_GUILESS_MAIN(TestChangeBatcher)
#include "tst_changebatcher.moc"
