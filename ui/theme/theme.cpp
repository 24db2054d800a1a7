// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/theme.h"

#include "theme/espalierstyle.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>

namespace espalier::ui {

Theme::Theme(QApplication &application)
    : m_application(application)
{
    QApplication::setStyle(new EspalierStyle);
    apply();
    m_application.installEventFilter(this);
}

void Theme::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
    Q_EMIT choiceChanged(choice);
}

QString Theme::nameOf(Choice choice)
{
    switch (choice) {
    case Choice::System:
        return QStringLiteral("system");
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

Theme::Choice Theme::choiceFromName(const QString &name)
{
    for (const Choice choice : {Choice::Light, Choice::Dark}) {
        if (name == nameOf(choice))
            return choice;
    }
    return Choice::System;
}

void Theme::apply()
{
    if (m_applying)
        return;
    const QScopedValueRollback applying(m_applying, true);
    bool dark = m_choice == Choice::Dark;
    if (m_choice == Choice::System) {
        // Only a palette that nobody set shows what the system wants.
        QApplication::setPalette(QPalette());
        dark = isDark(QApplication::palette());
    }
    QApplication::setPalette(paletteFor(dark ? darkTokens() : lightTokens()));
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Sent to every window when the desktop changes its colours; ours would hide that otherwise.
    if (event->type() == QEvent::ThemeChange && m_choice == Choice::System)
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace espalier::ui
