// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/usagebook.h"

#include <algorithm>
#include <cstddef>

namespace espalier::store {

namespace {

template <typename T>
void keepNewest(std::vector<T> &list, std::size_t most)
{
    if (list.size() > most)
        list.erase(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(list.size() - most));
}

bool isRateLimited(const run::AttemptRecord &record)
{
    return record.error && record.error->kind == ErrorKind::RateLimited;
}

} // namespace

void UsageSums::add(const UsageSums &other)
{
    runs += other.runs;
    attempts += other.attempts;
    requests += other.requests;
    failures += other.failures;
    rateLimited += other.rateLimited;
    tokensIn += other.tokensIn;
    tokensOut += other.tokensOut;
    tokensEstimated += other.tokensEstimated;
    unpriced += other.unpriced;
    if (other.cost)
        cost = cost.value_or(0) + *other.cost;
    firstTokenMs.insert(firstTokenMs.end(), other.firstTokenMs.begin(), other.firstTokenMs.end());
    keepNewest(firstTokenMs, kMostFirstTokens);
}

UsageSums usageOf(const run::AttemptRecord &record)
{
    UsageSums out;
    out.requests = 1;
    out.rateLimited = isRateLimited(record) ? 1 : 0;
    if (record.firstTokenMs)
        out.firstTokenMs.push_back(*record.firstTokenMs);
    if (!record.usage)
        return out;
    out.tokensIn = record.usage->promptTokens;
    out.tokensOut = record.usage->completionTokens;
    if (record.usage->estimated)
        out.tokensEstimated = out.tokens();
    out.cost = record.cost;
    out.unpriced = record.cost ? 0 : 1;
    return out;
}

UsageSums usageOf(const run::RunResult &result)
{
    UsageSums out;
    for (const run::AttemptRecord &record : result.history)
        out.add(usageOf(record));
    out.runs = 1;
    out.attempts = result.attempts;
    out.requests = result.tries;
    out.failures =
        result.status == run::RunStatus::Valid || result.status == run::RunStatus::Accepted ? 0 : 1;
    return out;
}

std::vector<run::RequestSample> samplesOf(const run::RunResult &result)
{
    std::vector<run::RequestSample> out;
    for (const run::AttemptRecord &record : result.history)
        out.push_back({record.parallel, record.firstTokenMs, isRateLimited(record)});
    return out;
}

void UsageBook::add(std::string_view day, std::string_view endpoint, std::string_view model,
                    const run::RunResult &result)
{
    const std::string currency = result.cost ? result.currency : std::string();
    const auto same = [&](const UsageRow &row) {
        return row.day == day && row.endpoint == endpoint && row.model == model &&
               (row.currency == currency || row.currency.empty() || currency.empty());
    };
    auto row = std::find_if(rows.begin(), rows.end(), same);
    if (row == rows.end()) {
        const auto later =
            std::find_if(rows.begin(), rows.end(), [&](const UsageRow &other) { return other.day > day; });
        row = rows.insert(later, {std::string(day), std::string(endpoint), std::string(model), currency, {}});
    }
    row->sums.add(usageOf(result));
    if (row->currency.empty())
        row->currency = currency;
    keepNewest(rows, kMostRows);
    std::vector<run::RequestSample> &list = recent[std::string(endpoint)];
    for (const run::RequestSample &sample : samplesOf(result))
        list.push_back(sample);
    keepNewest(list, kMostRecent);
}

} // namespace espalier::store
