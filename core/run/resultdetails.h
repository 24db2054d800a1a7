// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/httpheaders.h"
#include "run/answer.h"
#include "run/runresult.h"
#include "schema/issue.h"
#include "wire/usage.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::run {

/// Said with an answer that was to be streamed and could not be.
inline constexpr std::string_view kWholeNote = "The endpoint does not stream; the answer came as a whole.";
/// Said when the limit of the answer's tokens was refused under either of its two names.
inline constexpr std::string_view kNoLimitNote =
    "The endpoint takes neither max_tokens nor max_completion_tokens: the length of the answer had no limit.";

/// Either of the two names that the limit of the answer's tokens has.
[[nodiscard]] bool isTokenLimit(std::string_view member);
/// Said when that limit was refused under one name and sent under the other.
[[nodiscard]] std::string renamedLimitNote(std::string_view sentAs);

// What a run adds to its result beside the judgement of the answer. Pure.

/// The failure of a run whose schema cannot be compiled.
[[nodiscard]] Error schemaFailure(const schema::SchemaError &error);

/// `error` of a try that brought no answer, with what is known about the base URL, and never of kind None.
[[nodiscard]] Error connectionFailure(Error error, std::string_view baseUrl);

/// A refusal (400, 422) that names `stream` itself: this endpoint only gives whole answers.
[[nodiscard]] bool refusesToStream(int httpStatus, std::string_view body);

/// True when so much text came in so short a time after so long a wait that it was written before and held
/// back on the way. Milliseconds since sending: the first content, and the end; `bytes` of content.
[[nodiscard]] bool cameAtOnce(std::int64_t firstTokenMs, std::int64_t endMs, std::size_t bytes);

/// What the way to the text changed or passed over: a note, and for the malformed UTF-8 that became U+FFFD a
/// repair each where the text has exactly as many of them as were `replaced`.
void addWireNotes(Answer &answer, std::uint64_t replaced, bool furtherChoices);

/// "Not checked: divisibleBy, extends."
[[nodiscard]] std::string notCheckedSentence(const std::vector<std::string> &keywords);

/// As estimatedUsage() counts.
inline constexpr std::uint64_t kBytesOfToken = 4;
/// Tokens counted here because the server did not say: four bytes each, marked estimated.
[[nodiscard]] wire::Usage estimatedUsage(std::string_view requestBody, const Answer &answer);

/// Masks the values of `secrets` wherever a server may have echoed them: error and notes.
void maskSecrets(RunResult &result, const HttpHeaders &secrets);
void maskSecrets(Error &error, const HttpHeaders &secrets);

} // namespace espalier::run
