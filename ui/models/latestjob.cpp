// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/latestjob.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <utility>

namespace espalier::ui {

struct LatestJob::Order
{
    LatestJob *job = nullptr; ///< read in the GUI thread alone, and only while the order is not over
    std::atomic<bool> over = false;
    Work work;
    Finish finish;
    Finish failed;

    /// In the other thread. What nobody waits for goes here, too: it may be large.
    void run() noexcept
    {
        try {
            if (!over)
                finish = work(over);
        } catch (...) {
            finish = std::exchange(failed, {});
        }
        work = {};
        if (over)
            finish = {};
    }
};

LatestJob::~LatestJob()
{
    cancel();
}

void LatestJob::cancel()
{
    if (const std::shared_ptr<Order> order = std::exchange(m_order, {}))
        order->over = true;
}

void LatestJob::start(Work work, Finish failed)
{
    cancel();
    m_order = std::make_shared<Order>();
    m_order->job = this;
    m_order->work = std::move(work);
    m_order->failed = std::move(failed);
    QThreadPool::globalInstance()->start(
        [order = m_order, application = QCoreApplication::instance()]() mutable {
            order->run();
            // What is posted holds the order, which ends there. The application outlives its threads.
            QMetaObject::invokeMethod(
                application,
                [order = std::move(order)] {
                    if (!order->over)
                        order->job->end(order);
                },
                Qt::QueuedConnection);
        });
}

void LatestJob::end(const std::shared_ptr<Order> &order)
{
    m_order.reset(); // before it is told: what is told may start the next one, or delete this
    order->over = true;
    if (const Finish finish = std::exchange(order->finish, {}))
        finish();
}

} // namespace espalier::ui
