// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/ratewindow.h"

#include <algorithm>

namespace espalier::net {

namespace {
constexpr std::chrono::seconds kMinute{60};
}

void RateWindow::forget(TimePoint now)
{
    while (!m_sent.empty() && m_sent.front().at + kMinute <= now) {
        m_tokens -= m_sent.front().tokens;
        m_sent.pop_front();
    }
}

RateWindow::TimePoint RateWindow::freeAt(TimePoint now, const Rate &rate, std::int64_t tokens)
{
    forget(now);
    TimePoint at = now;
    if (rate.requestsPerMinute) {
        const auto most = static_cast<std::size_t>(std::max(1, *rate.requestsPerMinute));
        if (m_sent.size() >= most)
            at = m_sent[m_sent.size() - most].at + kMinute;
    }
    if (rate.tokensPerMinute) {
        std::int64_t left = m_tokens;
        for (auto sent = m_sent.begin(); sent != m_sent.end() && left + tokens > *rate.tokensPerMinute;
             ++sent) {
            left -= sent->tokens;
            at = std::max(at, sent->at + kMinute);
        }
    }
    return at;
}

void RateWindow::add(TimePoint now, std::uint64_t id, std::int64_t tokens)
{
    forget(now);
    m_sent.push_back({now, id, tokens});
    m_tokens += tokens;
}

void RateWindow::correct(std::uint64_t id, std::int64_t tokens)
{
    const auto sent =
        std::find_if(m_sent.rbegin(), m_sent.rend(), [id](const Sent &one) { return one.id == id; });
    if (sent == m_sent.rend())
        return;
    m_tokens += tokens - sent->tokens;
    sent->tokens = tokens;
}

} // namespace espalier::net
