// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/typing.h"

#include <algorithm>

namespace espalier::ui {

Replacement replacementOf(const QString &before, const QString &after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < most && before.at(head) == after.at(head))
        ++head;
    if (head > 0 && before.at(head - 1).isHighSurrogate())
        --head;
    qsizetype tail = 0;
    while (tail < most - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    if (tail > 0 && before.at(before.size() - tail).isLowSurrogate())
        --tail;
    return {head, before.size() - head - tail, after.mid(head, after.size() - head - tail)};
}

bool continues(const Replacement &last, const Replacement &next)
{
    const bool typed = last.removed == 0 && next.removed == 0 && next.inserted.size() <= 2;
    if (typed && !next.inserted.isEmpty() && !last.inserted.isEmpty()) {
        const bool beginsWord = next.inserted.front().isSpace() && !last.inserted.back().isSpace();
        return next.at == last.at + last.inserted.size() && !beginsWord && !last.inserted.contains(u'\n');
    }
    const bool takenAway = last.inserted.isEmpty() && next.inserted.isEmpty() && next.removed <= 2;
    return takenAway && (next.at + next.removed == last.at || next.at == last.at);
}

} // namespace espalier::ui
