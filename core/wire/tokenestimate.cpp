// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/tokenestimate.h"

#include "base/ascii.h"
#include "json/utf8.h"
#include "json/writer.h"

#include <array>

namespace espalier::wire {

namespace {

constexpr std::int64_t kQuarters = 4; // what everything is counted in
constexpr std::int64_t kMessageFrame = 4;
constexpr std::int64_t kAnswerStart = 3;
constexpr char32_t kLatinEnd = 0x0250;    // Basic Latin to Latin Extended-B
constexpr char32_t kWideStart = 0x1100;   // Hangul Jamo
constexpr char32_t kWideEnd = 0x1200;     // Ethiopic follows
constexpr char32_t kPunctuation = 0x2000; // general punctuation to symbols: “ ” – … €
constexpr char32_t kIdeographs = 0x2E80;  // CJK radicals and all beyond

std::int64_t quartersOf(const json::Utf8Sequence &sequence)
{
    const char32_t code = sequence.codePoint;
    if (code < 0x80)
        return isAsciiDigit(static_cast<char>(code)) ? 2 : 1;
    if (code < kLatinEnd)
        return static_cast<std::int64_t>(sequence.length);
    if (code >= kIdeographs || (code >= kWideStart && code < kWideEnd))
        return kQuarters;
    return code >= kPunctuation ? 3 : 2;
}

} // namespace

std::int64_t estimateTokens(std::string_view utf8)
{
    std::int64_t quarters = 0;
    while (!utf8.empty()) {
        const auto first = static_cast<unsigned char>(utf8.front());
        if (first < 0x80) { // nearly all of most texts
            quarters += isAsciiDigit(utf8.front()) ? 2 : 1;
            utf8.remove_prefix(1);
            continue;
        }
        const json::Utf8Sequence sequence = json::decodeUtf8(utf8);
        quarters += quartersOf(sequence);
        utf8.remove_prefix(sequence.length);
    }
    return (quarters + kQuarters - 1) / kQuarters;
}

std::int64_t estimatePromptTokens(const json::Value &body)
{
    std::int64_t out = kAnswerStart;
    for (const json::Value &message : body["messages"].items()) {
        out += kMessageFrame;
        for (const json::Member &member : message.members()) {
            if (member.key == "role")
                continue;
            out += member.value.isString() ? estimateTokens(member.value.text())
                                           : estimateTokens(json::writeCompact(member.value));
        }
    }
    constexpr std::array<std::string_view, 4> kSchemas{"tools", "response_format", "structured_outputs",
                                                       "guided_json"};
    for (const std::string_view name : kSchemas) {
        if (const json::Value *schema = body.find(name))
            out += estimateTokens(json::writeCompact(*schema));
    }
    return out;
}

} // namespace espalier::wire
