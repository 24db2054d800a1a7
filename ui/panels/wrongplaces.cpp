// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/wrongplaces.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::WrongPlaces)
};

QString number(std::size_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString markedText(std::size_t count)
{
    return count == 1 ? Text::tr("1 place is wrong; it is marked in the tree.")
                      : Text::tr("%1 places are wrong; they are marked in the tree.").arg(number(count));
}

/// When nothing is marked.
QString onlyText(const std::vector<WrongPlaces::Rowless> &places)
{
    if (places.size() > 1)
        return Text::tr("%1 places are wrong; they have no rows in the tree and are listed below it.")
            .arg(number(places.size()));
    const WrongPlaces::Rowless &place = places.front();
    return place.pointer.isEmpty() ? Text::tr("The answer as a whole is wrong: %1.").arg(place.text)
                                   : Text::tr("1 place is wrong and has no row in the tree: %1 (%2).")
                                         .arg(place.pointer, place.text);
}

/// Beside those that are marked.
QString moreText(const std::vector<WrongPlaces::Rowless> &places)
{
    if (places.size() > 1)
        return Text::tr("%1 more have no rows there and are listed below it.").arg(number(places.size()));
    const WrongPlaces::Rowless &place = places.front();
    return place.pointer.isEmpty()
               ? Text::tr("The answer as a whole is wrong, too: %1.").arg(place.text)
               : Text::tr("1 more has no row there: %1 (%2).").arg(place.pointer, place.text);
}

} // namespace

WrongPlaces wrongPlacesOf(const std::vector<ValueMark> &marks, const MarksSet &set)
{
    WrongPlaces out;
    out.marked = set.wrong;
    QSet<QString> known;
    for (const std::size_t at : set.rowless) {
        const ValueMark &mark = marks[at];
        if (mark.state != ValueState::Invalid || known.contains(mark.pointer))
            continue;
        known.insert(mark.pointer);
        out.rowless.push_back({mark.pointer, mark.text});
    }
    return out;
}

QString wrongPlacesText(const WrongPlaces &places)
{
    if (places.rowless.empty())
        return markedText(places.marked);
    if (places.marked == 0)
        return onlyText(places.rowless);
    return markedText(places.marked) + u' ' + moreText(places.rowless);
}

} // namespace espalier::ui
