// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/givingarea.h"

#include <QEvent>
#include <QLayout>

#include <algorithm>

namespace espalier::ui {

static constexpr int kLeastLines = 5;

GivingArea::GivingArea(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // what is in it has the keyboard, and is scrolled to
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    content->installEventFilter(this);
    fit();
}

int GivingArea::wantedHeight() const
{
    const QLayout *rows = widget()->layout();
    const int width = viewport()->width();
    const int height =
        rows->hasHeightForWidth() ? rows->totalHeightForWidth(width) : rows->totalSizeHint().height();
    return rows->isEmpty() ? 0 : height;
}

void GivingArea::fit()
{
    widget()->layout()->activate();
    const int height = wantedHeight();
    setMaximumHeight(height);
    if (m_height == height)
        return;
    m_height = height;
    updateGeometry();
}

QSize GivingArea::sizeHint() const
{
    return {widget()->sizeHint().width(), m_height};
}

QSize GivingArea::minimumSizeHint() const
{
    return {widget()->minimumSizeHint().width(),
            std::min(m_height, kLeastLines * fontMetrics().lineSpacing())};
}

bool GivingArea::eventFilter(QObject *watched, QEvent *event)
{
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

void GivingArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fit(); // another width makes other lines
}

} // namespace espalier::ui
