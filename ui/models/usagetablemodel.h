// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/usagebook.h"

#include <QAbstractTableModel>
#include <QDate>

#include <vector>

namespace espalier::ui {

/// What was used by day and model, the newest day first. Thread: GUI.
class UsageTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        DayColumn,
        ModelColumn,
        RequestsColumn,
        TokensInColumn,
        TokensOutColumn,
        CostColumn,
        FailedColumn,
        LimitedColumn,
        FirstTokenColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// Texts; figures stand at the right. AccessibleTextRole: with the heading.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Rows in the order of the book. `today`: what "Today" is.
    void setRows(std::vector<store::UsageRow> rows, QDate today);

private:
    [[nodiscard]] QString text(const store::UsageRow &row, int column) const;

    std::vector<store::UsageRow> m_rows; ///< newest first
    QDate m_today;
};

/// A bar of the chart.
struct UsageBar
{
    QDate day;
    double value = 0;
    QString text; ///< the value for people
    bool operator==(const UsageBar &) const = default;
};

enum class UsageMeasure { Tokens, Cost };

/// The last `days` days up to `today`, the oldest first, days of which nothing is kept too. Cost: of
/// `currency` alone, because two currencies make no sum. Pure.
[[nodiscard]] std::vector<UsageBar> usageBars(const std::vector<store::UsageRow> &rows, UsageMeasure measure,
                                              const QString &currency, QDate today, int days);
/// The currency that most of the rows have; empty: none has one. Pure.
[[nodiscard]] QString mainCurrency(const std::vector<store::UsageRow> &rows);

} // namespace espalier::ui
