// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/scrollareaaccess.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QScrollArea>

namespace espalier::ui {

/// A widget like any other: its parts are its children, shown or not, and one that is not there is nullptr.
static QAccessibleInterface *makeScrollAreaAccess(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *area = qobject_cast<QScrollArea *>(object);
    return area ? new QAccessibleWidget(area, QAccessible::Client) : nullptr;
}

void installScrollAreaAccess()
{
    QAccessible::installFactory(makeScrollAreaAccess); // Qt takes one only once
}

} // namespace espalier::ui
