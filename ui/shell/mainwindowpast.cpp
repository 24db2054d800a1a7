// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What MainWindow shows of runs that are over: attempts, tries of the past, figures.

#include "shell/mainwindow.h"

#include "dialogs/comparedialog.h"
#include "dialogs/usagedialog.h"
#include "models/freeelsewhere.h"
#include "models/lasttry.h"
#include "models/trypicture.h"
#include "panels/attemptspanel.h"
#include "panels/designpanel.h"
#include "panels/endpointbar.h"
#include "panels/examplespanel.h"
#include "panels/historypanel.h"
#include "panels/resultpanel.h"
#include "panels/statusstrip.h"
#include "shell/pastfeed.h"
#include "text/runtext.h"

#include <QDateTime>
#include <QLocale>

#include <memory>
#include <utility>

namespace espalier::ui {

static Error noMemory()
{
    Error error;
    error.kind = ErrorKind::CannotRead;
    error.message = MainWindow::tr("There is not enough memory to read this try.").toStdString();
    return error;
}

/// Whom and what the attempts on show are of.
void MainWindow::setAsked(store::TryRecord asked)
{
    auto before = m_attempts->asked();
    const settings::EndpointProfile profile = m_engine.profile(QString::fromStdString(asked.endpoint));
    const settings::ModelFacts *model = profile.model(asked.model);
    if (asked.result.currency.empty() && model && model->price)
        asked.result.currency = model->price->currency;
    const auto shared = std::make_shared<const store::TryRecord>(std::move(asked));
    m_attempts->setAsked(shared, QString::fromStdString(shared->result.currency));
    m_attemptActions.setRun(shared, profile);
    freeElsewhere(std::move(before));
}

/// Where it went in the end; that of the practice endpoint is not known before it is asked.
void MainWindow::keepAddress(const std::string &url)
{
    const auto asked = m_attempts->asked();
    if (!asked || url.empty() || asked->result.url == url)
        return;
    store::TryRecord known = *asked;
    known.result.url = url;
    setAsked(std::move(known));
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

/// Reads a try in another thread. `then`: called there, gives what is done with it here.
void MainWindow::readPast(LatestJob &job, const QString &id, PastRead then)
{
    m_history->setCursor(Qt::BusyCursor);
    const auto told = [this](const std::optional<Error> &error) {
        m_history->unsetCursor();
        if (error)
            showError(*error);
    };
    job.start(
        [told, folder = m_workspace.tries().folder(), id = id.toStdString(),
         then = std::move(then)](const std::atomic<bool> &over) -> LatestJob::Finish {
            Result<store::TryRecord, Error> record = store::TryStore(folder).load(id);
            if (!record)
                return [told, error = record.error()] { told(error); };
            if (over)
                return {};
            return [told, finish = then(*std::move(record))] {
                told(std::nullopt);
                finish();
            };
        },
        [told] { told(noMemory()); });
}

/// A try of the past, as it stood when it ended. What is asked next stays as it is.
void MainWindow::showPast(const QString &id)
{
    if (m_controller.isRunning())
        return;
    readPast(m_showing, id, [this, id](store::TryRecord &&record) -> LatestJob::Finish {
        auto picture = std::make_shared<TryPicture>(pictureOf(record));
        auto shared = std::make_shared<store::TryRecord>(std::move(record));
        return [this, id, picture, shared] { putPast(id, std::move(*picture), std::move(*shared)); };
    });
}

/// What was answered of the text that is chosen now comes back, without anything being asked. Where nothing
/// was, the answer on show stays; it says of which text it is.
void MainWindow::recallAnswer()
{
    const TextDocument text = m_workspace.text();
    if (m_controller.isRunning() || !isVisible() || text.text.isEmpty())
        return;
    if (text.text == m_answeredText) {
        m_showing.cancel(); // of a text that is not the chosen one any more
        m_history->unsetCursor();
        return;
    }
    TryOfText wanted{recipe().toRecipe().name, text.name.toStdString(), text.text.toStdString()};
    m_showing.start(
        [this, folder = m_workspace.tries().folder(),
         wanted = std::move(wanted)](const std::atomic<bool> &over) -> LatestJob::Finish {
            std::optional<store::TryRecord> record = lastTryOf(store::TryStore(folder), wanted, over);
            if (!record)
                return [] {};
            auto picture = std::make_shared<TryPicture>(pictureOf(*record));
            auto shared = std::make_shared<store::TryRecord>(*std::move(record));
            return [this, picture, shared] {
                const QString id = QString::fromStdString(shared->id);
                m_outcome = putPast(id, std::move(*picture), std::move(*shared));
                m_askedText = m_workspace.texts().index(m_workspace.currentText());
            };
        },
        [] {}); // it was not asked for
}

/// What is asked has the place from now on.
void MainWindow::giveUpPast()
{
    m_showing.cancel();
    m_past->cancel();
    m_history->unsetCursor();
}

/// What is said of it.
QString MainWindow::putPast(const QString &id, TryPicture &&picture, store::TryRecord &&record)
{
    const bool list = record.recipe.streaming == wire::StreamKind::Iterable;
    ExpectedShapes expected(record.recipe.schema, list);
    m_outcome.clear(); // it names itself
    m_source =
        tr("%1 at %2").arg(QString::fromStdString(record.model), QString::fromStdString(record.endpoint));
    const QString when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(record.startedMs), QLocale::ShortFormat);
    QString said = tr("an earlier try, %1").arg(when) + QStringLiteral(" · ") +
                   runStatusText(picture.result.status) + QStringLiteral(" · ") + m_source;
    m_result->setLiveText(said);
    m_answeredText = QString::fromStdString(record.document);
    m_design->examples()->setLastTry(false);
    m_history->setShown(id);
    setAsked(std::move(record));
    m_attempts->showPast(m_attempts->asked());
    m_status->showPast(m_attempts->asked()->result);
    m_past->show(std::make_unique<TryPicture>(std::move(picture)), std::move(expected));
    return said;
}

void MainWindow::restorePast(const QString &id)
{
    readPast(m_restoring, id, [this](store::TryRecord &&record) -> LatestJob::Finish {
        return [this, content = RecipeDocument::contentOf(record.recipe)] {
            recipe().setContent(content, tr("Take the recipe of an earlier try"));
        };
    });
}

void MainWindow::comparePast(const QString &first, const QString &second)
{
    CompareDialog &dialog = CompareDialog::forOrder(m_comparing, CompareDialog::Kind::Tries, this);
    connect(&dialog, &CompareDialog::failed, this, &MainWindow::showError, Qt::UniqueConnection);
    dialog.compare([folder = m_workspace.tries().folder(), first = first.toStdString(),
                    second = second.toStdString()]() -> Result<CompareDialog::Pair, Error> {
        const store::TryStore tries(folder);
        Result<store::TryRecord, Error> before = tries.load(first);
        Result<store::TryRecord, Error> after = tries.load(second);
        if (!before || !after)
            return before ? after.error() : before.error();
        return CompareDialog::Pair{*std::move(before), *std::move(after), {}, {}};
    });
}

} // namespace espalier::ui
