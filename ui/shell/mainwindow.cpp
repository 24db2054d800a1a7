// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/mainwindow.h"

#include "dialogs/endpointdialog.h"
#include "dialogs/keydialog.h"
#include "panels/endpointbar.h"
#include "panels/recipepanel.h"
#include "panels/resultnotes.h"
#include "panels/resultpanel.h"
#include "panels/statusstrip.h"
#include "settings/appsettings.h"
#include "shell/examples.h"
#include "shell/windowfit.h"
#include "text/runtext.h"
#include "widgets/banner.h"

#include <QCloseEvent>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

MainWindow::MainWindow(Engine &engine, Theme &theme, settings::AppSettings &settings, SessionFile sessionFile)
    : m_engine(engine)
    , m_theme(theme)
    , m_settings(settings)
    , m_sessionFile(std::move(sessionFile))
    , m_controller(engine, m_model)
    , m_endpoint(new EndpointBar(engine))
    , m_recipe(new RecipePanel)
    , m_result(new ResultPanel(m_model))
    , m_status(new StatusStrip)
    , m_splitter(new QSplitter(Qt::Horizontal))
{
    setWindowTitle(tr("Espalier"));
    setMinimumSize(kLeastWindow);
    m_splitter->addWidget(m_recipe);
    m_splitter->addWidget(m_result);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 7);
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_endpoint);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_status);
    setCentralWidget(centre);
    buildMenus();

    connect(m_endpoint, &EndpointBar::tryPressed, this, &MainWindow::tryNow);
    connect(m_endpoint, &EndpointBar::stopPressed, this, &MainWindow::stop);
    connect(m_endpoint, &EndpointBar::keyWanted, this, &MainWindow::showKeyDialog);
    connect(m_endpoint, &EndpointBar::endpointsWanted, this, [this](const QString &endpoint) {
        auto *dialog = new EndpointDialog(m_engine, endpoint, this);
        connect(dialog, &EndpointDialog::saved, m_endpoint, &EndpointBar::select);
        dialog->open();
    });
    connect(m_endpoint, &EndpointBar::modelsWanted, this, [this] {
        whenKeyMayGo([this] {
            m_endpoint->setFetching(true);
            m_engine.fetchModels(m_endpoint->choice());
        });
    });
    connect(m_endpoint, &EndpointBar::changed, this, &MainWindow::updateTry);
    connect(m_endpoint, &EndpointBar::modelsFailed, this, &MainWindow::showError);
    connect(m_recipe, &RecipePanel::schemaChecked, this, &MainWindow::updateTry);
    connect(m_recipe, &RecipePanel::fileRefused, this, &MainWindow::showError);
    connectRun();
    restoreSession();
    updateTry();
    m_recipe->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectRun()
{
    connect(&m_controller, &RunController::begun, this, [this] {
        m_result->begin();
        updateTry();
    });
    connect(&m_controller, &RunController::changed, m_result, &ResultPanel::follow);
    connect(&m_controller, &RunController::rawText, m_result, &ResultPanel::addRaw);
    connect(&m_controller, &RunController::progressed, this, [this](const RunProgress &progress) {
        m_status->showProgress(progress);
        const QString speed = tr("%1 tokens/s").arg(QLocale().toString(progress.tokensPerSecond, 'f', 0));
        const QString state = runStateText(progress.state);
        m_result->setLiveText(progress.tokensPerSecond > 0 ? state + QStringLiteral(" · ") + speed : state);
    });
    connect(&m_controller, &RunController::ended, this, [this](const run::RunResult &result) {
        m_result->finish(result, m_keySent);
        m_result->setLiveText(runStatusText(result.status) + QStringLiteral(" · ") + m_source);
        m_status->showEnd(result);
        updateTry();
        if (m_closing)
            close();
    });
}

void MainWindow::tryNow()
{
    if (!m_recipe->schema()) {
        m_recipe->showSchemaError();
        return;
    }
    if (m_try->isEnabled())
        whenKeyMayGo([this] { ask(); });
}

/// A key that belonged to one address goes to another one only when the person says so.
void MainWindow::whenKeyMayGo(const std::function<void()> &go)
{
    const EndpointChoice choice = m_endpoint->choice();
    const EndpointFacts facts = m_endpoint->facts();
    if (facts.keyMovesFrom.isEmpty()) {
        go();
        return;
    }
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("Use the key there?"), QString(), QMessageBox::Cancel, this);
    box->setDefaultButton(QMessageBox::Cancel); // a second Ctrl+Return must not be a yes
    box->setEscapeButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Send the key of “%1” to %2?").arg(choice.name, QUrl(facts.requestUrl).host()));
    box->setInformativeText(tr("So far it has gone to %1 only.").arg(facts.keyMovesFrom));
    QPushButton *allow = box->addButton(tr("&Use it there"), QMessageBox::AcceptRole);
    allow->setAutoDefault(false);
    connect(allow, &QPushButton::clicked, this, [this, choice, go] {
        m_engine.remember(choice, m_endpoint->model());
        go();
    });
    box->open();
}

