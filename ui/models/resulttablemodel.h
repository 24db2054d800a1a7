// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"
#include "models/tablecolumns.h"
#include "json/treechange.h"

#include <QAbstractTableModel>
#include <QList>
#include <QString>

#include <vector>

namespace espalier::ui {

/// A list of the growing answer as a table: a row for each item, a column for each leaf of an item.
///
/// Shows the nodes of a PartialTreeModel and holds none itself. Which list: the answer when it is one, else
/// a list that is a member of it; of several the one that was chosen, by default the first that came. Rows
/// and columns are only added; the model is reset when the answer begins anew or another list is chosen.
/// Work: O(changes). Thread: GUI. The source stays the caller's and must outlive the model.
class ResultTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        PointerRole = Qt::UserRole, ///< QString, JSON Pointer of the cell's value, from the answer's root
        FullTextRole,               ///< QString, the whole value as plain text
        StateRole,                  ///< ValueState as int; Absent where the row has no such member
        OpenRole,                   ///< bool: the value is still growing
        WordRole,                   ///< bool: the cell shows a word about the value, not the value
        NumberRole,                 ///< bool: the value is a number
    };
    struct List
    {
        QString pointer; ///< JSON Pointer
        QString name;    ///< "addresses (2)"
        std::uint32_t count = 0;
    };

    explicit ResultTableModel(const PartialTreeModel &source, QObject *parent = nullptr);

    /// The next changes; the source has them already.
    void follow(const json::TreeChanges &changes);
    /// The answer is over: rows may be sorted, and what was said of values since is shown.
    void setFinished();

    /// All lists of the answer that could be shown.
    [[nodiscard]] QList<List> lists() const;
    /// The pointer of the one that is; hasList() false: there is none.
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] bool hasList() const { return m_list != nullptr; }
    /// Shows the list at `pointer`, now and in later answers that have it. Nothing happens when it has none.
    void choose(const QString &pointer);

    [[nodiscard]] const std::vector<TableColumn> &columns() const { return m_columns.columns(); }
    /// The rows in the order they came, and a schema of one row with the columns in their order.
    [[nodiscard]] json::Value listValue() const;
    [[nodiscard]] json::Value rowSchema() const { return m_columns.rowSchema(); }
    /// The cell's value; null when there is none.
    [[nodiscard]] json::Value cellValue(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    /// Only once finished; column -1: the order they came in. Empty cells come last either way.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// There are other lists, or as many with other counts.
    void listsChanged();

private:
    void rebuild();
    void findLists(const LiveNode &node, int depth);
    void noteList(const LiveNode &node);
    void show(const LiveNode *list);
    void grow(const json::TreeChanges &changes);
    void tellChanged(std::vector<int> &rows);
    [[nodiscard]] const LiveNode *rowNode(int row) const;
    [[nodiscard]] bool isNumberColumn(int column) const;
    [[nodiscard]] QString cellText(const LiveNode &cell) const;

    const PartialTreeModel &m_source;
    std::vector<const LiveNode *> m_lists; // in order of appearance
    const LiveNode *m_list = nullptr;
    QString m_wanted; // chosen by the person
    TableColumns m_columns;
    int m_rows = 0;            // announced
    int m_shownColumns = 0;    // announced
    std::vector<int> m_sorted; // row → place in the list; empty: the same
    bool m_finished = false;
};

} // namespace espalier::ui
