// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/wrappingrow.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace espalier::ui {

WrappingRow::WrappingRow(int gap)
    : m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

WrappingRow::~WrappingRow()
{
    qDeleteAll(m_items);
}

void WrappingRow::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *WrappingRow::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QList<int> WrappingRow::shown(bool tail) const
{
    QList<int> out;
    const int border = count() - m_tail;
    for (int i = tail ? border : 0; i < (tail ? count() : border); ++i) {
        if (!m_items.at(i)->isEmpty())
            out.append(i);
    }
    return out;
}

int WrappingRow::tailWidth() const
{
    int width = 0;
    for (const int i : shown(true))
        width += m_gap + m_items.at(i)->sizeHint().width();
    return width;
}

int WrappingRow::lineHeight() const
{
    int height = 0;
    for (const QLayoutItem *item : m_items)
        height = std::max(height, item->sizeHint().height());
    return height;
}

/// What an item needs in a row of this width.
int WrappingRow::leastOf(int index, int width) const
{
    const QLayoutItem *item = m_items.at(index);
    return item->hasHeightForWidth() ? std::min(item->sizeHint().width(), width)
                                     : item->minimumSize().width();
}

int WrappingRow::heightOf(const Line &line, int width) const
{
    int height = lineHeight();
    for (const int i : line) {
        if (m_items.at(i)->hasHeightForWidth())
            height = std::max(height, m_items.at(i)->heightForWidth(leastOf(i, width)));
    }
    return height;
}

QList<WrappingRow::Line> WrappingRow::lines(int width) const
{
    QList<Line> out{Line()};
    int left = width - tailWidth();
    for (const int i : shown(false)) {
        const int least = leastOf(i, width);
        const int gap = out.last().isEmpty() ? 0 : m_gap;
        if (left < gap + least && !out.last().isEmpty()) {
            out.append(Line{i});
            left = width - least;
        } else {
            out.last().append(i);
            left -= gap + least;
        }
    }
    return out;
}

int WrappingRow::heightForWidth(int width) const
{
    int height = -m_gap;
    for (const Line &line : lines(width))
        height += heightOf(line, width) + m_gap;
    return height;
}

QSize WrappingRow::minimumSize() const
{
    int widest = 0;
    for (const int i : shown(false))
        widest = std::max(widest, m_items.at(i)->minimumSize().width());
    return {widest + tailWidth(), lineHeight()};
}

QSize WrappingRow::sizeHint() const
{
    int width = tailWidth();
    for (const int i : shown(false))
        width += m_items.at(i)->sizeHint().width() + m_gap;
    return {width, lineHeight()};
}

void WrappingRow::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    const int height = lineHeight();
    int right = rect.right() + 1;
    const QList<int> tail = shown(true);
    for (auto i = tail.rbegin(); i != tail.rend(); ++i) {
        const int width = m_items.at(*i)->sizeHint().width();
        m_items.at(*i)->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), rect,
                                                       QRect(right - width, rect.top(), width, height)));
        right -= width + m_gap;
    }
    QRect room(rect.left(), rect.top(), right - rect.left(), height);
    for (const Line &line : lines(rect.width())) {
        room.setHeight(heightOf(line, rect.width()));
        place(line, room);
        room = QRect(rect.left(), room.bottom() + 1 + m_gap, rect.width(), height);
    }
}

/// Everything has its minimum; what is left goes to those that want more, and then half of it to the one that
/// grows, so that a wide window keeps some air before the tail.
void WrappingRow::place(const Line &line, const QRect &room) const
{
    int wanted = 0;
    int left = room.width() - (static_cast<int>(line.size()) - 1) * m_gap;
    for (const int i : line) {
        left -= leastOf(i, room.width());
        wanted += m_items.at(i)->sizeHint().width() - leastOf(i, room.width());
    }
    left = std::max(left, 0);
    const int given = std::min(left, wanted);
    const int more = (left - given) / 2;
    int x = room.left();
    for (const int i : line) {
        QLayoutItem *item = m_items.at(i);
        const int least = leastOf(i, room.width());
        int width = least + (wanted > 0 ? (item->sizeHint().width() - least) * given / wanted : 0);
        width = std::min(width + (i == m_growing ? more : 0), room.right() + 1 - x);
        item->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), room,
                                             QRect(x, room.top(), width, room.height())));
        x += width + m_gap;
    }
}

} // namespace espalier::ui
