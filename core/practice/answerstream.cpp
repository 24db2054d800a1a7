// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/answerstream.h"

#include "practice/apierror.h"
#include "json/value.h"
#include "json/writer.h"

#include <string_view>
#include <utility>

namespace espalier::practice {

namespace {

std::string quoted(std::string_view text)
{
    std::string out;
    json::appendString(out, text);
    return out;
}

std::string callId(const AnswerHead &head, std::size_t call)
{
    return "call_" + head.id.substr(head.id.find('-') + 1) + '_' + std::to_string(call);
}

std::string usageObject(std::uint64_t prompt, std::uint64_t completion)
{
    return "{\"prompt_tokens\":" + std::to_string(prompt) +
           ",\"completion_tokens\":" + std::to_string(completion) +
           ",\"total_tokens\":" + std::to_string(prompt + completion) + '}';
}

std::string objectPrefix(const AnswerHead &head, std::string_view object)
{
    return "{\"id\":" + quoted(head.id) + ",\"object\":" + quoted(object) +
           ",\"created\":" + std::to_string(head.created) + ",\"model\":" + quoted(head.model);
}

} // namespace

std::string wholeBody(const Answer &answer, const AnswerHead &head)
{
    std::string message = "{\"role\":\"assistant\",\"content\":";
    message += answer.calls.empty() ? quoted(answer.content) : "null";
    if (!answer.calls.empty()) {
        message += ",\"tool_calls\":[";
        for (std::size_t i = 0; i < answer.calls.size(); ++i) {
            message += std::string(i == 0 ? "" : ",") + "{\"id\":" + quoted(callId(head, i)) +
                       ",\"type\":\"function\",\"function\":{\"name\":" + quoted(answer.calls[i].name) +
                       ",\"arguments\":" + quoted(answer.calls[i].arguments) + "}}";
        }
        message += ']';
    }
    return objectPrefix(head, "chat.completion") + ",\"choices\":[{\"index\":0,\"message\":" + message +
           ",\"refusal\":null},\"logprobs\":null,\"finish_reason\":" + quoted(answer.finishReason()) +
           "}],\"usage\":" + usageObject(head.promptTokens, answer.tokens()) + '}';
}

AnswerStream::AnswerStream(Answer answer, AnswerHead head, bool includeUsage,
                           std::optional<std::size_t> errorAfter)
    : m_answer(std::move(answer))
    , m_head(std::move(head))
    , m_prefix("data: " + objectPrefix(m_head, "chat.completion.chunk") + ",\"choices\":[")
    , m_includeUsage(includeUsage)
    , m_errorAfter(errorAfter)
{
}

std::string AnswerStream::event(const std::string &choices, const std::string &more) const
{
    return m_prefix + choices + ']' + more + "}\n\n";
}

std::string AnswerStream::delta(const std::string &members) const
{
    return event("{\"index\":0,\"delta\":{" + members + "},\"finish_reason\":null}");
}

AnswerStream::Step AnswerStream::callsOrFinish() const noexcept
{
    return m_call < m_answer.calls.size() ? Step::CallBegins : Step::Finish;
}

std::string AnswerStream::callBegins()
{
    const AnswerCall &call = m_answer.calls[m_call];
    m_at = 0;
    m_step = Step::Arguments;
    return delta(
        "\"tool_calls\":[{\"index\":" + std::to_string(m_call) + ",\"id\":" + quoted(callId(m_head, m_call)) +
        ",\"type\":\"function\",\"function\":{\"name\":" + quoted(call.name) + ",\"arguments\":\"\"}}]");
}

std::string AnswerStream::nextPiece(const std::string &text, Step after)
{
    const std::size_t end = pieceEnd(text, m_at);
    const std::string piece = quoted(std::string_view(text).substr(m_at, end - m_at));
    const std::string members = after == Step::Finish
                                    ? "\"content\":" + piece
                                    : "\"tool_calls\":[{\"index\":" + std::to_string(m_call) +
                                          ",\"function\":{\"arguments\":" + piece + "}}]";
    m_at = end;
    ++m_pieces;
    m_lastWasPiece = true;
    return delta(members);
}

std::optional<std::string> AnswerStream::next()
{
    m_lastWasPiece = false;
    if (m_errorAfter && m_pieces >= *m_errorAfter && m_step != Step::Role && m_step != Step::Over) {
        m_step = Step::Over;
        return "data: " +
               ApiError{500, "server_error", "the practice endpoint was asked to fail here", {}, {}}.body() +
               "\n\n";
    }
    switch (m_step) {
    case Step::Role:
        m_step = m_answer.calls.empty() ? Step::Content : Step::CallBegins;
        return delta(m_answer.calls.empty() ? "\"role\":\"assistant\",\"content\":\"\""
                                            : "\"role\":\"assistant\",\"content\":null");
    case Step::Content:
        if (m_at < m_answer.content.size())
            return nextPiece(m_answer.content, Step::Finish);
        m_step = Step::Finish;
        return next();
    case Step::CallBegins:
        return callBegins();
    case Step::Arguments:
        if (m_at < m_answer.calls[m_call].arguments.size())
            return nextPiece(m_answer.calls[m_call].arguments, Step::CallBegins);
        ++m_call;
        m_step = callsOrFinish();
        return next();
    case Step::Finish:
        m_step = m_includeUsage ? Step::Usage : Step::DoneMarker;
        return event("{\"index\":0,\"delta\":{},\"finish_reason\":" + quoted(m_answer.finishReason()) + '}');
    case Step::Usage:
        m_step = Step::DoneMarker;
        return event({}, ",\"usage\":" + usageObject(m_head.promptTokens, m_answer.tokens()));
    case Step::DoneMarker:
        m_step = Step::Over;
        return "data: [DONE]\n\n";
    case Step::Over:
        break;
    }
    return std::nullopt;
}

} // namespace espalier::practice
