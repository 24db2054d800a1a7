// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menus of MainWindow.

#include "dialogs/commandpalette.h"
#include "models/samples.h"
#include "panels/designpanel.h"
#include "panels/hookspage.h"
#include "panels/resultactions.h"
#include "panels/resultpanel.h"
#include "settings/appsettings.h"
#include "shell/mainwindow.h"
#include "text/valuetext.h"
#include "theme/icons.h"
#include "widgets/recipechip.h"
#include "widgets/tabpages.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

#include <array>

namespace espalier::ui {

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildEditMenu();
    buildRecipeMenu();
    buildRunMenu();
    buildViewMenu();
    QMenu *help = m_menus->addMenu(tr("&Help"));
    help->addAction(tr("All &commands…"), QKeySequence(Qt::CTRL | Qt::Key_K), this,
                    [this] { (new CommandPalette(*m_menus, this))->show(); });
    help->addAction(tr("&About Espalier"), this, &MainWindow::about);
}

void MainWindow::buildFileMenu()
{
    QMenu *file = m_menus->addMenu(tr("&File"));
    file->setToolTipsVisible(true);
    file->addAction(icon(QStringLiteral("add")), tr("&New recipe"), QKeySequence::New, &m_files,
                    &RecipeFiles::makeNew);
    file->addAction(icon(QStringLiteral("open")), tr("&Open…"), QKeySequence::Open, &m_files,
                    &RecipeFiles::openWithDialog);
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    QMenu *sampleMenu = file->addMenu(icon(QStringLiteral("samples")), tr("Sa&mples"));
    const QList<Sample> all = samples();
    for (int i = 0; i < all.size(); ++i)
        sampleMenu->addAction(icon(all.at(i).icon), all.at(i).name, this, [this, i] { startSample(i); });
    file->addSeparator();
    file->addAction(icon(QStringLiteral("save")), tr("&Save"), QKeySequence::Save, this, [this] {
        m_design->commit(); // what is typed counts
        m_files.save();
    });
    file->addAction(tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), this, [this] {
        m_design->commit();
        m_files.saveAs();
    });
    file->addSeparator();
    file->addActions({m_result->actions()->saveJson(), m_result->actions()->saveCsv()});
    file->addSeparator();
    file->addAction(tr("S&tart page"), this, [this] { showStart(true); });
    m_remember = file->addAction(tr("&Keep my work and tries"));
    m_remember->setCheckable(true);
    m_remember->setToolTip(tr("Keep recipe, texts, versions and tries on this computer, in %1")
                               .arg(QFileInfo(m_workspace.sessionPath()).path()));
    connect(m_remember, &QAction::toggled, this, [this](bool on) { m_workspace.setKeeping(on); });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
}

void MainWindow::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const QString &path : m_files.recent()) {
        QString name = displayText(path);
        QAction *action = m_recentMenu->addAction(name.replace(u'&', QLatin1String("&&")), this,
                                                  [this, path] { openFile(path); });
        action->setEnabled(QFileInfo::exists(path));
    }
    if (m_recentMenu->isEmpty()) {
        m_recentMenu->addAction(tr("No recipe was saved or opened yet"))->setEnabled(false);
        return;
    }
    m_recentMenu->addSeparator();
    m_recentMenu->addAction(tr("&Forget these"), &m_files, &RecipeFiles::forgetRecent);
}

void MainWindow::buildEditMenu()
{
    QMenu *edit = m_menus->addMenu(tr("&Edit"));
    m_undo = edit->addAction(icon(QStringLiteral("undo")), tr("&Undo"), QKeySequence::Undo, this,
                             [this] { undoOrRedo(false); });
    m_redo = edit->addAction(icon(QStringLiteral("redo")), tr("&Redo"), QKeySequence::Redo, this,
                             [this] { undoOrRedo(true); });
    QUndoStack &history = m_workspace.recipe().undoStack();
    connect(&history, &QUndoStack::undoTextChanged, m_undo, [this](const QString &step) {
        m_undo->setText(step.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(step));
    });
    connect(&history, &QUndoStack::redoTextChanged, m_redo, [this](const QString &step) {
        m_redo->setText(step.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(step));
    });
    edit->addSeparator();
    edit->addActions({m_result->actions()->copyJson(), m_result->actions()->copyCsv()});
}

void MainWindow::buildRecipeMenu()
{
    m_recipeMenu = m_menus->addMenu(tr("Re&cipe"));
    m_recipeMenu->addAction(tr("&Rename…"), this, &MainWindow::renameRecipe);
    m_recipeMenu->addAction(icon(QStringLiteral("history")), tr("&Versions…"),
                            QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_V), this, &MainWindow::showVersions);
    m_recipeMenu->addSeparator();
    m_recipeMenu->addAction(tr("Last answer as an &example"), this, &MainWindow::addExampleFromAnswer);

    auto *menu = new QMenu(m_chip);
    menu->addActions(m_recipeMenu->actions());
    menu->addSeparator();
    const QList<QAction *> file = m_menus->actions().constFirst()->menu()->actions();
    for (const QAction *wanted : file) {
        if (wanted->shortcut() == QKeySequence::New || wanted->shortcut() == QKeySequence::Open ||
            wanted->shortcut() == QKeySequence::Save)
            menu->addAction(const_cast<QAction *>(wanted));
    }
    m_chip->setMenu(menu);
}

