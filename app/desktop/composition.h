// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "shell/mainwindow.h"
#include "theme/theme.h"

class QApplication;

namespace espalier::app {

/// The desktop program, built once and wired together. What is declared first goes last: the window before
/// what it uses.
class Composition
{
public:
    explicit Composition(QApplication &application);
    void show();
    /// A recipe, or a text to read from; what is wrong with it is said in the window.
    void open(const QString &path);

private:
    Engine m_engine;
    ui::Theme m_theme;
    DesktopEngine m_desktopEngine;
    std::vector<Error> m_problems; ///< with the stored endpoints, to be said when the window is there
    ui::MainWindow m_window;
};

} // namespace espalier::app
