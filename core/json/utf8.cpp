// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/utf8.h"

namespace espalier::json {

namespace {

struct Lead
{
    std::size_t length; ///< 0: no lead byte
    unsigned char low;  ///< range of the second byte
    unsigned char high;
};

Lead classify(unsigned char c) noexcept
{
    if (c >= 0xC2 && c <= 0xDF)
        return {2, 0x80, 0xBF};
    if (c == 0xE0)
        return {3, 0xA0, 0xBF};
    if (c == 0xED)
        return {3, 0x80, 0x9F};
    if (c >= 0xE1 && c <= 0xEF)
        return {3, 0x80, 0xBF};
    if (c == 0xF0)
        return {4, 0x90, 0xBF};
    if (c >= 0xF1 && c <= 0xF3)
        return {4, 0x80, 0xBF};
    if (c == 0xF4)
        return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

} // namespace

Utf8Sequence decodeUtf8(std::string_view bytes) noexcept
{
    const auto first = static_cast<unsigned char>(bytes[0]);
    if (first < 0x80)
        return {first, 1, true, false};
    const Lead lead = classify(first);
    if (lead.length == 0)
        return {};
    char32_t codePoint = first & (0xFFU >> (lead.length + 1));
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (i >= bytes.size())
            return {0xFFFD, i, false, true};
        const auto c = static_cast<unsigned char>(bytes[i]);
        const bool good = i == 1 ? (c >= lead.low && c <= lead.high) : (c & 0xC0) == 0x80;
        if (!good)
            return {0xFFFD, i, false, false};
        codePoint = (codePoint << 6) | (c & 0x3FU);
    }
    return {codePoint, lead.length, true, false};
}

void appendUtf8(std::string &out, char32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    const auto put = [&out](char32_t byte) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
    };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

} // namespace espalier::json
