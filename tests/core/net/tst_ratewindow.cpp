// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/ratewindow.h"

#include <QTest>

#include <random>
#include <vector>

using namespace std::chrono_literals;
using espalier::net::Rate;
using espalier::net::RateWindow;

class TestRateWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsThroughWhatTheMinuteHolds();
    void countsTokens();
    void aRequestOfMoreThanAMinuteGoesAlone();
    void estimatesAreCorrected();
    void neverMoreInAnyMinute();

private:
    const RateWindow::TimePoint m_start{1000s};
};

void TestRateWindow::letsThroughWhatTheMinuteHolds()
{
    RateWindow window;
    const Rate rate{2, {}};
    QVERIFY(window.freeAt(m_start, rate, 0) == m_start);
    window.add(m_start, 1, 0);
    window.add(m_start + 10s, 2, 0);
    QVERIFY(window.freeAt(m_start + 20s, rate, 0) == m_start + 60s);
    QVERIFY(window.freeAt(m_start + 60s, rate, 0) == m_start + 60s);
    window.add(m_start + 60s, 3, 0);
    QVERIFY(window.freeAt(m_start + 61s, rate, 0) == m_start + 70s);
    QVERIFY(window.freeAt(m_start + 61s, {}, 0) == m_start + 61s);
    QVERIFY(window.freeAt(m_start + 200s, rate, 0) == m_start + 200s);
    QVERIFY(window.isEmpty());
}

void TestRateWindow::countsTokens()
{
    RateWindow window;
    const Rate rate{{}, 1000};
    window.add(m_start, 1, 400);
    window.add(m_start + 5s, 2, 500);
    QVERIFY(window.freeAt(m_start + 6s, rate, 100) == m_start + 6s);
    QVERIFY(window.freeAt(m_start + 6s, rate, 101) == m_start + 60s);
    QVERIFY(window.freeAt(m_start + 6s, rate, 501) == m_start + 65s);
    // Both limits hold.
    QVERIFY(window.freeAt(m_start + 6s, {1, 1000}, 100) == m_start + 65s);
}

void TestRateWindow::aRequestOfMoreThanAMinuteGoesAlone()
{
    RateWindow window;
    const Rate rate{{}, 1000};
    QVERIFY(window.freeAt(m_start, rate, 5000) == m_start);
    window.add(m_start, 1, 1);
    QVERIFY(window.freeAt(m_start + 1s, rate, 5000) == m_start + 60s);
}

void TestRateWindow::estimatesAreCorrected()
{
    RateWindow window;
    const Rate rate{{}, 1000};
    window.add(m_start, 1, 1000);
    window.correct(1, 300);
    window.correct(7, 300); // unknown: nothing
    QVERIFY(window.freeAt(m_start, rate, 700) == m_start);
    QVERIFY(window.freeAt(m_start, rate, 701) == m_start + 60s);
}

void TestRateWindow::neverMoreInAnyMinute()
{
    std::mt19937 random(7);
    RateWindow window;
    const Rate rate{5, 1000};
    std::vector<std::pair<RateWindow::TimePoint, int>> sent;
    RateWindow::TimePoint now = m_start;
    for (std::uint64_t id = 0; id < 2000; ++id) {
        now += std::chrono::milliseconds(random() % 20'000);
        const int tokens = static_cast<int>(random() % 600);
        const auto at = window.freeAt(now, rate, tokens);
        QVERIFY(at >= now);
        now = at;
        QVERIFY(window.freeAt(now, rate, tokens) == now); // what it says holds when the time has come
        window.add(now, id, tokens);
        sent.emplace_back(now, tokens);
        int requests = 0;
        int sum = 0;
        for (auto one = sent.rbegin(); one != sent.rend() && one->first > now - 60s; ++one) {
            ++requests;
            sum += one->second;
        }
        QVERIFY(requests <= 5 && sum <= 1000);
    }
}

QTEST_APPLESS_MAIN(TestRateWindow)
#include "tst_ratewindow.moc"
