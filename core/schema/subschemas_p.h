// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace espalier::schema {

/// Where a keyword holds schemas.
enum class Holds : std::uint8_t {
    Nothing,
    One,       ///< its value is a schema
    List,      ///< its value is a list of them
    OneOrList, ///< items
    Map,       ///< its value is an object of them; under dependencies some of its members are lists
};

/// JSON Schema 2020-12 core, section 10, and the applicators of drafts 4 to 2019-09 beside them.
[[nodiscard]] Holds holdsSchemas(std::string_view keyword);

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
