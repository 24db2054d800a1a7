// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "json/value.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// A schema to start from.
struct InferredSchema
{
    enum class Source : std::uint8_t {
        Schema,  ///< it was one, perhaps in a wrapper
        Sample,  ///< a JSON text
        Samples, ///< JSON Lines: one answer a line
        Table,   ///< comma-separated values: one answer a row
    };
    Source source = Source::Sample;
    json::Value schema;
    std::vector<std::string> said; ///< what was done to get it, a sentence each
};

/// What a text that somebody has at hand says about the answers they want: a JSON Schema however it is
/// wrapped (unwrapSchema), a JSON sample, JSON Lines, or a table with a header (readCsv). Errors: Usage, when
/// it begins as JSON and is none, or is none of these.
[[nodiscard]] Result<InferredSchema, Error> inferSchema(std::string_view text);

} // namespace espalier::schema
