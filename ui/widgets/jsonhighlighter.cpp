// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/jsonhighlighter.h"

#include "theme/tokens.h"
#include "widgets/growingtext.h"

#include <QApplication>

namespace espalier::ui {

/// One past the closing quote of the string that begins at `at`; -1 when it does not end on this line.
static qsizetype stringEnd(const QString &text, qsizetype at)
{
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\')
            ++i;
        else if (text.at(i) == u'"')
            return i + 1;
    }
    return -1;
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (previousBlockState() == GrowingText::kGoesOn)
        return; // the rest of a long text
    const Tokens &tokens = tokensFor(QApplication::palette());
    qsizetype at = 0;
    while (at < text.size() && text.at(at) == u' ')
        ++at;
    const auto colour = [&](qsizetype from, qsizetype to, const QColor &with) {
        setFormat(static_cast<int>(from), static_cast<int>(to - from), with);
    };
    if (at < text.size() && text.at(at) == u'"') {
        const qsizetype end = stringEnd(text, at);
        if (end < 0 || end + 1 >= text.size() || text.at(end) != u':')
            return;
        colour(at, end, tokens.leaf);
        at = end + 2;
    }
    if (at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at) == u'-'))
        colour(at, text.size() - (text.endsWith(u',') ? 1 : 0), tokens.blue);
}

} // namespace espalier::ui
