// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/usagetablemodel.h"

#include "text/runtext.h"
#include "text/timetext.h"
#include "text/trytext.h"
#include "text/usagetext.h"
#include "text/valuetext.h"

#include <QLocale>

#include <algorithm>
#include <map>
#include <utility>

namespace espalier::ui {

namespace {

QDate dateOf(const store::UsageRow &row)
{
    return QDate::fromString(QString::fromStdString(row.day), Qt::ISODate);
}

/// Figures at the right.
Qt::Alignment alignmentOf(int column)
{
    return Qt::AlignVCenter | (column > UsageTableModel::ModelColumn ? Qt::AlignRight : Qt::AlignLeft);
}

} // namespace

int UsageTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int UsageTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UsageTableModel::text(const store::UsageRow &row, int column) const
{
    const QLocale locale;
    const auto number = [&locale](std::int64_t value) {
        return locale.toString(static_cast<qlonglong>(value));
    };
    const store::UsageSums &sums = row.sums;
    switch (column) {
    case DayColumn: {
        const QDate day = dateOf(row);
        return day.isValid() ? dayText(day, m_today) : displayText(QString::fromStdString(row.day));
    }
    case ModelColumn:
        return displayText(
            askedText(QString::fromStdString(row.endpoint), QString::fromStdString(row.model)));
    case RequestsColumn:
        return sums.requests == sums.attempts ? number(sums.requests)
                                              : tr("%1 for %2", "requests for attempts")
                                                    .arg(number(sums.requests), number(sums.attempts));
    case TokensInColumn:
        return tokenCountText(sums.tokensIn, sums.tokensEstimated > 0);
    case TokensOutColumn:
        return tokenCountText(sums.tokensOut, sums.tokensEstimated > 0);
    case CostColumn:
        return costText(sums, QString::fromStdString(row.currency));
    case FailedColumn:
        return tr("%1 of %2", "runs").arg(number(sums.failures), number(sums.runs));
    case LimitedColumn:
        return number(sums.rateLimited);
    case FirstTokenColumn: {
        const auto median = run::medianOf(sums.firstTokenMs);
        return median ? secondsText(*median) : QStringLiteral("–");
    }
    default:
        return {};
    }
}

QVariant UsageTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::UsageRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() +
                       QStringLiteral(": ") + text(row, index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(alignmentOf(index.column()));
    default:
        return {};
    }
}

QVariant UsageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case DayColumn:
        return tr("Day");
    case ModelColumn:
        return tr("Endpoint and model");
    case RequestsColumn:
        return tr("Requests");
    case TokensInColumn:
        return tr("Tokens in");
    case TokensOutColumn:
        return tr("Tokens out");
    case CostColumn:
        return tr("Cost");
    case FailedColumn:
        return tr("Failed runs");
    case LimitedColumn:
        return tr("Answered 429");
    case FirstTokenColumn:
        return tr("First word");
    default:
        return {};
    }
}

void UsageTableModel::setRows(std::vector<store::UsageRow> rows, QDate today)
{
    beginResetModel();
    m_rows = std::move(rows);
    std::reverse(m_rows.begin(), m_rows.end());
    m_today = today;
    endResetModel();
}

std::vector<UsageBar> usageBars(const std::vector<store::UsageRow> &rows, UsageMeasure measure,
                                const QString &currency, QDate today, int days)
{
    std::map<QDate, store::UsageSums> sums;
    for (const store::UsageRow &row : rows) {
        if (measure == UsageMeasure::Tokens || QString::fromStdString(row.currency) == currency)
            sums[dateOf(row)].add(row.sums);
    }
    std::vector<UsageBar> out;
    for (QDate day = today.addDays(1 - days); day <= today; day = day.addDays(1)) {
        const store::UsageSums &used = sums[day];
        if (measure == UsageMeasure::Tokens)
            out.push_back({day, static_cast<double>(used.tokens()),
                           tokenCountText(used.tokens(), used.tokensEstimated > 0)});
        else
            out.push_back({day, used.cost.value_or(0), costText(used, currency)});
    }
    return out;
}

QString mainCurrency(const std::vector<store::UsageRow> &rows)
{
    std::map<std::string, int> counts;
    for (const store::UsageRow &row : rows) {
        if (!row.currency.empty())
            ++counts[row.currency];
    }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == counts.end() ? QString() : QString::fromStdString(most->first);
}

} // namespace espalier::ui
