// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/wideblank.h"

#include "json/utf8.h"

#include <algorithm>
#include <array>

namespace espalier::json {

bool isWideBlank(char32_t c) noexcept
{
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

WideBlank wideBlank(std::string_view bytes) noexcept
{
    // what such a character begins with, when it takes three bytes
    static constexpr std::array<std::string_view, 5> begins{"\xE1\x9A", "\xE2\x80", "\xE2\x81", "\xE3\x80",
                                                            "\xEF\xBB"};
    if (bytes.size() == 1)
        return mayBeginWideBlank(bytes.front()) ? WideBlank::Maybe : WideBlank::No;
    if (bytes.size() == 2 && std::find(begins.begin(), begins.end(), bytes) != begins.end())
        return WideBlank::Maybe;
    const Utf8Sequence character = decodeUtf8(bytes);
    const bool blank =
        character.valid && character.length == bytes.size() && isWideBlank(character.codePoint);
    return blank ? WideBlank::Yes : WideBlank::No;
}

} // namespace espalier::json
