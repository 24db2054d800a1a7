// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/composition.h"

#include "theme/icons.h"

#include <QApplication>
#include <QDir>

namespace espalier::app {

/// $XDG_STATE_HOME/espalier/session.json (XDG Base Directory Specification 0.8); Qt 6.4 has no name for that
/// folder.
static QString sessionPath()
{
    const QString set = qEnvironmentVariable("XDG_STATE_HOME");
    const QString state =
        QDir::isAbsolutePath(set) ? set : QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/espalier/session.json");
}

Composition::Composition(QApplication &application)
    : m_engine(settings::AppSettings().value(settings::setting::practiceTokensPerSecond))
    , m_theme(application)
    , m_desktopEngine(m_engine)
    // Keys may be entered and profiles opened from the first moment on, so they are read before the window.
    , m_problems(m_engine.profiles().load())
    , m_window(m_desktopEngine, m_theme, m_engine.settings(), ui::SessionFile(sessionPath()))
{
    application.setWindowIcon(QIcon(QStringLiteral(":/espalier.svg")));
    m_window.showProfileProblems(m_problems);
    // The last window may be hidden while its run ends: the program ends with closed(), not before.
    application.setQuitOnLastWindowClosed(false);
    QObject::connect(&m_window, &ui::MainWindow::closed, &application, &QCoreApplication::quit);
}

void Composition::show()
{
    m_window.show();
}

} // namespace espalier::app
