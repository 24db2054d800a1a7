// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/valuehash.h"

#include "json/decimal.h"
#include "json/effectivemembers.h"

#include <cstring>
#include <string>

namespace espalier::json {

namespace {

constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15ULL;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) noexcept
{
    hash = (hash ^ word) * kSpread;
    return hash ^ (hash >> 32U);
}

std::uint64_t hashOfNumber(const std::string &text)
{
    const Decimal number = Decimal::parse(text);
    const bool negative = number.negative && !number.isZero();
    return mixed(hashBytes(number.digits) + (negative ? 1 : 0), static_cast<std::uint64_t>(number.exponent));
}

} // namespace

std::uint64_t hashBytes(std::string_view text) noexcept
{
    std::uint64_t hash = text.size() * kSpread;
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = mixed(hash, word);
    }
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i < left; ++i)
        rest = rest << 8U | static_cast<unsigned char>(at[i]);
    return mixed(hash, rest);
}

std::uint64_t hashOf(const Member &member)
{
    return mixed(hashBytes(member.key), hashOf(member.value));
}

std::uint64_t hashOf(const Value &value)
{
    const auto kind = static_cast<std::uint64_t>(value.kind()) + 1;
    switch (value.kind()) {
    case Value::Kind::Null:
        return kind;
    case Value::Kind::Bool:
        return mixed(kind, value.isTrue() ? 1 : 0);
    case Value::Kind::Number:
        return mixed(kind, hashOfNumber(value.text()));
    case Value::Kind::String:
        return mixed(kind, hashBytes(value.text()));
    case Value::Kind::Array: {
        std::uint64_t hash = kind;
        for (const Value &item : value.items())
            hash = mixed(hash, hashOf(item));
        return hash;
    }
    case Value::Kind::Object: {
        std::uint64_t sum = 0; // order does not count
        EffectiveMembers::forEach(value, [&sum](const Member &member, std::size_t) {
            sum += hashOf(member);
            return true;
        });
        return mixed(kind, sum);
    }
    }
    return kind;
}

} // namespace espalier::json
