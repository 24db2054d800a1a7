// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changerow.h"

#include <QAbstractTableModel>

namespace espalier::ui {

/// A comparison as a table: what, before, after, how they stand to each other. Filled as a whole: a
/// comparison does not grow. Texts are shown cut to one line, plain; whole under FullTextRole. Thread: GUI.
class ChangeRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, BeforeColumn, AfterColumn, ChangeColumn, ColumnCount };
    enum Role {
        MarkRole = Qt::UserRole, ///< ChangeMark as int
        FullTextRole,            ///< QString; empty where only a word stands
        WordRole,                ///< bool: the column shows a word about the value, or nothing
    };

    using QAbstractTableModel::QAbstractTableModel;
    ~ChangeRowsModel() override;

    /// Replaces all rows.
    void setRows(ChangeRows rows);
    [[nodiscard]] const ChangeRows &rows() const { return m_rows; }
    /// What the three columns compare: "Field", "A", "B".
    void setTitles(const QString &name, const QString &before, const QString &after);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    ChangeRows m_rows;
    QString m_titles[3];
};

} // namespace espalier::ui
