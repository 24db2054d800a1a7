// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::wire {

/// One server-sent event.
struct SseEvent
{
    std::string type = "message"; ///< the `event` field, or "message"
    std::string data; ///< `data` lines joined by LF, valid UTF-8 (malformed sequences replaced by U+FFFD)
    std::string id;   ///< the last event id at the time of dispatch
    /// False for a block that the end of the stream left without its empty line. The standard discards it;
    /// providers end streams so, therefore it is delivered and marked.
    bool terminated = true;
    bool operator==(const SseEvent &) const = default;
};

/// Server-sent events by the WHATWG rule (HTML Living Standard, 9.2.5 and 9.2.6), on bytes.
///
/// Splits: any cut of the bytes gives the same events. CR acts at once and swallows one LF that follows.
/// Limits: one event, its unfinished line included, beyond `maxEventBytes` ends the parser (failed());
/// nothing after it is read. Comments are not kept and may be of any length. An id beyond 1 KiB is ignored
/// like one with a NUL: every event carries a copy. Thread safety: none. No QObject.
class SseParser
{
public:
    explicit SseParser(std::size_t maxEventBytes = 64UL * 1024 * 1024);

    /// Events completed by these bytes, in order. After finish() or a failure: none.
    [[nodiscard]] std::vector<SseEvent> feed(std::string_view bytes);
    /// The stream has ended: the unterminated last event, if its block has data.
    [[nodiscard]] std::vector<SseEvent> finish();

    /// The reconnection time in force; nullopt when the server named none.
    [[nodiscard]] std::optional<std::uint64_t> retryMs() const noexcept { return m_retryMs; }
    /// Comment lines seen. They show that the connection lives and are no content.
    [[nodiscard]] std::uint64_t commentCount() const noexcept { return m_comments; }
    /// Malformed UTF-8 sequences in data that were replaced by U+FFFD, one each.
    [[nodiscard]] std::uint64_t replacedCount() const noexcept { return m_replaced; }
    [[nodiscard]] bool failed() const noexcept { return m_failed; }

private:
    void take(std::string_view bytes, std::vector<SseEvent> &out);
    void append(std::string_view part);
    void endLine(std::vector<SseEvent> &out);
    void field(std::string_view name, std::string_view value);
    void dispatch(std::vector<SseEvent> &out, bool terminated);

    std::size_t m_maxEventBytes;
    std::string m_line; ///< the unfinished line; of a comment only its colon
    std::string m_data; ///< every data line with an LF behind it
    std::string m_type;
    std::string m_id;
    std::optional<std::uint64_t> m_retryMs;
    std::uint64_t m_comments = 0;
    std::uint64_t m_replaced = 0;
    bool m_atStart = true; ///< a byte-order mark may still come
    bool m_lastWasCr = false;
    bool m_finished = false;
    bool m_failed = false;
};

} // namespace espalier::wire
