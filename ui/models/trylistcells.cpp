// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the rows of tries and days say.

#include "models/trylistmodel.h"

#include "models/summary.h"
#include "text/plaintip.h"
#include "text/runtext.h"
#include "text/timetext.h"
#include "text/trytext.h"
#include "text/valuetext.h"

#include <QStringList>

namespace espalier::ui {

using store::TrySummary;

static QString toQt(const std::string &text)
{
    return QString::fromStdString(text);
}

static bool saysTheSame(const QString &sentence, const QString &words)
{
    const qsizetype length = sentence.size() - (sentence.endsWith(u'.') ? 1 : 0);
    return QStringView(sentence).left(length).compare(words, Qt::CaseInsensitive) == 0;
}

QVariant TryListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrySummary *summary = tryAt(index);
    if (!summary) {
        const Day &day = *m_days[static_cast<std::size_t>(index.row())];
        if (role == DayRole)
            return true;
        return role == Qt::DisplayRole && index.column() == 0 ? QVariant(dayLabel(day)) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return shortened(displayText(text(*summary, index.column())), false);
    case Qt::AccessibleTextRole:
        return displayText(text(*summary, index.column()));
    case Qt::ToolTipRole:
        return plainTip(displayText(tip(*summary, index.column())));
    case IdRole:
        return toQt(summary->id);
    case StateRole:
        return static_cast<int>(stateOf(summary->status));
    case DayRole:
        return false;
    case SearchRole: {
        QStringList all;
        for (int column = RecipeColumn; column <= OutcomeColumn; ++column)
            all.append(text(*summary, column));
        return all.join(u'\n');
    }
    default:
        return {};
    }
}

QString TryListModel::dayLabel(const Day &day) const
{
    return dayText(day.date, dayOf(m_now, m_zone));
}

QString TryListModel::text(const TrySummary &summary, int column) const
{
    switch (column) {
    case WhenColumn:
        return timeText(summary.startedMs, m_now, m_zone);
    case RecipeColumn:
        return recipeText(toQt(summary.recipeName), summary.recipeVersion);
    case TextColumn:
        return toQt(summary.documentName);
    case AskedColumn:
        return askedText(toQt(summary.endpoint), toQt(summary.model));
    case OutcomeColumn: {
        const QString words = runStatusText(summary.status);
        const QString problem = toQt(summary.problem);
        return problem.isEmpty() || saysTheSame(problem, words)
                   ? words
                   : QStringLiteral("%1 · %2").arg(words, problem);
    }
    case TokensColumn:
        return tokenCount(summary.totalTokens, summary.usageEstimated);
    case TimeColumn:
        return secondsText(summary.totalMs);
    default:
        return {};
    }
}

QString TryListModel::tip(const TrySummary &summary, int column) const
{
    return column == WhenColumn ? momentText(summary.startedMs, m_zone) : text(summary, column);
}

QVariant TryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case RecipeColumn:
        return tr("Recipe");
    case TextColumn:
        return tr("Text");
    case AskedColumn:
        return tr("Asked");
    case OutcomeColumn:
        return tr("Outcome");
    case TokensColumn:
        return tr("Tokens");
    case TimeColumn:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace espalier::ui
