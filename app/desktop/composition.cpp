// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/composition.h"

#include "store/usageledger.h"

#include <QApplication>
#include <QFileInfo>

namespace espalier::app {

/// Below $XDG_STATE_HOME/espalier (XDG Base Directory Specification 0.8), where the stores keep theirs too.
static ui::WorkspacePlaces places()
{
    const QString tries = store::TryStore::defaultFolder();
    return {QFileInfo(tries).path() + QStringLiteral("/session.json"), tries,
            store::VersionStore::defaultFolder(), store::UsageLedger::defaultPath()};
}

Composition::Composition(QApplication &application)
    : m_engine(settings::AppSettings().value(settings::setting::practiceTokensPerSecond))
    , m_theme(application)
    , m_desktopEngine(m_engine)
    // Keys may be entered and profiles opened from the first moment on, so they are read before the window.
    , m_problems(m_engine.profiles().load())
    , m_window(m_desktopEngine, m_theme, m_engine.settings(), places())
{
    application.setWindowIcon(QIcon(QStringLiteral(":/espalier.svg")));
    m_window.showProfileProblems(m_problems);
    // The last window may be hidden while its run ends: the program ends with closed(), not before.
    application.setQuitOnLastWindowClosed(false);
    QObject::connect(&m_window, &ui::MainWindow::closed, &application, &QCoreApplication::quit);
}

void Composition::open(const QString &path)
{
    m_window.openFile(path);
}

void Composition::show()
{
    m_window.show();
}

} // namespace espalier::app
