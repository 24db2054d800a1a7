// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

namespace espalier::ui {

/// Names the open recipe and how its version stands, and opens the recipe's menu. Looks like the other chips
/// of the bar.
class RecipeChip : public QPushButton
{
    Q_OBJECT

public:
    explicit RecipeChip(QWidget *parent = nullptr);
    /// `note`: "v7, changed".
    void setRecipe(const QString &name, const QString &note);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthFor(const QString &name) const;

    QString m_name;
    QString m_note;
};

} // namespace espalier::ui
