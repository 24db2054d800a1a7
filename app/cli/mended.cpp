// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/mended.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace espalier::cli {

namespace {

using json::RepairKind;

/// The name that machines read is plain enough for most; these need more words.
std::string wordsFor(RepairKind kind)
{
    static constexpr std::array<std::pair<RepairKind, std::string_view>, 7> kWords{{
        {RepairKind::Prose, "prose around the answer"},
        {RepairKind::ThinkBlock, "thinking before the answer"},
        {RepairKind::DoubleEncoded, "JSON inside a text"},
        {RepairKind::Unwrapped, "a wrapper around the answer"},
        {RepairKind::Concatenated, "several values one after the other"},
        {RepairKind::InvalidUtf8, "bytes that are no UTF-8"},
        {RepairKind::LoopStopped, "an endless repetition, stopped"},
    }};
    const auto *known =
        std::find_if(kWords.begin(), kWords.end(), [kind](const auto &entry) { return entry.first == kind; });
    std::string out(known == kWords.end() ? json::repairKindName(kind) : known->second);
    if (known == kWords.end())
        std::replace(out.begin(), out.end(), '-', ' ');
    return out;
}

/// `/age "25" as 25`
std::string wordsFor(const schema::Coercion &made)
{
    const std::string place = made.instance.empty() ? std::string("the answer") : made.instance;
    switch (made.kind) {
    case schema::CoercionKind::MemberName:
        return place + " named " + made.from;
    case schema::CoercionKind::NullToAbsent:
        return place + " null as absent";
    case schema::CoercionKind::Default:
        return place + " filled in with " + made.to;
    default:
        return place + " " + made.from + " as " + made.to;
    }
}

/// The first few.
std::string coercionsInWords(const schema::Coercions &coercions)
{
    constexpr std::size_t kNamed = 3;
    std::string out;
    for (std::size_t i = 0; i < std::min(kNamed, coercions.size()); ++i)
        out += (i > 0 ? "; " : "") + wordsFor(coercions[i]);
    if (coercions.size() > kNamed)
        out += "; and " + std::to_string(coercions.size() - kNamed) + " more";
    return out;
}

/// The answer came where it was not asked for: that has a note of its own, and no prose stood in the text.
bool isPlace(const json::Repair &repair, std::string_view text)
{
    return repair.kind == RepairKind::Prose && repair.offset == 0 && !text.starts_with(repair.text);
}

} // namespace

std::vector<std::string> mendedInWords(const run::RunResult &result, wire::AnswerMode mode)
{
    std::vector<std::pair<RepairKind, std::size_t>> counts; // in the order of the first of each kind
    for (const json::Repair &repair : result.repairs) {
        const bool askedFor = repair.kind == RepairKind::Fence && mode == wire::AnswerMode::MdJson;
        if (askedFor || isPlace(repair, result.text))
            continue;
        const auto known = std::find_if(counts.begin(), counts.end(),
                                        [&](const auto &entry) { return entry.first == repair.kind; });
        if (known == counts.end())
            counts.emplace_back(repair.kind, 1);
        else
            ++known->second;
    }
    std::vector<std::string> out;
    std::string mended;
    for (const auto &[kind, count] : counts) {
        mended += (mended.empty() ? "" : ", ") + wordsFor(kind);
        if (count > 1)
            mended += " (" + std::to_string(count) + ")";
    }
    if (!mended.empty())
        out.push_back("Put right: " + mended + ".");
    if (!result.coercions.empty())
        out.push_back("Read into the types of the schema: " + coercionsInWords(result.coercions) + ".");
    std::uint64_t bytes = 0;
    for (const json::IgnoredSpan &span : result.ignored)
        bytes += span.end - span.begin;
    if (bytes > 0) {
        const std::size_t pieces = result.ignored.size();
        out.push_back("Not used: " + std::to_string(pieces) + " other " + (pieces == 1 ? "piece" : "pieces") +
                      " of JSON in the answer (" + std::to_string(bytes) + " bytes).");
    }
    return out;
}

} // namespace espalier::cli
