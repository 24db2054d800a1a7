// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::schema {

/// One way in which an instance does not fit its schema (product specification, section 4.10). Plain value.
struct Issue
{
    std::string instance; ///< JSON Pointer (RFC 6901) of the value at fault, relative to the validated root
    std::string schema;   ///< JSON Pointer of the keyword in the schema, e.g. "/properties/age/minimum"
    std::string keyword;  ///< "type", "required", …
    std::string expected; ///< short, e.g. "integer", "one of \"a\", \"b\""
    std::string got;      ///< short JSON of what stood there, at most 60 bytes; empty when absent
    std::string message;  ///< one sentence for people, without the place: "must be at least 0, got -7"
    std::string forModel; ///< one sentence for the model, with the place
    std::optional<std::uint64_t> begin; ///< byte range in the answer's text, when known
    std::optional<std::uint64_t> end;
    bool operator==(const Issue &) const = default;
};

using Issues = std::vector<Issue>;

/// Why a schema cannot be used.
struct SchemaError
{
    std::string message;    ///< one line for people
    std::string pointer;    ///< JSON Pointer into the schema
    std::string keyword;    ///< empty when it is no keyword's fault
    std::uint64_t line = 0; ///< 1-based, when the text did not parse; 0 when unknown
    std::uint64_t column = 0;
    bool operator==(const SchemaError &) const = default;
};

} // namespace espalier::schema
