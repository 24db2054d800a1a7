// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::wire {

/// What a 2xx answer is, as far as its first bytes tell.
enum class AnswerForm : std::uint8_t {
    Unknown, ///< more bytes are needed
    Stream,  ///< server-sent events
    Json,    ///< one JSON body
    Other,   ///< neither: a web page, plain text
};

/// Takes a byte-order mark and white space, which tell nothing, off the front of `head`, the bytes so far,
/// cut anywhere. `atStart`: a byte-order mark may still come; set to false when it may not any more.
void skipPadding(std::string &head, bool &atStart);

/// `head`: the bytes behind the padding. Bytes go before words: a body that begins with { or [ is JSON and a
/// page that begins with < is a page, whatever `contentType` says; otherwise an event stream's type
/// (text/event-stream) or a field name of one tells. `ended`: no more bytes come; Unknown only when there are
/// none at all. Never Unknown beyond 5 bytes.
[[nodiscard]] AnswerForm answerForm(std::string_view contentType, std::string_view head, bool ended);

} // namespace espalier::wire
