// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/valuehash_p.h"

#include <functional>
#include <string>

namespace espalier::recipe {

using json::Value;

static std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    a = (a ^ (b + 0x9E3779B97F4A7C15ULL + (a << 6) + (a >> 2))) * 0xBF58476D1CE4E5B9ULL;
    return a ^ (a >> 31);
}

std::uint64_t hashOf(const json::Member &member)
{
    return mixed(std::hash<std::string>()(member.key), hashOf(member.value));
}

std::uint64_t hashOf(const Value &value)
{
    std::uint64_t out = mixed(static_cast<std::uint64_t>(value.kind()), value.isTrue() ? 1 : 0);
    if (value.isNumber()) // too large for a double: all alike, and compared one by one
        return mixed(out, std::hash<double>()(value.toDouble().value_or(0) + 0.0));
    if (value.isString())
        return mixed(out, std::hash<std::string>()(value.text()));
    for (const Value &item : value.items())
        out = mixed(out, hashOf(item));
    for (const json::Member &member : value.members()) { // in any order, the last of a name counts
        if (value.find(member.key) == &member.value)
            out += hashOf(member);
    }
    return out;
}

} // namespace espalier::recipe
