// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"
#include "net/transport.h"
#include "run/extractionrun.h"
#include "settings/endpointprofile.h"
#include "wire/dialect.h"

#include <string>

namespace espalier::run {

/// How the profile wants its connections made. `proxyCredentials`: "user:password", or empty.
[[nodiscard]] net::ConnectionPolicy connectionPolicy(const settings::EndpointProfile &profile,
                                                     const std::string &proxyCredentials);
/// The profile's own headers that are no secret.
[[nodiscard]] HttpHeaders plainHeaders(const settings::EndpointProfile &profile);

/// The one HTTP request of a try: address, headers, body, clocks and connection as the profile wants them.
/// Pure.
[[nodiscard]] net::HttpRequest tryRequest(const ExtractionRequest &request, const wire::Dialect &dialect);

} // namespace espalier::run
