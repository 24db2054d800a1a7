// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heard.h"

#include "support/fakeclock.h"

#include <QTest>

#include <deque>
#include <map>
#include <memory>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using net::Clock;
using run::RunStatus;

namespace {

/// A server that answers after half a second, allows 60 requests in a minute, and answers 429 beyond with the
/// time until there is room again.
class RatedServer final : public net::Transport
{
public:
    enum class Window { Sliding, Fixed };

    RatedServer(FakeClock &clock, Window window)
        : m_clock(clock)
        , m_window(window)
    {
    }

    [[nodiscard]] net::HttpStream *send(const net::HttpRequest &request, QObject *parent) override
    {
        auto *stream = new FakeStream(request, parent);
        const Clock::TimePoint now = m_clock.now();
        requestsInPause += now < pausedUntil;
        sent.push_back(now);
        forget(now);
        const bool allowed = m_counted.size() < kMost;
        const Clock::TimePoint free = allowed ? now : freeAt(now);
        if (allowed)
            m_counted.push_back(now);
        else
            ++refused;
        m_clock.after(500ms, stream, [this, stream, allowed, free] {
            if (allowed) {
                stream->respond();
                stream->send(contentEvent(kJason) + kStop + kDone);
            } else {
                const auto left = std::chrono::ceil<std::chrono::milliseconds>(free - m_clock.now());
                stream->respond(429, {{"Content-Type", "application/json"},
                                      {"retry-after-ms", std::to_string(std::max(left, 0ms).count())}});
                stream->send(R"({"error":{"message":"slow down","code":"rate_limit_exceeded"}})");
            }
            stream->end();
        });
        return stream;
    }

    /// Somebody else has used that much of this minute.
    void alsoUsed(int requests)
    {
        for (int i = 0; i < requests; ++i)
            m_counted.push_back(m_clock.now());
    }

    std::vector<Clock::TimePoint> sent;
    int refused = 0;
    int requestsInPause = 0;
    Clock::TimePoint pausedUntil; ///< what the gate holds at this time; the test keeps it up to date

private:
    static constexpr std::size_t kMost = 60;

    void forget(Clock::TimePoint now)
    {
        if (m_window == Window::Fixed && now - m_begun >= 60s) {
            m_counted.clear();
            m_begun += std::chrono::floor<std::chrono::minutes>(now - m_begun);
        }
        while (m_window == Window::Sliding && !m_counted.empty() && m_counted.front() + 60s <= now)
            m_counted.pop_front();
    }
    [[nodiscard]] Clock::TimePoint freeAt(Clock::TimePoint) const
    {
        return m_window == Window::Fixed ? m_begun + 60s : m_counted.front() + 60s;
    }

    FakeClock &m_clock;
    Window m_window;
    Clock::TimePoint m_begun = m_clock.now();
    std::deque<Clock::TimePoint> m_counted;
};

/// Documents of a batch, so many at a time.
struct Batch
{
    Batch(FakeClock &time, RatedServer &to, run::ExtractionRequest each, int documents, int atOnce)
        : clock(time)
        , server(to)
        , gate(nullptr, time)
        , request(std::move(each))
        , left(documents)
    {
        QObject::connect(&gate, &net::RequestGate::paused, &context,
                         [this] { server.pausedUntil = clock.now() + gate.pauseLeft(url); });
        for (int i = 0; i < atOnce; ++i)
            startOne();
    }
    void startOne()
    {
        if (left == 0)
            return;
        request.document = std::to_string(left--);
        auto *run = new run::ExtractionRun(request, server, &context, &gate, clock);
        ++running;
        most = std::max(most, running);
        QObject::connect(run, &run::ExtractionRun::finished, &context,
                         [this, run](const run::RunResult &result) {
                             ++ends[result.status];
                             tries += result.tries;
                             --running;
                             run->deleteLater();
                             startOne();
                         });
        run->start();
    }
    void toTheEnd()
    {
        while ((running > 0 || left > 0) && clock.step())
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    FakeClock &clock;
    RatedServer &server;
    net::RequestGate gate;
    const QUrl url{QStringLiteral("https://models.example/v1/chat/completions")};
    run::ExtractionRequest request;
    int left;
    int running = 0;
    int most = 0;
    int tries = 0;
    std::map<RunStatus, int> ends;
    QObject context;
};

/// The most that were sent in any sixty seconds.
int mostInAMinute(const std::vector<Clock::TimePoint> &sent)
{
    int most = 0;
    for (std::size_t first = 0, last = 0; last < sent.size(); ++last) {
        while (sent[first] + 60s <= sent[last])
            ++first;
        most = std::max(most, static_cast<int>(last - first + 1));
    }
    return most;
}

} // namespace

/// One gate for all runs: 200 documents, 16 at a time, against a server that allows 60 requests a minute.
class TestManyRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKnownRateIsNeverExceeded();
    void anUnknownRateIsLearntFromTheServersWords();
    void othersUseTheEndpointToo();
    void aPauseThatIsTooLongEndsAllThatWait();
};

