// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changerowsmodel.h"
#include "widgets/rowtree.h"

class QSortFilterProxyModel;

namespace espalier::ui {

/// A comparison row by row; one goes from difference to difference, or looks at differences only.
class ChangeView : public RowTree
{
    Q_OBJECT

public:
    explicit ChangeView(QWidget *parent = nullptr);

    void setTitles(const QString &name, const QString &before, const QString &after);
    void setRows(ChangeRows rows);
    [[nodiscard]] const ChangeRows &rows() const { return m_model->rows(); }
    void setOnlyDifferences(bool only);
    /// Rows that are shown.
    [[nodiscard]] int shownRows() const;

    /// Selects the next difference, or the one before. False, and nothing changed, at the end.
    bool step(bool forward);
    /// The next step begins at the first row, or at the last one.
    void rewind();

Q_SIGNALS:
    /// The row that is selected now; its texts are whole.
    void chosen(const espalier::ui::ChangeRow &row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool differsAt(int row) const;

    ChangeRowsModel *m_model;
    QSortFilterProxyModel *m_shown;
};

} // namespace espalier::ui
