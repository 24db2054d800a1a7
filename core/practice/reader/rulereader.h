// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace espalier::practice {

// Reads documents by rule: labels beside values, typed values (numbers, money, dates, addresses, …), names
// before ages, enumerations, tables, repeated records, in English and German. It never invents: every value
// stands in the text, or is null where the schema allows it, or absent; a list that has to be there and of
// which nothing is found is empty. Fields that may be inferred (bio, description, summary, reply, title, or a
// description that says so) and do not stand in the text get a sentence made of the values read beside them.
// Dates come out as ISO 8601 where the schema's format asks for it, else as written.
//
// Pure functions, any thread. Time about linear in the document for a given schema; memory a small multiple
// of it.

/// A value of the schema's shape; an empty object or list when the document says nothing. `schema` null or
/// true: label by label.
[[nodiscard]] json::Value readDocument(std::string_view document, const json::Value &schema);

/// One object found, and which of several schemas it fits.
struct RecordOfKind
{
    std::size_t kind = 0;
    json::Value value;
};
/// All records of the document that fit one of the schemas, in order of place; where two claim the same
/// place, the better fit.
[[nodiscard]] std::vector<RecordOfKind> readRecords(std::string_view document,
                                                    const std::vector<json::Value> &schemas);

/// The schema that fits the document best; 0 when none does. `schemas` must not be empty.
[[nodiscard]] std::size_t bestFit(std::string_view document, const std::vector<json::Value> &schemas);

} // namespace espalier::practice
