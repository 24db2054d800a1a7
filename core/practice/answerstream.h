// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/answer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace espalier::practice {

/// What every chunk or body of one answer carries.
struct AnswerHead
{
    std::string id;           ///< "chatcmpl-…"; call ids derive from it
    std::string model;        ///< as the request named it
    std::int64_t created = 0; ///< Unix seconds
    std::uint64_t promptTokens = 0;
};

/// The answer as one chat.completion object (OpenAI API reference, "The chat completion object").
[[nodiscard]] std::string wholeBody(const Answer &answer, const AnswerHead &head);

/// The answer as server-sent events in OpenAI's order: the role, one event per piece (a call first says
/// index, id and name), the finish reason, the usage with empty choices when asked for, [DONE]. Made one at a
/// time, so that a large answer costs no more than itself. Thread safety: none.
class AnswerStream
{
public:
    /// `errorAfter`: instead of the rest an error object comes after that many pieces, and no end marker.
    AnswerStream(Answer answer, AnswerHead head, bool includeUsage,
                 std::optional<std::size_t> errorAfter = {});

    /// The next event with its empty line; nullopt at the end.
    [[nodiscard]] std::optional<std::string> next();
    /// True when the last event carried a piece of the answer: what a token rate counts.
    [[nodiscard]] bool lastWasPiece() const noexcept { return m_lastWasPiece; }

private:
    enum class Step : std::uint8_t { Role, Content, CallBegins, Arguments, Finish, Usage, DoneMarker, Over };

    std::string event(const std::string &choices, const std::string &more = {}) const;
    std::string delta(const std::string &members) const;
    std::string nextPiece(const std::string &text, Step after);
    std::string callBegins();
    Step callsOrFinish() const noexcept;

    Answer m_answer;
    AnswerHead m_head;
    std::string m_prefix; ///< what every event begins with
    bool m_includeUsage;
    std::optional<std::size_t> m_errorAfter;
    Step m_step = Step::Role;
    std::size_t m_call = 0;
    std::size_t m_at = 0; ///< in the text being sent
    std::size_t m_pieces = 0;
    bool m_lastWasPiece = false;
};

} // namespace espalier::practice
