// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What MainWindow shows of runs that are over: attempts, tries of the past, figures.

#include "shell/mainwindow.h"

#include "dialogs/comparedialog.h"
#include "dialogs/usagedialog.h"
#include "models/trypicture.h"
#include "panels/attemptspanel.h"
#include "panels/designpanel.h"
#include "panels/endpointbar.h"
#include "panels/examplespanel.h"
#include "panels/historypanel.h"
#include "panels/resultpanel.h"
#include "text/runtext.h"
#include "widgets/busy.h"

#include <QDateTime>

#include <memory>
#include <utility>

namespace espalier::ui {

/// Whom and what the attempts on show are of.
void MainWindow::setAsked(store::TryRecord asked)
{
    const settings::EndpointProfile profile = m_engine.profile(QString::fromStdString(asked.endpoint));
    const settings::ModelFacts *model = profile.model(asked.model);
    if (asked.result.currency.empty() && model && model->price)
        asked.result.currency = model->price->currency;
    const auto shared = std::make_shared<const store::TryRecord>(std::move(asked));
    m_attempts->setAsked(shared, QString::fromStdString(shared->result.currency));
    m_attemptActions.setRun(shared, profile);
}

void MainWindow::showUsage()
{
    const QString endpoint = m_endpoint->choice().name;
    const settings::EndpointProfile profile = m_engine.profile(endpoint);
    const settings::ModelFacts *model = profile.model(m_endpoint->model().toStdString());
    const QString currency =
        model && model->price ? QString::fromStdString(model->price->currency) : QString();
    auto *dialog = new UsageDialog(m_workspace.usage(),
                                   {m_workspace.text().name, endpoint, currency, profile.concurrency}, this);
    dialog->show();
}

/// A try of the past, as it stood when it ended. What is asked next stays as it is.
void MainWindow::showPast(const QString &id)
{
    if (m_controller.isRunning())
        return;
    const Busy busy;
    const Result<store::TryRecord, Error> record = m_workspace.tries().load(id.toStdString());
    if (!record) {
        showError(record.error());
        return;
    }
    const TryPicture picture = pictureOf(*record);
    const bool list = record->recipe.streaming == wire::StreamKind::Iterable;
    m_model.setExpected(ExpectedShapes(record->recipe.schema, list));
    m_result->begin();
    m_model.apply(picture.changes);
    m_result->follow(picture.changes);
    m_result->addRaw(QString::fromStdString(picture.result.text));
    m_result->finish(picture.result, false);
    m_source =
        tr("%1 at %2").arg(QString::fromStdString(record->model), QString::fromStdString(record->endpoint));
    m_result->setLiveText(tr("an earlier try") + QStringLiteral(" · ") +
                          runStatusText(picture.result.status) + QStringLiteral(" · ") + m_source);
    m_answeredText = QString::fromStdString(record->document);
    m_design->examples()->setLastTry(m_model.valueCount() > 0);
    m_history->setShown(id);
    setAsked(*record);
    m_attempts->showPast(m_attempts->asked());
}

void MainWindow::restorePast(const QString &id)
{
    const Result<store::TryRecord, Error> record = m_workspace.tries().load(id.toStdString());
    if (!record) {
        showError(record.error());
        return;
    }
    recipe().setContent(RecipeDocument::contentOf(record->recipe), tr("Take the recipe of an earlier try"));
}

void MainWindow::comparePast(const QString &first, const QString &second)
{
    const Busy busy; // two answers of 20 MB take two seconds
    const Result<store::TryRecord, Error> before = m_workspace.tries().load(first.toStdString());
    const Result<store::TryRecord, Error> after = m_workspace.tries().load(second.toStdString());
    if (!before || !after) {
        showError(before ? after.error() : before.error());
        return;
    }
    auto *dialog = new CompareDialog(*before, *after, QDateTime::currentMSecsSinceEpoch(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace espalier::ui