void TestManyRuns::aKnownRateIsNeverExceeded()
{
    FakeClock clock;
    RatedServer server(clock, RatedServer::Window::Sliding);
    run::ExtractionRequest request = requestFor();
    request.profile.concurrency = 16;
    request.profile.limits.requestsPerMinute = 60;
    Batch batch(clock, server, request, 200, 16);
    batch.toTheEnd();
    QCOMPARE(batch.ends[RunStatus::Valid], 200);
    QCOMPARE(server.refused, 0);
    QCOMPARE(static_cast<int>(server.sent.size()), 200);
    QCOMPARE(mostInAMinute(server.sent), 60);
    QCOMPARE(batch.most, 16);
    QVERIFY(clock.sinceBegin() < 190s); // three full minutes, and the last twenty at once
}

void TestManyRuns::anUnknownRateIsLearntFromTheServersWords()
{
    FakeClock clock;
    RatedServer server(clock, RatedServer::Window::Fixed);
    run::ExtractionRequest request = requestFor();
    request.profile.concurrency = 16;
    request.retries.transportRetries = 2;
    Batch batch(clock, server, request, 200, 16);
    batch.toTheEnd();
    QCOMPARE(batch.ends[RunStatus::Valid], 200);
    QVERIFY(server.refused > 0);
    QCOMPARE(server.requestsInPause, 0);
    QCOMPARE(batch.tries, 200 + server.refused);
    QVERIFY(server.refused <= 3 * 16); // at each full minute no more than were on their way
}

void TestManyRuns::othersUseTheEndpointToo()
{
    FakeClock clock;
    RatedServer server(clock, RatedServer::Window::Sliding);
    server.alsoUsed(40);
    run::ExtractionRequest request = requestFor();
    request.profile.concurrency = 16;
    request.profile.limits.requestsPerMinute = 60;
    request.retries.transportRetries = 2;
    Batch batch(clock, server, request, 200, 16);
    batch.toTheEnd();
    QCOMPARE(batch.ends[RunStatus::Valid], 200);
    QVERIFY(server.refused > 0 && server.refused <= 16);
    QCOMPARE(server.requestsInPause, 0);
    QVERIFY(mostInAMinute(server.sent) <= 60);
}

void TestManyRuns::aPauseThatIsTooLongEndsAllThatWait()
{
    FakeClock clock;
    FakeTransport transport;
    net::RequestGate gate(nullptr, clock);
    run::ExtractionRequest request = requestFor();
    request.profile.concurrency = 1;
    request.retries.transportRetries = 2;
    const auto start = [&] {
        auto run = std::make_unique<run::ExtractionRun>(request, transport, nullptr, &gate, clock);
        run->start();
        return run;
    };
    transport.onSend([](FakeStream &stream) {
        stream.respond(429, {{"Retry-After", "3600"}});
        stream.end();
    });
    const auto first = start();
    const auto second = start();
    QSignalSpy firstEnd(first.get(), &run::ExtractionRun::finished);
    QSignalSpy secondEnd(second.get(), &run::ExtractionRun::finished);
    settle();
    const auto third = start(); // comes when the pause is known
    QSignalSpy thirdEnd(third.get(), &run::ExtractionRun::finished);
    settle();
    for (QSignalSpy *end : {&firstEnd, &secondEnd, &thirdEnd}) {
        QCOMPARE(end->count(), 1);
        const auto result = end->first().first().value<run::RunResult>();
        QCOMPARE(result.error->kind, ErrorKind::RateLimited);
        QVERIFY(result.waitRefused);
    }
    QCOMPARE(transport.requests().size(), 1U);
}

QTEST_GUILESS_MAIN(TestManyRuns)
#include "tst_manyruns.moc"