void MainWindow::buildRunMenu()
{
    QMenu *run = m_menus->addMenu(tr("&Run"));
    m_try = run->addAction(icon(QStringLiteral("play")), tr("&Try"), this, &MainWindow::tryNow);
    m_try->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_stop = run->addAction(icon(QStringLiteral("stop")), tr("&Stop"), QKeySequence(Qt::Key_Escape), this,
                            &MainWindow::stop);
    run->addSeparator();
    run->addAction(tr("Tokens and &cost…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U), this,
                   &MainWindow::showUsage);
    run->addAction(icon(QStringLiteral("plug")), tr("&Endpoints…"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this, [this] { showEndpoints({}); });
}

void MainWindow::buildViewMenu()
{
    m_viewMenu = m_menus->addMenu(tr("&View"));
    buildThemeMenu(m_viewMenu);
    QAction *beside = m_viewMenu->addAction(tr("&JSON beside the fields"));
    beside->setCheckable(true);
    beside->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J));
    beside->setChecked(m_settings.value(settings::setting::windowBeside));
    m_design->setSideBySide(beside->isChecked());
    connect(beside, &QAction::toggled, this, [this](bool on) {
        m_settings.set(settings::setting::windowBeside, on);
        m_design->setSideBySide(on);
    });
    QAction *motion = m_viewMenu->addAction(tr("Show what &moves"));
    motion->setCheckable(true);
    motion->setChecked(m_settings.value(settings::setting::windowMotion));
    motion->setToolTip(tr("The caret at a value that grows"));
    connect(motion, &QAction::toggled, this, [this](bool on) {
        m_settings.set(settings::setting::windowMotion, on);
        m_result->setMotion(on);
    });
    m_result->setMotion(motion->isChecked());
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(m_documentsDock->toggleViewAction());
    m_viewMenu->addAction(m_lowerDock->toggleViewAction());
    connect(m_lowerDock->toggleViewAction(), &QAction::triggered, this, [this] { m_lowerWaits = false; });
    m_viewMenu->addSeparator();
    buildDesignMenu(m_viewMenu);
    const std::array<std::pair<QString, int>, 4> lower{{{tr("&Attempts"), AttemptsPage},
                                                        {tr("H&ooks"), HooksPage},
                                                        {tr("Re&quest"), RequestPage},
                                                        {tr("&History"), HistoryPage}}};
    for (const auto &[text, page] : lower) {
        m_viewMenu->addAction(text, QKeySequence(Qt::ALT | (Qt::Key_1 + page)), this, [this, page = page] {
            m_lowerDock->show();
            m_lower->setCurrentIndex(page);
        });
    }
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(tr("&Next part of the window"), QKeySequence(Qt::Key_F6), this,
                          [this] { focusNextPane(1); });
    m_viewMenu->addAction(tr("&Previous part of the window"), QKeySequence(Qt::SHIFT | Qt::Key_F6), this,
                          [this] { focusNextPane(-1); });
}

/// The pages of what is asked, so that the commands find them too.
void MainWindow::buildDesignMenu(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("&Design"));
    const auto add = [this, menu](const QString &text, DesignPanel::Page page) {
        menu->addAction(text, this, [this, page] {
            showStart(false);
            m_design->setPage(page);
        });
    };
    add(tr("&Fields and instructions"), DesignPanel::FieldsPage);
    add(tr("&Schema (JSON)"), DesignPanel::SchemaPage);
    add(tr("&Examples"), DesignPanel::ExamplesPage);
    add(tr("&Checks"), DesignPanel::ChecksPage);
    add(tr("&Retries and hooks"), DesignPanel::HooksPage);
    menu->addAction(tr("Re&hearse"), this, [this] {
        showStart(false);
        m_design->hooks()->showPart(ui::HooksPage::RehearsalPart);
        m_design->setPage(DesignPanel::HooksPage);
    });
    add(tr("Se&ttings"), DesignPanel::SettingsPage);
    add(tr("&Document"), DesignPanel::DocumentPage);
}

void MainWindow::buildThemeMenu(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const std::array<std::pair<Theme::Choice, QString>, 3> choices{{{Theme::Choice::System, tr("&System")},
                                                                    {Theme::Choice::Light, tr("&Light")},
                                                                    {Theme::Choice::Dark, tr("&Dark")}}};
    for (const auto &[choice, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(choice == m_theme.choice());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            m_settings.set(settings::setting::windowTheme, Theme::nameOf(choice));
            m_theme.setChoice(choice);
        });
        connect(&m_theme, &Theme::choiceChanged, action,
                [action, choice = choice](Theme::Choice now) { action->setChecked(now == choice); });
    }
}

void MainWindow::about()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Espalier"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Espalier %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(tr("A model's streamed answer, trained to grow along a schema.\n\nFree software: "
                               "GNU General Public License, version 3 or later."));
    box->open();
}

} // namespace espalier::ui
