// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/parseoptions.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::json {

/// Notices a model that repeats itself without end: the same unit of bytes over and over (LoopLimits says how
/// often; units that hold an object end at a thousand in a row and 4 × textBytes, whichever is more,
/// dataBytes at most). Looks at the raw text; every 8192 bytes it asks whether the last 32 bytes came before,
/// then it only compares. Splits: the byte at which it stops does not depend on the pieces. Work: O(1) a
/// byte. Memory: about 32 KiB.
class LoopGuard
{
public:
    explicit LoopGuard(const LoopLimits &limits);

    /// How many of these bytes may be read on; fewer than there are when the loop was noticed. After that:
    /// none.
    std::size_t feed(std::string_view bytes);

    [[nodiscard]] bool stopped() const noexcept { return m_stopped; }
    /// Where the repetition began, as far as it was watched; and the unit that repeats.
    [[nodiscard]] std::uint64_t loopAt() const noexcept { return m_seen - m_run; }
    [[nodiscard]] std::string unit() const { return m_history.substr(m_history.size() - m_period); }

private:
    std::size_t compare(std::string_view bytes);
    void look();
    void judgeUnit();
    void keep(std::string_view bytes);

    LoopLimits m_limits;
    std::string m_history;
    std::uint64_t m_seen = 0;
    std::size_t m_period = 0;  ///< 0: none is watched
    std::uint64_t m_run = 0;   ///< bytes that agree with those one period before
    std::uint64_t m_bound = 0; ///< of m_run
    bool m_stopped = false;
};

} // namespace espalier::json
