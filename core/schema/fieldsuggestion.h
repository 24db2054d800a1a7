// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "json/value.h"

namespace espalier::schema {

// Fields that a model proposes for a wish in a person's words: the schema of the question, and what its
// answer means.

/// An object with a list of fields: name, kind in the words of the field editor, whether it is a list and has
/// to be there, description.
[[nodiscard]] const json::Value &suggestionSchema();

/// Whether a question's schema asks for fields, as an endpoint sees it: without title and description.
[[nodiscard]] bool asksForFields(const json::Value &schema);

/// The fields of an answer as an object schema. What has no name is passed over, of one name the first
/// counts, an unknown kind is text. Error (Usage): no field is left.
[[nodiscard]] Result<json::Value, Error> schemaOfSuggestion(const json::Value &answer);

} // namespace espalier::schema
