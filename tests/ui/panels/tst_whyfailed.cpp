// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/whyfailedpane.h"
#include "support/widgettest.h"
#include "text/failuretext.h"
#include "widgets/linkbutton.h"

#include <QLabel>
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
    void thePaneSaysWhatTheBannerDoesNot();

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
    const auto failure = failureOf(refused());
    QVERIFY(failure);
    QCOMPARE(failure->cause, QStringLiteral("The key was refused (HTTP 401, invalid_api_key)."));
    QCOMPARE(failure->own, QStringLiteral("<b>Invalid token</b>: see docs"));
    QCOMPARE(failure->next, QStringLiteral("Enter another key."));
    run::RunResult silent = refused();
    silent.error->message = "No connection: Connection refused";
    silent.error->kind = ErrorKind::NoConnection;
    silent.error->httpStatus.reset();
    silent.history.back().error = silent.error;
    QVERIFY(failureOf(silent)->own.isEmpty()); // no server said anything
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
    const auto failure = failureOf(result);
    QVERIFY(failure);
    QCOMPARE(failure->cause, QStringLiteral("/age: must be at least 0, got -7."));
    QVERIFY(failure->own.isEmpty());
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
    const auto failure = failureOf(result);
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
    QCOMPARE(failureOf(result)->cause, QString::fromStdString(result.error->message));
}

void TestWhyFailed::nothingWhenAllIsWell()
{
    run::RunResult result = refused();
    for (const auto status : {run::RunStatus::Valid, run::RunStatus::Accepted, run::RunStatus::Cancelled}) {
        result.status = status;
        QVERIFY(!failureOf(result));
    }
}

void TestWhyFailed::thePaneSaysWhatTheBannerDoesNot()
{
    WhyFailedPane pane;
    const auto shown = [&pane] {
        QStringList out;
        for (const QLabel *label : pane.findChildren<QLabel *>()) {
            if (label->isVisibleTo(&pane) && !label->text().isEmpty())
                out.append(label->text());
        }
        return out;
    };
    QVERIFY(pane.isHidden() && pane.opener()->isHidden());
    pane.finish(refused(), QStringLiteral("The key was refused"));
    QVERIFY(pane.isHidden() && !pane.opener()->isHidden());
    QSignalSpy opened(&pane, &WhyFailedPane::opened);
    pane.opener()->click();
    QCOMPARE(opened.count(), 1);
    QVERIFY(!pane.isHidden());
    QVERIFY(shown().contains(QStringLiteral("<b>Invalid token</b>: see docs")));
    QVERIFY(shown().contains(QStringLiteral("The key was refused (HTTP 401, invalid_api_key).")));
    QVERIFY(shown().contains(QStringLiteral("Enter another key.")));
    for (QLabel *label : pane.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(test::heardOf(label), label->text());
    }
    pane.finish(refused(), QStringLiteral("The key was refused (HTTP 401, invalid_api_key)"));
    QVERIFY(!shown().contains(
        QStringLiteral("The key was refused (HTTP 401, invalid_api_key)."))); // once is enough
    run::RunResult good = refused();
    good.status = run::RunStatus::Valid;
    pane.finish(good, {});
    QVERIFY(pane.isHidden() && pane.opener()->isHidden());
}

QTEST_MAIN(TestWhyFailed)
#include "tst_whyfailed.moc"
