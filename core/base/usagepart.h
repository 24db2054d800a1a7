// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <string>
#include <string_view>
#include <utility>

/// Which part of what a person set an error is about, where no server answered: it stands in Error::code
/// then, so that the place where it is mended can be offered.
namespace espalier::usagepart {

inline constexpr std::string_view kChecks = "checks";
inline constexpr std::string_view kHooks = "hooks";
inline constexpr std::string_view kUnfinished = "unfinished"; ///< a text that cannot be used yet
inline constexpr std::string_view kPrices = "prices";
inline constexpr std::string_view kEndpoint = "endpoint";
inline constexpr std::string_view kProxy = "proxy";             ///< of an endpoint
inline constexpr std::string_view kCaFile = "ca-file";          ///< nobody vouches for the certificate
inline constexpr std::string_view kCertificate = "certificate"; ///< wrong in itself, whoever vouches
inline constexpr std::string_view kOwnFiles = "own-files"; ///< history, figures: nobody chose where they are
inline constexpr std::string_view kExchange = "exchange";  ///< one request and its answer, as a file

[[nodiscard]] inline Error about(std::string_view part, Error error)
{
    error.code = std::string(part);
    return error;
}

} // namespace espalier::usagepart
