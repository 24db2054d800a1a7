// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>

namespace espalier::schema {

/// What the call in a generated Python module asks.
struct PythonCall
{
    std::string baseUrl;                        ///< empty: OPENAI_BASE_URL, or OpenAI itself
    std::string keyVariable = "OPENAI_API_KEY"; ///< the name of an environment variable, never a key
    std::string model = "gpt-4o-mini";
    std::string mode = "TOOLS"; ///< a member of instructor.Mode
};

/// A Python module: classes of pydantic 2 for `schema` and the matching call of instructor. UTF-8, ends with
/// a line break; always loads, whatever texts the schema holds. A root that is no object is a RootModel, and
/// the call asks for the type in it, which instructor wraps itself.
///
/// The classes take what the schema takes, when read as instructor reads (strict): required, optional, null,
/// limits, patterns, further members, tuples, unions, recursion. Where classes cannot say all of it (not, if,
/// contains, a oneOf that may fit twice, …), the module carries the schema itself: the class of the answer
/// tells it, and jsonschema judges by it what came, before the classes read it; comments say "Left to
/// SCHEMA". "Not carried over" stands only where the schema cannot be judged there either. Where it names no
/// type, what its keywords ask is asked of the kinds of values they speak of, and others pass (OrOther); the
/// root alone is read as an object then. Read as JSON Schema 2020-12, with what drafts 4 to 7 write
/// differently.
[[nodiscard]] std::string pythonModule(const json::Value &schema, const PythonCall &call = {});

} // namespace espalier::schema
