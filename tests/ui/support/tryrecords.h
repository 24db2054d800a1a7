// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/trystore.h"
#include "json/read.h"

#include <string>
#include <string_view>
#include <utility>

namespace espalier::test {

/// 2026-03-12 14:02:00 UTC, a Thursday.
inline constexpr std::int64_t kNoonish = 1'773'324'120'000;
/// What must be shown as the letters it is made of.
inline constexpr std::string_view kMarkup = "<img src=file:///x>";

inline json::Value jsonOf(std::string_view text)
{
    auto value = json::readStrict(text);
    return value ? std::move(value).value() : json::Value::string("the test's own JSON cannot be read");
}

inline store::TrySummary summary(std::string id, std::int64_t startedMs)
{
    store::TrySummary out;
    out.id = std::move(id);
    out.startedMs = startedMs;
    out.recipeName = "People in a text";
    out.recipeVersion = 7;
    out.documentName = "letter.txt";
    out.endpoint = "Practice";
    out.model = "practice-reader";
    out.status = run::RunStatus::Valid;
    out.totalMs = 620;
    out.totalTokens = 421;
    return out;
}

inline store::TryRecord record(std::int64_t startedMs, std::string_view answer)
{
    store::TryRecord out;
    out.startedMs = startedMs;
    out.recipe.name = "People in a text";
    out.recipe.instructions = "Read the person.\n\n{{document}}";
    out.recipe.schema = jsonOf(
        R"({"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name"]})");
    out.recipeVersion = 7;
    out.documentName = "letter.txt";
    out.document = "Jason is 25 years old.";
    out.endpoint = "Practice";
    out.model = "practice-reader";
    out.result.status = run::RunStatus::Valid;
    out.result.text = std::string(answer);
    out.result.value = jsonOf(answer);
    out.result.lastObject = out.result.value;
    out.result.requestBody = R"({"model":"practice-reader","messages":[{"role":"user","content":"Read."}]})";
    out.result.totalMs = 620;
    return out;
}

} // namespace espalier::test
