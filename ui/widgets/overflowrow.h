// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

class QMenu;
class QPushButton;
class QToolButton;

namespace espalier::ui {

/// Buttons in one row. Those for which there is no room stand in the menu of a last button, "More", so that
/// no label is cut and the row is never higher than one button. The first ones stay longest.
class OverflowRow : public QWidget
{
    Q_OBJECT

public:
    explicit OverflowRow(QWidget *parent = nullptr);

    /// Takes the button.
    void addButton(QPushButton *button);
    /// Removes all buttons; one of them may be the sender.
    void clear();
    /// What stands in the menu now.
    [[nodiscard]] QMenu *menu() const { return m_menu; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    void emptyMenu();
    void fillMenu(qsizetype firstHidden);
    [[nodiscard]] qsizetype fitting(int width) const;

    QList<QPushButton *> m_buttons;
    QToolButton *m_more;
    QMenu *m_menu;
};

} // namespace espalier::ui
