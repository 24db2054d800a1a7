// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the parts of MainWindow say to each other.

#include "shell/mainwindow.h"

#include "base/usagepart.h"
#include "panels/attemptspanel.h"
#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/examplespanel.h"
#include "panels/fieldspanel.h"
#include "panels/historypanel.h"
#include "panels/requestpanel.h"
#include "panels/resultnotes.h"
#include "panels/resultpanel.h"
#include "panels/startpage.h"
#include "panels/statusstrip.h"
#include "settings/appsettings.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "widgets/banner.h"
#include "widgets/recipechip.h"
#include "widgets/tabpages.h"

#include <QDir>
#include <QLocale>

namespace espalier::ui {

void MainWindow::connectRecipe()
{
    const auto asShown = [this] {
        m_endpoint->setMode(recipe().settings().mode);
        m_endpoint->setStream(recipe().settings().streaming);
    };
    connect(&recipe(), &RecipeDocument::settingsChanged, this, asShown);
    connect(m_endpoint, &EndpointBar::modeChanged, this, [this](wire::AnswerMode mode) {
        RecipeSettings next = recipe().settings();
        next.mode = mode;
        recipe().setSettings(next, tr("Choose mode"));
    });
    connect(m_endpoint, &EndpointBar::streamChanged, this, [this](wire::StreamKind kind) {
        RecipeSettings next = recipe().settings();
        next.streaming = kind;
        recipe().setSettings(next, tr("Choose streaming"));
    });
    connect(&recipe(), &RecipeDocument::changed, m_request, &RequestPanel::invalidate);
    connect(&recipe(), &RecipeDocument::schemaChecked, this, &MainWindow::updateTry);
    connect(&recipe(), &RecipeDocument::examplesChanged, this, &MainWindow::updateTry);
    connect(&recipe(), &RecipeDocument::settingsChanged, this, &MainWindow::updateTry);
    connect(&recipe(), &RecipeDocument::nameChanged, this, &MainWindow::updateTitle);
    connect(&recipe(), &RecipeDocument::pathChanged, this, &MainWindow::updateTitle);
    connect(&recipe(), &RecipeDocument::modifiedChanged, this, &MainWindow::updateTitle);
    connect(&m_workspace.versions(), &RecipeVersions::labelChanged, this, &MainWindow::updateTitle);

    connect(&m_files, &RecipeFiles::opened, this, [this, asShown] {
        if (m_said.kind == ErrorKind::CannotRead)
            m_result->banner()->clear(); // that was another file
        m_workspace.versions().reload();
        asShown();
        showStart(false);
    });
    connect(&m_files, &RecipeFiles::aboutToLoad, this, [this] { m_workspace.versions().keep(); });
    connect(&m_files, &RecipeFiles::saved, this, [this](const QString &formerKey) {
        if (m_said.kind == ErrorKind::CannotWrite || m_said.code == usagepart::kUnfinished)
            m_result->banner()->clear(); // it has been written now
        m_workspace.versions().follow(formerKey);
        m_workspace.versions().keep();
    });
    connect(&m_files, &RecipeFiles::failed, this, &MainWindow::showError);
    connect(&m_files, &RecipeFiles::textChosen, this, &MainWindow::addText);
    connect(&m_files, &RecipeFiles::recentChanged, this, [this] { m_start->setRecent(m_files.recent()); });

    connect(m_start, &StartPage::sampleWanted, this, &MainWindow::startSample);
    connect(m_start, &StartPage::newWanted, &m_files, &RecipeFiles::makeNew);
    connect(m_start, &StartPage::openWanted, &m_files, &RecipeFiles::openWithDialog);
    connect(m_start, &StartPage::endpointWanted, this, [this] { showEndpoints(QStringLiteral("Custom")); });
    connect(m_start, &StartPage::recentWanted, this, &MainWindow::openFile);
    connect(m_start, &StartPage::backWanted, this, [this] { showStart(false); });
}

void MainWindow::connectTexts()
{
    connect(m_documents, &DocumentsPanel::currentRowChanged, this, [this](int row) {
        m_design->setCurrentText(row);
        m_workspace.setCurrentText(row);
        sayWhoseAnswer();
        recallAnswer();
        m_request->invalidate();
    });
    connect(m_documents, &DocumentsPanel::aboutToMoveRows, m_design, &DesignPanel::commit);
    connect(m_documents, &DocumentsPanel::filesDropped, &m_files, &RecipeFiles::openAll);
    connect(m_documents, &DocumentsPanel::openWanted, &m_files, &RecipeFiles::openWithDialog);
    connect(m_documents, &DocumentsPanel::newWanted, this, &MainWindow::newText);
    connect(m_documents, &DocumentsPanel::sampleWanted, this, &MainWindow::startSample);
    connect(&m_workspace.texts(), &DocumentListModel::contentChanged, m_request, &RequestPanel::invalidate);
    connect(&m_workspace, &Workspace::notKept, this, [this](const QString &path) {
        Error error;
        error.kind = ErrorKind::CannotWrite;
        error.message = tr("What you type cannot be kept in %1.").arg(path).toStdString();
        error.nextStep = tr("Save the recipe somewhere else before you close the window.").toStdString();
        showError(error);
    });
    connect(m_design, &DesignPanel::fileRefused, this, &MainWindow::showError);
    connect(m_design->fields(), &FieldsPanel::suggestionWanted, this,
            [this] { whenKeyMayGo([this] { suggestFields(); }); });
    connect(m_design->fields(), &FieldsPanel::marksWanted, this, &MainWindow::markFields);
    connect(m_design->examples(), &ExamplesPanel::lastTryWanted, this, &MainWindow::addExampleFromAnswer);
}

void MainWindow::connectEndpoint()
{
    connect(m_endpoint, &EndpointBar::tryPressed, this, &MainWindow::tryNow);
    connect(m_endpoint, &EndpointBar::stopPressed, this, &MainWindow::stop);
    connect(m_endpoint, &EndpointBar::endpointsWanted, this, &MainWindow::showEndpoints);
    connect(m_endpoint, &EndpointBar::keyWanted, this, &MainWindow::showEndpoints);
    connect(m_endpoint, &EndpointBar::practiceNoteClosed, this,
            [this] { m_settings.set(settings::setting::practiceNote, false); });
    connect(m_endpoint, &EndpointBar::modelsWanted, this, [this] {
        whenKeyMayGo([this] {
            m_endpoint->setFetching(true);
            m_engine.fetchModels(m_endpoint->choice());
        });
    });
    connect(m_endpoint, &EndpointBar::changed, this, &MainWindow::updateTry);
    connect(m_endpoint, &EndpointBar::changed, this, &MainWindow::forgetMissingPrices);
    connect(m_endpoint, &EndpointBar::changed, m_request, &RequestPanel::invalidate);
    connect(m_endpoint, &EndpointBar::modelsFailed, this, &MainWindow::showError);
}

void MainWindow::connectRun()
{
    connect(&m_controller, &RunController::begun, this, [this] {
        m_result->begin();
        m_history->setShown({});
        updateTry();
    });
    connectAttempts();
    connect(&m_controller, &RunController::restarted, m_result, &ResultPanel::beginAttempt);
    connect(&m_controller, &RunController::changed, m_result, &ResultPanel::follow);
    connect(&m_controller, &RunController::rawText, m_result, &ResultPanel::addRaw);
    connect(&m_controller, &RunController::progressed, this, [this](const RunProgress &progress) {
        m_status->showProgress(progress);
        const QString speed = tr("%1 tokens/s").arg(QLocale().toString(progress.tokensPerSecond, 'f', 0));
        const QString state =
            liveStateText(progress.state, progress.waitMs, progress.firstTokenMs.has_value(), progress.asks);
        m_result->setLiveText(progress.tokensPerSecond > 0 ? state + QStringLiteral(" · ") + speed : state);
        m_workspace.texts().setState(m_askedText.row(), ValueState::Arriving, state);
    });
    connect(&m_controller, &RunController::ended, this, &MainWindow::finish);
    connect(m_result, &ResultPanel::stepWanted, this, &MainWindow::takeStep);
    connect(m_request, &RequestPanel::stepWanted, this, &MainWindow::takeStep);
}

void MainWindow::connectAttempts()
{
    connect(&m_controller, &RunController::begun, m_attempts, &AttemptsPanel::begin);
    connect(&m_controller, &RunController::tryBegan, m_attempts, &AttemptsPanel::beginTry);
    connect(&m_controller, &RunController::trySent, m_attempts, &AttemptsPanel::setSent);
    connect(&m_controller, &RunController::tryEnded, m_attempts, &AttemptsPanel::endTry);
    connect(&m_controller, &RunController::waiting, m_attempts, &AttemptsPanel::wait);
    connect(&m_controller, &RunController::heldBack, m_attempts, &AttemptsPanel::holdBack);
    connect(&m_controller, &RunController::progressed, m_attempts, &AttemptsPanel::follow);
    connect(&m_controller, &RunController::ended, m_attempts, &AttemptsPanel::end);
    connect(m_attempts, &AttemptsPanel::compareWanted, &m_attemptActions, &AttemptActions::compare);
    connect(m_attempts, &AttemptsPanel::saveWanted, &m_attemptActions, &AttemptActions::save);
    connect(&m_attemptActions, &AttemptActions::failed, this, &MainWindow::showError);
    connect(&m_attemptActions, &AttemptActions::saved, this, [this](const QString &path) {
        m_result->say({Banner::Kind::Good, tr("Saved"), displayText(QDir::toNativeSeparators(path)), {}});
    });
    connect(&m_workspace.usage(), &UsageKeeper::failed, this, &MainWindow::showError);
}

void MainWindow::connectLower()
{
    connect(m_request, &RequestPanel::previewWanted, this, &MainWindow::updatePreview);
    connect(&m_workspace.keeper(), &TryKeeper::kept, m_history, &HistoryPanel::added);
    connect(&m_workspace.keeper(), &TryKeeper::failed, this, &MainWindow::showError);
    connect(m_history, &HistoryPanel::showWanted, this, &MainWindow::showPast);
    connect(m_history, &HistoryPanel::restoreWanted, this, &MainWindow::restorePast);
    connect(m_history, &HistoryPanel::compareWanted, this, &MainWindow::comparePast);
    connect(m_history, &HistoryPanel::forgotten, this, [this] {
        if (const std::optional<Error> error = m_workspace.forgetAll())
            showError(*error);
    });
    connect(m_history, &HistoryPanel::failed, this, &MainWindow::showError);
}

} // namespace espalier::ui
