// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/loopguard.h"

#include "base/ascii.h"

#include <algorithm>
#include <bitset>
#include <cstring>

namespace espalier::json {

namespace {

constexpr std::size_t kStep = 8192;        ///< between two looks
constexpr std::size_t kNeedle = 32;        ///< the shortest unit
constexpr std::size_t kLongest = 4096;     ///< the longest unit
constexpr std::uint64_t kRecords = 1000;   ///< equal ones in a row, which a table may have
constexpr std::uint64_t kRecordFactor = 4; ///< room for records, in that for words
constexpr std::size_t kHistory = 2 * kLongest + kNeedle;

/// Where `needle`, with which the text ends, occurred last before that. By its last byte, which memrchr finds
/// fast.
std::size_t lastBefore(std::string_view text, std::string_view needle)
{
    std::size_t end = text.size() - 1;
    while (end >= needle.size()) {
        const void *hit = memrchr(text.data(), needle.back(), end);
        if (!hit)
            break;
        end = static_cast<std::size_t>(static_cast<const char *>(hit) - text.data());
        if (end + 1 >= needle.size() && text.substr(end + 1 - needle.size(), needle.size()) == needle)
            return end + 1 - needle.size();
    }
    return std::string_view::npos;
}

} // namespace

LoopGuard::LoopGuard(const LoopLimits &limits)
    : m_limits(limits)
{
    m_history.reserve(4 * kHistory);
}

std::size_t LoopGuard::feed(std::string_view bytes)
{
    if (m_period == 0 && !m_stopped && m_seen % kStep + bytes.size() < kStep) { // nothing to do but remember
        keep(bytes);
        return bytes.size();
    }
    std::size_t done = 0;
    while (done < bytes.size() && !m_stopped) {
        const std::size_t untilLook = kStep - static_cast<std::size_t>(m_seen % kStep);
        const std::string_view piece = bytes.substr(done, untilLook);
        const std::size_t taken = compare(piece);
        keep(piece.substr(0, taken));
        done += taken;
        if (!m_stopped && m_seen % kStep == 0 && m_period == 0)
            look();
    }
    return done;
}

void LoopGuard::keep(std::string_view bytes)
{
    if (m_history.size() + bytes.size() > 4 * kHistory && m_history.size() > kHistory)
        m_history.erase(0, m_history.size() - kHistory);
    m_history.append(bytes);
    m_seen += bytes.size();
}

/// Follows the period through the piece; the number of bytes that may be read.
std::size_t LoopGuard::compare(std::string_view bytes)
{
    if (m_period == 0)
        return bytes.size();
    std::size_t at = 0;
    while (at < bytes.size()) {
        // what stood one period before: first in the history, then in the piece itself
        const bool inHistory = at < m_period;
        const std::string_view before =
            inHistory ? std::string_view(m_history).substr(m_history.size() - m_period + at)
                      : bytes.substr(at - m_period);
        const std::size_t length =
            std::min({bytes.size() - at, before.size(), inHistory ? m_period - at : bytes.size()});
        const auto differs =
            std::mismatch(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(length),
                          bytes.begin() + static_cast<std::ptrdiff_t>(at));
        const auto same = static_cast<std::size_t>(differs.first - before.begin());
        if (m_run + same >= m_bound) {
            m_stopped = true;
            at += static_cast<std::size_t>(m_bound - m_run);
            m_run = m_bound;
            return at;
        }
        m_run += same;
        at += same;
        if (same < length) {
            m_period = 0;
            return bytes.size();
        }
    }
    return bytes.size();
}

/// Did the last bytes come before, not too long ago?
void LoopGuard::look()
{
    if (m_history.size() < 2 * kNeedle)
        return;
    const std::string_view all = m_history;
    const std::size_t end = all.size();
    const std::size_t begin = end - std::min(end, kLongest + kNeedle);
    const std::string_view window = all.substr(begin);
    const std::size_t found = lastBefore(window, all.substr(end - kNeedle));
    if (found == std::string_view::npos)
        return;
    m_period = window.size() - kNeedle - found;
    m_run = 0;
    while (m_run + m_period < end && m_run < kLongest &&
           all[end - 1 - m_run] == all[end - 1 - m_run - m_period])
        ++m_run;
    judgeUnit();
}

/// How long this unit may go on. Running text never repeats itself for long; rows of a table may, zeros and
/// dashes even more.
void LoopGuard::judgeUnit()
{
    const std::string_view unit = std::string_view(m_history).substr(m_history.size() - m_period);
    std::bitset<256> letters;
    for (const char c : unit) {
        if (isAsciiAlpha(c) || static_cast<unsigned char>(c) >= 0x80)
            letters.set(static_cast<unsigned char>(c));
    }
    const bool blank = std::all_of(unit.begin(), unit.end(), isAsciiSpace);
    const bool structure = unit.find_first_of("\"{}[]") != std::string_view::npos;
    const bool text = !structure && letters.count() >= 3;
    const bool record = letters.any() && unit.find('{') != std::string_view::npos;
    const std::uint64_t records =
        std::min(m_limits.dataBytes, std::max(kRecords * m_period, kRecordFactor * m_limits.textBytes));
    const std::uint64_t whole = (kNeedle + m_period - 1) / m_period * m_period; // a unit of 32 bytes at least
    m_bound = std::max<std::uint64_t>(whole * m_limits.times, blank || text ? m_limits.textBytes
                                                              : record ? std::min(records, m_limits.dataBytes)
                                                                       : m_limits.dataBytes);
}

} // namespace espalier::json
