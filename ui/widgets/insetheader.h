// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

namespace espalier::ui {

/// The headings of a table or tree whose first column begins further in, so that its words stand above those
/// of the cells.
class InsetHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit InsetHeader(int inset, QWidget *parent = nullptr);
    void setInset(int inset);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;

private:
    int m_inset;
};

} // namespace espalier::ui
