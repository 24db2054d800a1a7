// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace espalier::json {

/// U+FEFF at the beginning of a text, skipped wherever text is read (RFC 8259 section 8.1 allows it).
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// One step of reading UTF-8 (RFC 3629; Unicode 15, table 3-7).
struct Utf8Sequence
{
    char32_t codePoint = 0xFFFD;
    std::size_t length =
        1; ///< bytes to step over: the sequence, or the maximal subpart of a malformed one; at least 1
    bool valid = false;
    bool incomplete = false; ///< not valid, but more bytes could still make it so
};

/// Reads the sequence at the front of `bytes`, which must not be empty. Overlong forms, surrogates and code
/// points beyond U+10FFFF are malformed.
[[nodiscard]] Utf8Sequence decodeUtf8(std::string_view bytes) noexcept;

/// Appends the UTF-8 form. Surrogates and code points beyond U+10FFFF become U+FFFD.
void appendUtf8(std::string &out, char32_t codePoint);

} // namespace espalier::json
