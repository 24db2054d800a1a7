// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/requestgate.h"
#include "support/eventually.h"
#include "support/fakeclock.h"
#include "support/streamprobe.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

namespace espalier::test {

using net::GateSlot;
using net::RequestGate;
using std::chrono::milliseconds;

class TestRequestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void grantsQueuedAndOnce();
    void aDeletedSlotLetsTheNextUp();
    void knowsAHostByItsOrigin();
    void holdsAPause();
    void wakesAfterARealPause();
    void keepsTheRate();
    void whatWasReallyUsedCounts();
    void survivesDeletionsInsideSlots();
    void slotsOutliveTheGate();

private:
    const QUrl m_url{QStringLiteral("https://api.example/v1/chat/completions")};
};

void TestRequestGate::grantsQueuedAndOnce()
{
    RequestGate gate;
    QObject parent;
    GateSlot *slot = gate.enter(m_url, 1, &parent);
    QSignalSpy spy(slot, &GateSlot::granted);
    QCOMPARE(spy.count(), 0);
    QVERIFY(!slot->isGranted());
    QVERIFY(eventually([&] { return spy.count() > 0; }));
    QVERIFY(slot->isGranted());
    QTest::qWait(5);
    QCOMPARE(spy.count(), 1);
}

void TestRequestGate::aDeletedSlotLetsTheNextUp()
{
    RequestGate gate;
    QObject parent;
    GateSlot *first = gate.enter(m_url, 1, &parent);
    GateSlot *second = gate.enter(m_url, 1, &parent);
    GateSlot *third = gate.enter(m_url, 1, &parent);
    QVERIFY(eventually([&] { return first->isGranted(); }));
    QVERIFY(!second->isGranted());
    delete second; // leaves the line
    delete first;  // gives the slot back
    QVERIFY(eventually([&] { return third->isGranted(); }));
}

void TestRequestGate::knowsAHostByItsOrigin()
{
    RequestGate gate;
    QObject parent;
    GateSlot *first = gate.enter(m_url, 1, &parent);
    GateSlot *same = gate.enter(QUrl(QStringLiteral("https://API.example:443/v1/models?x=1")), 1, &parent);
    GateSlot *other = gate.enter(QUrl(QStringLiteral("https://api.example:8443/v1/models")), 1, &parent);
    QVERIFY(eventually([&] { return first->isGranted() && other->isGranted(); }));
    QVERIFY(!same->isGranted());
}

void TestRequestGate::holdsAPause()
{
    FakeClock clock;
    RequestGate gate(nullptr, clock);
    QObject parent;
    gate.pause(m_url, std::chrono::minutes(10));
    QCOMPARE(gate.pauseLeft(m_url), milliseconds(600'000));
    GateSlot *slot = gate.enter(m_url, 1, &parent);
    clock.advance(milliseconds(599'999));
    QVERIFY(!slot->isGranted());
    clock.advance(milliseconds(1));
    QCOMPARE(gate.pauseLeft(m_url), milliseconds(0));
    QVERIFY(slot->isGranted());
}

void TestRequestGate::wakesAfterARealPause()
{
    RequestGate gate;
    QObject parent;
    QElapsedTimer time;
    time.start();
    gate.pause(m_url, milliseconds(60));
    GateSlot *slot = gate.enter(m_url, 1, &parent);
    QVERIFY(eventually([&] { return slot->isGranted(); }));
    QVERIFY(time.elapsed() >= 60);
}

void TestRequestGate::keepsTheRate()
{
    FakeClock clock;
    RequestGate gate(nullptr, clock);
    QObject parent;
    const net::HostLimits limits{100, {3, {}}};
    std::vector<GateSlot *> places;
    for (int i = 0; i < 7; ++i)
        places.push_back(gate.enter(m_url, limits, &parent));
    const auto granted = [&] {
        return std::count_if(places.begin(), places.end(), [](GateSlot *slot) { return slot->isGranted(); });
    };
    clock.advance(milliseconds(59'999));
    QCOMPARE(granted(), 3);
    clock.advance(milliseconds(1));
    QCOMPARE(granted(), 6);
    clock.advance(milliseconds(60'000));
    QCOMPARE(granted(), 7);
}

void TestRequestGate::whatWasReallyUsedCounts()
{
    FakeClock clock;
    RequestGate gate(nullptr, clock);
    QObject parent;
    const net::HostLimits limits{100, {{}, 1000}};
    GateSlot *first = gate.enter(m_url, limits, &parent, 900);
    GateSlot *second = gate.enter(m_url, limits, &parent, 500);
    clock.advance(milliseconds(10));
    QVERIFY(first->isGranted() && !second->isGranted());
    first->tellTokens(400); // the estimate was too high
    clock.advance(milliseconds(10));
    QVERIFY(second->isGranted());
}

void TestRequestGate::survivesDeletionsInsideSlots()
{
    auto gate = std::make_unique<RequestGate>();
    QObject parent;
    GateSlot *first = gate->enter(m_url, 3, &parent);
    QPointer<GateSlot> second = gate->enter(m_url, 3, &parent);
    GateSlot *third = gate->enter(m_url, 3, &parent);
    QSignalSpy secondSpy(second, &GateSlot::granted);
    const std::function<void()> deleteSecond = [&] { delete second.data(); };
    const std::function<void()> deleteGate = [&] { gate.reset(); };
    connect(first, &GateSlot::granted, &parent, deleteSecond);
    connect(third, &GateSlot::granted, &parent, deleteGate);
    QVERIFY(eventually([&] { return gate == nullptr; }));
    QVERIFY(first->isGranted() && !second && third->isGranted());
    QCOMPARE(secondSpy.count(), 0);
}

void TestRequestGate::slotsOutliveTheGate()
{
    QObject parent;
    GateSlot *slot = nullptr;
    {
        RequestGate gate;
        slot = gate.enter(m_url, 1, &parent);
    }
    QTest::qWait(5);
    QVERIFY(!slot->isGranted());
    delete slot;
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestRequestGate)

#include "tst_requestgate.moc"
