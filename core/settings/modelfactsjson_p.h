// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "settings/endpointprofile.h"
#include "json/memberreader.h"
#include "json/value.h"

#include <vector>

namespace espalier::settings {

/// The "models" list of a profile. What is wrong is noted at `profile`.
void readModels(json::MemberReader &profile, std::vector<ModelFacts> &models);
/// The list to write: known members put over those of the entry of the same name in `stored`.
[[nodiscard]] json::Value modelsToJson(const std::vector<ModelFacts> &models, const json::Value &stored);

/// The entry of a list of objects whose "name" is `name`, or null.
[[nodiscard]] json::Value entryOfName(const json::Value &list, std::string_view name);
/// Sets a member, or removes it when there is nothing to write.
void setOrRemove(json::Value &object, std::string_view name, std::optional<json::Value> value);

} // namespace espalier::settings
