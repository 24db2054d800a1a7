// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::wire {

/// The bytes as valid UTF-8: every malformed sequence becomes U+FFFD (its maximal subpart, Unicode 15, 3.9).
/// `replaced` (may be null): how many there were is added to it.
[[nodiscard]] std::string validUtf8(std::string_view bytes, std::uint64_t *replaced = nullptr);

/// Foreign words on one line: valid UTF-8, no terminal escapes (ECMA-48) or other control characters, runs of
/// white space as one blank, at most `maxBytes` (at least 3), cut at a character with "…" at the end.
[[nodiscard]] std::string oneLine(std::string_view text, std::size_t maxBytes);

/// What a person would read of an HTML page, on one line as oneLine() makes it: without tags, scripts and
/// styles, the five predefined entities resolved. Text that is no HTML stays as it is.
[[nodiscard]] std::string pageText(std::string_view html, std::size_t maxBytes);

} // namespace espalier::wire
