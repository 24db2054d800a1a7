// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/difftext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::DiffText)
};

QString number(qsizetype count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

/// Not inside of a surrogate pair.
qsizetype whole(const QString &text, qsizetype at)
{
    return at > 0 && at < text.size() && text.at(at).isLowSurrogate() ? at + 1 : at;
}

/// Where the context after a change ends, and where the one before the next begins.
qsizetype headEnd(const QString &text)
{
    const qsizetype line = text.indexOf(u'\n', kContextCharacters);
    return line >= 0 && line < 2 * kContextCharacters ? line : whole(text, kContextCharacters);
}

qsizetype tailBegin(const QString &text)
{
    const qsizetype least = text.size() - kContextCharacters;
    const qsizetype line = text.lastIndexOf(u'\n', least);
    return line > least - kContextCharacters ? line + 1 : whole(text, least);
}

void addSame(std::vector<ShownPart> &out, const QString &text)
{
    if (text.size() <= kWholeCharacters) {
        out.push_back({ShownPart::Kind::Same, text});
        return;
    }
    const qsizetype head = headEnd(text);
    const qsizetype tail = tailBegin(text);
    out.push_back({ShownPart::Kind::Same, text.left(head)});
    out.push_back(
        {ShownPart::Kind::LeftOut, Text::tr("⋯ %1 characters the same ⋯").arg(number(tail - head))});
    out.push_back({ShownPart::Kind::Same, text.mid(tail)});
}

void addChange(std::vector<ShownPart> &out, ShownPart::Kind kind, const QString &text)
{
    const qsizetype end = whole(text, std::min(text.size(), kChangeCharacters));
    out.push_back({kind, text.left(end)});
    if (end < text.size())
        out.push_back(
            {ShownPart::Kind::LeftOut, Text::tr("⋯ %1 more characters ⋯").arg(number(text.size() - end))});
}

} // namespace

QString placesText(int count)
{
    if (count == 0)
        return Text::tr("the same");
    return count == 1 ? Text::tr("1 place differs") : Text::tr("%1 places differ").arg(number(count));
}

std::vector<ShownPart> shownParts(const std::vector<recipe::DiffPart> &parts)
{
    std::vector<ShownPart> out;
    std::size_t changes = 0;
    for (const recipe::DiffPart &part : parts) {
        const QString text = QString::fromStdString(part.text);
        if (part.kind == recipe::DiffKind::Same) {
            addSame(out, text);
            continue;
        }
        if (++changes > kMostChanges) {
            out.push_back({ShownPart::Kind::LeftOut, Text::tr("⋯ and more changes ⋯")});
            break;
        }
        const bool removed = part.kind == recipe::DiffKind::Removed;
        addChange(out, removed ? ShownPart::Kind::Removed : ShownPart::Kind::Added, text);
    }
    return out;
}

} // namespace espalier::ui
