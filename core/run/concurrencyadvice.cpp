// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/concurrencyadvice.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace espalier::run {

namespace {

using Kind = ConcurrencyAdvice::Kind;

constexpr int kMostAtOnce = 64;
constexpr std::size_t kLeastOfASide = 3;
constexpr std::int64_t kMuchSlowerMs = 500;

void adviseAfterLimits(ConcurrencyAdvice &out, const std::vector<RequestSample> &samples)
{
    int least = samples.front().parallel;
    bool any = false;
    for (const RequestSample &sample : samples) {
        if (sample.rateLimited && (!std::exchange(any, true) || sample.parallel < least))
            least = sample.parallel;
    }
    if (least <= 1) {
        out.kind = Kind::SlowDown;
        return;
    }
    out.kind = Kind::Fewer;
    out.suggested = std::min(least, out.concurrency) - 1;
    if (out.suggested < 1) { // it has been lowered since, to one
        out.kind = Kind::Keep;
        out.suggested = out.concurrency;
    }
}

void adviseByTime(ConcurrencyAdvice &out, const std::vector<RequestSample> &samples)
{
    std::vector<std::int64_t> few;
    std::vector<std::int64_t> many;
    const int half = std::max(1, out.concurrency / 2);
    for (const RequestSample &sample : samples) {
        if (sample.firstTokenMs)
            (sample.parallel <= half ? few : many).push_back(*sample.firstTokenMs);
    }
    const bool both = few.size() >= kLeastOfASide && many.size() >= kLeastOfASide;
    const auto fewMs = medianOf(std::move(few));
    const auto manyMs = medianOf(std::move(many));
    if (both && *manyMs >= 2 * *fewMs && *manyMs - *fewMs >= kMuchSlowerMs) {
        out.kind = Kind::FewerAsSlow;
        out.suggested = half;
        out.fewMs = fewMs;
        out.manyMs = manyMs;
        return;
    }
    const auto full = std::count_if(samples.begin(), samples.end(), [&](const RequestSample &sample) {
        return sample.parallel >= out.concurrency;
    });
    const int more = std::min(out.concurrency * 2, kMostAtOnce);
    if (out.concurrency > 1 && more > out.concurrency && full * 2 >= out.looked) {
        out.kind = Kind::More;
        out.suggested = more;
    }
}

} // namespace

std::optional<std::int64_t> medianOf(std::vector<std::int64_t> numbers)
{
    if (numbers.empty())
        return std::nullopt;
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>((numbers.size() - 1) / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

ConcurrencyAdvice adviseConcurrency(const std::vector<RequestSample> &samples, int concurrency)
{
    const std::size_t looked = std::min<std::size_t>(samples.size(), kAdviceMost);
    const std::vector<RequestSample> newest(samples.end() - static_cast<std::ptrdiff_t>(looked),
                                            samples.end());
    ConcurrencyAdvice out;
    out.looked = static_cast<int>(looked);
    out.concurrency = out.suggested = std::max(1, concurrency);
    out.limited = static_cast<int>(std::count_if(newest.begin(), newest.end(),
                                                 [](const RequestSample &one) { return one.rateLimited; }));
    if (out.looked < kAdviceLeast)
        return out;
    out.kind = Kind::Keep;
    if (out.limited > 0)
        adviseAfterLimits(out, newest);
    else
        adviseByTime(out, newest);
    return out;
}

} // namespace espalier::run
