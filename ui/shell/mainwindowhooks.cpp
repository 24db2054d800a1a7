// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What MainWindow has to do with checks and hooks.

#include "shell/mainwindow.h"

#include "dialogs/endpointdialog.h"
#include "engine/hooklink.h"
#include "panels/checkspanel.h"
#include "panels/designpanel.h"
#include "panels/endpointbar.h"
#include "panels/firingspanel.h"
#include "panels/hooklistpanel.h"
#include "panels/hookspage.h"
#include "panels/limitsform.h"
#include "panels/rehearsalpanel.h"
#include "panels/resultactions.h"
#include "panels/resultnotes.h"
#include "panels/resultpanel.h"
#include "text/hooktext.h"
#include "widgets/decisionbar.h"

#include <QApplication>

namespace espalier::ui {

void MainWindow::connectHooks()
{
    connect(&m_controller, &RunController::begun, this, &MainWindow::followHooks);
    connect(m_design->hooks()->limits(), &LimitsForm::endpointWanted, this,
            [this] { showEndpointPlace(EndpointPlace::Limits); });
    m_design->hooks()->rehearsal()->setSource(m_engine.bench(), [this] {
        m_design->commit();
        return order();
    });
    tryEntries();
}

void MainWindow::followHooks()
{
    HookLink *link = m_controller.hooks();
    if (!link)
        return;
    m_firings->follow(*link);
    m_decision->follow(*link);
    connect(link, &HookLink::notified, this, [this](const QString &text) {
        m_result->say({Banner::Kind::Hint, tr("A hook tells you"), text, QString()});
        QApplication::alert(this);
    });
}

/// The Test buttons of both lists.
void MainWindow::tryEntries()
{
    ChecksPanel *checks = m_design->checks();
    connect(checks, &EntriesPanel::testWanted, this, [this, checks](const json::Value &check, int ticket) {
        const std::optional<json::Value> answer = m_result->actions()->value();
        if (!answer) {
            checks->showOutcome(ticket, tr("There is no answer to look at yet. Press Try first."), false);
            return;
        }
        m_engine.bench().tryCheck(check, *answer, m_answeredText, checks,
                                  [checks, ticket](const BenchOutcome &outcome) {
                                      checks->showOutcome(ticket, checkOutcomeText(outcome),
                                                          outcome.kind == BenchOutcome::Kind::Holds);
                                  });
    });
    HookListPanel *hooks = m_design->hooks()->hooks();
    connect(hooks, &EntriesPanel::testWanted, this, [this, hooks](const json::Value &hook, int ticket) {
        m_engine.bench().tryHook(hook, hooks, [hooks, ticket](const BenchOutcome &outcome) {
            hooks->showOutcome(ticket, hookOutcomeText(outcome), outcome.kind == BenchOutcome::Kind::Holds);
        });
    });
}

/// An answer that was not checked must not look like one that was.
void MainWindow::sayWhatDidNotRun(run::RunResult &result) const
{
    if (m_notRun == 0)
        return;
    const QString what =
        m_notRun == 1
            ? tr("1 check or hook that came with the recipe did not run: it is not allowed here yet.")
            : tr("%1 checks or hooks that came with the recipe did not run: they are not allowed "
                 "here yet.")
                  .arg(static_cast<qulonglong>(m_notRun));
    result.notes.push_back(what.toStdString());
}

} // namespace espalier::ui
