// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"
#include "cli/options.h"

#include "common/endpointchoice.h"
#include "common/engine.h"
#include "settings/endpointprofile.h"

namespace espalier::cli {

// The options that every command with an endpoint has, and what they mean.

/// --endpoint, --base-url and --api-key-env.
[[nodiscard]] app::EndpointChoice endpointChoice(const Options &options);

/// The profile meant, with problems of the profiles' file told on the way. A key that lies in the key ring
/// under the profile's name is used where the environment variable that the profile names is not set.
[[nodiscard]] Result<settings::EndpointProfile, Error>
readProfile(app::Engine &engine, const app::EndpointChoice &choice, Console &console);

} // namespace espalier::cli
