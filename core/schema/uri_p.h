// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace espalier::schema {

/// A URI reference taken apart (RFC 3986, appendix B). Views into the text it was read from.
struct UriParts
{
    std::string_view scheme;
    std::string_view authority;
    std::string_view path;
    std::string_view query;
    std::string_view fragment;
    bool hasScheme = false;
    bool hasAuthority = false;
    bool hasQuery = false;
    bool hasFragment = false;
};

/// Never fails: whatever is no URI comes back as one long path.
[[nodiscard]] UriParts splitUri(std::string_view text);

/// `reference` seen from `base` (RFC 3986, section 5.2), the fragment kept. An empty base leaves the
/// reference as it is.
[[nodiscard]] std::string resolveUri(std::string_view base, std::string_view reference);

/// The part before "#".
[[nodiscard]] std::string_view withoutFragment(std::string_view uri);

/// "%20" → " " (RFC 3986, section 2.1); a stray "%" stays.
[[nodiscard]] std::string percentDecoded(std::string_view text);

/// The other way round for a fragment: what may not stand there as it is (section 3.5).
[[nodiscard]] std::string percentEncoded(std::string_view fragment);

} // namespace espalier::schema
