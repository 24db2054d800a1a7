// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/usagetablemodel.h"

#include <QWidget>

#include <vector>

namespace espalier::ui {

/// A small chart: a bar for each day, the highest one named. Colours of the palette; arrow keys go from day
/// to day, the one that is pointed at is said in words below, and to a screen reader.
class BarChart : public QWidget
{
    Q_OBJECT

public:
    explicit BarChart(QWidget *parent = nullptr);

    /// `name`: what is measured, for the screen reader.
    void setBars(const QString &name, std::vector<UsageBar> bars);
    /// Of the day that is pointed at: "28 November: 412". Empty: there are no bars.
    [[nodiscard]] QString said() const;
    [[nodiscard]] int current() const { return m_current; }
    /// Where a bar stands; empty height for a day of nothing.
    [[nodiscard]] QRect barRect(int bar) const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void setCurrent(int bar);
    [[nodiscard]] QRect plot() const;

    QString m_name;
    std::vector<UsageBar> m_bars;
    double m_most = 0;
    int m_current = -1;
};

} // namespace espalier::ui
