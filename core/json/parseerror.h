// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

namespace espalier::json {

enum class ParseErrorCode : std::uint8_t {
    Syntax,        ///< strict: not JSON (RFC 8259); tolerant: nothing in the text could be read as JSON
    UnexpectedEnd, ///< strict: the input ended inside
    TooDeep,       ///< more nested containers than the limit
    TooLarge,      ///< more bytes or values than the limit
    StringTooLong, ///< one string beyond its limit
};

/// Why a text could not be read. The position is that of the first byte that cannot be taken.
struct ParseError
{
    ParseErrorCode code = ParseErrorCode::Syntax;
    std::string message;      ///< for people, one line, without the position
    std::uint64_t offset = 0; ///< bytes from the start of the input
    std::uint64_t line = 1;   ///< 1-based, LF-separated
    std::uint64_t column = 1; ///< 1-based, in characters (code points)
    std::string pointer;      ///< JSON Pointer of the innermost open value
    bool operator==(const ParseError &) const = default;
};

} // namespace espalier::json
