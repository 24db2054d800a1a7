// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <functional>
#include <string>
#include <string_view>

namespace espalier::schema {

/// Calls visit(subschema, token) for every schema directly inside `schema`, in order of its members; `token`
/// is the JSON Pointer from `schema` to it, "/properties/age". Only keywords that hold schemas are entered
/// (JSON Schema 2020-12 core, section 10; validation and applicators of drafts 4 to 7 beside them), so what
/// stands in enum, const, default or examples is never taken for one.
void forEachSubschema(const json::Value &schema,
                      const std::function<void(const json::Value &, const std::string &)> &visit);

/// The same for a schema that is to be changed.
void forEachSubschema(json::Value &schema, const std::function<void(json::Value &)> &visit);

/// True for keywords that only describe: title, description, default, examples, deprecated, readOnly,
/// writeOnly, $comment.
[[nodiscard]] bool isAnnotation(std::string_view keyword);

} // namespace espalier::schema
