// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/infer.h"

#include "base/ascii.h"
#include "schema/csvsample.h"
#include "schema/sampleschema.h"
#include "schema/unwrapschema.h"
#include "json/read.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;

/// One JSON value a line; nullopt when a line is none, or there is but one.
std::optional<std::vector<Value>> readLines(std::string_view text)
{
    std::vector<Value> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty())
            continue;
        auto value = json::readStrict(line);
        if (!value)
            return std::nullopt;
        out.push_back(std::move(value).value());
    }
    return out.size() > 1 ? std::optional(std::move(out)) : std::nullopt;
}

InferredSchema ofValue(const Value &value)
{
    if (auto pasted = unwrapSchema(value))
        return {InferredSchema::Source::Schema, std::move(pasted->schema), std::move(pasted->said)};
    return {InferredSchema::Source::Sample, schemaOfSample(value), {}};
}

} // namespace

Result<InferredSchema, Error> inferSchema(std::string_view text)
{
    if (trimmed(text).empty())
        return usageError("There is nothing to infer a schema from.",
                          "Give a JSON sample, a schema or a table.");
    const auto value = json::readStrict(text);
    if (value)
        return ofValue(*value);
    if (auto lines = readLines(text))
        return InferredSchema{InferredSchema::Source::Samples,
                              schemaOfSamples(*lines),
                              {"Merged from " + std::to_string(lines->size()) + " samples, one a line."}};
    const char first = trimmed(text).front();
    if (first == '{' || first == '[') {
        const json::ParseError &why = value.error();
        return usageError("This begins as JSON but is none: " + why.message + " (line " +
                              std::to_string(why.line) + ", column " + std::to_string(why.column) + ").",
                          "Correct it there.");
    }
    auto table = readCsv(text);
    if (!table)
        return usageError("This is neither JSON nor a table with a header.",
                          "Give a JSON sample, a JSON Schema, or comma-separated values with a header.");
    Value schema = schemaOfCsv(*table);
    return InferredSchema{InferredSchema::Source::Table, std::move(schema), std::move(table->said)};
}

} // namespace espalier::schema
