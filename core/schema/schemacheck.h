// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/compileoptions.h"
#include "schema/issue.h"
#include "json/value.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace espalier::schema {

/// What there is to say of a schema before any value is judged by it.
struct SchemaCheck
{
    std::optional<SchemaError> error;    ///< why it cannot be used, as Validator::compile() has it
    std::vector<std::string> notChecked; ///< Validator::notChecked()
    /// What is wrong with parts that nothing refers to, so that no value comes to be judged by them: at most
    /// 100, one for each part. Only when there is no error.
    std::vector<SchemaError> unused;
};

/// `schema`: not null, and unchanged until this returns.
[[nodiscard]] SchemaCheck checkSchema(std::shared_ptr<const json::Value> schema,
                                      const CompileOptions &options = {});

/// Why no code can be made of a schema, with what to do: it refers to itself without a step into the value,
/// which no class ends either. Other faults of a schema are checkSchema()'s business.
[[nodiscard]] std::optional<SchemaError> endlessReference(const json::Value &schema);

} // namespace espalier::schema
