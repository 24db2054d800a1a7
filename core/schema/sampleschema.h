// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string_view>
#include <vector>

namespace espalier::schema {

/// A schema that a sample answer fits, as plain as a person would write it: objects with all their members
/// required, lists by what all items have in common (a member that some items lack is not required), texts as
/// dates, times, e-mail or web addresses when every one is. Null beside another kind may be null; kinds that
/// do not go together are anything.
[[nodiscard]] json::Value schemaOfSample(const json::Value &sample);

/// What several answers have in common, as for the items of a list: a member that some lack is not required.
/// Values allowed are never guessed from samples. None: anything.
[[nodiscard]] json::Value schemaOfSamples(const std::vector<json::Value> &samples);

} // namespace espalier::schema
