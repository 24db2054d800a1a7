// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/slotqueue.h"

#include <QTest>

#include <random>
#include <set>

namespace espalier::test {

using net::SlotQueue;
using Tickets = std::vector<SlotQueue::Ticket>;
using std::chrono::seconds;

class TestSlotQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grantsUpToTheLimitInOrder();
    void keepsHostsApart();
    void takesALimitBelowOneAsOne();
    void leavingTheLineLetsOthersUp();
    void aLowerLimitTakesNothingAway();
    void pausesOneHost();
    void keepsTheLaterPause();
    void ignoresUnknownTickets();
    void nobodyStarves();

private:
    const SlotQueue::TimePoint m_start{seconds(1000)};
};

void TestSlotQueue::grantsUpToTheLimitInOrder()
{
    SlotQueue queue;
    Tickets all;
    for (int i = 0; i < 5; ++i)
        all.push_back(queue.join("a", 2));
    QCOMPARE(queue.grant(m_start), (Tickets{all[0], all[1]}));
    QCOMPARE(queue.grant(m_start), Tickets{});
    queue.leave(all[0]);
    QCOMPARE(queue.grant(m_start), Tickets{all[2]});
    queue.leave(all[1]);
    queue.leave(all[2]);
    QCOMPARE(queue.grant(m_start), (Tickets{all[3], all[4]}));
    QCOMPARE(queue.nextGrant(), std::nullopt);
}

void TestSlotQueue::keepsHostsApart()
{
    SlotQueue queue;
    const auto a1 = queue.join("a", 1);
    const auto a2 = queue.join("a", 1);
    const auto b1 = queue.join("b", 1);
    QCOMPARE(queue.grant(m_start), (Tickets{a1, b1}));
    queue.leave(b1);
    QCOMPARE(queue.grant(m_start), Tickets{});
    queue.leave(a1);
    QCOMPARE(queue.grant(m_start), Tickets{a2});
}

void TestSlotQueue::takesALimitBelowOneAsOne()
{
    SlotQueue queue;
    const auto first = queue.join("a", 0);
    (void)queue.join("a", -3);
    QCOMPARE(queue.grant(m_start), Tickets{first});
}

void TestSlotQueue::leavingTheLineLetsOthersUp()
{
    SlotQueue queue;
    const auto first = queue.join("a", 1);
    const auto second = queue.join("a", 1);
    const auto third = queue.join("a", 1);
    QCOMPARE(queue.grant(m_start), Tickets{first});
    queue.leave(second);
    queue.leave(first);
    QCOMPARE(queue.grant(m_start), Tickets{third});
}

void TestSlotQueue::aLowerLimitTakesNothingAway()
{
    SlotQueue queue;
    const auto first = queue.join("a", 2);
    const auto second = queue.join("a", 2);
    QCOMPARE(queue.grant(m_start), (Tickets{first, second}));
    const auto third = queue.join("a", 1);
    queue.leave(first);
    QCOMPARE(queue.grant(m_start), Tickets{}); // one still runs, and one is the limit now
    queue.leave(second);
    QCOMPARE(queue.grant(m_start), Tickets{third});
}

void TestSlotQueue::pausesOneHost()
{
    SlotQueue queue;
    const auto until = m_start + seconds(30);
    queue.pauseUntil("a", until);
    const auto a = queue.join("a", 1);
    const auto b = queue.join("b", 1);
    QCOMPARE(queue.grant(m_start), Tickets{b});
    QCOMPARE(queue.pausedUntil("a"), until);
    QCOMPARE(queue.pausedUntil("b"), std::nullopt);
    QCOMPARE(queue.nextGrant(), until);
    QCOMPARE(queue.grant(until - std::chrono::nanoseconds(1)), Tickets{});
    QCOMPARE(queue.grant(until), Tickets{a});
    QCOMPARE(queue.nextGrant(), std::nullopt);
    QCOMPARE(queue.pausedUntil("a"), std::nullopt);
}

void TestSlotQueue::keepsTheLaterPause()
{
    SlotQueue queue;
    queue.pauseUntil("a", m_start + seconds(30));
    queue.pauseUntil("a", m_start + seconds(10));
    QCOMPARE(queue.pausedUntil("a"), m_start + seconds(30));
    queue.pauseUntil("a", m_start + seconds(60));
    QCOMPARE(queue.pausedUntil("a"), m_start + seconds(60));
}

void TestSlotQueue::ignoresUnknownTickets()
{
    SlotQueue queue;
    queue.leave(7);
    const auto first = queue.join("a", 1);
    queue.leave(first);
    queue.leave(first);
    const auto second = queue.join("a", 1);
    QCOMPARE(queue.grant(m_start), Tickets{second});
}

// Whatever comes and goes: never more than the limit, in the order of joining per host, and everybody in the
// end.
void TestSlotQueue::nobodyStarves()
{
    std::mt19937 random(4711);
    SlotQueue queue;
    std::map<std::string, Tickets> joined;
    std::map<std::string, Tickets> granted;
    std::map<SlotQueue::Ticket, std::string> hosts;
    Tickets running;
    const auto take = [&] {
        for (const auto ticket : queue.grant(m_start)) {
            granted[hosts[ticket]].push_back(ticket);
            running.push_back(ticket);
        }
        std::map<std::string, int> counts;
        for (const auto ticket : running)
            QVERIFY(++counts[hosts[ticket]] <= 3);
    };
    for (int round = 0; round < 2000; ++round) {
        const std::string host(1, static_cast<char>('a' + random() % 3));
        if (random() % 2) {
            const auto ticket = queue.join(host, 3);
            hosts[ticket] = host;
            joined[host].push_back(ticket);
        } else if (!running.empty()) {
            const auto at = running.begin() + static_cast<std::ptrdiff_t>(random() % running.size());
            queue.leave(*at);
            running.erase(at);
        }
        take();
    }
    while (!running.empty()) {
        queue.leave(running.back());
        running.pop_back();
        take();
    }
    QCOMPARE(granted.size(), std::size_t{3});
    QVERIFY(granted == joined);
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestSlotQueue)

#include "tst_slotqueue.moc"
