// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/firinglistmodel.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;

namespace espalier::ui {

class HookLink;
class RowTree;

/// The live log of what runs tell and which hooks they fired: to filter, copy and clear. Follows the newest
/// line until a person scrolls away from it.
class FiringsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FiringsPanel(QWidget *parent = nullptr);
    /// Lists from now on what that run tells; what others told stays.
    void follow(HookLink &link);
    [[nodiscard]] FiringListModel &model() { return m_model; }

public Q_SLOTS:
    /// The selected lines, or all that are shown, to the clipboard.
    void copy();
    void clear();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeHead();
    template <typename Told>
    void add(const Told &told);
    void updateFilter();

    FiringListModel m_model;
    QSortFilterProxyModel *m_shown;
    QSortFilterProxyModel *m_hooks; ///< in front of m_shown: hooks alone
    QStackedWidget *m_pages;
    RowTree *m_view;
    QLineEdit *m_filter;
    QCheckBox *m_onlyHooks;
};

} // namespace espalier::ui
