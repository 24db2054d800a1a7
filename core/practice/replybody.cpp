// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/replybody.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

ReplyBody::ReplyBody(Reply reply)
    : m_reply(std::move(reply))
{
}

std::string ReplyBody::part(std::uint64_t piecesAllowed)
{
    if (!m_reply.stream) {
        m_end = End::Proper;
        return std::exchange(m_reply.body, {});
    }
    if (m_pieces >= piecesAllowed)
        return {};
    auto event = m_reply.stream->next();
    if (!event) {
        m_end = End::Proper;
        return {};
    }
    m_pieces += m_reply.stream->lastWasPiece() ? 1 : 0;
    return std::move(*event);
}

std::string ReplyBody::next(std::uint64_t piecesAllowed)
{
    if (m_end != End::Open)
        return {};
    const FaultStep &fault = m_reply.fault;
    const bool ends = fault.kind == FaultStep::Kind::Cut || fault.kind == FaultStep::Kind::Stall;
    const End end = fault.kind == FaultStep::Kind::Cut ? End::Cut : End::Stall;
    if (ends && m_bytes >= fault.amount) {
        m_end = end;
        return {};
    }
    std::string bytes = part(piecesAllowed);
    if (ends && m_bytes + bytes.size() > fault.amount) {
        bytes.resize(fault.amount - m_bytes);
        m_end = end;
    }
    m_bytes += bytes.size();
    return bytes;
}

} // namespace espalier::practice
