// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "cli/resources.h"
#include "schema/validator.h"
#include "json/value.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace espalier::cli {

/// How the validate command reads a schema.
struct JudgeOptions
{
    bool formats = false; ///< "format" asserts instead of only telling
    std::string
        draft; ///< "2020-12", "2019-09", "7", "6" or "4": of schemas without "$schema"; empty: 2020-12
    ResourceFolders resources;
};

/// The one place that compiles a schema, which is not null, for `validate`.
[[nodiscard]] Result<schema::Validator, schema::SchemaError>
compileSchema(std::shared_ptr<const json::Value> schema, const JudgeOptions &options);

/// A draft by its name on the command line. Error: Usage, with the names there are.
[[nodiscard]] Result<std::string, Error> readDraft(std::string_view name);

/// {"error": {"message", "pointer", "line"?, "keyword"?}}: why a schema cannot be used. `text`: what it was
/// read from, for the line; may be empty.
[[nodiscard]] json::Value schemaErrorValue(const schema::SchemaError &error, std::string_view text);

/// Validators of a batch, each schema compiled once.
class Judges
{
public:
    /// Valid until the next call. Null when the schema cannot be used; then `error` says why.
    [[nodiscard]] const schema::Validator *of(const json::Value &schema, const JudgeOptions &options,
                                              schema::SchemaError &error);

private:
    static constexpr std::size_t kMost = 64; ///< kept at a time
    std::map<std::string, Result<schema::Validator, schema::SchemaError>> m_known;
};

} // namespace espalier::cli
