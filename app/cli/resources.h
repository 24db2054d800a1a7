// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::cli {

/// Base URIs and the folders that stand for them, as --resources gives them.
using ResourceFolders = std::vector<std::pair<std::string, std::string>>;

/// The JSON document that `uri` (without fragment) leads to: the file at the rest of the URI in the folder of
/// the longest base that it begins with. Percent-encoding is undone; a rest that would leave the folder leads
/// nowhere. nullptr: no base fits, no such file, or it is no JSON. Never the network.
[[nodiscard]] std::shared_ptr<const json::Value> loadResource(const ResourceFolders &folders,
                                                              std::string_view uri);

/// "BASE-URI=DIR" taken apart at its last "="; false when a side is empty or the folder is not there.
[[nodiscard]] bool addResourceFolder(ResourceFolders &folders, const std::string &given);

} // namespace espalier::cli
