// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/resultdetails.h"

#include "base/redact.h"
#include "wire/endpointurl.h"
#include "wire/errorbody.h"
#include "wire/nextstep.h"
#include "json/read.h"

#include <cstdint>
#include <utility>

namespace espalier::run {

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

wire::Usage estimatedUsage(std::string_view requestBody, const Answer &answer)
{
    const auto tokens = [](std::size_t bytes) { return static_cast<std::int64_t>((bytes + 3) / 4); };
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
