// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/valuehash.h"

#include "json/decimal.h"
#include "json/effectivemembers.h"

#include <string>

namespace espalier::json {

const char hashing::kSomewhere = 0;

namespace {

using hashing::mixed;

std::uint64_t hashOfNumber(const std::string &text)
{
    const Decimal number = Decimal::parse(text);
    const bool negative = number.negative && !number.isZero();
    return mixed(hashBytes(number.digits) + (negative ? 1 : 0), static_cast<std::uint64_t>(number.exponent));
}

} // namespace

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
