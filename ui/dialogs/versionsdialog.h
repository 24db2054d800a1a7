// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipe.h"
#include "store/versionstore.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace espalier::ui {

class RecipeDiffView;
class RowTree;

/// The versions of a recipe: when each was kept and what changed in it, the selected one against what stands
/// in the editors now or against another version. A window of its own beside the main one. Reads and writes
/// no store: what to restore is told by a signal, and the window makes it one step that can be undone.
class VersionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `versions`: oldest first. `nowMs`: the moment from which "3 minutes ago" is counted.
    VersionsDialog(recipe::Recipe current, std::vector<store::RecipeVersion> versions, qint64 nowMs,
                   QWidget *parent = nullptr);

    /// What stands in the editors has changed, or another version was kept.
    void setContent(recipe::Recipe current, std::vector<store::RecipeVersion> versions);
    /// Selects the version of that number.
    void select(int number);
    /// Goes to the next difference, or the one before; from the last one to the first. False when there is
    /// none.
    bool step(bool forward);

Q_SIGNALS:
    /// "Restore this version" was pressed.
    void restoreWanted(const espalier::recipe::Recipe &recipe);

private:
    QWidget *makeList();
    QWidget *makeComparison();
    QLayout *makeFoot();
    void fillList();
    void fillChoice();
    void compare();
    [[nodiscard]] const store::RecipeVersion *selected() const;
    [[nodiscard]] const store::RecipeVersion *other() const;

    recipe::Recipe m_current;
    std::vector<store::RecipeVersion> m_versions;
    qint64 m_now;
    QStandardItemModel *m_rows;
    RowTree *m_list;
    QStackedWidget *m_pages;
    QComboBox *m_with;
    RecipeDiffView *m_diff;
    QPushButton *m_restore;
};

} // namespace espalier::ui
