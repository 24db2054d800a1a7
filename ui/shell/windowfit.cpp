// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/windowfit.h"

#include <QScreen>
#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace espalier::ui {

static constexpr int kFrame = 4; // a guess: the window manager's frame is known only once the window is shown

QRect fittedInto(const QRect &window, const QRect &room)
{
    QRect out(window.topLeft(), window.size().boundedTo(room.size()));
    out.moveLeft(std::clamp(out.left(), room.left(), room.right() + 1 - out.width()));
    out.moveTop(std::clamp(out.top(), room.top(), room.bottom() + 1 - out.height()));
    return out;
}

void fitToScreen(QWidget &window)
{
    const int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight) + kFrame;
    const QRect room = window.screen()->availableGeometry().adjusted(kFrame, title, -kFrame, -kFrame);
    if (!window.minimumSize().isNull()) // of its own; else its layout says it
        window.setMinimumSize(window.minimumSize().boundedTo(room.size()));
    if (window.isMaximized() || window.isFullScreen())
        return;
    const QRect fitted = fittedInto(window.geometry(), room);
    if (fitted == window.geometry())
        return;
    if (window.testAttribute(Qt::WA_Moved))
        window.setGeometry(fitted); // move() would want the frame, and a wrong guess would add up
    else
        window.resize(fitted.size()); // the window manager finds the place
}

} // namespace espalier::ui
