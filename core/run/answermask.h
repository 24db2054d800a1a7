// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"
#include "run/runresult.h"
#include "wire/correction.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::run {

/// The secrets of `headers` that are masked in answers: "KEY" of "Bearer KEY". Not those that are words or
/// numbers as answers hold them ("none", "ollama", "12345678"): of at least 12 bytes, or of 8 with letters
/// and digits. Views of `headers`.
[[nodiscard]] std::vector<std::string_view> maskedWords(const HttpHeaders &headers);

/// `word` wherever it stands in `text`, at the same length. True when it did.
bool overwriteSecret(std::string &text, std::string_view word);

/// `headers`, and what else of a request is nobody's business: the secret parts of its URL.
[[nodiscard]] HttpHeaders secretsOf(HttpHeaders headers, std::string_view url);

/// Masks the values of `secrets` wherever an answer repeats them: its text (at the same length, so that byte
/// ranges stay), its values and names, items set aside, issues, repairs, coercions. A server that sends the
/// key back must not bring it into the history, the events, an export or a result. Linear in the answer;
/// nothing is done where there is none of maskedWords().
void maskAnswer(RunResult &result, const HttpHeaders &secrets);
/// The same of its calls, which a question about it shows the model again.
void maskCalls(std::vector<wire::AnsweredCall> &calls, const HttpHeaders &secrets);
/// The same in the data of one event.
void maskValue(json::Value &value, const HttpHeaders &secrets);

} // namespace espalier::run
