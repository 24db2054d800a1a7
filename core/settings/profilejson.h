// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "settings/endpointprofile.h"
#include "json/value.h"

#include <optional>

namespace espalier::settings {

/// A profile as it stands in profiles.json. Members that are missing have their default; members that this
/// version does not know stay in EndpointProfile::stored. Errors (kind Usage): no name, a known member of the
/// wrong kind or with an unknown word; the message names it.
[[nodiscard]] Result<EndpointProfile, Error> profileFromJson(const json::Value &value);

/// The object to write: what was read, with the known members brought up to date. Never holds a secret: the
/// value of a header that is secret, by mark or by its name, is left out.
[[nodiscard]] json::Value profileToJson(const EndpointProfile &profile);

/// Why a profile may not be written: an address that carries a password or a key, or no name. nullopt: it
/// may.
[[nodiscard]] std::optional<Error> secretInProfile(const EndpointProfile &profile);

} // namespace espalier::settings
