// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/judging.h"

#include "cli/resources.h"
#include "schema/draft.h"
#include "schema/schematext.h"
#include "json/writer.h"

#include <cstdint>

namespace espalier::cli {

using json::Value;

Result<schema::Validator, schema::SchemaError> compileSchema(std::shared_ptr<const Value> schema,
                                                             const JudgeOptions &options)
{
    schema::CompileOptions how;
    how.assertFormats = options.formats;
    how.draft = schema::draftOfName(options.draft).value_or(schema::Draft::Draft2020);
    how.loader = [&options](std::string_view uri) { return loadResource(options.resources, uri); };
    return schema::Validator::compile(std::move(schema), how);
}

Result<std::string, Error> readDraft(std::string_view name)
{
    if (schema::draftOfName(name))
        return std::string(name);
    return usageError("There is no draft \"" + std::string(name.substr(0, 40)) + "\".",
                      "It is one of 2020-12, 2019-09, 7, 6 and 4.");
}

Value schemaErrorValue(const schema::SchemaError &error, std::string_view text)
{
    const schema::SchemaError placed = text.empty() || error.line > 0 ? error : schema::located(error, text);
    Value out = Value::object(
        {{"message", Value::string(placed.message)}, {"pointer", Value::string(placed.pointer)}});
    if (placed.line > 0)
        out.set("line", Value::number(static_cast<std::int64_t>(placed.line)));
    if (!placed.keyword.empty())
        out.set("keyword", Value::string(placed.keyword));
    return Value::object({{"error", std::move(out)}});
}

const schema::Validator *Judges::of(const Value &schema, const JudgeOptions &options,
                                    schema::SchemaError &error)
{
    const std::string key = options.draft + (options.formats ? "+" : "-") + json::writeCompact(schema);
    auto known = m_known.find(key);
    if (known == m_known.end()) {
        if (m_known.size() >= kMost)
            m_known.clear();
        known = m_known.emplace(key, compileSchema(std::make_shared<const Value>(schema), options)).first;
    }
    if (known->second.ok())
        return &known->second.value();
    error = known->second.error();
    return nullptr;
}

} // namespace espalier::cli
