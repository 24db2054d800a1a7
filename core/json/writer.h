// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::json {

/// The value as JSON on one line, no blanks, UTF-8, numbers verbatim, members in order. Of duplicate members
/// only the last is written, in the last one's place (RFC 8259 section 4 asks for unique names).
[[nodiscard]] std::string writeCompact(const Value &value);

/// The same with two blanks of indentation a level and one member or item a line; empty containers stay "{}"
/// and "[]".
[[nodiscard]] std::string writePretty(const Value &value);

void appendCompact(std::string &out, const Value &value);

/// `text` as a JSON string with its quotes. Escapes ", \ and U+0000–U+001F (RFC 8259 section 7), U+007F,
/// U+2028, U+2029; every malformed UTF-8 sequence becomes U+FFFD, so that the output is always valid.
void appendString(std::string &out, std::string_view text);

} // namespace espalier::json
