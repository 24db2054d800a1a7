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
/// limits, patterns, further members, tuples, unions, recursion. Keywords that pydantic has no words for and
/// that cannot be checked in a line stand in comments, "Not carried over". Read as JSON Schema 2020-12, with
/// what drafts 4 to 7 write differently.
[[nodiscard]] std::string pythonModule(const json::Value &schema, const PythonCall &call = {});

} // namespace espalier::schema
