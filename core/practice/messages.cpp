// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/messages.h"

#include "base/ascii.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

constexpr std::string_view knownRoles[] = {"system", "developer", "user", "assistant", "tool", "function"};

bool isSystem(std::string_view role)
{
    return role == "system" || role == "developer";
}

bool mentions(std::string_view lowered, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return lowered.find(word) != std::string_view::npos; });
}

/// A user message about an earlier answer: it speaks of errors and of the answer's form.
bool isReask(std::string_view text)
{
    const std::string lowered = asciiLower(text.substr(0, 2000));
    return mentions(lowered,
                    {"error", "invalid", "not valid", "does not fit", "validation", "must be", "wrong"}) &&
           mentions(lowered, {"json", "schema", "your answer", "your last", "previous", "correct", "fix"});
}

std::string contentText(const Value &content)
{
    if (!content.isArray())
        return content.text();
    std::string out;
    for (const Value &part : content.items()) {
        const Value &text = part["text"];
        if (text.isString())
            out.append(out.empty() ? "" : "\n").append(text.text());
    }
    return out;
}

} // namespace

Result<Messages, ApiError> Messages::read(const Value &value)
{
    if (!value.isArray() || value.items().empty())
        return ApiError::badRequest("'messages' must be an array with at least one message", "messages");
    Messages out;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
        const Value &message = value.items()[i];
        const std::string place = "messages[" + std::to_string(i) + ']';
        if (!message.isObject())
            return ApiError::badRequest("a message must be an object", place, "invalid_type");
        const std::string &role = message["role"].text();
        if (std::find(std::begin(knownRoles), std::end(knownRoles), role) == std::end(knownRoles))
            return ApiError::badRequest("unknown role '" + role.substr(0, 60) + "'", place + ".role",
                                        "invalid_value");
        const Value &content = message["content"];
        if (!content.isNull() && !content.isString() && !content.isArray())
            return ApiError::badRequest("content must be text or a list of parts", place + ".content",
                                        "invalid_type");
        out.m_turns.push_back({role, contentText(content)});
    }
    out.chooseQuestion();
    return out;
}

void Messages::chooseQuestion()
{
    const auto isAnswer = [](const Turn &turn) { return turn.role == "assistant"; };
    for (std::size_t i = m_turns.size(); i-- > 0;) {
        if (m_turns[i].role != "user")
            continue;
        m_question = m_turns[i].text;
        const auto here = m_turns.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::none_of(m_turns.begin(), here, isAnswer) || !isReask(m_question))
            return;
    }
}

std::string Messages::system() const
{
    std::string out;
    for (const Turn &turn : m_turns) {
        if (isSystem(turn.role))
            out.append(out.empty() ? "" : "\n\n").append(turn.text);
    }
    return out;
}

bool Messages::asksForFence() const
{
    const auto last =
        std::find_if(m_turns.rbegin(), m_turns.rend(), [](const Turn &turn) { return turn.role == "user"; });
    const std::string_view user = last == m_turns.rend() ? std::string_view{} : last->text;
    // A wish stands at the end of what may be a long document.
    const std::string lowered =
        asciiLower(user.substr(user.size() - std::min<std::size_t>(user.size(), 600))) + asciiLower(system());
    return mentions(lowered, {"```", "code block", "codeblock", "code fence", "fenced"});
}

} // namespace espalier::practice
