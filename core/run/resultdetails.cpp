// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/resultdetails.h"

#include "base/redact.h"
#include "wire/endpointurl.h"
#include "wire/errorbody.h"
#include "wire/nextstep.h"
#include "json/read.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace espalier::run {

namespace {
constexpr std::uint64_t kMostPlaced = 1000; // who has more of them reads the note
}

Error schemaFailure(const schema::SchemaError &error)
{
    const std::string place = error.pointer.empty() ? std::string() : " (at " + error.pointer + ")";
    return {ErrorKind::Usage,
            "The schema cannot be used: " + error.message + place + ".",
            "Mend the schema and run again.",
            {},
            {},
            {}};
}

Error connectionFailure(Error error, std::string_view baseUrl)
{
    if (error.kind == ErrorKind::None) {
        error.kind = ErrorKind::NoConnection;
        error.message = "There was no answer.";
    }
    if (error.nextStep.empty())
        error.nextStep = wire::nextStep(error.kind);
    if (std::string hint = wire::endpointHint(baseUrl); !hint.empty())
        error.nextStep = std::move(hint);
    return error;
}

bool refusesToStream(int httpStatus, std::string_view body)
{
    if (httpStatus != 400 && httpStatus != 422)
        return false;
    const auto read = json::readStrict(body);
    return read && wire::errorWords(*read).param == "stream";
}

bool cameAtOnce(std::int64_t firstTokenMs, std::int64_t endMs, std::size_t bytes)
{
    constexpr std::int64_t kLongWaitMs = 1000;
    constexpr std::size_t kMuchText = 1000;
    return firstTokenMs >= kLongWaitMs && bytes >= kMuchText && (endMs - firstTokenMs) * 100 <= firstTokenMs;
}

void addWireNotes(Answer &answer, std::uint64_t replaced, bool furtherChoices)
{
    if (furtherChoices)
        answer.notes.emplace_back("The endpoint sent several answers (choices); only the first was read.");
    if (replaced == 0)
        return;
    answer.notes.push_back("The stream held bytes that are no UTF-8; U+FFFD stands for them (" +
                           std::to_string(replaced) + ").");
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    json::Repairs found;
    for (std::size_t at = answer.text.find(kReplacement); at != std::string::npos && found.size() <= replaced;
         at = answer.text.find(kReplacement, at + kReplacement.size()))
        found.push_back({json::RepairKind::InvalidUtf8, at, std::string(kReplacement)});
    if (found.size() != replaced || replaced > kMostPlaced)
        return;
    const auto middle = answer.repairs.insert(answer.repairs.end(), found.begin(), found.end());
    std::inplace_merge(answer.repairs.begin(), middle, answer.repairs.end(),
                       [](const json::Repair &a, const json::Repair &b) { return a.offset < b.offset; });
}

std::string notCheckedSentence(const std::vector<std::string> &keywords)
{
    std::string names;
    for (const std::string &keyword : keywords)
        names += (names.empty() ? "" : ", ") + keyword;
    return "Not checked: " + names + ".";
}

bool isTokenLimit(std::string_view member)
{
    return member == "max_tokens" || member == "max_completion_tokens";
}

std::string renamedLimitNote(std::string_view sentAs)
{
    return "The limit of the answer's tokens was sent as " + std::string(sentAs) + " instead.";
}

wire::Usage estimatedUsage(std::string_view requestBody, const Answer &answer)
{
    const auto tokens = [](std::size_t bytes) {
        return static_cast<std::int64_t>((bytes + kBytesOfToken - 1) / kBytesOfToken);
    };
    wire::Usage usage;
    usage.promptTokens = tokens(requestBody.size());
    usage.completionTokens = tokens(answer.text.size() + answer.reasoning.size() + answer.refusal.size());
    usage.totalTokens = usage.promptTokens + usage.completionTokens;
    usage.estimated = true;
    return usage;
}

namespace {

void maskSecrets(std::string &text, const HttpHeaders &secrets)
{
    for (const auto &[name, value] : secrets) {
        // "Bearer KEY": servers quote the key alone.
        text = redactSecret(text, std::string_view(value).substr(value.rfind(' ') + 1));
    }
}

} // namespace

void maskSecrets(Error &error, const HttpHeaders &secrets)
{
    maskSecrets(error.message, secrets);
    maskSecrets(error.nextStep, secrets);
    maskSecrets(error.code, secrets);
}

void maskSecrets(RunResult &result, const HttpHeaders &secrets)
{
    if (result.error)
        maskSecrets(*result.error, secrets);
    for (std::string &note : result.notes)
        maskSecrets(note, secrets);
}

} // namespace espalier::run
