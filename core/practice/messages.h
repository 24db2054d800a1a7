// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "practice/apierror.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// The turns of a chat, as far as this endpoint listens to them. Plain value.
class Messages
{
public:
    /// `value`: the member "messages". Content may be text, a list of parts (texts are joined by a line end,
    /// others not read) or null.
    [[nodiscard]] static Result<Messages, ApiError> read(const json::Value &value);

    /// All system and developer messages.
    [[nodiscard]] std::string system() const;
    /// The user message that carries the document: the last one, except when that is a word about an answer
    /// given before (a re-ask) and an earlier one exists. Turns of worked examples stand before it and are
    /// not read.
    [[nodiscard]] const std::string &question() const noexcept { return m_question; }
    /// Whether the last user message or the system asks for the answer in a code fence.
    [[nodiscard]] bool asksForFence() const;

private:
    struct Turn
    {
        std::string role;
        std::string text;
    };

    void chooseQuestion();

    std::vector<Turn> m_turns;
    std::string m_question;
};

} // namespace espalier::practice
