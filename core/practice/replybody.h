// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/practiceservice.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::practice {

/// The body of one reply, part by part, ending as its fault wants it. Thread safety: none. No QObject.
class ReplyBody
{
public:
    enum class End : std::uint8_t {
        Open,   ///< more is to come
        Proper, ///< all was given
        Cut,    ///< close the connection now
        Stall,  ///< keep it open and say nothing
    };

    explicit ReplyBody(Reply reply);

    /// The next part; empty when there is none now: see end(), or the stream has had its `piecesAllowed`
    /// pieces and has to wait for the clock.
    [[nodiscard]] std::string next(std::uint64_t piecesAllowed);
    [[nodiscard]] End end() const noexcept { return m_end; }
    [[nodiscard]] const Reply &reply() const noexcept { return m_reply; }

private:
    std::string part(std::uint64_t piecesAllowed);

    Reply m_reply;
    End m_end = End::Open;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_pieces = 0;
};

} // namespace espalier::practice
