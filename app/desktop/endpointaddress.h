// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "settings/endpointprofile.h"

#include <optional>
#include <string>

namespace espalier::app {

/// An http or https URL with a host.
[[nodiscard]] bool isUsableAddress(const std::string &address);
/// Why nothing can be asked at the profile's address: there is none, it is no URL, or its service is known to
/// be closed. nullopt: it can be used, or the endpoint is inside the program.
[[nodiscard]] std::optional<Error> addressError(const settings::EndpointProfile &profile);
/// Its host, as it is shown; empty when it is no URL.
[[nodiscard]] std::string hostOf(const std::string &address);
/// The same, or scheme, host and port where the host does not tell it from `other`.
[[nodiscard]] std::string nameApart(const std::string &address, const std::string &other);
/// The profile has a key, or a secret header, that belongs to one origin, and `address` is of another:
/// sending it there needs the person's word.
[[nodiscard]] bool movesKey(const settings::EndpointProfile &profile, const std::string &address);

/// `address` can be used and belongs to another origin than `former`, which is not empty.
[[nodiscard]] bool isOtherOrigin(const std::string &former, const std::string &address);
/// The computer that gets what is sent, as far as the profile says: the address's own host, or for an address
/// on this computer the proxy's when that is on another. Empty: nothing leaves this computer.
[[nodiscard]] std::string receiverOf(const settings::EndpointProfile &profile, const std::string &address);
/// The proxy whose password is stored with `before` is not the one of `now`.
[[nodiscard]] bool isOtherProxy(const settings::EndpointProfile &before,
                                const settings::EndpointProfile &now);

} // namespace espalier::app
