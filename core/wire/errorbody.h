// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"
#include "wire/retryafter.h"
#include "json/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::wire {

using Headers = HttpHeaders;

/// The server's own words, taken from whatever form its error body has: error.message, error as text,
/// message, detail (text or list), the first of `errors` or of a list at the root. Escape codes are stripped,
/// tracebacks shortened to their last line, at most 2,000 bytes on one line.
struct ErrorWords
{
    std::string message; ///< empty when the body holds none
    std::string type;
    std::string code;  ///< string or number, as text
    std::string param; ///< text; an object as compact JSON
};
[[nodiscard]] ErrorWords errorWords(const json::Value &body);

/// The typed error of an HTTP answer that is not 2xx (product specification, section 7). Classified by status
/// and code, never by words. `body`: at most 64 KiB are looked at; `url` (redacted) and `model` make the
/// message and next step concrete. `nowUnixSeconds` turns a Retry-After date into a wait (RFC 9110, 10.2.3).
[[nodiscard]] Error errorFromResponse(int httpStatus, const Headers &headers, std::string_view body,
                                      std::string_view url, std::string_view model,
                                      std::int64_t nowUnixSeconds);

/// The same for an error object inside a 2xx stream or body: kind StreamError, unless its code says something
/// more exact. `errorMember`: the value of `error`, an object or a text.
[[nodiscard]] Error errorFromStream(const json::Value &errorMember);

/// A long text that begins as JSON and does not end as it: to read it would only find that out, which takes
/// its time. O(1) but for blanks at its ends.
[[nodiscard]] bool isLongAndCut(std::string_view body);

/// The error of a 2xx answer that is neither JSON nor an event stream: NotAnApi with its text shortened, or
/// StreamCut for an empty one and for JSON that ends in the middle, or LimitExceeded for JSON that nests too
/// deep.
[[nodiscard]] Error errorFromForeignBody(std::string_view body);

/// The error of a 2xx answer that is JSON and not what was asked for (`wanted`, e.g. "a chat completion"):
/// NotAnApi with the server's own words where it has some.
[[nodiscard]] Error errorFromForeignJson(const json::Value &body, std::string_view wanted);

} // namespace espalier::wire
