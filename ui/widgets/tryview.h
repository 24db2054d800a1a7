// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/trylistmodel.h"
#include "widgets/rowtree.h"

#include <QStringList>

class QSortFilterProxyModel;

namespace espalier::ui {

/// The list of tries, a heading for each day, days always open. The model stays the caller's and must outlive
/// the view.
class TryView : public RowTree
{
    Q_OBJECT

public:
    explicit TryView(TryListModel &model, QWidget *parent = nullptr);

    /// Shows only tries whose recipe, text, endpoint, model or outcome holds `words`; empty: all.
    void setFilter(const QString &words);
    /// No try is shown.
    [[nodiscard]] bool isEmpty() const;
    /// The selected tries that are shown, oldest first.
    [[nodiscard]] QStringList selectedIds() const;
    void select(const QString &id);

Q_SIGNALS:
    void selectionChangedTo(const QStringList &ids);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    TryListModel &m_model;
    QSortFilterProxyModel *m_shown;
};

} // namespace espalier::ui
