// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "desktop/composition.h"
#include "settings/appsettings.h"
#include "shell/mainwindow.h"

#include <QApplication>
#include <QObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace espalier::test {

/// The program as it is put together, on the practice endpoint, in a home of its own. A warning of Qt's fails
/// the test.
class ProgramFixture
{
public:
    /// A home that is empty; the program is not started.
    void makeHome()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!.*propagateSizeHints)(?!.*XDG_RUNTIME_DIR).+")));
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->filePath(QStringLiteral("config")).toUtf8());
        qputenv("XDG_STATE_HOME", m_home->filePath(QStringLiteral("state")).toUtf8());
    }
    /// Starts it, with the first sample open.
    void start()
    {
        m_program = std::make_unique<app::Composition>(*qApp);
        m_program->show();
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *window = qobject_cast<ui::MainWindow *>(widget))
                m_window = window;
        }
        QVERIFY(m_window);
        m_window->startSample(0);
    }
    void end()
    {
        m_window = nullptr;
        m_program.reset();
    }
    /// The first part of that kind and, if given, accessible name; nullptr: there is none.
    template <typename T>
    T *part(const char *name = nullptr) const
    {
        for (T *found : m_window->findChildren<T *>()) {
            if (!name || found->accessibleName() == QLatin1String(name))
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Composition> m_program;
    ui::MainWindow *m_window = nullptr;
};

} // namespace espalier::test
