// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/valuehash_p.h"

#include "schema/keytable_p.h"
#include "schema/members_p.h"
#include "json/decimal.h"

#include <unordered_map>

namespace espalier::schema {

namespace {

/// Up to this many items, each is compared with each.
constexpr std::size_t kSmall = 6;

constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15ULL;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more)
{
    hash = (hash ^ more) * kSpread;
    return hash ^ (hash >> 29U);
}

std::uint64_t hashOfNumber(const std::string &text)
{
    const json::Decimal number = json::Decimal::parse(text);
    const bool negative = number.negative && !number.isZero();
    return mixed(hashBytes(number.digits) + (negative ? 1 : 0), static_cast<std::uint64_t>(number.exponent));
}

} // namespace

std::uint64_t hashOf(const json::Value &value)
{
    const auto kind = static_cast<std::uint64_t>(value.kind()) + 1;
    switch (value.kind()) {
    case json::Value::Kind::Null:
        return kind;
    case json::Value::Kind::Bool:
        return mixed(kind, value.isTrue() ? 1 : 0);
    case json::Value::Kind::Number:
        return mixed(kind, hashOfNumber(value.text()));
    case json::Value::Kind::String:
        return mixed(kind, hashBytes(value.text()));
    case json::Value::Kind::Array: {
        std::uint64_t hash = kind;
        for (const json::Value &item : value.items())
            hash = mixed(hash, hashOf(item));
        return hash;
    }
    case json::Value::Kind::Object: {
        std::uint64_t sum = 0; // order does not count
        EffectiveMembers::forEach(value, [&sum](const json::Member &member, std::size_t) {
            sum += mixed(hashBytes(member.key), hashOf(member.value));
            return true;
        });
        return mixed(kind, sum);
    }
    }
    return kind;
}

std::pair<std::size_t, std::size_t> firstRepetition(const json::Value::Array &items)
{
    if (items.size() <= kSmall) {
        for (std::size_t later = 1; later < items.size(); ++later) {
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                if (items[earlier].equals(items[later]))
                    return {earlier, later};
            }
        }
        return {0, 0};
    }
    std::unordered_multimap<std::uint64_t, std::size_t> seen;
    seen.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::uint64_t hash = hashOf(items[i]);
        const auto [first, last] = seen.equal_range(hash);
        for (auto at = first; at != last; ++at) {
            if (items[at->second].equals(items[i]))
                return {at->second, i};
        }
        seen.emplace(hash, i);
    }
    return {0, 0};
}

} // namespace espalier::schema
