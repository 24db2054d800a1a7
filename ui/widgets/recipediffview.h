// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipe.h"

#include <QWidget>

class QStackedWidget;

namespace espalier::ui {

class ChangeView;
class DimLabel;
class WordDiffView;

/// What became of a recipe: its instructions word by word, and below them the fields and settings that
/// differ.
class RecipeDiffView : public QWidget
{
    Q_OBJECT

public:
    explicit RecipeDiffView(QWidget *parent = nullptr);

    void setRecipes(const recipe::Recipe &before, const recipe::Recipe &after);
    /// What the two are called: "v3", "as it is now".
    void setTitles(const QString &before, const QString &after);
    /// To the next difference, or the one before, first in the instructions, then in the table. False at the
    /// end.
    bool step(bool forward);
    /// To the first difference of all, or the last one. False when there is none.
    bool wrap(bool forward);

private:
    WordDiffView *m_instructions;
    DimLabel *m_said;
    QStackedWidget *m_changesStack;
    ChangeView *m_changes;
};

} // namespace espalier::ui
