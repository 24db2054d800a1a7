// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "run/probereport.h"
#include "secrets/secretstore.h"
#include "settings/endpointprofile.h"
#include "settings/profilestore.h"

#include <optional>
#include <string>
#include <vector>

namespace espalier::app {

/// How a person names an endpoint. All may be absent: the practice endpoint.
struct EndpointChoice
{
    std::optional<std::string> name;        ///< of a stored profile or a preset
    std::optional<std::string> baseUrl;     ///< with no name: a bare endpoint without a key
    std::optional<std::string> keyVariable; ///< environment variable that holds the key
};

/// The profile meant. A base URL beside a name only fills in the address of a profile that has none: a
/// profile's key never goes to another host. Errors (Usage): unknown name, with what there is; no usable URL;
/// no address; a key variable that is no variable's name (it may be the key: it is not repeated).
[[nodiscard]] Result<settings::EndpointProfile, Error> chosenProfile(const settings::ProfileStore &store,
                                                                     const EndpointChoice &choice);

/// `profile`, its key taken from the key ring when one is stored there under its name and the environment
/// variable that the profile names is not set.
[[nodiscard]] settings::EndpointProfile withStoredKey(settings::EndpointProfile profile,
                                                      const secrets::StoredNames &stored);

/// True for the endpoint inside the program.
[[nodiscard]] bool isPractice(const settings::EndpointProfile &profile);

/// The model to ask: the one given, else the one last used. Error (Usage): neither.
[[nodiscard]] Result<std::string, Error> chosenModel(const settings::EndpointProfile &profile,
                                                     const std::optional<std::string> &given);

/// Keeps in the profile which optional members its endpoint refused, so that they are not sent there again. A
/// preset with an address of its own becomes a stored profile by it; a bare address has no profile, and the
/// practice endpoint forgets. Error: of the store.
std::optional<Error> rememberDropped(settings::ProfileStore &store, const std::string &profile,
                                     const std::vector<std::string> &members);

/// Keeps what a probe found of a profile's endpoint and one of its models, so that `auto` uses it; for the
/// same profiles. Gives whether it was kept. Error: of the store.
[[nodiscard]] Result<bool, Error> rememberProbe(settings::ProfileStore &store, const std::string &profile,
                                                const std::string &model, const run::ProbeReport &report);

} // namespace espalier::app
