// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace espalier::ui {

class ResultTableModel;

/// A list of the answer as a table that grows; a choice of which, when there are several. Follows the growth
/// until a person scrolls away. Sorts by a click on a heading when the answer is over. The model stays the
/// caller's and must outlive the page.
class TablePage : public QWidget
{
    Q_OBJECT

public:
    explicit TablePage(ResultTableModel &model, QWidget *parent = nullptr);

    void begin();
    /// The model has followed the changes.
    void follow();
    /// `answered`: something came.
    void finish(bool answered);
    [[nodiscard]] QTableView *view() const { return m_view; }

Q_SIGNALS:
    /// The person wants to see the value at that place in the tree.
    void placeChosen(const QString &pointer);

private:
    void buildView();
    void showLists();
    void copySelection();

    ResultTableModel &m_model;
    QWidget *m_choice;
    QComboBox *m_lists;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QTableView *m_view;
    bool m_following = true;
    bool m_ended = false;
    bool m_answered = false;
};

} // namespace espalier::ui
