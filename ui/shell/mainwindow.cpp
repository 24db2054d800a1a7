// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The parts of MainWindow and where they stand.

#include "shell/mainwindow.h"

#include "models/samples.h"
#include "panels/attemptspanel.h"
#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/examplespanel.h"
#include "panels/firingspanel.h"
#include "panels/historypanel.h"
#include "panels/requestpanel.h"
#include "panels/resultpanel.h"
#include "panels/startpage.h"
#include "panels/statusstrip.h"
#include "settings/appsettings.h"
#include "shell/escapeguard.h"
#include "shell/pastfeed.h"
#include "shell/windowfit.h"
#include "widgets/decisionbar.h"
#include "widgets/recipechip.h"
#include "widgets/scrollareaaccess.h"
#include "widgets/tabpages.h"

#include <QDockWidget>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

MainWindow::MainWindow(Engine &engine, Theme &theme, settings::AppSettings &settings,
                       const WorkspacePlaces &places)
    : m_engine(engine)
    , m_theme(theme)
    , m_settings(settings)
    , m_workspace(places, settings.value(settings::setting::keptTries))
    , m_permission(m_workspace.recipe(), settings)
    , m_controller(engine, m_model)
    , m_files(m_workspace.recipe(), settings, *this)
    , m_suggester(engine)
    , m_attemptActions(this)
{
    installScrollAreaAccess();
    new EscapeGuard(this);
    setWindowTitle(tr("Espalier"));
    setMinimumSize(kLeastWindow);
    setAcceptDrops(true);
    buildHead();
    buildCentre();
    buildDocks();
    buildMenus();
    connectRecipe();
    connectTexts();
    connectEndpoint();
    connectRun();
    connectLower();
    connectHooks();
    restoreSession();
    updateTitle();
    updateTry();
}

MainWindow::~MainWindow()
{
    // The panels stand on the recipe, the texts and the answer, which are members and would go before them.
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
}

/// Menus and the bar with what is asked of whom, across the whole window.
void MainWindow::buildHead()
{
    m_menus = new QMenuBar;
    m_chip = new RecipeChip;
    m_endpoint = new EndpointBar(m_engine);
    m_endpoint->setRecipeWidget(m_chip);
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_menus);
    layout->addWidget(m_endpoint);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    layout->addWidget(line);
    setMenuWidget(head);
    m_status = new StatusStrip;
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
}

void MainWindow::buildCentre()
{
    m_design = new DesignPanel(m_workspace.recipe(), m_workspace.texts(), m_permission);
    m_result = new ResultPanel(m_model);
    m_past = std::make_unique<PastFeed>(m_model, *m_result);
    connect(m_past.get(), &PastFeed::shown, this,
            [this] { m_design->examples()->setLastTry(m_model.valueCount() > 0); });
    m_decision = new DecisionBar;
    m_result->addStrip(m_decision);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_design);
    m_splitter->addWidget(m_result);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({800, 500}); // in these parts: all pages of the recipe have their tabs
    const int letter =
        fontMetrics().averageCharWidth(); // in a small window the parts are squeezed, not the window
    m_design->setMinimumWidth(letter * 49);
    m_result->setMinimumWidth(std::max(m_result->minimumWidth(), letter * 42));
    m_start = new StartPage(samples());
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_splitter);
    setCentralWidget(m_stack);
}

/// Its heading is the dock's handle: there is no bar above it that says the same.
static QDockWidget *makeDock(const QString &name, const QString &title, QWidget *content, QWidget *handle)
{
    auto *dock = new QDockWidget(title);
    dock->setObjectName(name); // what the layout is kept by
    dock->setWidget(content);
    if (handle)
        dock->setTitleBarWidget(handle);
    return dock;
}

void MainWindow::buildDocks()
{
    QStringList names;
    for (const Sample &sample : samples())
        names.append(sample.name);
    m_documents = new DocumentsPanel(m_workspace.texts(), names);
    const int letter = fontMetrics().averageCharWidth();
    m_documentsDock =
        makeDock(QStringLiteral("documents"), tr("Documents"), m_documents, m_documents->head());
    addDockWidget(Qt::LeftDockWidgetArea, m_documentsDock);

    m_attempts = new AttemptsPanel;
    m_firings = new FiringsPanel;
    m_request = new RequestPanel;
    m_history = new HistoryPanel(m_workspace.tries());
    m_lower = new TabPages(tr("What was asked and what came"), QPalette::Window);
    m_lower->addPage(m_attempts, tr("Attempts"));
    m_lower->addPage(m_firings, tr("Hooks"));
    m_lower->addPage(m_request, tr("Request"));
    m_lower->addPage(m_history, tr("History"));
    m_lowerDock =
        makeDock(QStringLiteral("lower"), tr("Attempts, hooks, request, history"), m_lower, m_lower->head());
    addDockWidget(Qt::BottomDockWidgetArea, m_lowerDock);
    m_lower->setMinimumSize(letter * 50, fontMetrics().lineSpacing() * 6);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    setDockOptions(QMainWindow::AnimatedDocks);
    m_documents->setMinimumWidth(letter * 20);
    resizeDocks({m_documentsDock}, {letter * 38}, Qt::Horizontal);
    resizeDocks({m_lowerDock}, {fontMetrics().lineSpacing() * 17}, Qt::Vertical);
}

} // namespace espalier::ui
