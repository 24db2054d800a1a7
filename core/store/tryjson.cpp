// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/tryjson_p.h"

#include "recipe/recipejson.h"
#include "run/resultjson.h"
#include "json/memberreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace espalier::store {

using json::Value;

namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::size_t kShortText = 500; // of a summary, bytes

/// On one line, at most kShortText bytes and an ellipsis, cut between characters.
std::string shortened(std::string text)
{
    if (text.size() > kShortText) {
        std::size_t end = kShortText;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end;
        text.resize(end);
        text += "…";
    }
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

std::string problemOf(const run::RunResult &result)
{
    if (result.status == run::RunStatus::Valid || result.status == run::RunStatus::Accepted)
        return {};
    const schema::Issues &issues =
        result.issues.empty() && !result.setAside.empty() ? result.setAside.front().issues : result.issues;
    if (!issues.empty()) {
        const schema::Issue &first = issues.front();
        return first.instance.empty() ? first.message : first.instance + ": " + first.message;
    }
    return result.error ? result.error->message : std::string();
}

Value headValue(const TrySummary &summary)
{
    return Value::object(
        {{"espalier_try", Value::number(kFormat)},
         {"started_ms", Value::number(summary.startedMs)},
         {"recipe", Value::string(summary.recipeName)},
         {"version", Value::number(summary.recipeVersion)},
         {"document", Value::string(summary.documentName)},
         {"endpoint", Value::string(summary.endpoint)},
         {"model", Value::string(summary.model)},
         {"status", Value::string(std::string(run::runStatusName(summary.status)))},
         {"problem", Value::string(summary.problem)},
         {"total_ms", Value::number(summary.totalMs)},
         {"total_tokens", summary.totalTokens ? Value::number(*summary.totalTokens) : Value()},
         {"estimated", Value::boolean(summary.usageEstimated)}});
}

Value recordValue(const TryRecord &record)
{
    return Value::object({{"started_ms", Value::number(record.startedMs)},
                          {"recipe", recipe::recipeValue(record.recipe)},
                          {"version", Value::number(record.recipeVersion)},
                          {"document_name", Value::string(record.documentName)},
                          {"document", Value::string(record.document)},
                          {"endpoint", Value::string(record.endpoint)},
                          {"model", Value::string(record.model)},
                          {"mode", Value::string(std::string(wire::answerModeName(record.mode)))},
                          {"result", run::resultValue(record.result)}});
}

void readTime(json::MemberReader &reader, std::int64_t &field)
{
    std::optional<std::int64_t> time;
    reader.read("started_ms", time, std::numeric_limits<std::int64_t>::min());
    field = time.value_or(field);
}

} // namespace

TrySummary summaryOf(const TryRecord &record)
{
    TrySummary out;
    out.startedMs = record.startedMs;
    out.recipeName = shortened(record.recipe.name);
    out.recipeVersion = record.recipeVersion;
    out.documentName = shortened(record.documentName);
    out.endpoint = shortened(record.endpoint);
    out.model = shortened(record.model);
    out.status = record.result.status;
    out.problem = shortened(problemOf(record.result));
    out.totalMs = record.result.totalMs;
    if (record.result.usage) {
        out.totalTokens = record.result.usage->totalTokens;
        out.usageEstimated = record.result.usage->estimated;
    }
    return out;
}

std::string tryText(const TryRecord &record)
{
    std::string out = json::writeCompact(headValue(summaryOf(record))) + "\n";
    json::appendCompact(out, recordValue(record));
    out += '\n';
    return out;
}

std::optional<TrySummary> readHead(std::string_view line)
{
    const auto head = json::readStrict(line);
    if (!head || (*head)["espalier_try"].toInt64() != kFormat)
        return std::nullopt;
    TrySummary out;
    json::MemberReader reader(*head, {});
    readTime(reader, out.startedMs);
    reader.read("recipe", out.recipeName);
    reader.read("version", out.recipeVersion, 0);
    reader.read("document", out.documentName);
    reader.read("endpoint", out.endpoint);
    reader.read("model", out.model);
    reader.readWord("status", out.status, run::runStatusFromName);
    reader.read("problem", out.problem);
    std::optional<std::int64_t> ms;
    reader.read("total_ms", ms, 0);
    out.totalMs = ms.value_or(0);
    reader.read("total_tokens", out.totalTokens, std::numeric_limits<std::int64_t>::min());
    reader.read("estimated", out.usageEstimated);
    return reader.problem().empty() ? std::optional(std::move(out)) : std::nullopt;
}

Result<TryRecord, std::string> readTry(std::string_view text)
{
    const std::size_t end = text.find('\n');
    if (!readHead(text.substr(0, std::min(end, kHeadBytes))) || end == std::string_view::npos)
        return std::string("it is no try that this version of Espalier knows");
    const auto value = json::readStrict(text.substr(end + 1), json::kOwnFileLimits);
    if (!value)
        return "its second line is no JSON: " + value.error().message + ", column " +
               std::to_string(value.error().column);
    TryRecord out;
    json::MemberReader reader(*value, {});
    readTime(reader, out.startedMs);
    reader.read("version", out.recipeVersion, 0);
    reader.read("document_name", out.documentName);
    reader.read("document", out.document);
    reader.read("endpoint", out.endpoint);
    reader.read("model", out.model);
    reader.readWord("mode", out.mode, wire::answerModeFromName);
    if (!reader.problem().empty())
        return reader.problem();
    auto recipe = recipe::recipeFromValue((*value)["recipe"]);
    if (!recipe)
        return "its recipe: " + recipe.error().message;
    auto result = run::resultFromValue((*value)["result"]);
    if (!result)
        return result.error();
    out.recipe = *std::move(recipe);
    out.result = *std::move(result);
    return out;
}

} // namespace espalier::store
