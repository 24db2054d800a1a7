// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/observers.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using run::RunEventKind;
using run::RunStatus;

namespace {
const QByteArray kBad = R"({"name":"Jason","age":"old"})";
}

/// What watches runs: the events as lines, and observers that cannot hold them up.
class TestObservers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAsLines();
    void observersAreIsolated();
    void oneThatNeverComesBackIsNamed();
    void valuesAreToldWhenTheyAreAskedFor();
};

void TestObservers::eventsAsLines()
{
    Played played({status(429, {{"Retry-After", "2"}}), answers(kJason)}, requestWith(1, 3));
    played.toTheEnd();
    const auto line = [&](std::size_t i) { return compact(run::eventValue(played.events.at(i))); };
    QVERIFY(line(0).startsWith(
        R"({"event":"completion:kwargs","time":"2025-11-22T10:00:00.000Z","run":"r1","document":"a.txt",)"
        R"("attempt":1,"try":1,"attempts_allowed":4,"last":false,"data":{"request":{"model":"m-1",)"));
    QVERIFY(line(0).endsWith("\"url\":\"https://models.example/v1/chat/completions\"}}"));
    QVERIFY(!line(0).contains("sk-secret"));
    QVERIFY(line(1).contains(R"("data":{"error":{"kind":"rate-limited")"));
    QVERIFY(line(2).endsWith(R"("data":{"kind":"transport","reason":"rate-limited","wait_ms":2000}})"));
    QVERIFY(line(3).contains(R"("time":"2025-11-22T10:00:02.000Z")") && line(3).contains(R"("try":2)"));
    QVERIFY(line(4).endsWith(R"("data":{"ms":0}})"));
    QVERIFY(line(5).contains(R"("data":{"finish_reason":"stop","usage":{"prompt_tokens":10)"));
    QVERIFY(line(6).contains(R"("total":{"prompt_tokens":10)"));
    QVERIFY(line(7).endsWith(R"("last":true,"data":{"status":"valid","ms":2000}})"));
    for (int kind = 0; kind <= static_cast<int>(RunEventKind::BatchFinished); ++kind) {
        const auto known = static_cast<RunEventKind>(kind);
        QVERIFY(run::runEventFromName(run::runEventName(known)) == known);
    }
}

void TestObservers::observersAreIsolated()
{
    std::mutex mutex;
    std::vector<std::string> complaints;
    std::vector<std::string> heard;
    std::atomic<bool> release = false;
    auto observers = std::make_shared<run::Observers>(
        [&](const std::string &complaint) {
            const std::lock_guard lock(mutex);
            complaints.push_back(complaint);
        },
        20ms);
    observers->add("failing", [](const run::RunEvent &) { throw std::runtime_error("no disk"); });
    observers->add("hanging", [&](const run::RunEvent &) {
        while (!release)
            std::this_thread::sleep_for(1ms);
    });
    observers->add("listening", [&](const run::RunEvent &event) {
        const std::lock_guard lock(mutex);
        heard.emplace_back(runEventName(event.kind));
    });
    run::ExtractionRequest request = requestWith(0, 1);
    request.hooks.observers = observers;
    Played played({answers(kBad), answers(kJason)}, request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid); // though one of them hangs all the time
    QVERIFY(!observers->drain(50ms));
    release = true;
    QVERIFY(observers->drain(5s));
    const std::lock_guard lock(mutex);
    std::vector<std::string> expected;
    for (const run::RunEvent &event : played.events)
        expected.emplace_back(run::runEventName(event.kind));
    QVERIFY(heard == expected);
    const auto named = [&](std::string_view name, std::string_view what) {
        return std::count_if(complaints.begin(), complaints.end(), [&](const std::string &complaint) {
            return complaint.find(name) != std::string::npos && complaint.find(what) != std::string::npos;
        });
    };
    QCOMPARE(named("failing", "no disk"), 1); // once, not for each event
    QCOMPARE(named("hanging", "slow"), 1);
}

void TestObservers::oneThatNeverComesBackIsNamed()
{
    std::mutex mutex;
    std::vector<std::string> complaints;
    std::atomic<bool> release = false;
    std::atomic<bool> called = false;
    auto observers = std::make_shared<run::Observers>(
        [&](const std::string &complaint) {
            const std::lock_guard lock(mutex);
            complaints.push_back(complaint);
        },
        1ms);
    observers->add("hanging", [&](const run::RunEvent &) {
        called = true;
        while (!release)
            std::this_thread::sleep_for(1ms);
    });
    observers->tell({});
    while (!called)
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(5ms);
    observers->tell({}); // finds it busy for longer than is good
    {
        const std::lock_guard lock(mutex);
        QCOMPARE(complaints.size(), 1U);
        QVERIFY(complaints[0].find("\"hanging\" is slow") != std::string::npos);
    }
    QVERIFY(!observers->drain(1ms));
    QVERIFY(!observers->drain(1ms));
    {
        const std::lock_guard lock(mutex);
        QCOMPARE(complaints.size(), 2U);
        QVERIFY(complaints[1].find("left behind") != std::string::npos);
    }
    release = true;
    QVERIFY(observers->drain(5s));
    const std::lock_guard lock(mutex);
    QCOMPARE(complaints.size(), 2U); // each of them once
}

void TestObservers::valuesAreToldWhenTheyAreAskedFor()
{
    auto observers = std::make_shared<run::Observers>([](const std::string &) {});
    std::mutex mutex;
    std::vector<std::string> told;
    observers->add("values",
                   [&](const run::RunEvent &event) {
                       const std::lock_guard lock(mutex);
                       told.push_back(json::writeCompact(event.data));
                   },
                   {RunEventKind::ValueComplete});
    run::ExtractionRequest request = requestWith(0, 0);
    request.hooks.observers = observers;
    Played played({answers(R"({"name":"Jason","age":25})")}, request);
    played.toTheEnd();
    QVERIFY(observers->drain(5s));
    const std::vector<std::string> expected{R"({"pointer":"/name","value":"Jason"})",
                                            R"({"pointer":"/age","value":25})",
                                            R"({"pointer":"","value":{"name":"Jason","age":25}})"};
    const std::lock_guard lock(mutex);
    QVERIFY(told == expected);
}

QTEST_GUILESS_MAIN(TestObservers)
#include "tst_observers.moc"
