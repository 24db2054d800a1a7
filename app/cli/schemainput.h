// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "schema/answershape.h"
#include "schema/validator.h"
#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::cli {

/// A schema that can be used: its shape for the model and its validator.
struct PreparedSchema
{
    schema::AnswerShape shape;
    schema::Validator validator; ///< of shape.userSchema
};

/// `text`: what the schema was read from, for the line of an error; may be empty. Errors: Usage, one line
/// what and where.
[[nodiscard]] Result<PreparedSchema, Error> prepareSchema(const json::Value &schema, bool iterable,
                                                          std::string_view text);

/// The same for a file, or standard input for "-".
[[nodiscard]] Result<PreparedSchema, Error> readSchemaFile(const std::string &path, bool iterable);

} // namespace espalier::cli
