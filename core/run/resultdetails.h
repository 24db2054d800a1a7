// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"
#include "run/answer.h"
#include "run/runresult.h"
#include "schema/issue.h"
#include "wire/usage.h"

#include <string>
#include <string_view>

namespace espalier::run {

// What a run adds to its result beside the judgement of the answer. Pure.

/// The failure of a run whose schema cannot be compiled.
[[nodiscard]] Error schemaFailure(const schema::SchemaError &error);

/// `error` of a try that brought no answer, with what is known about the base URL, and never of kind None.
[[nodiscard]] Error connectionFailure(Error error, std::string_view baseUrl);

/// Tokens counted here because the server did not say: four bytes each, marked estimated.
[[nodiscard]] wire::Usage estimatedUsage(std::string_view requestBody, const Answer &answer);

/// Masks the values of `secrets` wherever a server may have echoed them: error and notes.
void maskSecrets(RunResult &result, const HttpHeaders &secrets);
void maskSecrets(Error &error, const HttpHeaders &secrets);

} // namespace espalier::run
