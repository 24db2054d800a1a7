// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"
#include "support/widgettest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using Phase = AttemptPhase;
using Spans = QList<AttemptSpan>;

class TestAttemptListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_model.reset(); }
    void aPauseOfTheServerCountsDown();
    void anAttemptFromBeginningToEnd();
    void firstTokensCountFromSending();
    void whatFailsEarlyHasAMark();
    void severalStandOnOneAxis();
    void theAxisGrowsInSteps();
    void nothingMovesAfterTheEnd();
    void words_data();
    void words();
    void theFirstIssueIsKept();
    void triesStandBelowTheirAttempt();
    void aWaitCountsDown();
    void aRunThatIsStoppedWhileItWaitsIsOver();
    void whatWasNeverSentHasItsStatus();
    void theOldTrysProgressIsNotTheNewOnes();
    void costIsSaidWhenThereIsOne();
    void recordsOfThePast();
    void restartForgets();

private:
    Spans spans(int row = 0) const;
    QString words(int row) const;
    void ask(); ///< an attempt that has its first token at 300
    std::unique_ptr<AttemptListModel> m_model;
};

void TestAttemptListModel::init()
{
    test::prepareWidgets();
    m_model = std::make_unique<AttemptListModel>();
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_model.get());
}

Spans TestAttemptListModel::spans(int row) const
{
    return m_model->index(row).data(AttemptListModel::SpansRole).value<Spans>();
}

QString TestAttemptListModel::words(int row) const
{
    return m_model->index(row).data(AttemptListModel::WordsRole).toString();
}

void TestAttemptListModel::ask()
{
    m_model->restart();
    m_model->beginTry(1, 1, 1, 0);
    m_model->setState(run::RunState::Connecting, 50);
    m_model->setState(run::RunState::Streaming, 100);
    m_model->setProgress(250, 10, 0, 400);
}

static run::AttemptRecord recordOf(run::RunStatus status)
{
    run::AttemptRecord record;
    record.status = status;
    return record;
}

static schema::Issue issue(const char *pointer, const char *message)
{
    schema::Issue out;
    out.instance = pointer;
    out.message = message;
    return out;
}

void TestAttemptListModel::aPauseOfTheServerCountsDown()
{
    const auto words = [this] { return m_model->index(0).data(AttemptListModel::WordsRole).toString(); };
    m_model->beginTry(1, 1, 1, 0);
    m_model->setState(run::RunState::WaitingForSlot, 10);
    QCOMPARE(words(), QStringLiteral("waiting for its turn"));
    m_model->holdBack(2500, 10);
    QCOMPARE(words(), QStringLiteral("the server asked for a pause, goes on in 3 s"));
    m_model->tick(1600);
    QCOMPARE(words(), QStringLiteral("the server asked for a pause, goes on in 1 s"));
    m_model->tick(2600); // others are before it in the line
    QCOMPARE(words(), QStringLiteral("waiting for its turn"));
    m_model->setState(run::RunState::Connecting, 2700);
    QVERIFY(!words().contains(QStringLiteral("pause")));
}

void TestAttemptListModel::anAttemptFromBeginningToEnd()
{
    m_model->beginTry(1, 1, 1, 0);
    QCOMPARE(m_model->index(0).data().toString(), QStringLiteral("Attempt 1 of 1"));
    QVERIFY(spans().isEmpty());
    m_model->setState(run::RunState::WaitingForSlot, 20);
    m_model->tick(40);
    QCOMPARE(spans(), (Spans{{Phase::Waiting, 0, 40}}));
    m_model->setState(run::RunState::Connecting, 50);
    m_model->setState(run::RunState::Streaming, 100);
    m_model->tick(200);
    QCOMPARE(spans(),
             (Spans{{Phase::Waiting, 0, 50}, {Phase::Sent, 50, 100}, {Phase::FirstToken, 100, 200}}));
    m_model->setProgress(250, 10, 61, 400);
    const Spans before{{Phase::Waiting, 0, 50}, {Phase::Sent, 50, 100}, {Phase::FirstToken, 100, 300}};
    QCOMPARE(spans(), before + Spans({{Phase::Streaming, 300, 400}}));
    m_model->setState(run::RunState::Checking, 800);
    m_model->endTry(recordOf(run::RunStatus::Valid), 900);
    QCOMPARE(spans(), before + Spans({{Phase::Done, 300, 800}, {Phase::Checking, 800, 900}}));
    QVERIFY(!m_model->index(0).data(AttemptListModel::BadRole).toBool());
}

