// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace espalier::schema {

// Internationalised domain names (IDNA 2008: RFC 5890 to 5893) and what they stand on (RFC 3492).

/// True for a label of characters that are allowed where they stand, beyond ASCII among them ("bücher"): a
/// U-label.
[[nodiscard]] bool isULabel(std::u32string_view label);
/// True when no label breaks the rules of writing from right to left (RFC 5893, section 2).
[[nodiscard]] bool keepsBidiRule(std::u32string_view label);
[[nodiscard]] bool isRightToLeft(std::u32string_view label);

/// The U-label that "xn--…" stands for; empty when it stands for none, or another spelling does.
[[nodiscard]] std::u32string meantBy(std::string_view aLabel);
/// In normalization form C.
[[nodiscard]] std::string normalized(std::string_view utf8);

/// "bcher-kva" of "bücher" (RFC 3492, section 6.3), in lower case.
[[nodiscard]] std::string punycode(std::u32string_view label);
/// The other way (6.2); empty when it is malformed.
[[nodiscard]] std::u32string fromPunycode(std::string_view text);

} // namespace espalier::schema
