// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/schemainput.h"

#include "cli/input.h"
#include "schema/schematext.h"

#include <utility>

namespace espalier::cli {

namespace {

Error unusable(const schema::SchemaError &error)
{
    std::string place;
    if (error.line > 0)
        place = " (line " + std::to_string(error.line) + ", column " + std::to_string(error.column) + ")";
    else if (!error.pointer.empty())
        place = " (at " + error.pointer + ")";
    return {ErrorKind::Usage,
            "The schema cannot be used: " + error.message + place + ".",
            "Mend the schema; it is JSON Schema 2020-12.",
            {},
            {},
            {}};
}

} // namespace

Result<PreparedSchema, Error> prepareSchema(const json::Value &schema, bool iterable, std::string_view text,
                                            const schema::CoercionOptions &coercion)
{
    const auto failed = [text](const schema::SchemaError &error) {
        return unusable(text.empty() ? error : schema::located(error, text));
    };
    // Judged as it was written first, so that the place of an error is one in the person's own text.
    if (auto written = schema::Validator::compile(schema); !written)
        return failed(written.error());
    auto shape = schema::AnswerShape::of(schema, iterable);
    if (!shape)
        return failed(shape.error());
    auto judge = run::AnswerJudge::compile(shape->userSchema, coercion);
    if (!judge)
        return failed(judge.error());
    return PreparedSchema{std::move(shape).value(), std::move(judge).value()};
}

Result<PreparedSchema, Error> readSchemaFile(const std::string &path, bool iterable,
                                             const schema::CoercionOptions &coercion)
{
    auto text = readText(path);
    if (!text)
        return text.error();
    const auto schema = schema::readSchemaText(*text);
    if (!schema)
        return unusable(schema.error());
    return prepareSchema(*schema, iterable, *text, coercion);
}

} // namespace espalier::cli
