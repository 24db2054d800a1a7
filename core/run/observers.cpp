// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/observers.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace espalier::run {

using std::chrono::milliseconds;

namespace {
constexpr std::size_t kMostWaiting = 10'000;
constexpr std::chrono::seconds kPatience{2};
constexpr const char *kSlow = "is slow; the run does not wait for it.";
using Event = std::shared_ptr<const RunEvent>;
} // namespace

/// One observer: its line and its thread. The thread shares it, so that one that hangs can be left behind.
class ObserverLine : public std::enable_shared_from_this<ObserverLine>
{
public:
    using Take = Observers::Take;
    using Complain = Observers::Complain;

    ObserverLine(std::string name, Take take, std::vector<RunEventKind> kinds, Complain complain,
                 milliseconds slow)
        : m_name(std::move(name))
        , m_take(std::move(take))
        , m_kinds(std::move(kinds))
        , m_complain(std::move(complain))
        , m_slow(slow)
    {
    }
    void start()
    {
        m_thread = std::thread([self = shared_from_this()] { self->work(); });
    }
    void end()
    {
        std::unique_lock lock(m_mutex);
        m_over = true;
        m_waiting.clear();
        m_changed.notify_all();
        const bool ended = m_changed.wait_for(lock, kPatience, [this] { return m_ended; });
        lock.unlock();
        if (ended)
            m_thread.join();
        else
            m_thread.detach();
    }

    [[nodiscard]] bool wants(RunEventKind kind) const
    {
        return m_kinds.empty() ? kind != RunEventKind::ValueComplete
                               : std::find(m_kinds.begin(), m_kinds.end(), kind) != m_kinds.end();
    }
    void put(Event event)
    {
        bool hangs = false;
        {
            const std::lock_guard lock(m_mutex);
            m_dropped += m_waiting.size() >= kMostWaiting;
            if (m_waiting.size() < kMostWaiting)
                m_waiting.push_back(std::move(event));
            hangs = m_busy && isSlow();
            m_changed.notify_all();
        }
        if (hangs) // it may never come back to be named
            sayOnce(m_saidSlow, kSlow);
    }
    bool drain(std::chrono::steady_clock::time_point until)
    {
        std::unique_lock lock(m_mutex);
        const bool done = m_changed.wait_until(lock, until, [this] { return m_waiting.empty() && !m_busy; });
        lock.unlock();
        if (!done)
            sayOnce(m_saidLeft, "does not come to an end; it is left behind.");
        return done;
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_changed.wait(lock, [this] { return m_over || !m_waiting.empty(); });
            if (m_over)
                break;
            const Event event = std::move(m_waiting.front());
            m_waiting.pop_front();
            const bool dropped = std::exchange(m_dropped, 0) > 0;
            m_busy = true;
            m_called = std::chrono::steady_clock::now();
            lock.unlock();
            if (dropped)
                sayOnce(m_saidDropped, "does not keep up; events were left out for it.");
            call(*event);
            lock.lock();
            m_busy = false;
            m_changed.notify_all();
        }
        m_ended = true;
        m_changed.notify_all();
    }
    void call(const RunEvent &event)
    {
        try {
            m_take(event);
        } catch (const std::exception &failure) {
            sayOnce(m_saidFailed, std::string("failed: ") + failure.what());
        } catch (...) {
            sayOnce(m_saidFailed, "failed.");
        }
        if (isSlow())
            sayOnce(m_saidSlow, kSlow);
    }
    /// Called by the thread itself, or with the lock held.
    [[nodiscard]] bool isSlow() const { return std::chrono::steady_clock::now() - m_called > m_slow; }
    void sayOnce(std::atomic<bool> &said, const std::string &what)
    {
        if (!said.exchange(true))
            m_complain("The hook \"" + m_name + "\" " + what);
    }

    const std::string m_name;
    const Take m_take;
    const std::vector<RunEventKind> m_kinds;
    const Complain m_complain;
    const milliseconds m_slow;
    std::mutex m_mutex; // guards the seven below
    std::condition_variable m_changed;
    std::deque<Event> m_waiting;
    std::size_t m_dropped = 0;
    bool m_busy = false;
    std::chrono::steady_clock::time_point m_called; ///< written by the thread only
    bool m_over = false;
    bool m_ended = false;
    std::atomic<bool> m_saidFailed = false;
    std::atomic<bool> m_saidSlow = false;
    std::atomic<bool> m_saidDropped = false;
    std::atomic<bool> m_saidLeft = false;
    std::thread m_thread;
};

Observers::Observers(Complain complain, milliseconds slow)
    : m_complain(std::move(complain))
    , m_slow(slow)
{
}

Observers::~Observers()
{
    for (const auto &line : m_lines)
        line->end();
}

void Observers::add(std::string name, Take take, std::vector<RunEventKind> kinds)
{
    m_lines.push_back(std::make_shared<ObserverLine>(std::move(name), std::move(take), std::move(kinds),
                                                     m_complain, m_slow));
    m_lines.back()->start();
}

bool Observers::wants(RunEventKind kind) const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [kind](const auto &line) { return line->wants(kind); });
}

void Observers::tell(const RunEvent &event)
{
    if (!wants(event.kind))
        return;
    const auto shared = std::make_shared<const RunEvent>(event);
    for (const auto &line : m_lines) {
        if (line->wants(event.kind))
            line->put(shared);
    }
}

bool Observers::drain(milliseconds most)
{
    const auto until = std::chrono::steady_clock::now() + most;
    return std::all_of(m_lines.begin(), m_lines.end(),
                       [until](const auto &line) { return line->drain(until); });
}

} // namespace espalier::run
