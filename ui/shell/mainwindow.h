// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/latestjob.h"
#include "models/partialtreemodel.h"
#include "shell/attemptactions.h"
#include "shell/codepermission.h"
#include "shell/fieldsuggester.h"
#include "shell/recipefiles.h"
#include "shell/runcontroller.h"
#include "shell/workspace.h"
#include "text/nextstep.h"
#include "theme/theme.h"

#include <QMainWindow>
#include <QPersistentModelIndex>
#include <QPointer>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace espalier::settings {
class AppSettings;
}

class QAction;
class QDockWidget;
class QMenu;
class QMenuBar;
class QSplitter;
class QStackedWidget;

namespace espalier::ui {

class AttemptsPanel;
class CompareDialog;
class DecisionBar;
class DesignPanel;
class DocumentsPanel;
class EndpointBar;
class EndpointDialog;
enum class EndpointPlace : std::uint8_t;
class FiringsPanel;
class HistoryPanel;
class PastFeed;
class RecipeChip;
class RequestPanel;
class ResultPanel;
class StartPage;
class StatusStrip;
class TabPages;
struct TryPicture;

/// The window: puts the panels together and leads what they say to each other. Decides nothing about runs or
/// answers.
///
/// Closing it with a run under way stops the run first and closes when it has ended. Engine, theme and
/// settings stay the caller's and must outlive the window.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum LowerPage { AttemptsPage, HooksPage, RequestPage, HistoryPage };

    MainWindow(Engine &engine, Theme &theme, settings::AppSettings &settings, const WorkspacePlaces &places);
    ~MainWindow() override;

    [[nodiscard]] RunController &controller() { return m_controller; }
    [[nodiscard]] RecipeDocument &recipe() { return m_workspace.recipe(); }
    [[nodiscard]] Workspace &workspace() { return m_workspace; }
    /// Says what was found wrong with the stored endpoints; nothing when there is nothing.
    void showProfileProblems(const std::vector<Error> &problems);

public Q_SLOTS:
    void tryNow();
    void stop();
    /// A recipe, or a text to read from.
    void openFile(const QString &path);
    void startSample(int index);
    /// Tokens and cost, in a window of their own.
    void showUsage();

Q_SIGNALS:
    /// It is gone for good: nothing runs any more.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // Building: mainwindow.cpp, mainwindowmenus.cpp
    void buildHead();
    void buildCentre();
    void buildDocks();
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildRecipeMenu();
    void buildRunMenu();
    void buildViewMenu();
    void buildDesignMenu(QMenu *view);
    void buildThemeMenu(QMenu *view);
    void fillRecentMenu();
    // What the parts say to each other: mainwindowwiring.cpp
    void connectRecipe();
    void connectTexts();
    void connectEndpoint();
    void connectRun();
    void connectAttempts();
    void connectLower();
    // Hooks and checks: mainwindowhooks.cpp
    void connectHooks();
    void followHooks();
    void tryEntries();
    void sayWhatDidNotRun(run::RunResult &result) const;
    // Asking: mainwindowrun.cpp
    void ask();
    [[nodiscard]] std::optional<RunOrder> order();
    void setAsked(store::TryRecord asked);
    void keepAddress(const std::string &url);
    [[nodiscard]] bool keyIsSent() const;
    void whenKeyMayGo(const std::function<void()> &go);
    void finish(const run::RunResult &result);
    void takeStep(NextStep step);
    void suggestFields();
    void markFields();
    void updateTry();
    void updatePreview();
    // Runs that are over: mainwindowpast.cpp
    using PastRead = std::function<LatestJob::Finish(store::TryRecord &&record)>;
    void readPast(LatestJob &job, const QString &id, PastRead then);
    void showPast(const QString &id);
    void recallAnswer();
    void giveUpPast();
    QString putPast(const QString &id, TryPicture &&picture, store::TryRecord &&record);
    void restorePast(const QString &id);
    void comparePast(const QString &first, const QString &second);
    void addExampleFromAnswer();
    // The endpoint that is asked: mainwindowendpoint.cpp
    void keepEndpoint();
    void showEndpoints(const QString &name);
    void showEndpointPlace(EndpointPlace place);
    void forgetMissingPrices();
    // Beginning and end: mainwindowsession.cpp
    void restoreSession();
    void sayRecovered();
    void saveLayout();
    void showStart(bool start);
    void showError(const Error &error);
    void sayWhoseAnswer();
    void showVersions();
    void renameRecipe();
    void updateTitle();
    void undoOrRedo(bool redo);
    void addText(const QString &path);
    void newText();
    void focusNextPane(int step);
    void about();

    Engine &m_engine;
    Theme &m_theme;
    settings::AppSettings &m_settings;
    Workspace m_workspace;
    CodePermission m_permission;
    PartialTreeModel m_model;
    RunController m_controller;
    RecipeFiles m_files;
    FieldSuggester m_suggester;
    AttemptActions m_attemptActions;
    std::unique_ptr<PastFeed> m_past;
    LatestJob m_showing;
    LatestJob m_restoring;
    QPointer<CompareDialog> m_comparing; ///< the one that was ordered last

    QMenuBar *m_menus = nullptr;
    RecipeChip *m_chip = nullptr;
    EndpointBar *m_endpoint = nullptr;
    QStackedWidget *m_stack = nullptr;
    StartPage *m_start = nullptr;
    QSplitter *m_splitter = nullptr;
    DesignPanel *m_design = nullptr;
    ResultPanel *m_result = nullptr;
    DecisionBar *m_decision = nullptr;
    DocumentsPanel *m_documents = nullptr;
    QDockWidget *m_documentsDock = nullptr;
    TabPages *m_lower = nullptr;
    QDockWidget *m_lowerDock = nullptr;
    bool m_lowerWaits = false; ///< it was hidden for want of height, not by a person
    AttemptsPanel *m_attempts = nullptr;
    FiringsPanel *m_firings = nullptr;
    RequestPanel *m_request = nullptr;
    HistoryPanel *m_history = nullptr;
    StatusStrip *m_status = nullptr;

    QMenu *m_recipeMenu = nullptr;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QAction *m_try = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_remember = nullptr;
    QPointer<EndpointDialog> m_endpointDialog;
    QString m_outcome;                 ///< how the answer on show ended; empty: there is none, or an old one
    QString m_source;                  ///< where the answer on show comes from
    QPersistentModelIndex m_askedText; ///< the text that is asked about, wherever its row goes
    QString m_answeredText;            ///< what the answer on show was read from
    std::size_t m_notRun = 0;          ///< checks and hooks that the last question went without
    bool m_cutAtTokens = false;        ///< the last answer ended at the limit of its tokens
    Error m_said;                      ///< the last error that stood in the banner
    bool m_keySent = false;            ///< a key went with its question
    bool m_closing = false;
    bool m_mayLose = false; ///< the person has said what becomes of what is not kept
};

} // namespace espalier::ui
