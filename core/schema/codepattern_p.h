// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::schema {

/// A pattern of JSON Schema (ECMA-262, section 22.2.1) as pydantic takes it.
struct PythonPattern
{
    enum class Engine : std::uint8_t {
        Usual,   ///< pydantic's own engine
        Python,  ///< Python's own, `re`: it looks ahead, refers back, or counts far
        Neither, ///< it cannot be said there; a module with it would not even load
    };
    Engine engine = Engine::Neither;
    /// Means the same in ECMA-262, too.
    std::string text;
    /// The same for `re`, where "$" alone passes before a line break at the end; empty: `re` cannot say it.
    std::string forPython;
};

[[nodiscard]] PythonPattern pythonPattern(std::string_view pattern);

/// "$" stands in the pattern as it is, before which `re` lets a line break pass.
[[nodiscard]] bool endsLoosely(std::string_view pattern);
/// The same for any pattern in a schema.
[[nodiscard]] bool hasLooseEnds(const json::Value &schema);

} // namespace espalier::schema
