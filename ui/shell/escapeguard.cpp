// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/escapeguard.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScopedValueRollback>

namespace espalier::ui {

EscapeGuard::EscapeGuard(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool EscapeGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (m_passing || event->type() != QEvent::ShortcutOverride || !QApplication::activePopupWidget())
        return false;
    if (static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return false;
    // Some pop-ups close now, others with the press that follows: both are the end of this key.
    const QScopedValueRollback passing(m_passing, true);
    QCoreApplication::sendEvent(watched, event);
    event->accept();
    return true;
}

} // namespace espalier::ui
