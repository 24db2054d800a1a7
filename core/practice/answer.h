// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// One tool call of an answer.
struct AnswerCall
{
    std::string name;
    std::string arguments; ///< meant to be JSON; a fault may have made it something else
};

/// What the endpoint says, before it is put into HTTP. Plain value.
struct Answer
{
    std::vector<AnswerCall> calls; ///< when not empty, `content` is
    std::string content;
    bool cutAtLimit = false; ///< finish_reason "length"

    [[nodiscard]] std::string_view finishReason() const noexcept;
    /// Tokens as this endpoint counts them: the pieces of content and arguments.
    [[nodiscard]] std::size_t tokens() const noexcept;
};

/// Where the piece that begins at `at` ends: up to four characters, never inside a UTF-8 sequence; a blank
/// begins a new one. `at` must be before the end.
[[nodiscard]] std::size_t pieceEnd(std::string_view text, std::size_t at) noexcept;

/// The number of pieces of `text`.
[[nodiscard]] std::size_t countPieces(std::string_view text) noexcept;

/// At most `tokens` pieces of `answer`, in the order in which they are sent. What is longer ends there,
/// cutAtLimit set; calls that were not reached are left out.
[[nodiscard]] Answer limited(Answer answer, std::uint64_t tokens);

} // namespace espalier::practice
