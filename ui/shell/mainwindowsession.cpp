// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How MainWindow begins and ends, and what is opened in between.

#include "shell/mainwindow.h"

#include "dialogs/versionsdialog.h"
#include "models/samples.h"
#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/resultnotes.h"
#include "panels/resultpanel.h"
#include "panels/startpage.h"
#include "recipe/recipejson.h"
#include "settings/appsettings.h"
#include "shell/windowfit.h"
#include "text/valuetext.h"
#include "widgets/documentedit.h"
#include "widgets/recipechip.h"
#include "widgets/tabpages.h"
#include "widgets/textfile.h"

#include <QCloseEvent>
#include <QDateTime>
#include <QDockWidget>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>

namespace espalier::ui {

using namespace settings;

static constexpr int kRoomForLower = 640; // logical pixels of the window

void MainWindow::restoreSession()
{
    m_theme.setChoice(Theme::choiceFromName(m_settings.value(setting::windowTheme)));
    m_remember->setChecked(m_settings.value(setting::rememberTexts));
    m_workspace.setKeeping(m_remember->isChecked());
    m_endpoint->setPracticeNote(m_settings.value(setting::practiceNote));
    m_endpoint->select(m_settings.value(setting::lastEndpoint));
    // Kept as it is chosen: after a crash no text may go to one that the person had left.
    connect(m_endpoint, &EndpointBar::changed, this, &MainWindow::keepEndpoint);
    if (!restoreGeometry(m_settings.value(setting::windowGeometry)))
        resize(kFirstWindow);
    fitToScreen(*this);
    m_splitter->restoreState(m_settings.value(setting::windowState));
    m_design->splitter()->restoreState(m_settings.value(setting::windowDesignState));
    m_design->setFieldDetails(m_settings.value(setting::windowFieldDetails));
    m_result->splitter()->restoreState(m_settings.value(setting::windowResultState));
    restoreState(m_settings.value(setting::windowDocks));
    m_design->setPage(static_cast<DesignPanel::Page>(m_settings.value(setting::windowDesignTab)));

    const Workspace::Beginning beginning = m_workspace.restore();
    m_endpoint->setMode(recipe().settings().mode);
    m_endpoint->setStream(recipe().settings().streaming);
    m_start->setRecent(m_files.recent());
    m_documents->setCurrentRow(m_workspace.currentText());
    showStart(beginning == Workspace::Beginning::First);
    if (beginning == Workspace::Beginning::Recovered)
        sayRecovered();
}

void MainWindow::sayRecovered()
{
    QString back = tr("Your recipe and texts are back as they were a moment before.");
    if (m_workspace.lostAnswer())
        back += u' ' + tr("The answer that was on its way is lost; press Try to ask again.");
    m_result->say(
        {Banner::Kind::Hint, tr("Espalier was not closed properly the last time"), back,
         m_workspace.orphans() > 0
             ? tr("Another window's work is kept too: start Espalier once more, and it opens there.")
             : QString()});
}

void MainWindow::saveLayout()
{
    m_settings.set(setting::windowTheme, Theme::nameOf(m_theme.choice()));
    m_settings.set(setting::rememberTexts, m_remember->isChecked());
    keepEndpoint();
    m_settings.set(setting::windowGeometry, saveGeometry());
    m_settings.set(setting::windowState, m_splitter->saveState());
    m_settings.set(setting::windowDesignState, m_design->splitter()->saveState());
    m_settings.set(setting::windowFieldDetails, m_design->hasFieldDetails());
    m_settings.set(setting::windowResultState, m_result->splitter()->saveState());
    m_settings.set(setting::windowDesignTab, static_cast<int>(m_design->page()));
    m_settings.set(setting::keptTries, m_workspace.tries().kept());
    if (m_stack->currentWidget() == m_splitter) // with the start page there are no docks to remember
        m_settings.set(setting::windowDocks, saveState());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing && !m_mayLose && !m_workspace.outlivesItsEnd()) {
        event->ignore();
        m_design->commit();
        m_files.leave(m_workspace.homelessTexts(), [this] {
            m_mayLose = true;
            QMetaObject::invokeMethod(this, &QWidget::close,
                                      Qt::QueuedConnection); // after the question is gone
        });
        return;
    }
    if (!m_closing) {
        m_design->commit();
        m_workspace.saveNow(); // whatever happens while a run ends
        saveLayout();
    }
    m_closing = true;
    if (m_controller.isRunning()) {
        event->ignore();
        hide();
        m_controller.stop(); // its end closes for good
        return;
    }
    m_workspace.end();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

/// What stood back in a window that was too low comes once there is room.
void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_lowerWaits && height() >= kRoomForLower && m_stack->currentWidget() == m_splitter) {
        m_lowerWaits = false;
        m_lowerDock->show();
    }
}

