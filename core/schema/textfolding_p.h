// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string_view>

namespace espalier::schema {

/// A text for comparing with others: without accents and case ("Straße", "STRASSE"; Unicode, section 3.13, as
/// far as Qt folds it), special forms of letters and digits as plain ones (compatibility decomposition).
[[nodiscard]] inline QString foldedText(std::string_view utf8)
{
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()))
                       .normalized(QString::NormalizationForm_KD);
    text.removeIf([](QChar character) { return character.isMark(); });
    text = text.toCaseFolded();
    text.replace(QChar(u'\u00df'), QLatin1String("ss")); // Qt folds characters one to one
    return text;
}

} // namespace espalier::schema
