// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "wire/delta.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::wire {

/// Turns the bytes of one 2xx answer into deltas, whether it is an event stream or one JSON body: both take
/// the same path from here on. The form is told by the content type and, where that lies or is missing, by
/// the first bytes.
///
/// Usage: feed() any number of times, finish() once. Any cut of the bytes gives the same deltas but for the
/// borders between pieces of text. After Done or StreamError further bytes are ignored.
class AnswerDecoder
{
public:
    /// `contentType`: the header's value, may be empty. `maxBytes`: bound for one event and for a whole body.
    explicit AnswerDecoder(std::string_view contentType, std::size_t maxBytes = 64UL * 1024 * 1024);
    ~AnswerDecoder();

    [[nodiscard]] Deltas feed(std::string_view bytes);
    /// The body has ended. A whole JSON body gives its deltas here, with Done at their end. An event stream
    /// gives what an unterminated last event holds; it gives Done only when [DONE] came.
    [[nodiscard]] Deltas finish();

    /// True when the answer is an event stream; false before the first byte.
    [[nodiscard]] bool isStream() const;
    /// Bytes seen that were more than comments, blank lines or keep-alives since the last call (for the
    /// no-content timer).
    [[nodiscard]] bool takeContentSeen();
    /// Malformed UTF-8 sequences of an event stream that were replaced by U+FFFD, one each.
    [[nodiscard]] std::uint64_t replacedCount() const;
    /// True when there were further choices (`n` above 1), which are not read.
    [[nodiscard]] bool hadFurtherChoices() const;
    /// Neither JSON nor an event stream (kind NotAnApi, its text shortened), JSON that is no chat completion,
    /// or a limit.
    [[nodiscard]] const std::optional<Error> &error() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::wire
