// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace espalier::schema {

/// The drafts of JSON Schema that are understood, in the order of their age.
enum class Draft : std::uint8_t { Draft4, Draft6, Draft7, Draft2019, Draft2020 };

/// By the URI of its metaschema, with or without "#" at the end ("http://json-schema.org/draft-07/schema#").
[[nodiscard]] std::optional<Draft> draftOfUri(std::string_view metaschema);

/// By the name a person gives it: "4", "6", "7", "2019-09", "2020-12", also with "draft" or "draft-" in front
/// and a leading zero.
[[nodiscard]] std::optional<Draft> draftOfName(std::string_view name);

/// "draft 7", "2020-12".
[[nodiscard]] std::string_view draftName(Draft draft);

/// The metaschema of a draft (JSON Schema, the "schema" document of each draft). Shared, for ever, any
/// thread.
[[nodiscard]] const json::Value &metaschema(Draft draft);

/// The document built in under this URI (without fragment): the metaschemas of all drafts and their
/// vocabularies; nullptr for any other. Shared, for ever, any thread; read when first asked for.
[[nodiscard]] const json::Value *builtInDocument(std::string_view uri);

} // namespace espalier::schema
