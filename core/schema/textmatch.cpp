// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/textmatch_p.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace espalier::schema {

namespace {

using Indexes = std::vector<std::size_t>;

/// Beyond that many comparisons what is left counts as new.
constexpr std::size_t kMostComparisons = 2'000'000;

Indexes unmatchedNew(const Indexes &match)
{
    Indexes out;
    for (std::size_t i = 0; i < match.size(); ++i) {
        if (match[i] == kNoMatch)
            out.push_back(i);
    }
    return out;
}

Indexes unmatchedOld(const Indexes &match, std::size_t count)
{
    std::vector<bool> used(count, false);
    for (const std::size_t old : match) {
        if (old != kNoMatch)
            used[old] = true;
    }
    Indexes out;
    for (std::size_t i = 0; i < count; ++i) {
        if (!used[i])
            out.push_back(i);
    }
    return out;
}

void matchByName(const json::Value::Object &before, const json::Value::Object &after, Indexes &match)
{
    std::unordered_map<std::string_view, Indexes> places; // of each name, the first one last
    for (std::size_t i = before.size(); i-- > 0;)
        places[before[i].key].push_back(i);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const auto found = places.find(after[i].key);
        if (found == places.end() || found->second.empty())
            continue;
        match[i] = found->second.back();
        found->second.pop_back();
    }
}

/// What has another name now: the same value, or as many as were lost.
void matchRenamed(const json::Value::Object &before, const json::Value::Object &after, Indexes &match)
{
    const Indexes fresh = unmatchedNew(match);
    Indexes lost = unmatchedOld(match, before.size());
    if (fresh.size() * lost.size() > kMostComparisons)
        return;
    for (const std::size_t i : fresh) {
        const auto same = std::find_if(lost.begin(), lost.end(),
                                       [&](std::size_t old) { return before[old].value == after[i].value; });
        if (same != lost.end()) {
            match[i] = *same;
            lost.erase(same);
        }
    }
    const Indexes left = unmatchedNew(match);
    if (left.size() != lost.size())
        return;
    for (std::size_t i = 0; i < left.size(); ++i)
        match[left[i]] = lost[i];
}

/// Items between two places that are known: the same ones in order, then by place where none came or went.
void matchItems(const json::Value::Array &before, const json::Value::Array &after, Indexes &match)
{
    std::size_t head = 0;
    const std::size_t most = std::min(before.size(), after.size());
    for (; head < most && before[head] == after[head]; ++head)
        match[head] = head;
    std::size_t tail = 0;
    for (; tail < most - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]; ++tail)
        match[after.size() - 1 - tail] = before.size() - 1 - tail;
    const std::size_t oldEnd = before.size() - tail;
    const std::size_t newEnd = after.size() - tail;
    if (oldEnd - head == newEnd - head) {
        for (std::size_t i = head; i < newEnd; ++i)
            match[i] = i;
        return;
    }
    if ((oldEnd - head) * (newEnd - head) > kMostComparisons)
        return;
    std::size_t from = head;
    for (std::size_t i = head; i < newEnd; ++i) {
        for (std::size_t old = from; old < oldEnd; ++old) {
            if (before[old] == after[i]) {
                match[i] = old;
                from = old + 1;
                break;
            }
        }
    }
}

} // namespace

std::vector<std::size_t> matchChildren(const json::Value &before, const json::Value &after)
{
    Indexes match(after.isObject() ? after.members().size() : after.items().size(), kNoMatch);
    if (after.isObject()) {
        matchByName(before.members(), after.members(), match);
        matchRenamed(before.members(), after.members(), match);
    } else {
        matchItems(before.items(), after.items(), match);
    }
    return match;
}

} // namespace espalier::schema
