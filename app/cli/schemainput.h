// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "run/answerjudge.h"
#include "schema/answershape.h"
#include "schema/coercion.h"
#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::cli {

/// A schema that can be used: its shape for the model, and what reads and judges answers.
struct PreparedSchema
{
    schema::AnswerShape shape;
    run::AnswerJudge judge; ///< of shape.userSchema
};

/// `text`: what the schema was read from, for the line of an error; may be empty. Errors: Usage, one line
/// what and where.
[[nodiscard]] Result<PreparedSchema, Error> prepareSchema(const json::Value &schema, bool iterable,
                                                          std::string_view text,
                                                          const schema::CoercionOptions &coercion = {});

/// The same for a file, or standard input for "-".
[[nodiscard]] Result<PreparedSchema, Error> readSchemaFile(const std::string &path, bool iterable,
                                                           const schema::CoercionOptions &coercion = {});

} // namespace espalier::cli
