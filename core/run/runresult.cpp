// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/runresult.h"

namespace espalier::run {

std::string_view runStatusName(RunStatus status) noexcept
{
    switch (status) {
    case RunStatus::Valid:
        return "valid";
    case RunStatus::Accepted:
        return "accepted";
    case RunStatus::Invalid:
        return "invalid";
    case RunStatus::Cut:
        return "cut";
    case RunStatus::Refused:
        return "refused";
    case RunStatus::Failed:
        return "failed";
    case RunStatus::Cancelled:
        return "cancelled";
    }
    return "failed";
}

std::optional<RunStatus> runStatusFromName(std::string_view name) noexcept
{
    for (int status = 0; status <= static_cast<int>(RunStatus::Cancelled); ++status) {
        if (runStatusName(static_cast<RunStatus>(status)) == name)
            return static_cast<RunStatus>(status);
    }
    return std::nullopt;
}

json::Value lastObjectAsRead(const RunResult &result)
{
    const bool fits = result.status == RunStatus::Valid || result.status == RunStatus::Accepted;
    const bool wrong =
        result.status == RunStatus::Invalid && !(result.issues.empty() && result.setAside.empty());
    if (result.coercions.empty() || !(fits || wrong))
        return result.lastObject.value_or(json::Value());
    if (result.setAside.empty())
        return result.value;
    json::Value::Array all;
    auto aside = result.setAside.begin();
    for (const json::Value &item : result.value.items()) {
        for (; aside != result.setAside.end() && aside->index == all.size(); ++aside)
            all.push_back(aside->value);
        all.push_back(item);
    }
    for (; aside != result.setAside.end(); ++aside)
        all.push_back(aside->value);
    return json::Value::array(std::move(all));
}

std::vector<AttemptRecord> wholeHistory(const RunResult &result)
{
    std::vector<AttemptRecord> out = result.history;
    std::string body; // of the try before
    for (AttemptRecord &record : out) {
        if (record.restInResult) {
            record.value = result.lastObject;
            record.text = result.text;
            record.issues = result.issues;
            record.repairs = result.repairs;
        }
        if (record.requestBody.empty() && !record.shortened)
            record.requestBody = record.restInResult ? result.requestBody : body;
        body = record.requestBody;
    }
    return out;
}

} // namespace espalier::run
