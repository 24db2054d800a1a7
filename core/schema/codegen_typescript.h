// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>

namespace espalier::schema {

/// A TypeScript module: zod schemas for `schema`, each with its inferred type. UTF-8, ends with a line break;
/// always loads, whatever texts the schema holds.
///
/// They take what the schema takes: required, optional, null, limits, patterns, further members, tuples,
/// unions, recursion. Where zod cannot say all of it, the module carries the schema itself, and ajv judges by
/// it what came, before the types read it. Comments say what is left to it, and what is "Not carried over",
/// as in pythonModule(). Read as JSON Schema 2020-12, with what drafts 4 to 7 write differently.
[[nodiscard]] std::string typescriptModule(const json::Value &schema);

} // namespace espalier::schema
