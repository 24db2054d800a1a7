// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/sseparser.h"

#include "base/ascii.h"
#include "wire/plaintext.h"
#include "json/utf8.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace espalier::wire {

namespace {

constexpr std::size_t kMaxIdBytes = 1024; // every event carries a copy of the last id

} // namespace

SseParser::SseParser(std::size_t maxEventBytes)
    : m_maxEventBytes(maxEventBytes)
{
}

std::vector<SseEvent> SseParser::feed(std::string_view bytes)
{
    std::vector<SseEvent> out;
    if (m_finished || m_failed)
        return out;
    while (m_atStart && !bytes.empty()) {
        m_line.push_back(bytes.front());
        bytes.remove_prefix(1);
        if (m_line == json::kByteOrderMark) {
            m_line.clear();
            m_atStart = false;
        } else if (!json::kByteOrderMark.starts_with(m_line)) {
            m_atStart = false;
            take(std::exchange(m_line, {}), out);
        }
    }
    take(bytes, out);
    return out;
}

std::vector<SseEvent> SseParser::finish()
{
    std::vector<SseEvent> out;
    if (m_finished || m_failed)
        return out;
    m_finished = true;
    if (!m_line.empty())
        endLine(out);
    dispatch(out, false);
    return out;
}

void SseParser::take(std::string_view bytes, std::vector<SseEvent> &out)
{
    while (!bytes.empty() && !m_failed) {
        if (m_lastWasCr) {
            m_lastWasCr = false;
            if (bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        append(bytes.substr(0, end));
        bytes.remove_prefix(end);
        if (bytes.empty() || m_failed)
            return;
        m_lastWasCr = bytes.front() == '\r';
        bytes.remove_prefix(1);
        endLine(out);
    }
}

void SseParser::append(std::string_view part)
{
    if (m_line.empty() && part.starts_with(':'))
        part = part.substr(0, 1);
    else if (m_line.starts_with(':'))
        return;
    m_line.append(part);
    m_failed = m_line.size() > m_maxEventBytes || m_data.size() > m_maxEventBytes - m_line.size();
}

void SseParser::endLine(std::vector<SseEvent> &out)
{
    if (m_line.empty())
        return dispatch(out, true);
    const std::string_view line = m_line;
    const std::size_t colon = line.find(':');
    if (colon == 0) {
        ++m_comments;
    } else if (colon == std::string_view::npos) {
        field(line, {});
    } else {
        const std::string_view value = line.substr(colon + 1);
        field(line.substr(0, colon), value.starts_with(' ') ? value.substr(1) : value);
    }
    m_line.clear();
}

// A line is whole when it gets here, and no line end can stand inside a UTF-8 sequence: decoding line by line
// is the same as decoding the stream.
void SseParser::field(std::string_view name, std::string_view value)
{
    if (name == "data") {
        m_data.append(validUtf8(value, &m_replaced)).push_back('\n');
    } else if (name == "event") {
        m_type = validUtf8(value);
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos && value.size() <= kMaxIdBytes)
            m_id = validUtf8(value);
    } else if (name == "retry" && !value.empty() && std::all_of(value.begin(), value.end(), isAsciiDigit)) {
        std::uint64_t milliseconds = 0;
        if (std::from_chars(value.data(), value.data() + value.size(), milliseconds).ec == std::errc())
            m_retryMs = milliseconds;
    }
}

void SseParser::dispatch(std::vector<SseEvent> &out, bool terminated)
{
    if (!m_data.empty()) {
        m_data.pop_back();
        out.push_back({m_type.empty() ? "message" : m_type, std::move(m_data), m_id, terminated});
    }
    m_data.clear();
    m_type.clear();
}

} // namespace espalier::wire