void TestAttemptListModel::firstTokensCountFromSending()
{
    // It waited long for its slot; the run counts from sending.
    m_model->beginTry(1, 1, 1, 0);
    m_model->setState(run::RunState::Connecting, 5000);
    m_model->setState(run::RunState::Streaming, 5100);
    m_model->setProgress(310, 1, 0, 5500);
    QCOMPARE(m_model->attempt(0).firstToken.value_or(0), 5310);
    QVERIFY2(words(0).contains(QStringLiteral("first token 0.31 s")), qPrintable(words(0)));
    // A time that cannot be is not drawn beyond now.
    m_model->restart();
    m_model->beginTry(1, 1, 1, 0);
    m_model->setProgress(9000, 1, 0, 100);
    QCOMPARE(m_model->attempt(0).firstToken.value_or(0), 100);
}

void TestAttemptListModel::whatFailsEarlyHasAMark()
{
    m_model->beginTry(1, 1, 1, 0);
    m_model->setState(run::RunState::Connecting, 10);
    m_model->endTry(recordOf(run::RunStatus::Failed), 60);
    QCOMPARE(spans(), (Spans{{Phase::Waiting, 0, 10}, {Phase::Sent, 10, 60}, {Phase::Bad, 60, 60}}));
    QVERIFY(m_model->index(0).data(AttemptListModel::BadRole).toBool());
}

void TestAttemptListModel::severalStandOnOneAxis()
{
    m_model->beginTry(1, 1, 4, 0);
    m_model->setState(run::RunState::Streaming, 100);
    m_model->endTry(recordOf(run::RunStatus::Invalid), 600);
    m_model->beginTry(2, 1, 4, 700);
    m_model->setState(run::RunState::Connecting, 750);
    m_model->tick(800);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("Attempt 2 of 4"));
    QCOMPARE(spans(0).last(), (AttemptSpan{Phase::Bad, 600, 600}));
    QCOMPARE(spans(1), (Spans{{Phase::Waiting, 700, 750}, {Phase::Sent, 750, 800}}));
    QCOMPARE(m_model->index(0).data(AttemptListModel::AxisRole),
             m_model->index(1).data(AttemptListModel::AxisRole));
    // One that nobody ended ends with the next.
    m_model->beginTry(3, 1, 4, 900);
    QCOMPARE(m_model->attempt(1).end.value_or(0), 900);
}

void TestAttemptListModel::theAxisGrowsInSteps()
{
    m_model->beginTry(1, 1, 1, 0);
    QSet<qint64> seen;
    for (qint64 now = 0; now <= 60'000; now += 100) {
        m_model->tick(now);
        const qint64 axis = m_model->index(0).data(AttemptListModel::AxisRole).toLongLong();
        QVERIFY(axis >= now);
        seen.insert(axis);
    }
    QCOMPARE(seen, (QSet<qint64>{500, 1000, 2000, 5000, 10'000, 20'000, 50'000, 100'000}));
}

void TestAttemptListModel::nothingMovesAfterTheEnd()
{
    ask();
    m_model->endTry(recordOf(run::RunStatus::Valid), 900);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    const Spans before = spans();
    m_model->tick(5000);
    m_model->setState(run::RunState::Streaming, 5000);
    m_model->setProgress(1, 1000, 10, 5000);
    m_model->endTry(recordOf(run::RunStatus::Failed), 5000);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(spans(), before);
}

void TestAttemptListModel::words_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("issues");
    QTest::addColumn<bool>("usage");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, run::RunStatus status, int issues, bool usage,
                        const char *expected) {
        QTest::newRow(name) << static_cast<int>(status) << issues << usage << QString::fromUtf8(expected);
    };
    row("valid", run::RunStatus::Valid, 0, true, "fits the schema · 212 + 94 tokens");
    row("one issue", run::RunStatus::Invalid, 1, true, "invalid: 1 issue · 212 + 94 tokens");
    row("issues", run::RunStatus::Invalid, 3, false, "invalid: 3 issues · ≈ 10 tokens");
    row("no JSON", run::RunStatus::Invalid, 0, false, "invalid · ≈ 10 tokens");
    row("stopped", run::RunStatus::Cancelled, 0, false, "stopped by you · ≈ 10 tokens");
    row("cut", run::RunStatus::Cut, 0, true, "cut at the token limit · 212 + 94 tokens");
    row("failed", run::RunStatus::Failed, 0, false, "failed · ≈ 10 tokens");
}

