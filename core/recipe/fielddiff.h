// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier::recipe {

enum class FieldChangeKind : std::uint8_t { Added, Removed, Renamed, Changed, Moved };

/// What became of one field of a schema from one version to the next.
struct FieldChange
{
    FieldChangeKind kind = FieldChangeKind::Changed;
    std::string path;   ///< for people: "addresses / street"; of the newer schema, of the older when Removed
    std::string before; ///< what it was: "text, must", "may be left out", a former name; may be empty
    std::string after;  ///< what it is; may be empty
    bool operator==(const FieldChange &) const = default;
};

/// The fields that two schemas do not have in common, by what a person sees of them: name, kind, description,
/// whether it must be there, allowed values and limits. Fields are the properties of the root and of what
/// nests in it, through lists and local references. A field that went and one that came at the same place
/// with all else equal is a renamed one. Order of the newer schema, removed ones where they stood.
[[nodiscard]] std::vector<FieldChange> fieldDiff(const json::Value &before, const json::Value &after);

} // namespace espalier::recipe
