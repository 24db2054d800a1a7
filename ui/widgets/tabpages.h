// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QTabBar;

namespace espalier::ui {

/// Pages with tabs above them in the look: words, a bar below the current one, a line across. What belongs to
/// all pages stands at the right of the tabs.
class TabPages : public QWidget
{
    Q_OBJECT

public:
    /// `name`: of the row of tabs, for screen readers. `ground`: what the pages lie on.
    TabPages(const QString &name, QPalette::ColorRole ground, QWidget *parent = nullptr);

    /// Owned from now on.
    int addPage(QWidget *page, const QString &title);
    /// Gives a page back its place after it stood elsewhere.
    void setPage(int index, QWidget *page);
    void setTitle(int index, const QString &title);
    void addCorner(QWidget *widget);
    [[nodiscard]] int currentIndex() const;
    void setCurrentIndex(int index);
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }
    /// The row that holds the tabs: a dock takes it as its title bar.
    [[nodiscard]] QWidget *head() const { return m_head; }

Q_SIGNALS:
    void currentChanged(int index);

private:
    void nameArrows();

    QWidget *m_head;
    QHBoxLayout *m_corner;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
};

/// How high a row of tabs is, so that those beside each other stand in one line whatever else is in them.
[[nodiscard]] int tabRowHeight(const QWidget &row);

} // namespace espalier::ui
