// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::wire {

/// The variable a key is taken from where a profile names none.
inline constexpr std::string_view kKeyVariable = "ANYSCALE_API_KEY";

/// A question as it would be put to a shell. Plain value; holds no secret, only names of them.
struct CurlRequest
{
    std::string url;     ///< base/redact's kMask in it becomes "$URL_SECRET", "$URL_SECRET_2", …
    HttpHeaders headers; ///< that are no secret
    std::vector<std::string> secretHeaders; ///< names; "Authorization" becomes a bearer key
    std::string keyVariable; ///< of Authorization; empty or no name of a variable: kKeyVariable
    std::string body;        ///< any bytes but NUL, which no shell can hold
};

/// A command for any POSIX shell that sends exactly this body: `printf '%s' '…' | curl … --data-binary @-`.
///
/// The body goes through a pipe because one argument of a program ends at 128 KiB on Linux (execve(2),
/// MAX_ARG_STRLEN), because a here-document adds a line end of its own, and because printf is part of the
/// shell and has no such limit. Everything is quoted (POSIX.1-2017, Shell Command Language, 2.2.2) but the
/// variables of secrets. Pure.
[[nodiscard]] std::string curlCommand(const CurlRequest &request);

/// `text` as one word of a POSIX shell: in single quotes, a single quote as '\''.
[[nodiscard]] std::string shellQuoted(std::string_view text);

/// The variable in which a command looks for a secret header: "X-Api-Key" → "X_API_KEY".
[[nodiscard]] std::string variableOfHeader(std::string_view name);

} // namespace espalier::wire
