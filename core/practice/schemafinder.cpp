// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/schemafinder.h"

#include "json/read.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace espalier::practice {

namespace {

/// The end of the object that opens at `begin`, or npos: braces are matched, those in strings do not count.
std::size_t objectEnd(std::string_view text, std::size_t begin)
{
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = begin; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

bool looksLikeSchema(const json::Value &value)
{
    static constexpr std::string_view telling[] = {"properties", "$ref", "anyOf", "oneOf",
                                                   "allOf",      "enum", "items", "$defs"};
    const auto has = [&](std::string_view key) { return value.find(key) != nullptr; };
    return std::any_of(std::begin(telling), std::end(telling), has) || value["type"].isString() ||
           value["type"].isArray();
}

} // namespace

std::optional<json::Value> findSchema(std::string_view text)
{
    // Braces that are no JSON are stepped over one by one; a bound on that keeps the search linear.
    constexpr int maxFailures = 64;
    std::optional<json::Value> best;
    std::size_t bestSize = 0;
    int failures = 0;
    for (std::size_t at = text.find('{'); at != std::string_view::npos && failures < maxFailures;
         at = text.find('{', at)) {
        const std::size_t end = objectEnd(text, at);
        if (end == std::string_view::npos) {
            ++failures;
            ++at;
            continue;
        }
        if (end - at > bestSize) {
            auto parsed = json::readStrict(text.substr(at, end - at));
            if (!parsed) {
                ++failures;
                ++at;
                continue;
            }
            if (looksLikeSchema(*parsed)) {
                best = std::move(parsed).value();
                bestSize = end - at;
            }
        }
        at = end;
    }
    return best;
}

} // namespace espalier::practice
