// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

namespace espalier::test {

/// What every test with widgets sets up: our style in the light palette, a fixed locale, and warnings that
/// fail the test but for those the offscreen platform makes.
inline void prepareWidgets()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!.*plugin does not support)(?!.*XDG_RUNTIME_DIR).+")));
}

/// What a screen reader says of it first.
inline QString heardOf(QObject *thing)
{
    const QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(thing);
    return heard ? heard->text(QAccessible::Name) : QString();
}

} // namespace espalier::test
