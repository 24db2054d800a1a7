// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/contextmeter.h"

#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace espalier::ui {

ContextMeter::ContextMeter(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Context of the model"));
}

void ContextMeter::setFigures(qint64 prompt, std::optional<qint64> window, std::optional<qint64> answer)
{
    m_prompt = prompt;
    m_window = window;
    m_answer = answer;
    setAccessibleDescription(
        window && *window > 0
            ? tr("about %1 percent taken by the question").arg(100 * std::min(prompt, *window) / *window)
            : tr("the size of the context is not known"));
    update();
}

QSize ContextMeter::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, fontMetrics().height() * 3 / 4};
}

QSize ContextMeter::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, sizeHint().height()};
}

void ContextMeter::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensFor(palette());
    QPainter painter(this);
    const QRect bar = rect();
    const qreal radius = 3;
    if (!m_window || *m_window <= 0) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(tokens.faint, 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(bar).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        return;
    }
    // Beyond the window the bar is the question, and a mark stands where the window ends.
    const qint64 whole = std::max(m_prompt, *m_window);
    const auto at = [&](qint64 tokensFromStart) {
        const auto share = static_cast<double>(tokensFromStart) / static_cast<double>(whole);
        return bar.left() + static_cast<int>(share * bar.width());
    };
    paintBox(&painter, bar, tokens.ground, QColor(), radius);
    painter.save();
    QPainterPath inside;
    inside.addRoundedRect(QRectF(bar), radius, radius);
    painter.setClipPath(inside);
    const bool tooLong = m_prompt > *m_window;
    const int asked = std::max(at(m_prompt), bar.left() + (m_prompt > 0 ? 2 : 0));
    painter.fillRect(QRect(bar.left(), bar.top(), asked - bar.left(), bar.height()),
                     tooLong ? tokens.brick : tokens.leaf);
    if (m_answer && !tooLong) {
        const int end = at(std::min(m_prompt + *m_answer, *m_window));
        painter.fillRect(QRect(asked, bar.top(), end - asked, bar.height()),
                         mixed(tokens.leaf, tokens.leafSoft, 0.25));
    }
    painter.restore();
    paintBox(&painter, bar, QColor(), tokens.line, radius);
    if (tooLong)
        painter.fillRect(QRect(at(*m_window), bar.top(), 2, bar.height()), tokens.text);
}

} // namespace espalier::ui
