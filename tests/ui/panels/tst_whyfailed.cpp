// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/whyfailedpane.h"
#include "support/widgettest.h"
#include "text/failuretext.h"
#include "widgets/linkbutton.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// “Why did this fail?”
class TestWhyFailed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void theServersOwnWords();
    void theFirstPlaceThatIsWrong();
    void whatWasTried();
    void whatWasStoppedByARuleSaysSo();
    void nothingWhenAllIsWell();
    void thePaneOffersTheStep();

private:
    static run::RunResult refused();
};

run::RunResult TestWhyFailed::refused()
{
    run::RunResult result;
    result.status = run::RunStatus::Failed;
    Error error;
    error.kind = ErrorKind::KeyRefused;
    error.message = "The server refused the key (HTTP 401): <b>Invalid token</b>: see docs";
    error.nextStep = "Enter another key.";
    error.httpStatus = 401;
    error.code = "invalid_api_key";
    result.error = error;
    result.attempts = result.tries = 1;
    result.totalMs = 300;
    run::AttemptRecord record;
    record.error = error;
    record.durationMs = 250;
    result.history.push_back(record);
    return result;
}

void TestWhyFailed::theServersOwnWords()
{
    const auto failure = failureOf(refused(), true);
    QVERIFY(failure);
    QCOMPARE(failure->cause, QStringLiteral("The key was refused (HTTP 401, invalid_api_key)."));
    QCOMPARE(failure->own, QStringLiteral("<b>Invalid token</b>: see docs"));
    QCOMPARE(failure->next, QStringLiteral("Enter another key."));
    QVERIFY(failure->steps.front() == NextStep::SetKey);
    run::RunResult silent = refused();
    silent.error->message = "No connection: Connection refused";
    silent.error->kind = ErrorKind::NoConnection;
    silent.error->httpStatus.reset();
    silent.history.back().error = silent.error;
    QVERIFY(failureOf(silent, true)->own.isEmpty()); // no server said anything
}

void TestWhyFailed::theFirstPlaceThatIsWrong()
{
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.error = Error{ErrorKind::InvalidAnswer, "does not fit", "", {}, {}, {}};
    schema::Issue issue;
    issue.instance = "/age";
    issue.message = "must be at least 0, got -7";
    result.issues.push_back(issue);
    const auto failure = failureOf(result, false);
    QVERIFY(failure);
    QCOMPARE(failure->cause, QStringLiteral("/age: must be at least 0, got -7."));
    QVERIFY(failure->own.isEmpty());
    QVERIFY(failure->steps.front() == NextStep::ShowInTree);
}

void TestWhyFailed::whatWasTried()
{
    run::RunResult result = refused();
    result.error->kind = result.history.front().error->kind = ErrorKind::RateLimited;
    result.history.front().error->httpStatus = 429;
    run::AttemptRecord second = result.history.front();
    second.tryNumber = 2;
    second.sentMs = 1250;
    result.history.push_back(second);
    result.tries = 2;
    result.totalMs = 1500;
    const auto failure = failureOf(result, true);
    QCOMPARE(failure->tried.size(), 2);
    QCOMPARE(failure->tried.at(0),
             QStringLiteral("Attempt 1, try 1: Too many requests for now (429), after 0.25 s"));
    QVERIFY(failure->tried.at(1).endsWith(QLatin1String("waited 1.00 s before it")));
    QCOMPARE(failure->total, QStringLiteral("2 tries in 1 attempt, 1.50 s in all, 1.00 s of it waiting."));
}

void TestWhyFailed::whatWasStoppedByARuleSaysSo()
{
    run::RunResult result = refused();
    result.error->kind = ErrorKind::StoppedByRule;
    result.error->message = "Stopped by the rule. Before that: it did not fit.";
    QCOMPARE(failureOf(result, true)->cause, QString::fromStdString(result.error->message));
    QVERIFY(failureOf(result, true)->steps.front() == NextStep::EditRules);
}

void TestWhyFailed::nothingWhenAllIsWell()
{
    run::RunResult result = refused();
    for (const auto status : {run::RunStatus::Valid, run::RunStatus::Accepted, run::RunStatus::Cancelled}) {
        result.status = status;
        QVERIFY(!failureOf(result, true));
    }
}

void TestWhyFailed::thePaneOffersTheStep()
{
    WhyFailedPane pane;
    QVERIFY(pane.isHidden() && pane.opener()->isHidden());
    pane.finish(refused(), true);
    QVERIFY(pane.isHidden() && !pane.opener()->isHidden());
    pane.opener()->click();
    QVERIFY(!pane.isHidden());
    QStringList shown;
    for (const QLabel *label : pane.findChildren<QLabel *>()) {
        if (!label->isVisibleTo(&pane) || label->text().isEmpty())
            continue;
        shown.append(label->text());
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(shown.contains(QStringLiteral("<b>Invalid token</b>: see docs")));
    QSignalSpy wanted(&pane, &WhyFailedPane::stepWanted);
    pane.findChild<QPushButton *>()->click();
    QCOMPARE(wanted.count(), 1);
    run::RunResult good = refused();
    good.status = run::RunStatus::Valid;
    pane.finish(good, true);
    QVERIFY(pane.isHidden() && pane.opener()->isHidden());
}

QTEST_MAIN(TestWhyFailed)
#include "tst_whyfailed.moc"
