// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/latestjob.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <memory>
#include <new>

using namespace espalier::ui;

namespace {

/// Work that waits until it may end; safe wherever the test stops.
struct Gate
{
    QSemaphore begun;
    QSemaphore mayEnd;
};

LatestJob::Finish nothing()
{
    return [] {};
}

} // namespace

class TestLatestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void theOutcomeIsToldOnce();
    void aNewerOrderTakesThePlace();
    void whatNobodyWaitsForIsThrownAway();
    void nobodyWaitsForTheThread();
    void nothingIsToldAfterItsEnd();
    void givenUpBeforeItBegan();
    void finishMayOrderAgain();
    void finishMayDeleteTheJob();
    void whatThrowsHasFailed();

private:
    /// All threads have ended, and all that they posted was delivered.
    static void settle()
    {
        QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
};

void TestLatestJob::cleanup()
{
    settle();
}

void TestLatestJob::theOutcomeIsToldOnce()
{
    LatestJob job;
    int told = 0;
    int failures = 0;
    QThread *worked = nullptr;
    QThread *finished = nullptr;
    QVERIFY(!job.isRunning());
    job.start(
        [&](const std::atomic<bool> &over) -> LatestJob::Finish {
            worked = QThread::currentThread();
            const bool wanted = !over;
            return [&, wanted] {
                finished = QThread::currentThread();
                told += wanted ? 1 : 100;
                QVERIFY(!job.isRunning());
            };
        },
        [&] { ++failures; });
    QVERIFY(job.isRunning());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCOMPARE(told, 0); // from the event loop only
    QTRY_COMPARE(told, 1);
    settle();
    QCOMPARE(told, 1);
    QCOMPARE(failures, 0);
    QVERIFY(worked && worked != QThread::currentThread());
    QCOMPARE(finished, QThread::currentThread());
}

void TestLatestJob::aNewerOrderTakesThePlace()
{
    LatestJob job;
    auto gate = std::make_shared<Gate>();
    auto heardOfIt = std::make_shared<std::atomic<bool>>(false);
    QStringList told;
    job.start(
        [&told, gate, heardOfIt](const std::atomic<bool> &over) -> LatestJob::Finish {
            gate->begun.release();
            gate->mayEnd.acquire();
            *heardOfIt = over.load();
            return [&told] { told.append(QStringLiteral("older")); };
        },
        nothing());
    gate->begun.acquire();
    job.start(
        [&told](const std::atomic<bool> &) -> LatestJob::Finish {
            return [&told] { told.append(QStringLiteral("newer")); };
        },
        nothing());
    gate->mayEnd.release();
    QTRY_COMPARE(told.size(), 1);
    settle();
    QCOMPARE(told, QStringList{QStringLiteral("newer")});
    QVERIFY(*heardOfIt);
    QVERIFY(!job.isRunning());
}

void TestLatestJob::whatNobodyWaitsForIsThrownAway()
{
    LatestJob job;
    auto gate = std::make_shared<Gate>();
    auto large = std::make_shared<int>(20'000'000);
    const std::weak_ptr<int> outcome = large;
    job.start(
        [gate, large = std::move(large)](const std::atomic<bool> &) -> LatestJob::Finish {
            gate->begun.release();
            gate->mayEnd.acquire();
            return [large] { Q_UNUSED(large) };
        },
        nothing());
    gate->begun.acquire();
    job.cancel();
    QVERIFY(!outcome.expired());
    gate->mayEnd.release();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QVERIFY(outcome.expired()); // in the other thread: freeing it takes time too
}

void TestLatestJob::nobodyWaitsForTheThread()
{
    auto gate = std::make_shared<Gate>();
    auto told = std::make_shared<int>(0);
    {
        LatestJob job;
        job.start(
            [gate, told](const std::atomic<bool> &) -> LatestJob::Finish {
                gate->begun.release();
                gate->mayEnd.acquire();
                return [told] { ++*told; };
            },
            [told] { ++*told; });
        gate->begun.acquire();
    } // would never come back if it waited
    gate->mayEnd.release();
    settle();
    QCOMPARE(*told, 0);
}

void TestLatestJob::nothingIsToldAfterItsEnd()
{
    int told = 0;
    {
        LatestJob job;
        job.start([&told](const std::atomic<bool> &) -> LatestJob::Finish { return [&told] { ++told; }; },
                  nothing());
        QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000)); // it has ended, and is not told yet
    }
    settle();
    QCOMPARE(told, 0);
}

void TestLatestJob::givenUpBeforeItBegan()
{
    QThreadPool *pool = QThreadPool::globalInstance();
    const int most = pool->maxThreadCount();
    pool->setMaxThreadCount(1);
    auto gate = std::make_shared<Gate>();
    auto worked = std::make_shared<std::atomic<int>>(0);
    LatestJob first;
    first.start(
        [gate](const std::atomic<bool> &) -> LatestJob::Finish {
            gate->begun.release();
            gate->mayEnd.acquire();
            return {};
        },
        nothing());
    gate->begun.acquire();
    LatestJob second; // waits for the thread
    const auto work = [worked](const std::atomic<bool> &) -> LatestJob::Finish {
        ++*worked;
        return {};
    };
    second.start(work, nothing());
    second.start(work, nothing());
    second.start(work, nothing());
    gate->mayEnd.release();
    QTRY_VERIFY(!first.isRunning() && !second.isRunning()); // an empty Finish ends it, too
    settle();
    pool->setMaxThreadCount(most);
    QCOMPARE(worked->load(), 1);
}

void TestLatestJob::finishMayOrderAgain()
{
    LatestJob job;
    QList<int> told;
    std::function<void(int)> order = [&](int number) {
        job.start(
            [&, number](const std::atomic<bool> &) -> LatestJob::Finish {
                return [&, number] {
                    told.append(number);
                    if (number < 3)
                        order(number + 1);
                };
            },
            nothing());
    };
    order(1);
    QTRY_COMPARE(told, (QList<int>{1, 2, 3}));
    QVERIFY(!job.isRunning());
}

void TestLatestJob::finishMayDeleteTheJob()
{
    auto job = std::make_unique<LatestJob>();
    int told = 0;
    job->start(
        [&](const std::atomic<bool> &) -> LatestJob::Finish {
            return [&] {
                job.reset();
                ++told;
            };
        },
        nothing());
    QTRY_COMPARE(told, 1);
    QVERIFY(!job);
}

void TestLatestJob::whatThrowsHasFailed()
{
    LatestJob job;
    int told = 0;
    int failures = 0;
    const auto fail = [&](const std::atomic<bool> &) -> LatestJob::Finish {
        if (QThread::currentThread() != nullptr)
            throw std::bad_alloc();
        return [&] { ++told; };
    };
    job.start(fail, [&] { ++failures; });
    QTRY_COMPARE(failures, 1);
    QVERIFY(!job.isRunning());
    job.start(fail, [&] { ++failures; });
    job.cancel();
    settle();
    QCOMPARE(failures, 1);
    QCOMPARE(told, 0);
}

QTEST_MAIN(TestLatestJob)
#include "tst_latestjob.moc"