void TestAttemptListModel::words()
{
    QFETCH(int, status);
    QFETCH(int, issues);
    QFETCH(bool, usage);
    QFETCH(QString, expected);
    ask();
    m_model->setProgress(250, 10, 61.4, 500);
    QCOMPARE(words(0), QStringLiteral("growing · first token 0.25 s · 61 tokens/s"));
    run::AttemptRecord record = recordOf(static_cast<run::RunStatus>(status));
    record.issues.assign(static_cast<std::size_t>(issues), issue("/a", "must be"));
    if (usage)
        record.usage = wire::Usage{212, 94, 306, false, {}};
    m_model->endTry(record, 900);
    QCOMPARE(words(0), expected);
    QCOMPARE(m_model->index(0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Attempt 1 of 1: ") + expected);
}

void TestAttemptListModel::theFirstIssueIsKept()
{
    ask();
    run::AttemptRecord record = recordOf(run::RunStatus::Invalid);
    record.issues = {issue("/addresses/0/country", "must be one of USA"), issue("/b", "no")};
    m_model->endTry(record, 900);
    QCOMPARE(m_model->attempt(0).pointer, QStringLiteral("/addresses/0/country"));
    QCOMPARE(m_model->attempt(0).detail, QStringLiteral("must be one of USA"));
    QCOMPARE(m_model->attempt(0).issues, 2);
    ask();
    record = recordOf(run::RunStatus::Failed);
    record.error = Error{ErrorKind::NoConnection, "There is no connection.", "Try later.", {}, {}, {}};
    m_model->endTry(record, 900);
    QCOMPARE(m_model->attempt(0).detail, QStringLiteral("There is no connection. Try later."));
    QVERIFY(m_model->attempt(0).pointer.isEmpty());
}

static run::AttemptRecord limited(int tryNumber)
{
    run::AttemptRecord record = recordOf(run::RunStatus::Failed);
    record.tryNumber = tryNumber;
    record.attemptsAllowed = 4;
    record.error = Error{ErrorKind::RateLimited, "Too many requests.", "Wait.", 429, {}, {}};
    return record;
}

void TestAttemptListModel::triesStandBelowTheirAttempt()
{
    m_model->beginTry(1, 1, 4, 0);
    m_model->setSent("{}", 10);
    m_model->endTry(limited(1), 60);
    m_model->wait(2000, false, 60);
    m_model->beginTry(1, 2, 4, 2060);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->index(0).data().toString(), QStringLiteral("Attempt 1 of 4"));
    QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("try 2"));
    QCOMPARE(m_model->index(1).data(AttemptListModel::TryRole).toInt(), 2);
    QVERIFY(m_model->index(1)
                .data(Qt::AccessibleTextRole)
                .toString()
                .startsWith(QStringLiteral("Attempt 1 of 4, try 2: ")));
    QCOMPARE(spans(0).last(), (AttemptSpan{Phase::Pause, 60, 2060}));
    QCOMPARE(m_model->attempt(0).requestBody, QByteArray("{}"));
}

void TestAttemptListModel::aWaitCountsDown()
{
    m_model->beginTry(1, 1, 4, 0);
    m_model->setSent("{}", 10);
    m_model->endTry(limited(1), 60);
    m_model->wait(2500, false, 60);
    QVERIFY(m_model->isRunning());
    QVERIFY2(words(0).endsWith(QStringLiteral("again in 3 s")), qPrintable(words(0)));
    QCOMPARE(m_model->index(0).data(AttemptListModel::AxisRole).toLongLong(), 5000); // the wait is on it
    m_model->tick(600);
    QVERIFY(words(0).endsWith(QStringLiteral("again in 2 s")));
    m_model->tick(2559);
    QVERIFY(words(0).endsWith(QStringLiteral("again in 1 s")));
    m_model->beginTry(1, 2, 4, 2560);
    QVERIFY(!words(0).contains(QStringLiteral("again")));
    run::AttemptRecord invalid = recordOf(run::RunStatus::Invalid);
    m_model->endTry(invalid, 3000);
    m_model->wait(1000, true, 3000);
    QVERIFY2(words(1).endsWith(QStringLiteral("asks again in 1 s")), qPrintable(words(1)));
}

