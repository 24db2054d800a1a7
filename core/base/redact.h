// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace espalier {

/// What stands in place of a secret, everywhere.
inline constexpr std::string_view kMask = "•••";

/// True for header names whose value is a secret: Authorization, Proxy-Authorization, Cookie, Set-Cookie,
/// X-Api-Key, Api-Key, and every name that contains "token", "secret" or "key" (letter case does not matter,
/// RFC 9110 section 5.1).
[[nodiscard]] bool isSecretHeader(std::string_view name);

/// `url` with user information and the values of secret query items (key, api_key, apikey, token,
/// access_token, sig, signature, code, secret, password) replaced by the mask. Anything that is no URL comes
/// back unchanged.
[[nodiscard]] std::string redactUrl(std::string_view url);

/// What redactUrl() masks, as it stands there: the values of secret query items, and of the user information
/// the password or, alone, the name.
[[nodiscard]] std::vector<std::string> secretsInUrl(std::string_view url);

/// `text` with every occurrence of `secret` replaced by the mask. An empty secret, or one shorter than 4
/// bytes, changes nothing: masking it would destroy the text. For words of a server that may echo a key back.
[[nodiscard]] std::string redactSecret(std::string_view text, std::string_view secret);

/// `text` with every absolute URL and the name of `host`, with its port where one follows, replaced by the
/// mask: for words about an error that go to somebody who is not to know where a request went.
[[nodiscard]] std::string redactAddresses(std::string_view text, std::string_view host);

} // namespace espalier
