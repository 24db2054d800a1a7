// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What MainWindow asks, and what it does with what comes of it.

#include "shell/mainwindow.h"

#include "base/usagepart.h"
#include "dialogs/markdialog.h"
#include "dialogs/suggestdialog.h"
#include "panels/attemptspanel.h"
#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/examplespanel.h"
#include "panels/fieldspanel.h"
#include "panels/hookspage.h"
#include "panels/requestpanel.h"
#include "panels/resultactions.h"
#include "panels/resultnotes.h"
#include "panels/resultpanel.h"
#include "panels/statusstrip.h"
#include "settings/appsettings.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "widgets/documentedit.h"
#include "widgets/instructionsedit.h"
#include "widgets/tabpages.h"

#include <QDockWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QUrl>

#include <utility>

namespace espalier::ui {

void MainWindow::tryNow()
{
    m_design->commit();
    if (!recipe().schema()) {
        m_design->showSchemaError();
        return;
    }
    if (const std::optional<UnfinishedText> text = recipe().unfinished()) {
        m_design->showUnfinished(*text);
        return;
    }
    if (!m_try->isEnabled())
        return;
    whenKeyMayGo([this] { ask(); });
}

/// The sentence goes where a Try would go, and only when the person presses the button.
void MainWindow::suggestFields()
{
    const EndpointFacts facts = m_endpoint->facts();
    const QString where = !facts.usable          ? tr("Choose an endpoint first.")
                          : facts.host.isEmpty() ? tr("Your sentence stays on this computer.")
                                                 : tr("Your sentence goes to %1.").arg(facts.host);
    auto *dialog = new SuggestDialog(where, m_design->fields()->hasFields(), this);
    connect(dialog, &SuggestDialog::asked, this, [this](const QString &sentence) {
        m_suggester.ask(m_endpoint->choice(), m_endpoint->model(), sentence);
    });
    connect(dialog, &QDialog::finished, &m_suggester, &FieldSuggester::stop);
    connect(&m_suggester, &FieldSuggester::suggested, dialog, &SuggestDialog::setFields);
    connect(&m_suggester, &FieldSuggester::failed, dialog, &SuggestDialog::setProblem);
    connect(dialog, &SuggestDialog::taken, m_design->fields(),
            [this](const json::Value &schema, bool replace) {
                m_design->fields()->takeFields(schema, replace, tr("Take suggested fields"));
            });
    dialog->open();
}

/// In the text that is at hand.
void MainWindow::markFields()
{
    auto *dialog = new MarkDialog(m_workspace.text().text, m_design->fields()->hasFields(), this);
    connect(dialog, &MarkDialog::taken, m_design->fields(), [this](const json::Value &schema, bool replace) {
        m_design->fields()->takeFields(schema, replace, tr("Take marked fields"));
    });
    dialog->open();
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
    box->setText(tr("Send the key of “%1” to %2?").arg(choice.name, facts.keyMovesTo));
    box->setInformativeText(tr("So far it has gone to %1 only.").arg(facts.keyMovesFrom));
    QPushButton *allow = box->addButton(tr("&Use it there"), QMessageBox::AcceptRole);
    allow->setAutoDefault(false);
    connect(allow, &QPushButton::clicked, this, [this, choice, go] {
        m_engine.remember(choice, m_endpoint->model());
        go();
    });
    box->open();
}

std::optional<RunOrder> MainWindow::order()
{
    if (!recipe().schema() || recipe().unfinished())
        return std::nullopt;
    const TextDocument text = m_workspace.text();
    const RecipeContent &content = recipe().content();
    RunOrder order;
    order.endpoint = m_endpoint->choice();
    order.model = m_endpoint->model();
    order.mode = content.settings.mode;
    order.stream = content.settings.streaming;
    order.instructions = content.instructions;
    order.documentName = text.name;
    order.document = text.text;
    order.schema = *recipe().schema();
    order.examples.assign(content.examples.begin(), content.examples.end());
    order.reading = content.settings.reading;
    order.limits = content.settings.limits;
    order.parameters = content.settings.parameters;
    order.checks = m_permission.runningChecks();
    order.hooks = m_permission.runningHooks();
    return order;
}

void MainWindow::ask()
{
    const std::optional<RunOrder> order = this->order();
    if (!order)
        return;
    giveUpPast();
    m_engine.remember(order->endpoint, order->model);
    m_outcome.clear();
    m_source = tr("%1 at %2").arg(order->model, order->endpoint.name);
    m_keySent = keyIsSent();
    m_askedText = m_workspace.texts().index(m_workspace.currentText());
    m_answeredText = order->document;
    m_notRun = m_permission.waitingChecks().size() + m_permission.waitingHooks().size();
    const wire::AnswerMode mode =
        order->mode == wire::AnswerMode::Auto ? m_endpoint->autoMode() : order->mode;
    const int version = m_workspace.versions().keep();
    m_workspace.keeper().begin(*order, recipe().toRecipe(), version, mode);
    store::TryRecord asked = TryKeeper::recordOf(*order, recipe().toRecipe(), version, mode);
    asked.result.url = m_endpoint->facts().requestUrl.toStdString();
    setAsked(std::move(asked));
    m_workspace.noteAsking(true);
    m_controller.begin(*order);
}

bool MainWindow::keyIsSent() const
{
    const KeyFacts::Source source = m_engine.keyFacts(m_endpoint->choice().name).source;
    return source != KeyFacts::Source::NotNeeded && source != KeyFacts::Source::Missing;
}

/// Over the answer: how it ended and who gave it; of which text when it is not that of the chosen one.
void MainWindow::sayWhoseAnswer()
{
    if (m_outcome.isEmpty())
        return;
    const bool other = m_askedText.isValid() && m_askedText.row() != m_workspace.currentText();
    m_result->setLiveText(
        other ? tr("of %1: %2", "text, outcome").arg(displayText(m_askedText.data().toString()), m_outcome)
              : m_outcome);
}

/// How the text's row says that a run is over.
static std::pair<ValueState, QString> textState(const run::RunResult &result)
{
    switch (result.status) {
    case run::RunStatus::Valid:
    case run::RunStatus::Accepted:
        return {result.repairs.empty() ? ValueState::Complete : ValueState::Repaired, MainWindow::tr("done")};
    case run::RunStatus::Invalid:
        if (result.issues.empty())
            return {ValueState::Invalid, MainWindow::tr("not usable")};
        return {ValueState::Invalid,
                result.issues.size() == 1
                    ? MainWindow::tr("1 issue")
                    : MainWindow::tr("%1 issues").arg(static_cast<qulonglong>(result.issues.size()))};
    case run::RunStatus::Cut: // one word: the name beside it is what one looks for
        return {ValueState::Cut, MainWindow::tr("cut")};
    case run::RunStatus::Cancelled:
        return {ValueState::Cut, MainWindow::tr("stopped")};
    default:
        return {ValueState::Invalid, MainWindow::tr("failed")};
    }
}

void MainWindow::finish(const run::RunResult &ended)
{
    run::RunResult said; // a copy only where there is something to add
    if (m_notRun > 0)
        sayWhatDidNotRun(said = ended);
    const run::RunResult &result = m_notRun > 0 ? said : ended;
    m_cutAtTokens = result.status == run::RunStatus::Cut;
    m_said = result.error.value_or(Error());
    m_result->finish(result, m_keySent);
    m_outcome = runStatusText(result.status) + QStringLiteral(" · ") + m_source;
    sayWhoseAnswer();
    m_status->showEnd(result);
    const auto [state, words] = textState(result);
    m_workspace.texts().setState(m_askedText.row(), state, words);
    m_workspace.keeper().end(result);
    m_workspace.noteAsking(false);
    keepAddress(result.url);
    if (const auto &asked = m_attempts->asked())
        m_workspace.usage().add(QString::fromStdString(asked->documentName), asked->endpoint, asked->model,
                                result);
    m_design->examples()->setLastTry(m_model.valueCount() > 0);
    updateTry();
    if (m_closing)
        close();
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
        whyNot = tr("Choose or enter a model first.");
    else if (recipe().schemaError())
        whyNot = tr("The schema cannot be used yet: %1")
                     .arg(QString::fromStdString(recipe().schemaError()->message));
    else if (const std::optional<UnfinishedText> text = recipe().unfinished())
        whyNot = QString::fromStdString(text->error.message);
    const bool start = m_stack->currentIndex() == 0;
    // The one that is to have the focus is enabled before the other loses it.
    const bool running = m_controller.isRunning();
    if (running)
        m_endpoint->setRunning(true);
    m_endpoint->setTryEnabled(whyNot.isEmpty(), whyNot);
    if (!running)
        m_endpoint->setRunning(false);
    m_try->setEnabled(whyNot.isEmpty() && !start);
    m_stop->setEnabled(m_controller.isRunning());
    m_status->showEndpoint(facts, m_engine.keyFacts(m_endpoint->choice().name));
}

void MainWindow::updatePreview()
{
    if (const std::optional<RunOrder> order = this->order()) {
        m_request->setPreview(m_engine.preview(*order));
        return;
    }
    RequestPreview preview;
    if (!recipe().schemaError()) {
        preview.error = recipe().unfinished()->error;
        m_request->setPreview(preview);
        return;
    }
    preview.error.kind = ErrorKind::Usage;
    preview.error.message = tr("The schema cannot be used yet: %1")
                                .arg(QString::fromStdString(recipe().schemaError()->message))
                                .toStdString();
    preview.error.nextStep = tr("Mend it on the page “Schema (JSON)”.").toStdString();
    m_request->setPreview(preview);
}

void MainWindow::showError(const Error &error)
{
    m_said = error;
    m_result->say(bannerFor(error, keyIsSent()));
    if (m_stack->currentIndex() == 0)
        showStart(false); // where it can be seen
}

void MainWindow::takeStep(NextStep step)
{
    switch (step) {
    case NextStep::None:
        break;
    case NextStep::SetKey:
    case NextStep::EditEndpoint:
        showEndpoints(m_endpoint->choice().name);
        break;
    case NextStep::EditProxy:
        showEndpointPlace(EndpointPlace::Proxy);
        break;
    case NextStep::EditCaFile:
        showEndpointPlace(EndpointPlace::CaFile);
        break;
    case NextStep::EditPrices:
        showEndpointPlace(EndpointPlace::Prices);
        break;
    case NextStep::ChooseEndpoint:
        m_endpoint->openEndpoints();
        break;
    case NextStep::ChooseModel:
        m_endpoint->openModels();
        break;
    case NextStep::ChooseMode:
        m_design->setPage(DesignPanel::SettingsPage);
        break;
    case NextStep::EditLimits: // that of an answer's tokens goes along with the question
        m_design->hooks()->showPart(ui::HooksPage::LimitsPart);
        m_design->setPage(m_cutAtTokens ? DesignPanel::SettingsPage : DesignPanel::HooksPage);
        break;
    case NextStep::EditRules:
        m_design->hooks()->showPart(ui::HooksPage::HooksPart);
        m_design->setPage(DesignPanel::HooksPage);
        break;
    case NextStep::ShowChecks:
        m_design->setPage(DesignPanel::ChecksPage);
        break;
    case NextStep::TryAgain:
        tryNow();
        break;
    case NextStep::EditDocument:
        m_design->setPage(DesignPanel::DocumentPage);
        m_design->documentEdit()->setFocus();
        break;
    case NextStep::EditInstructions:
        m_design->setPage(DesignPanel::FieldsPage);
        m_design->instructionsEdit()->setFocus();
        break;
    case NextStep::ShowSchemaError:
        m_design->showSchemaError();
        break;
    case NextStep::ShowUnfinished:
        if (const std::optional<UnfinishedText> text = recipe().unfinished())
            m_design->showUnfinished(*text);
        break;
    case NextStep::ShowRequest:
        m_lowerDock->show();
        m_lower->setCurrentIndex(RequestPage);
        break;
    case NextStep::ShowInTree:
    case NextStep::ShowRaw:
        break; // the panel does so itself
    case NextStep::ChooseFile:
        m_files.openWithDialog();
        break;
    case NextStep::SaveElsewhere:
        if (m_said.code == usagepart::kExchange)
            m_attemptActions.saveElsewhere();
        else
            m_files.saveAs();
        break;
    }
}

/// The last answer with its text becomes a worked example of the recipe.
void MainWindow::addExampleFromAnswer()
{
    const std::optional<json::Value> answer = m_result->actions()->value();
    if (!answer || m_controller.isRunning())
        return;
    m_design->showExamples();
    m_design->examples()->addExample(m_answeredText, *answer);
}

} // namespace espalier::ui