void MainWindow::ask()
{
    std::optional<json::Value> schema = m_recipe->schema();
    if (!schema)
        return;
    RunOrder order;
    order.endpoint = m_endpoint->choice();
    order.model = m_endpoint->model();
    order.mode = m_endpoint->mode();
    order.stream = m_endpoint->stream();
    order.instructions = m_recipe->instructions();
    order.document = m_recipe->document();
    order.schema = std::move(*schema);
    m_engine.remember(order.endpoint, order.model);
    m_source = tr("%1 at %2").arg(order.model, order.endpoint.name);
    m_keySent = keyIsSent();
    m_controller.begin(order);
}

bool MainWindow::keyIsSent() const
{
    const KeyFacts::Source source = m_engine.keyFacts(m_endpoint->choice().name).source;
    return source != KeyFacts::Source::NotNeeded && source != KeyFacts::Source::Missing;
}

void MainWindow::showError(const Error &error)
{
    m_result->say(bannerFor(error, keyIsSent()));
}

void MainWindow::showProfileProblems(const std::vector<Error> &problems)
{
    if (const std::optional<BannerText> said = bannerForProfiles(problems))
        m_result->say(*said);
}

void MainWindow::stop()
{
    m_controller.stop();
}

void MainWindow::updateTry()
{
    const EndpointFacts facts = m_endpoint->facts();
    QString whyNot;
    if (m_controller.isRunning())
        whyNot = tr("A run is under way; stop it first.");
    else if (!facts.usable)
        whyNot = tr("Enter the address of your endpoint first.");
    else if (m_endpoint->model().isEmpty())
        whyNot = tr("Choose a model first.");
    else if (m_recipe->schemaError())
        whyNot =
            tr("The schema cannot be used: %1").arg(QString::fromStdString(m_recipe->schemaError()->message));
    m_endpoint->setTryEnabled(whyNot.isEmpty(), whyNot);
    m_endpoint->setRunning(m_controller.isRunning());
    m_try->setEnabled(whyNot.isEmpty());
    m_stop->setEnabled(m_controller.isRunning());
    m_status->showEndpoint(facts, m_engine.keyFacts(m_endpoint->choice().name));
}

void MainWindow::showKeyDialog(const QString &endpoint)
{
    auto *dialog = new KeyDialog(endpoint, m_engine.keyFacts(endpoint), this);
    connect(dialog, &KeyDialog::keyEntered, this,
            [this](const QString &name, secrets::Secret &key, KeyPlace place) {
                m_engine.storeKey(name, std::move(key), place);
            });
    connect(dialog, &KeyDialog::forgetAsked, this, [this](const QString &name) { m_engine.forgetKey(name); });
    connect(&m_engine, &Engine::keyStored, dialog, [dialog](const QString &name, const Error &error) {
        if (name == dialog->endpoint())
            dialog->showOutcome(error);
    });
    dialog->open();
}

void MainWindow::restoreSession()
{
    using namespace settings;
    m_theme.setChoice(Theme::choiceFromName(m_settings.value(setting::windowTheme)));
    m_remember->setChecked(m_settings.value(setting::rememberTexts));
    Session session = m_sessionFile.load();
    if (session == Session()) {
        const Example first = examples().constFirst();
        session.instructions = first.instructions;
        session.document = first.document;
        session.schema = first.schema;
    }
    m_recipe->setTexts(session.instructions, session.document, session.schema);
    m_endpoint->select(m_settings.value(setting::lastEndpoint));
    m_endpoint->setMode(session.mode);
    m_endpoint->setStream(session.stream);
    if (!restoreGeometry(m_settings.value(setting::windowGeometry)))
        resize(kFirstWindow);
    fitToScreen(*this);
    m_splitter->restoreState(m_settings.value(setting::windowState));
    m_recipe->splitter()->restoreState(m_settings.value(setting::windowRecipeState));
    m_result->splitter()->restoreState(m_settings.value(setting::windowResultState));
}

void MainWindow::saveSession()
{
    using namespace settings;
    m_settings.set(setting::windowTheme, Theme::nameOf(m_theme.choice()));
    m_settings.set(setting::rememberTexts, m_remember->isChecked());
    m_settings.set(setting::lastEndpoint, m_endpoint->choice().name);
    m_settings.set(setting::windowGeometry, saveGeometry());
    m_settings.set(setting::windowState, m_splitter->saveState());
    m_settings.set(setting::windowRecipeState, m_recipe->splitter()->saveState());
    m_settings.set(setting::windowResultState, m_result->splitter()->saveState());
    const Session session{m_recipe->instructions(), m_recipe->document(), m_recipe->schemaText(),
                          m_endpoint->mode(), m_endpoint->stream()};
    if (!(m_remember->isChecked() ? m_sessionFile.save(session) : m_sessionFile.remove()))
        qWarning("The session could not be kept in %s", qUtf8Printable(m_sessionFile.path()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing)
        saveSession();
    m_closing = true;
    if (m_controller.isRunning()) {
        event->ignore();
        hide();
        m_controller.stop(); // its end closes for good
        return;
    }
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace espalier::ui
