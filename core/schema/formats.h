// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace espalier::schema {

/// True when a text is of the format. Pure, any thread, O(length) and little more.
using FormatCheck = bool (*)(std::string_view text);

/// The check of a format of JSON Schema (2020-12 validation, section 7.3), or nullptr for a name that is none
/// of them.
[[nodiscard]] FormatCheck formatCheck(std::string_view name);

// The formats. UTF-8; bytes that are none never fit where characters beyond ASCII may stand.

[[nodiscard]] bool isDate(std::string_view text);                ///< RFC 3339, full-date
[[nodiscard]] bool isTime(std::string_view text);                ///< RFC 3339, full-time
[[nodiscard]] bool isDateTime(std::string_view text);            ///< RFC 3339, date-time
[[nodiscard]] bool isDuration(std::string_view text);            ///< RFC 3339, appendix A
[[nodiscard]] bool isEmail(std::string_view text);               ///< RFC 5321, section 4.1.2, Mailbox
[[nodiscard]] bool isIdnEmail(std::string_view text);            ///< RFC 6531, section 3.3
[[nodiscard]] bool isHostname(std::string_view text);            ///< RFC 1123, 2.1; A-labels of RFC 5890
[[nodiscard]] bool isIdnHostname(std::string_view text);         ///< RFC 5890, 2.3.2.3
[[nodiscard]] bool isIpv4(std::string_view text);                ///< RFC 2673, section 3.2
[[nodiscard]] bool isIpv6(std::string_view text);                ///< RFC 4291, section 2.2
[[nodiscard]] bool isUri(std::string_view text);                 ///< RFC 3986
[[nodiscard]] bool isUriReference(std::string_view text);        ///< RFC 3986
[[nodiscard]] bool isIri(std::string_view text);                 ///< RFC 3987
[[nodiscard]] bool isIriReference(std::string_view text);        ///< RFC 3987
[[nodiscard]] bool isUriTemplate(std::string_view text);         ///< RFC 6570
[[nodiscard]] bool isUuid(std::string_view text);                ///< RFC 4122
[[nodiscard]] bool isJsonPointer(std::string_view text);         ///< RFC 6901
[[nodiscard]] bool isRelativeJsonPointer(std::string_view text); ///< draft-bhutton-relative-json-pointer
[[nodiscard]] bool isRegex(std::string_view text);               ///< ECMA-262, flag u

} // namespace espalier::schema
