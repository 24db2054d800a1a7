// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/csvsample.h"

#include "schema/codenames_p.h"
#include "schema/sampleschema.h"
#include "json/numberscanner.h"
#include "json/utf8.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Row = std::vector<std::string>;

constexpr std::size_t kLongestName = 200;

/// One row, taken off `text`, which must not be empty.
Row takeRow(std::string_view &text, char separator)
{
    Row out(1);
    bool quoted = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        std::string &cell = out.back();
        if (quoted) {
            const bool doubled = c == '"' && at + 1 < text.size() && text[at + 1] == '"';
            if (c != '"' || doubled)
                cell += c;
            else
                quoted = false;
            at += doubled ? 1 : 0;
        } else if (c == '"' && cell.empty()) {
            quoted = true;
        } else if (c == separator) {
            out.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r' || at + 1 == text.size() || text[at + 1] != '\n') {
            cell += c;
        }
    }
    text.remove_prefix(at);
    return out;
}

bool isEmpty(const Row &row)
{
    return std::all_of(row.begin(), row.end(), [](const std::string &cell) { return trimmed(cell).empty(); });
}

char separatorOf(std::string_view text)
{
    char best = ',';
    std::size_t most = 1;
    for (const char separator : {',', ';', '\t'}) {
        std::string_view rest = text;
        const std::size_t parts = takeRow(rest, separator).size();
        if (parts > most) {
            most = parts;
            best = separator;
        }
    }
    return best;
}

/// -12, 3.5: a number of JSON without an exponent; no leading zeros.
bool isNumber(std::string_view text)
{
    return json::isNumber(text) && text.find_first_of("eE") == std::string_view::npos;
}

Value sampleOf(std::string_view cell)
{
    if (isNumber(cell))
        return Value::number(std::string(cell));
    const std::string lower = asciiLower(cell);
    if (lower == "true" || lower == "false")
        return Value::boolean(lower == "true");
    return Value::string(std::string(cell));
}

} // namespace

std::optional<CsvTable> readCsv(std::string_view text)
{
    if (text.starts_with(json::kByteOrderMark))
        text.remove_prefix(json::kByteOrderMark.size());
    CsvTable out;
    out.separator = separatorOf(text);
    Row header;
    while (!text.empty() && isEmpty(header))
        header = takeRow(text, out.separator);
    NameBook taken;
    for (const std::string &cell : header) {
        const std::string name(trimmed(cell));
        const bool isName = name.size() <= kLongestName && name.find('\n') == std::string::npos;
        if (!isName || isEmpty(header))
            return std::nullopt;
        const std::string wished = name.empty() ? "column " + std::to_string(out.names.size() + 1) : name;
        out.names.push_back(taken.take(wished));
        if (out.names.back() != name)
            out.said.push_back("Column " + std::to_string(out.names.size()) + " is called \"" +
                               out.names.back() + "\".");
    }
    if (out.names.empty())
        return std::nullopt;
    std::size_t longer = 0;
    while (!text.empty()) {
        Row row = takeRow(text, out.separator);
        longer += row.size() > out.names.size() ? 1 : 0;
        if (!isEmpty(row))
            out.rows.push_back(std::move(row));
    }
    if (longer > 0)
        out.said.push_back(std::to_string(longer) + (longer == 1 ? " row has" : " rows have") +
                           " more cells than the header; those are passed over.");
    return out;
}

Value schemaOfCsv(const CsvTable &table)
{
    Value properties = Value::object();
    Value required = Value::array();
    for (std::size_t column = 0; column < table.names.size(); ++column) {
        std::vector<Value> samples;
        for (const Row &row : table.rows) {
            const std::string_view cell = column < row.size() ? trimmed(row[column]) : std::string_view();
            if (!cell.empty())
                samples.push_back(sampleOf(cell));
        }
        Value schema = schemaOfSamples(samples);
        if (!schema["type"].isString()) // nothing, or cells of different kinds
            schema = Value::object({{"type", Value::string("string")}});
        properties.mutableMembers().push_back({table.names[column], std::move(schema)});
        if (samples.size() == table.rows.size())
            required.mutableItems().push_back(Value::string(table.names[column]));
    }
    Value out = Value::object({{"type", Value::string("object")}, {"properties", std::move(properties)}});
    if (!required.items().empty())
        out.set("required", std::move(required));
    return out;
}

} // namespace espalier::schema
