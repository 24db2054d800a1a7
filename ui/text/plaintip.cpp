// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/plaintip.h"

namespace espalier::ui {

static constexpr qsizetype kMostCharacters = 2000;

QString plainTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString shown = text.left(kMostCharacters);
    if (shown.size() < text.size()) {
        if (shown.back().isHighSurrogate())
            shown.chop(1);
        shown += u'…';
    }
    // Qt guesses whether a tip is rich text: so it is always, with nothing in it but the words.
    return QStringLiteral("<p>%1</p>").arg(shown.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

} // namespace espalier::ui
