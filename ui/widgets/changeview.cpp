// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/changeview.h"

#include "delegates/changedelegate.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

/// All rows, or those that differ.
class Differences : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setOnly(bool only)
    {
        if (std::exchange(m_only, only) != only)
            invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QVariant mark = sourceModel()->index(row, 0, parent).data(ChangeRowsModel::MarkRole);
        return !m_only || mark.toInt() != static_cast<int>(ChangeMark::Same);
    }

private:
    bool m_only = false;
};

} // namespace

ChangeView::ChangeView(QWidget *parent)
    : RowTree(parent)
    , m_model(new ChangeRowsModel(this))
    , m_shown(new Differences(this))
{
    m_shown->setSourceModel(m_model);
    setModel(m_shown);
    setItemDelegate(new ChangeDelegate(this));
    setAccessibleName(tr("Differences"));
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        const QModelIndex source = m_shown->mapToSource(now);
        Q_EMIT chosen(source.isValid() ? m_model->rows()[static_cast<std::size_t>(source.row())]
                                       : ChangeRow());
    });
}

void ChangeView::setTitles(const QString &name, const QString &before, const QString &after)
{
    m_model->setTitles(name, before, after);
}

void ChangeView::setRows(ChangeRows rows)
{
    m_model->setRows(std::move(rows));
}

void ChangeView::setOnlyDifferences(bool only)
{
    static_cast<Differences *>(m_shown)->setOnly(only);
}

int ChangeView::shownRows() const
{
    return m_shown->rowCount();
}

bool ChangeView::differsAt(int row) const
{
    const QVariant mark = m_shown->index(row, 0).data(ChangeRowsModel::MarkRole);
    return mark.toInt() != static_cast<int>(ChangeMark::Same);
}

bool ChangeView::step(bool forward)
{
    const int by = forward ? 1 : -1;
    const int from = currentIndex().isValid() ? currentIndex().row() : forward ? -1 : shownRows();
    for (int row = from + by; row >= 0 && row < shownRows(); row += by) {
        if (!differsAt(row))
            continue;
        setCurrentIndex(m_shown->index(row, 0));
        scrollTo(currentIndex());
        return true;
    }
    return false;
}

void ChangeView::rewind()
{
    setCurrentIndex({});
}

void ChangeView::resizeEvent(QResizeEvent *event)
{
    // The change has its words; what is compared takes a third of the rest, both sides share what is left.
    const int letter = fontMetrics().averageCharWidth();
    const int change = letter * 15;
    const int rest = std::max(viewport()->width() - change, letter * 30);
    header()->resizeSection(ChangeRowsModel::ChangeColumn, change);
    header()->resizeSection(ChangeRowsModel::NameColumn, rest * 3 / 10);
    header()->resizeSection(ChangeRowsModel::BeforeColumn, rest * 35 / 100);
    header()->resizeSection(ChangeRowsModel::AfterColumn, rest - rest * 3 / 10 - rest * 35 / 100);
    RowTree::resizeEvent(event);
}

} // namespace espalier::ui
