// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/streamclocks.h"

#include <algorithm>
#include <limits>
#include <sstream>

namespace espalier::net {

namespace {

using std::chrono::milliseconds;

void arm(QTimer &timer, milliseconds time)
{
    // QTimer counts in int.
    constexpr milliseconds longest{std::numeric_limits<int>::max()};
    if (time > milliseconds::zero())
        timer.start(std::min(time, longest));
}

std::string seconds(milliseconds time)
{
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out << static_cast<double>(time.count()) / 1000.0 << " s";
    return out.str();
}

} // namespace

StreamClocks::StreamClocks(QObject *parent)
    : QObject(parent)
{
    const std::pair<QTimer *, ErrorKind> clocks[] = {{&m_firstByte, ErrorKind::FirstByteTimeout},
                                                     {&m_idle, ErrorKind::IdleTimeout},
                                                     {&m_noContent, ErrorKind::NoContentTimeout},
                                                     {&m_deadline, ErrorKind::DeadlineExceeded}};
    for (const auto &[timer, kind] : clocks) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, [this, kind = kind] { Q_EMIT expired(kind); });
    }
}

void StreamClocks::start(const Timeouts &timeouts)
{
    stop();
    m_timeouts = timeouts;
    m_byteSeen = false;
    arm(m_firstByte, timeouts.firstByte);
    arm(m_deadline, timeouts.deadline.value_or(milliseconds::zero()));
}

void StreamClocks::byteArrived()
{
    if (!m_byteSeen) {
        m_byteSeen = true;
        m_firstByte.stop();
        arm(m_noContent, m_timeouts.noContent);
    }
    arm(m_idle, m_timeouts.idle);
}

void StreamClocks::contentArrived()
{
    if (m_byteSeen)
        arm(m_noContent, m_timeouts.noContent);
}

void StreamClocks::endAnnounced()
{
    if (!m_byteSeen)
        return;
    for (milliseconds *time : {&m_timeouts.idle, &m_timeouts.noContent})
        *time = *time > milliseconds::zero() ? std::min(*time, kAfterEnd) : kAfterEnd;
    arm(m_idle, m_timeouts.idle);
    arm(m_noContent, m_timeouts.noContent);
}

void StreamClocks::stop()
{
    for (QTimer *timer : {&m_firstByte, &m_idle, &m_noContent, &m_deadline})
        timer->stop();
}

Error StreamClocks::error(ErrorKind kind) const
{
    Error error;
    error.kind = kind;
    if (kind == ErrorKind::FirstByteTimeout) {
        error.message = "Nothing of an answer could be read within " + seconds(m_timeouts.firstByte) + ".";
        error.nextStep = "The model may be loading or busy: try again, or raise the first-byte time.";
    } else if (kind == ErrorKind::IdleTimeout) {
        error.message = "The answer fell silent for " + seconds(m_timeouts.idle) + ".";
        error.nextStep = "Try again.";
    } else if (kind == ErrorKind::NoContentTimeout) {
        error.message =
            "The connection lives, but no content came for " + seconds(m_timeouts.noContent) + ".";
        error.nextStep = "The server's queue may be full: try again later, or raise the no-content time.";
    } else {
        error.message = "The whole answer took longer than " +
                        seconds(m_timeouts.deadline.value_or(milliseconds::zero())) + ".";
        error.nextStep = "Raise the deadline, or ask for a shorter answer.";
    }
    return error;
}

} // namespace espalier::net
