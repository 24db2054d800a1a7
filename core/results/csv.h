// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::results {

/// One column of a table made of values.
struct Column
{
    std::vector<std::string> path; ///< member names from the row to the leaf; empty: the row itself
    std::string title;             ///< "address.city"
    bool operator==(const Column &) const = default;
};

/// The columns of a list of values: first the leaves of `schema` (of one row; may be null when nothing is
/// known) in its order, then members that only the values have, in order of appearance. A list inside a row
/// is one column; its items are joined. At least one column: a row that is no object, or of which nothing is
/// known, is a column "value" with an empty path.
[[nodiscard]] std::vector<Column> columnsOf(const json::Value::Array &rows, const json::Value &rowSchema);

/// The text of one cell: strings as they are, numbers verbatim, true and false, null and absent empty; lists
/// of scalars joined by "; ", anything deeper as compact JSON.
[[nodiscard]] std::string cellText(const json::Value &row, const Column &column);

struct CsvOptions
{
    char separator = ',';
    bool byteOrderMark = false;
    /// A text cell that begins with = + - @ tab or CR gets a leading apostrophe (formats specification,
    /// "Export"). Numbers never.
    bool formulaGuard = true;
};

/// RFC 4180: a header line, then a line per row, CRLF, quoted where needed. An answer that is no list is one
/// row. `rowSchema` as in columnsOf.
[[nodiscard]] std::string writeCsv(const json::Value &answer, const json::Value &rowSchema,
                                   const CsvOptions &options = {});

/// The same with columns of the caller's own: only their paths say what stands in a cell, so that two columns
/// may have one title.
[[nodiscard]] std::string writeCsv(const json::Value::Array &rows, const std::vector<Column> &columns,
                                   const CsvOptions &options = {});

/// The rows of an answer: the items of a list; the items of the only list member of an object whose other
/// members are none ("items" wrappers do not occur: answers are unwrapped); else the answer itself.
[[nodiscard]] json::Value::Array rowsOf(const json::Value &answer);

/// The schema of one row: `items` of a list schema, or of an object schema whose only property is a list
/// (local references followed), with the definitions of the whole; else the schema itself; null when it says
/// nothing.
[[nodiscard]] json::Value rowSchemaOf(const json::Value &schema);

} // namespace espalier::results
