// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/barchart.h"

#include "theme/tokens.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace espalier::ui {

BarChart::BarChart(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize BarChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().lineSpacing() * 8};
}

void BarChart::setBars(const QString &name, std::vector<UsageBar> bars)
{
    m_name = name;
    m_bars = std::move(bars);
    m_most = 0;
    for (const UsageBar &bar : m_bars)
        m_most = std::max(m_most, bar.value);
    m_current = -1;
    setCurrent(static_cast<int>(m_bars.size()) - 1);
}

QString BarChart::said() const
{
    if (m_current < 0)
        return {};
    const UsageBar &bar = m_bars[static_cast<std::size_t>(m_current)];
    return tr("%1: %2", "day, amount").arg(QLocale().toString(bar.day, QLocale::LongFormat), bar.text);
}

void BarChart::setCurrent(int bar)
{
    bar = std::clamp(bar, m_bars.empty() ? -1 : 0, static_cast<int>(m_bars.size()) - 1);
    if (std::exchange(m_current, bar) == bar)
        return;
    setAccessibleName(m_name);
    setAccessibleDescription(said());
    if (hasFocus()) {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

/// Without the line of words above and the one below.
QRect BarChart::plot() const
{
    const int line = fontMetrics().lineSpacing() + 4;
    return rect().adjusted(4, line, -4, -line);
}

QRect BarChart::barRect(int bar) const
{
    const QRect area = plot();
    const int count = static_cast<int>(m_bars.size());
    if (bar < 0 || bar >= count || area.height() <= 0)
        return {};
    const double value = m_bars[static_cast<std::size_t>(bar)].value;
    const int left = area.left() + area.width() * bar / count;
    const int right = area.left() + area.width() * (bar + 1) / count;
    const int gap = std::max(1, (right - left) / 5);
    int height = m_most > 0 ? static_cast<int>(value / m_most * area.height()) : 0;
    if (value > 0)
        height = std::max(height, 2); // what was, is seen
    return {left, area.bottom() + 1 - height, right - left - gap, height};
}

void BarChart::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Tokens &tokens = tokensFor(palette());
    QPainter painter(this);
    const QRect area = plot();
    painter.setPen(tokens.line);
    painter.drawLine(area.bottomLeft() + QPoint(0, 1), area.bottomRight() + QPoint(0, 1));
    QString most;
    for (int at = 0; at < static_cast<int>(m_bars.size()); ++at) {
        const UsageBar &bar = m_bars[static_cast<std::size_t>(at)];
        painter.fillRect(barRect(at), at == m_current ? tokens.leaf : mixed(tokens.leaf, tokens.panel, 0.55));
        if (bar.value > 0 && bar.value == m_most)
            most = bar.text;
    }
    if (hasFocus() && m_current >= 0) {
        const QRect bar = barRect(m_current);
        painter.setPen(tokens.text);
        painter.drawRect(QRect(bar.left(), area.top(), bar.width() - 1, area.height()));
    }
    const int line = fontMetrics().lineSpacing();
    painter.setPen(tokens.dim);
    painter.drawText(QRect(4, 0, width() - 8, line), Qt::AlignLeft | Qt::AlignVCenter,
                     most.isEmpty() ? tr("Nothing was used in these days.")
                                    : tr("most in a day: %1").arg(most));
    painter.setPen(tokens.text);
    painter.drawText(QRect(4, height() - line, width() - 8, line), Qt::AlignLeft | Qt::AlignVCenter, said());
}

void BarChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - 1);
        return;
    case Qt::Key_Right:
        setCurrent(m_current + 1);
        return;
    case Qt::Key_Home:
        setCurrent(0);
        return;
    case Qt::Key_End:
        setCurrent(static_cast<int>(m_bars.size()) - 1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void BarChart::mouseMoveEvent(QMouseEvent *event)
{
    const QRect area = plot();
    const auto count = static_cast<int>(m_bars.size());
    if (count > 0 && area.width() > 0)
        setCurrent((event->position().toPoint().x() - area.left()) * count / area.width());
}

void BarChart::mousePressEvent(QMouseEvent *event)
{
    mouseMoveEvent(event);
}

void BarChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void BarChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace espalier::ui
