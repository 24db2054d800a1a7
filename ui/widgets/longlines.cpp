// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/longlines.h"

#include <QPlainTextEdit>
#include <QTextBlock>
#include <QTextDocument>

namespace espalier::ui {

/// Whether one of the lines from the one at `from` to the one at `to` is too long.
static bool anyLong(const QTextDocument &document, int from, int to)
{
    for (QTextBlock block = document.findBlock(from); block.isValid() && block.position() <= to;
         block = block.next()) {
        if (block.length() > kLongestWrapped)
            return true;
    }
    return false;
}

void wrapShortLinesOnly(QPlainTextEdit &edit)
{
    // Told of before the layout is: nothing is wrapped in between.
    QObject::connect(
        edit.document(), &QTextDocument::contentsChange, &edit, [&edit](int from, int removed, int added) {
            const bool wraps = edit.lineWrapMode() != QPlainTextEdit::NoWrap;
            const QTextDocument &document = *edit.document();
            if (wraps && anyLong(document, from, from + added))
                edit.setLineWrapMode(QPlainTextEdit::NoWrap);
            else if (!wraps && removed + added > 0 && !anyLong(document, 0, document.characterCount()))
                edit.setLineWrapMode(QPlainTextEdit::WidgetWidth);
        });
}

} // namespace espalier::ui
