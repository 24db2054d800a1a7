// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercescalar_p.h"

#include "base/ascii.h"
#include "schema/textfolding_p.h"

namespace espalier::schema {

std::optional<bool> booleanInText(std::string_view text, CoercionLevel level)
{
    const std::string word = asciiLower(trimmed(text));
    if (word == "true")
        return true;
    if (word == "false")
        return false;
    if (level != CoercionLevel::All)
        return std::nullopt;
    if (word == "yes" || word == "on" || word == "1")
        return true;
    if (word == "no" || word == "off" || word == "0")
        return false;
    return std::nullopt;
}

std::string foldedName(std::string_view name)
{
    const auto separates = [](QChar character) {
        return character.isSpace() || character == u'.' || character.category() == QChar::Punctuation_Dash ||
               character.category() == QChar::Punctuation_Connector;
    };
    QString letters = foldedText(name);
    letters.removeIf(separates);
    return letters.toStdString();
}

} // namespace espalier::schema
