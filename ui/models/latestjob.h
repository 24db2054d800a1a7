// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <functional>
#include <memory>

namespace espalier::ui {

/// Work that would hold up the window, in another thread; only the newest order counts. An order that was
/// superseded, or whose job object is gone, is never told; what it made is thrown away. Nobody waits for a
/// thread, neither a newer order nor the end of this. So the work owns what it reads. Thread: GUI.
class LatestJob
{
public:
    /// What is done with the outcome, in the GUI thread; it may start the next order, or delete the job.
    using Finish = std::function<void()>;
    /// Runs in another thread, once. `over`: nobody waits any more; it may end early then, with anything.
    using Work = std::function<Finish(const std::atomic<bool> &over)>;

    LatestJob() = default;
    ~LatestJob();
    LatestJob(const LatestJob &) = delete;
    LatestJob &operator=(const LatestJob &) = delete;

    /// Gives up the order before. Either the work's Finish or `failed` is called from the event loop, once.
    /// `failed`: the work threw, as it does when there is no memory left.
    void start(Work work, Finish failed);
    /// Gives up; nothing is told.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_order != nullptr; }

private:
    struct Order;
    void end(const std::shared_ptr<Order> &order);

    std::shared_ptr<Order> m_order; ///< nullptr: nothing is under way
};

} // namespace espalier::ui