/// The start page stands alone: bar and docks speak of a recipe.
void MainWindow::showStart(bool start)
{
    const bool worked = !recipe().schemaText().isEmpty() || !m_workspace.texts().documents().isEmpty();
    m_start->setOpenWork(worked ? recipe().content().name : QString());
    const bool was = m_stack->currentWidget() == m_start && isVisible();
    if (start) {
        if (m_stack->currentWidget() == m_splitter && isVisible())
            m_settings.set(setting::windowDocks, saveState());
        m_documentsDock->hide();
        m_lowerDock->hide();
    } else if (was || !isVisible()) {
        if (!restoreState(m_settings.value(setting::windowDocks))) {
            m_documentsDock->show();
            m_lowerDock->setVisible(height() >= kRoomForLower); // else it is a key away
            m_lowerWaits = m_lowerDock->isHidden();
            const int lines = fontMetrics().lineSpacing() * 17;
            resizeDocks({m_lowerDock}, {std::min(lines, height() / 4)}, Qt::Vertical);
        }
    }
    m_endpoint->setVisible(!start);
    statusBar()->setVisible(!start);
    m_stack->setCurrentWidget(start ? static_cast<QWidget *>(m_start) : m_splitter);
    if (start)
        m_start->setFocus();
    updateTry();
}

void MainWindow::openFile(const QString &path)
{
    m_files.open(path);
}

void MainWindow::startSample(int index)
{
    const Sample sample = samples().value(index);
    const Result<recipe::Recipe, Error> recipe = recipe::readRecipe(sample.recipe.toStdString());
    if (!recipe) {
        showError(recipe.error());
        return;
    }
    m_files.start(RecipeDocument::contentOf(*recipe), recipe->stored, [this, sample] {
        // The texts of the person stay; those of the sample come to them once.
        int row = -1;
        for (const TextDocument &text : sample.documents) {
            const QList<TextDocument> &there = m_workspace.texts().documents();
            int at = -1;
            for (int i = 0; i < there.size(); ++i) {
                if (there.at(i).name == text.name && there.at(i).text == text.text)
                    at = i;
            }
            at = at >= 0 ? at : m_workspace.texts().add(text);
            row = row >= 0 ? row : at;
        }
        m_documents->setCurrentRow(row);
        m_endpoint->focusTry(); // the next thing to do
    });
}

void MainWindow::addText(const QString &path)
{
    const Result<QString, Error> text = readTextFile(path);
    if (!text) {
        showError(text.error());
        return;
    }
    TextDocument document;
    document.name = QFileInfo(path).fileName();
    document.text = *text;
    document.path = path;
    m_documents->setCurrentRow(m_workspace.texts().add(document));
    showStart(false);
}

void MainWindow::newText()
{
    TextDocument document;
    document.name = tr("text %1").arg(m_workspace.texts().rowCount() + 1);
    m_documents->setCurrentRow(m_workspace.texts().add(document));
    m_design->setPage(DesignPanel::DocumentPage);
    m_design->documentEdit()->setFocus();
}

void MainWindow::renameRecipe()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the recipe"));
    dialog->setLabelText(tr("Name:"));
    dialog->setTextValue(recipe().content().name);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this](const QString &name) { recipe().setName(name.trimmed()); });
    dialog->open();
}

void MainWindow::showVersions()
{
    m_workspace.versions().keep();
    auto *dialog = new VersionsDialog(recipe().toRecipe(), m_workspace.versions().list(),
                                      QDateTime::currentMSecsSinceEpoch(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &VersionsDialog::restoreWanted, this, [this, dialog](const recipe::Recipe &older) {
        RecipeContent content = RecipeDocument::contentOf(older);
        content.name = recipe().content().name;
        recipe().setContent(content, tr("Restore an older version"));
        dialog->setContent(recipe().toRecipe(), m_workspace.versions().list());
    });
    dialog->open(); // over the window: the versions are those of the recipe that is open
}

void MainWindow::updateTitle()
{
    const QString name = recipe().content().name;
    setWindowTitle(name.isEmpty() ? tr("Espalier")
                                  : tr("%1[*] — Espalier").arg(displayText(name.simplified())));
    setWindowModified(recipe().isModified());
    setWindowFilePath(recipe().path());
    m_chip->setRecipe(name, recipe().isModified() && !recipe().path().isEmpty()
                                ? tr("%1, not saved").arg(m_workspace.versions().label())
                                : m_workspace.versions().label());
}

/// Texts and single lines have a history of their own while one types there; everything else is the recipe's.
void MainWindow::undoOrRedo(bool redo)
{
    QWidget *focus = focusWidget();
    if (auto *line = qobject_cast<QLineEdit *>(focus)) {
        redo ? line->redo() : line->undo();
    } else if (auto *text = qobject_cast<QPlainTextEdit *>(focus); text && text->isUndoRedoEnabled()) {
        redo ? text->redo() : text->undo();
    } else if (redo) {
        recipe().undoStack().redo();
    } else {
        recipe().undoStack().undo();
    }
}

void MainWindow::focusNextPane(int step)
{
    const QList<QWidget *> panes{m_endpoint, m_documents, m_design, m_result, m_lower};
    const auto count = panes.size();
    qsizetype at = 0;
    for (qsizetype i = 0; i < count; ++i) {
        if (focusWidget() && panes.at(i)->isAncestorOf(focusWidget()))
            at = i;
    }
    for (qsizetype tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        for (QWidget *inside : panes.at(at)->findChildren<QWidget *>()) {
            if (inside->focusPolicy() & Qt::TabFocus && inside->isVisibleTo(this) && inside->isEnabled()) {
                inside->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
}

void MainWindow::showProfileProblems(const std::vector<Error> &problems)
{
    if (const std::optional<BannerText> said = bannerForProfiles(problems))
        m_result->say(*said);
}

} // namespace espalier::ui