void TestAttemptListModel::aRunThatIsStoppedWhileItWaitsIsOver()
{
    m_model->beginTry(1, 1, 4, 0);
    m_model->endTry(limited(1), 60);
    m_model->wait(60'000, false, 60);
    m_model->endRun(run::RunStatus::Cancelled, 1000);
    QVERIFY(!m_model->isRunning());
    QCOMPARE(m_model->attempt(0).status, run::RunStatus::Failed); // of the try, not of the run
    QVERIFY(!words(0).contains(QStringLiteral("again")));
    QCOMPARE(spans(0).last(), (AttemptSpan{Phase::Pause, 60, 1000}));
}

void TestAttemptListModel::whatWasNeverSentHasItsStatus()
{
    m_model->beginTry(1, 1, 4, 0);
    m_model->setState(run::RunState::WaitingForSlot, 5);
    m_model->endRun(run::RunStatus::Cancelled, 400);
    QVERIFY(!m_model->isRunning());
    QCOMPARE(m_model->attempt(0).status, run::RunStatus::Cancelled);
    QVERIFY(!m_model->attempt(0).record);
    QCOMPARE(spans(0).first(), (AttemptSpan{Phase::Waiting, 0, 400}));
}

void TestAttemptListModel::theOldTrysProgressIsNotTheNewOnes()
{
    m_model->beginTry(1, 2, 4, 0);
    m_model->setProgress(std::nullopt, 500, 61, 100);
    QCOMPARE(m_model->attempt(0).answerTokens, 0);
    QCOMPARE(m_model->attempt(0).tokensPerSecond, 0.0);
}

void TestAttemptListModel::costIsSaidWhenThereIsOne()
{
    m_model->setCurrency(QStringLiteral("USD"));
    ask();
    run::AttemptRecord record = recordOf(run::RunStatus::Valid);
    record.usage = wire::Usage{212, 94, 306, false, {}};
    m_model->endTry(record, 900);
    QCOMPARE(words(0), QStringLiteral("fits the schema · 212 + 94 tokens")); // no price: no 0.00
    ask();
    record.cost = 0.00123;
    m_model->endTry(record, 900);
    QCOMPARE(words(0), QStringLiteral("fits the schema · 212 + 94 tokens · 0.0012 USD"));
}

void TestAttemptListModel::recordsOfThePast()
{
    run::AttemptRecord first = limited(1);
    first.beganMs = 5;
    first.sentMs = 40;
    first.durationMs = first.judgedMs = 60;
    first.waitMs = 900;
    run::AttemptRecord second = recordOf(run::RunStatus::Valid);
    second.tryNumber = 2;
    second.beganMs = 1000;
    second.sentMs = 1010;
    second.answeringMs = 90;
    second.firstTokenMs = 290;
    second.durationMs = 500;
    second.judgedMs = 540;
    m_model->showRecords({first, second});
    QVERIFY(!m_model->isRunning());
    QCOMPARE(spans(0), (Spans{{Phase::Waiting, 5, 40},
                              {Phase::Sent, 40, 100},
                              {Phase::Bad, 100, 100},
                              {Phase::Pause, 100, 1000}}));
    QCOMPARE(spans(1), (Spans{{Phase::Waiting, 1000, 1010},
                              {Phase::Sent, 1010, 1100},
                              {Phase::FirstToken, 1100, 1300},
                              {Phase::Done, 1300, 1510},
                              {Phase::Checking, 1510, 1550}}));
    QCOMPARE(m_model->index(0).data(AttemptListModel::AxisRole).toLongLong(), 2000);
    QVERIFY(m_model->attempt(1).record);
}

void TestAttemptListModel::restartForgets()
{
    ask();
    m_model->tick(30'000);
    m_model->restart();
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_model->isRunning());
    m_model->beginTry(1, 1, 1, 0);
    QCOMPARE(m_model->index(0).data(AttemptListModel::AxisRole).toLongLong(), 500);
}

QTEST_MAIN(TestAttemptListModel)
#include "tst_attemptlistmodel.moc"
