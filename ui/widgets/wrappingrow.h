// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLayout>
#include <QList>

namespace espalier::ui {

/// Controls in a row that shrink to their minimum, then go on in further lines; the last ones (the tail) stay
/// at the right end of the first line whatever its width. One item may take what is left of its line. Words
/// that wrap are not squeezed: they have their whole width, or lines of their own over all of the row.
class WrappingRow : public QLayout
{
    Q_OBJECT

public:
    explicit WrappingRow(int gap);
    ~WrappingRow() override;

    /// Of the items added so far the last `count` are the tail.
    void setTail(int count) { m_tail = count; }
    /// The item that grows beyond its size hint.
    void setGrowing(int index) { m_growing = index; }

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    using Line = QList<int>;

    [[nodiscard]] QList<int> shown(bool tail) const;
    [[nodiscard]] int tailWidth() const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int leastOf(int index, int width) const;
    [[nodiscard]] int heightOf(const Line &line, int width) const;
    [[nodiscard]] QList<Line> lines(int width) const;
    void place(const Line &line, const QRect &room) const;

    QList<QLayoutItem *> m_items;
    int m_gap;
    int m_tail = 0;
    int m_growing = -1;
};

} // namespace espalier::ui
