// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <functional>

namespace espalier::ui {

/// Entries of a recipe, checks or hooks, a row each, with a box in the first column that says whether the
/// entry is on. Changes nothing itself: a press of a box is told and comes back with the next setEntries().
/// Texts are as the recipe has them, on one line. Thread: GUI.
class EntryListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        BlockedRole = Qt::UserRole, ///< bool: its code is not allowed here
    };
    using Cells = std::function<QString(const json::Value &entry, int column)>;
    using Blocked = std::function<bool(const json::Value &entry)>;

    EntryListModel(QStringList headers, Cells cells, Blocked blocked, QObject *parent = nullptr);

    /// Rows that stay are told as changed, the others come and go at the end.
    void setEntries(const json::Value::Array &entries);
    [[nodiscard]] const json::Value::Array &entries() const { return m_entries; }
    /// What is allowed has changed.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void switched(int row, bool on);

private:
    QStringList m_headers;
    Cells m_cells;
    Blocked m_blocked;
    json::Value::Array m_entries;
};

} // namespace espalier::ui
