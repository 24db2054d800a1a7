// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/characters.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <QChar>

namespace espalier::practice {

Character characterAt(std::string_view text, std::size_t at) noexcept
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80)
        return {byte, 1};
    const json::Utf8Sequence sequence = json::decodeUtf8(text.substr(at));
    return {sequence.codePoint, sequence.length};
}

bool isLetter(char32_t code) noexcept
{
    if (code < 0x80)
        return isAsciiAlpha(static_cast<char>(code));
    return code != 0xFFFD && (QChar::isLetter(code) || QChar::isMark(code));
}

bool isUpper(char32_t code) noexcept
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z';
    return QChar::isUpper(code);
}

std::string lowered(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character c = characterAt(text, at);
        if (c.code < 0x80)
            out += asciiLower(text[at]);
        else if (c.code == 0xFFFD)
            out.append(text.substr(at, c.size));
        else
            json::appendUtf8(out, QChar::toLower(c.code));
        at += c.size;
    }
    return out;
}

std::vector<Word> wordsIn(std::string_view text)
{
    std::vector<Word> out;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const Character c = characterAt(text, at);
        const bool letter = isLetter(c.code);
        const bool digit = c.code < 0x80 && isAsciiDigit(text[at]);
        if (letter || digit) {
            if (!inside)
                out.push_back({at, at, isUpper(c.code), digit});
            inside = true;
            out.back().end = at + c.size;
        } else {
            const bool joins = (c.code == '-' || c.code == '\'' || c.code == 0x2019) && inside &&
                               !out.back().digits && at + c.size < text.size() &&
                               isLetter(characterAt(text, at + c.size).code);
            inside = joins;
        }
        at += c.size;
    }
    return out;
}

} // namespace espalier::practice
