// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace espalier::net {

/// What an endpoint allows. Absent: no limit of ours.
struct Rate
{
    std::optional<int> requestsPerMinute; ///< at least 1
    std::optional<int> tokensPerMinute;   ///< at least 1
    [[nodiscard]] bool isLimited() const { return requestsPerMinute || tokensPerMinute; }
    bool operator==(const Rate &) const = default;
};

/// What was sent in the last sixty seconds, and when the next may go: in no stretch of sixty seconds, ends
/// included at the front only, is more sent than the rate allows.
///
/// Pure: the caller tells the time, which never goes back. Tokens are estimates until correct() says better.
/// A request of more tokens than a minute allows goes alone. Cost: O(1) amortised, correct() O(requests).
class RateWindow
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// When a request of that many tokens may go: `now` or later.
    [[nodiscard]] TimePoint freeAt(TimePoint now, const Rate &rate, std::int64_t tokens);
    /// It goes now. `id` is for correct().
    void add(TimePoint now, std::uint64_t id, std::int64_t tokens);
    /// What the request really came to. Nothing when it is older than the window.
    void correct(std::uint64_t id, std::int64_t tokens);
    [[nodiscard]] bool isEmpty() const { return m_sent.empty(); }

private:
    struct Sent
    {
        TimePoint at;
        std::uint64_t id;
        std::int64_t tokens;
    };
    void forget(TimePoint now);

    std::deque<Sent> m_sent;
    std::int64_t m_tokens = 0; ///< of all in m_sent
};

} // namespace espalier::net
