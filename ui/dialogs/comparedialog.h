// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/trystore.h"

#include <QDialog>

#include <functional>
#include <vector>

class QStackedWidget;
class QTabBar;

namespace espalier::ui {

class RecipeDiffView;
class TextDiffView;
class ValueDiffView;

/// Two tries of a recipe side by side: their results field by field, what became of the recipe, what was
/// sent, the texts. Or two attempts of one run: results, requests, and the answers word by word. A window of
/// its own beside the main one; any number may be open. F7 and Shift+F7 go from difference to difference.
/// Pages are made when they are looked at: comparing two large requests costs something.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Page { Result, Recipe, Request, Text };
    /// What stands above each side instead of when it was asked; both empty: tries, not attempts.
    struct Titles
    {
        QString a;
        QString b;
    };

    /// `a` is the older one. `nowMs`: the moment from which "3 minutes ago" is counted.
    CompareDialog(store::TryRecord a, store::TryRecord b, qint64 nowMs, QWidget *parent = nullptr,
                  const Titles &titles = {});

    /// Of two tries of a recipe.
    void showPage(Page page);
    /// Goes to the next difference of the page, or the one before; from the last one to the first. False when
    /// there is none.
    bool step(bool forward);

private:
    struct Sheet
    {
        std::function<void()> fill; ///< empty once it was called
        std::function<bool(bool)> step;
        std::function<bool(bool)> wrap;
    };
    template <typename View>
    void addSheet(View *view, const QString &title, std::function<void()> fill);
    void addSheets(bool attempts);
    QLayout *makeHeads(qint64 nowMs, const Titles &titles);
    QLayout *makeFoot();
    void turnTo(int page);

    store::TryRecord m_a;
    store::TryRecord m_b;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    std::vector<Sheet> m_sheets;
};

} // namespace espalier::ui
