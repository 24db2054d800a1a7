// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// A table of texts.
struct CsvTable
{
    char separator = ',';
    std::vector<std::string> names;             ///< of the first row, trimmed; every one once and none empty
    std::vector<std::vector<std::string>> rows; ///< the others, as long as they are
    std::vector<std::string> said;              ///< what was made to fit, a sentence each
};

/// Reads comma-separated values (RFC 4180; also with ";" or tabs, whichever splits the first row into most
/// parts outside quotes; LF or CR LF; a byte-order mark is skipped). An unclosed quote takes the rest.
/// nullopt: no row at all, or a first row that cannot be names.
[[nodiscard]] std::optional<CsvTable> readCsv(std::string_view text);

/// One row as an object: names from the header; kinds from the rows where there are any, as all cells of a
/// column agree (whole numbers, numbers, true and false, dates, times, e-mail and web addresses; else text).
/// A column with empty cells is not required. Numbers that begin with 0, as postcodes do, are text.
[[nodiscard]] json::Value schemaOfCsv(const CsvTable &table);

} // namespace espalier::schema
