// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/answer.h"

#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t pieceCharacters = 4;

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Shortens `text` to the pieces that are left and counts them off. True when something was cut.
bool shorten(std::string &text, std::uint64_t &left)
{
    std::size_t at = 0;
    while (at < text.size() && left > 0) {
        at = pieceEnd(text, at);
        --left;
    }
    const bool cut = at < text.size();
    text.resize(at);
    return cut;
}

} // namespace

std::size_t pieceEnd(std::string_view text, std::size_t at) noexcept
{
    std::size_t end = at;
    for (std::size_t count = 0; count < pieceCharacters && end < text.size(); ++count) {
        if (count > 0 && text[end] == ' ')
            break;
        ++end;
        while (end < text.size() && isContinuation(text[end]))
            ++end;
    }
    return end;
}

std::size_t countPieces(std::string_view text) noexcept
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at = pieceEnd(text, at))
        ++count;
    return count;
}

std::string_view Answer::finishReason() const noexcept
{
    if (cutAtLimit)
        return "length";
    return calls.empty() ? "stop" : "tool_calls";
}

std::size_t Answer::tokens() const noexcept
{
    std::size_t count = countPieces(content);
    for (const AnswerCall &call : calls)
        count += countPieces(call.arguments);
    return count;
}

Answer limited(Answer answer, std::uint64_t tokens)
{
    std::uint64_t left = tokens;
    answer.cutAtLimit = shorten(answer.content, left);
    for (std::size_t i = 0; i < answer.calls.size(); ++i) {
        if (shorten(answer.calls[i].arguments, left) || (left == 0 && i + 1 < answer.calls.size())) {
            answer.calls.resize(i + 1);
            answer.cutAtLimit = true;
        }
    }
    return answer;
}

} // namespace espalier::practice
