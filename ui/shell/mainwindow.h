// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"
#include "shell/runcontroller.h"
#include "shell/session.h"
#include "theme/theme.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <vector>

namespace espalier::settings {
class AppSettings;
}

class QAction;
class QSplitter;

namespace espalier::ui {

class EndpointBar;
class KeyDialog;
class RecipePanel;
class ResultPanel;
class StatusStrip;

/// The window: puts the panels together and leads what they say to each other. Decides nothing about runs or
/// answers.
///
/// Closing it with a run under way stops the run first and closes when it has ended. Engine, theme and
/// settings stay the caller's and must outlive the window.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Engine &engine, Theme &theme, settings::AppSettings &settings, SessionFile sessionFile);
    ~MainWindow() override;

    [[nodiscard]] RunController &controller() { return m_controller; }
    /// Says what was found wrong with the stored endpoints; nothing when there is nothing.
    void showProfileProblems(const std::vector<Error> &problems);

public Q_SLOTS:
    void tryNow();
    void stop();

Q_SIGNALS:
    /// It is gone for good: nothing runs any more.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildMenus();
    void buildThemeMenu(QMenu *view);
    void connectRun();
    void restoreSession();
    void saveSession();
    void showError(const Error &error);
    [[nodiscard]] bool keyIsSent() const;
    void showKeyDialog(const QString &endpoint);
    void updateTry();
    void whenKeyMayGo(const std::function<void()> &go);
    void ask();
    void openText();
    void focusNextPane(int step);
    void about();

    Engine &m_engine;
    Theme &m_theme;
    settings::AppSettings &m_settings;
    SessionFile m_sessionFile;
    PartialTreeModel m_model;
    RunController m_controller;
    EndpointBar *m_endpoint;
    RecipePanel *m_recipe;
    ResultPanel *m_result;
    StatusStrip *m_status;
    QSplitter *m_splitter;
    QAction *m_try = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_remember = nullptr;
    QPointer<KeyDialog> m_keyDialog;
    QString m_source;       ///< where the answer on show comes from
    bool m_keySent = false; ///< a key went with its question
    bool m_closing = false;
};

} // namespace espalier::ui
