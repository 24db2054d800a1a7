// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/delta.h"
#include "wire/sseparser.h"
#include "wire/toolcalljoiner.h"
#include "json/value.h"

#include <cstddef>
#include <string>

namespace espalier::wire {

/// Turns server-sent events, or one whole body, of the chat completions API into deltas (OpenAI API
/// reference, "Chat", with what compatible servers leave open; legacy completions with `text` too). One
/// decoder per answer.
///
/// Only choice 0 is told. Where a choice has `delta` and `message`, the delta counts; a `message` inside a
/// stream counts once and only when no delta brought anything. Unknown members and events of unknown shape
/// give nothing: they are keep-alives. Limits: an event's JSON may nest 512 deep; its size is the parser's
/// affair. Thread safety: none.
class DeltaDecoder
{
public:
    /// The deltas of one event. A text that begins like JSON and is none gives StreamError (unless the stream
    /// was cut inside it), any other text but [DONE] gives nothing; unless no chunk came before [DONE]. A
    /// finish_reason "error" gives StreamError as well. After Done or StreamError: nothing.
    [[nodiscard]] Deltas event(const SseEvent &event);
    /// The deltas of a whole body with `choices` or an error, Done or StreamError last. Nothing when it has
    /// neither: isAnswer() tells.
    [[nodiscard]] Deltas body(const json::Value &body);

    /// True for a JSON object that has `choices`, or an error that is not null.
    [[nodiscard]] static bool isAnswer(const json::Value &body);
    /// True when an answer had other choices than choice 0, which are not told (`n` above 1).
    [[nodiscard]] bool hadFurtherChoices() const noexcept { return m_furtherChoices; }
    /// True after Done or StreamError.
    [[nodiscard]] bool ended() const noexcept { return m_ended; }

private:
    void chunk(Deltas &out, const json::Value &chunk, bool whole);
    void choice(Deltas &out, const json::Value &choice, bool whole);
    void usage(Deltas &out, const json::Value &chunk, const json::Value &choice);
    void fail(Deltas &out, const json::Value &error);

    ToolCallJoiner m_calls;
    std::string m_unread;     ///< the first event that is no JSON
    bool m_chunkSeen = false; ///< one with choices
    bool m_modelTold = false;
    bool m_contentSeen = false;
    bool m_furtherChoices = false;
    bool m_ended = false;
};

} // namespace espalier::wire
