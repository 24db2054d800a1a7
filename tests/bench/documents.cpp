// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/documents.h"

#include <array>
#include <random>
#include <string_view>

namespace espalier::bench {

namespace {

constexpr std::array<std::string_view, 16> kWords{
    "river",      "stone",  "Köln",   "paper", "seven", "light", "garden", "north",
    "\\\"so\\\"", "winter", "copper", "glass", "field", "bread", "window", "late"};

} // namespace

std::string answerOfSize(std::size_t bytes)
{
    std::mt19937 random(20261122);
    const auto word = [&] { return std::string(kWords[random() % kWords.size()]); };
    std::string out = R"({"items": [)";
    for (int id = 0; out.size() + 2 < bytes; ++id) {
        if (id > 0)
            out += ", ";
        out += R"({"id": )" + std::to_string(id) + R"(, "name": ")" + word() + ' ' + word() +
               R"(", "address": {"street": ")" + std::to_string(random() % 900) + ' ' + word() +
               R"( street", "city": ")" + word() + R"("}, "tags": [")" + word() + R"(", ")" + word() +
               R"("], "price": )" + std::to_string(random() % 9000) + '.' +
               std::to_string(10 + random() % 90) + R"(, "active": )" + (random() % 2 ? "true" : "false") +
               R"(, "note": ")" + word();
        for (int i = 0; i < 5; ++i)
            out += ' ' + word();
        out += "\"}";
    }
    return out + "]}";
}

const char *answerSchema()
{
    return R"({"title": "Answer", "type": "object", "required": ["items"], "additionalProperties": false, "properties": {
        "items": {"type": "array", "items": {"type": "object", "additionalProperties": false,
            "required": ["id", "name", "address", "tags", "price", "active", "note"],
            "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "price": {"type": "number"},
                "address": {"type": "object", "required": ["street", "city"],
                    "properties": {"street": {"type": "string"}, "city": {"type": "string"}}},
                "tags": {"type": "array", "items": {"type": "string"}},
                "active": {"type": "boolean"}, "note": {"type": "string"}}}}}})";
}

} // namespace espalier::bench
