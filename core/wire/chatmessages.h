// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/chatrequest.h"
#include "json/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::wire {

/// The `messages` of a request: system message, worked examples, the question, a correction. Consecutive
/// messages of the same role that hold nothing but text are merged with a blank line (system messages only
/// where the dialect takes just one).
[[nodiscard]] json::Value chatMessages(const ChatRequest &request, const Dialect &dialect);

/// A stretch of bytes.
struct Span
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Span &) const = default;
};

/// Where the document stands in the content of the last message that chatMessages() makes of this request.
/// nullopt: the document is empty, or `content` is not that message's. Of a request without a correction.
[[nodiscard]] std::optional<Span> documentSpan(const ChatRequest &request, std::string_view content);

/// True when one tool takes the whole answer: mode tools, or parallel_tools where the schema leaves nothing
/// to choose from. False: each call is one item of the answer.
[[nodiscard]] bool oneToolTakesAll(const ChatRequest &request);

/// One message of role and text.
[[nodiscard]] json::Value textMessage(std::string_view role, std::string text);

/// `text` with the first `marker` replaced by `value`, whose own markers stay as they are.
[[nodiscard]] std::string replacedOnce(std::string_view text, std::string_view marker,
                                       std::string_view value);

/// Both texts with a blank line between; an empty one leaves no trace.
[[nodiscard]] std::string joinedByBlankLine(std::string_view first, std::string_view second);

} // namespace espalier::wire
