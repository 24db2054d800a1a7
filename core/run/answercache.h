// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "wire/correction.h"
#include "wire/delta.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::run {

/// Answers that were accepted, by the question as it was sent first: the seam to the store that keeps them.
/// What is in it is never trusted: a hit is judged like an answer that has just come.
class AnswerCache
{
public:
    virtual ~AnswerCache() = default;

    /// What was kept for that key; nullopt: nothing.
    [[nodiscard]] virtual std::optional<json::Value> find(const std::string &key) = 0;
    /// Never called for an answer that does not fit. A failure to keep is no failure of the run.
    virtual void keep(const std::string &key, const json::Value &answer) = 0;

protected:
    AnswerCache() = default;
    AnswerCache(const AnswerCache &) = default;
    AnswerCache &operator=(const AnswerCache &) = default;
};

/// Of a body and the address it goes to: SHA-256, lower-case hexadecimal. Whether it is streamed makes no
/// difference; everything else of the body does.
[[nodiscard]] std::string cacheKey(const json::Value &body, std::string_view url);

/// What is kept of an answer: its text, or its calls, and the model that gave it.
[[nodiscard]] json::Value cachedAnswer(const RunResult &result, const std::vector<wire::AnsweredCall> &calls);
/// The same as an answer that comes whole; empty when it is none.
[[nodiscard]] wire::Deltas deltasOf(const json::Value &cached);

} // namespace espalier::run
