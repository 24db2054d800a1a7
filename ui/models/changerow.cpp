// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/changerow.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::ChangeRow)
};
} // namespace

QString changeWord(ChangeMark mark)
{
    switch (mark) {
    case ChangeMark::Same:
        return Text::tr("same");
    case ChangeMark::Changed:
        return Text::tr("changed");
    case ChangeMark::Added:
        return Text::tr("new");
    case ChangeMark::Removed:
        return Text::tr("gone");
    case ChangeMark::Moved:
        return Text::tr("moved");
    }
    return {};
}

QString changeCounts(const ChangeRows &rows)
{
    QStringList said;
    for (const ChangeMark mark :
         {ChangeMark::Changed, ChangeMark::Added, ChangeMark::Removed, ChangeMark::Moved, ChangeMark::Same}) {
        const auto count = std::count_if(rows.begin(), rows.end(),
                                         [mark](const ChangeRow &row) { return row.mark == mark; });
        if (count > 0)
            said.append(Text::tr("%1 %2", "number, \"changed\"")
                            .arg(QLocale().toString(static_cast<qlonglong>(count)), changeWord(mark)));
    }
    return said.isEmpty() ? Text::tr("nothing to compare") : said.join(QStringLiteral(", "));
}

} // namespace espalier::ui
