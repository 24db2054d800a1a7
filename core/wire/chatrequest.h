// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/answershape.h"
#include "wire/answermode.h"
#include "wire/correction.h"
#include "wire/dialect.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::wire {

/// One worked example, sent as earlier turns in the mode of the request.
struct FewShot
{
    std::string text;  ///< the document
    json::Value value; ///< the right answer, of the person's shape (not wrapped)
};

/// What is to be asked, before it is put into an endpoint's words. Plain value.
struct ChatRequest
{
    std::string model;
    AnswerMode mode = AnswerMode::Tools; ///< never Auto: whoever builds one has decided
    StreamKind stream = StreamKind::Partial;
    std::string
        instructions; ///< may hold {{document}}, replaced once by the document, which is not expanded again
    std::string document;      ///< appended after a blank line when {{document}} is absent; may be empty
    std::string systemMessage; ///< the person's own, sent first; may be empty
    schema::AnswerShape shape;
    std::vector<FewShot> examples;
    std::optional<Correction> correction; ///< a re-ask: the last failed answer and what was wrong with it
    std::optional<std::int64_t> maxTokens;
    std::optional<double> temperature;
    /// Further members of the body, in order (--param KEY=JSON). Those isReservedMember() names are passed
    /// over.
    json::Value::Object parameters;
};

/// The body of POST {base}/chat/completions for this request, members in a fixed order (golden files rely on
/// it): model, messages, what asks for structure, stream, stream_options, tokens, temperature, the person's
/// own. Pure; the same arguments give the same value. See the OpenAI API reference, "Create chat completion".
///
/// Mode parallel_tools leaves the choice to the model ("auto") where the dialect has the object form, which
/// can name one function only. `strict` is sent with a strict copy of the schema, and left out for a schema
/// that has none (strictschema.h). Members in `dialect.dropped` are left out.
[[nodiscard]] json::Value chatBody(const ChatRequest &request, const Dialect &dialect);

/// The schema is sent as a strict copy with `strict`, so that optional fields may come as null.
[[nodiscard]] bool sendsStrict(const ChatRequest &request, const Dialect &dialect);

/// A member that belongs to the question itself or to the form of its answer: model, messages, stream,
/// stream_options, tools, tool_choice, response_format. Parameters of a person's own may not replace it and
/// are passed over.
[[nodiscard]] bool isReservedMember(std::string_view name);

/// An optional member that a server refused by name, read from a 400/422 body's `param` (or the same in
/// FastAPI's `detail` list: loc). Only members that chatBody sends and that may go: stream_options, strict,
/// temperature, max_tokens, max_completion_tokens, tool_choice, and parameters of the person's own. nullopt:
/// nothing to drop, the refusal stands; so it does when the code finds fault with the value (above the
/// maximum) and not with the member.
[[nodiscard]] std::optional<std::string> refusedMember(int httpStatus, std::string_view body,
                                                       const ChatRequest &request, const Dialect &dialect);

/// `dialect` after `member` was refused: left out, or renamed (max_tokens ⇄ max_completion_tokens, once).
[[nodiscard]] Dialect withoutMember(Dialect dialect, std::string_view member);

} // namespace espalier::wire
