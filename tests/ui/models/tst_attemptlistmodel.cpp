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
    void anAttemptFromBeginningToEnd();
    void firstTokensCountFromSending();
    void whatFailsEarlyHasAMark();
    void severalStandOnOneAxis();
    void theAxisGrowsInSteps();
    void nothingMovesAfterTheEnd();
    void words_data();
    void words();
    void theFirstIssueIsKept();
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
    m_model->beginAttempt(1, 0);
    m_model->setState(run::RunState::Connecting, 50);
    m_model->setState(run::RunState::Streaming, 100);
    m_model->setProgress(250, 10, 0, 400);
}

static run::RunResult resultOf(run::RunStatus status)
{
    run::RunResult result;
    result.status = status;
    return result;
}

static schema::Issue issue(const char *pointer, const char *message)
{
    schema::Issue out;
    out.instance = pointer;
    out.message = message;
    return out;
}

void TestAttemptListModel::anAttemptFromBeginningToEnd()
{
    m_model->beginAttempt(1, 0);
    QCOMPARE(m_model->index(0).data().toString(), QStringLiteral("Attempt 1 of 1"));
    QVERIFY(spans().isEmpty());
    m_model->setState(run::RunState::WaitingForSlot, 20);
    m_model->tick(40);
    QCOMPARE(spans(), (Spans{{Phase::Waiting, 0, 40}}));
    m_model->setState(run::RunState::Connecting, 50);
    m_model->setState(run::RunState::Streaming, 100);
    m_model->tick(200);
    QCOMPARE(spans(), (Spans{{Phase::Waiting, 0, 100}, {Phase::FirstToken, 100, 200}}));
    m_model->setProgress(250, 10, 61, 400);
    QCOMPARE(spans(),
             (Spans{{Phase::Waiting, 0, 100}, {Phase::FirstToken, 100, 300}, {Phase::Streaming, 300, 400}}));
    m_model->endAttempt(resultOf(run::RunStatus::Valid), 900);
    QCOMPARE(spans(),
             (Spans{{Phase::Waiting, 0, 100}, {Phase::FirstToken, 100, 300}, {Phase::Done, 300, 900}}));
    QVERIFY(!m_model->index(0).data(AttemptListModel::BadRole).toBool());
}

void TestAttemptListModel::firstTokensCountFromSending()
{
    // It waited long for its slot; the run counts from sending.
    m_model->beginAttempt(1, 0);
    m_model->setState(run::RunState::Connecting, 5000);
    m_model->setState(run::RunState::Streaming, 5100);
    m_model->setProgress(310, 1, 0, 5500);
    QCOMPARE(m_model->attempt(0).firstToken.value_or(0), 5310);
    QVERIFY2(words(0).contains(QStringLiteral("first token 0.31 s")), qPrintable(words(0)));
    // A time that cannot be is not drawn beyond now.
    m_model->restart();
    m_model->beginAttempt(1, 0);
    m_model->setProgress(9000, 1, 0, 100);
    QCOMPARE(m_model->attempt(0).firstToken.value_or(0), 100);
}

void TestAttemptListModel::whatFailsEarlyHasAMark()
{
    m_model->beginAttempt(1, 0);
    m_model->setState(run::RunState::Connecting, 10);
    m_model->endAttempt(resultOf(run::RunStatus::Failed), 60);
    QCOMPARE(spans(), (Spans{{Phase::Waiting, 0, 60}, {Phase::Bad, 60, 60}}));
    QVERIFY(m_model->index(0).data(AttemptListModel::BadRole).toBool());
}

void TestAttemptListModel::severalStandOnOneAxis()
{
    m_model->beginAttempt(4, 0);
    m_model->setState(run::RunState::Streaming, 100);
    m_model->endAttempt(resultOf(run::RunStatus::Invalid), 600);
    m_model->beginAttempt(4, 700);
    m_model->setState(run::RunState::Connecting, 750);
    m_model->tick(800);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("Attempt 2 of 4"));
    QCOMPARE(spans(0).last(), (AttemptSpan{Phase::Bad, 600, 600}));
    QCOMPARE(spans(1), (Spans{{Phase::Waiting, 700, 800}}));
    QCOMPARE(m_model->index(0).data(AttemptListModel::AxisRole),
             m_model->index(1).data(AttemptListModel::AxisRole));
    // One that nobody ended ends with the next.
    m_model->beginAttempt(4, 900);
    QCOMPARE(m_model->attempt(1).end.value_or(0), 900);
}

void TestAttemptListModel::theAxisGrowsInSteps()
{
    m_model->beginAttempt(1, 0);
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
    m_model->endAttempt(resultOf(run::RunStatus::Valid), 900);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    const Spans before = spans();
    m_model->tick(5000);
    m_model->setState(run::RunState::Streaming, 5000);
    m_model->setProgress(1, 1000, 10, 5000);
    m_model->endAttempt(resultOf(run::RunStatus::Failed), 5000);
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
    run::RunResult result = resultOf(static_cast<run::RunStatus>(status));
    result.issues.assign(static_cast<std::size_t>(issues), issue("/a", "must be"));
    if (usage)
        result.usage = wire::Usage{212, 94, 306, false, {}};
    m_model->endAttempt(result, 900);
    QCOMPARE(words(0), expected);
    QCOMPARE(m_model->index(0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Attempt 1 of 1: ") + expected);
}

void TestAttemptListModel::theFirstIssueIsKept()
{
    ask();
    run::RunResult result = resultOf(run::RunStatus::Invalid);
    result.issues = {issue("/addresses/0/country", "must be one of USA"), issue("/b", "no")};
    m_model->endAttempt(result, 900);
    QCOMPARE(m_model->attempt(0).pointer, QStringLiteral("/addresses/0/country"));
    QCOMPARE(m_model->attempt(0).detail, QStringLiteral("must be one of USA"));
    QCOMPARE(m_model->attempt(0).issues, 2);
    ask();
    result = resultOf(run::RunStatus::Invalid);
    result.setAside = {{3, {}, {issue("/3/age", "must be a number")}}};
    m_model->endAttempt(result, 900);
    QCOMPARE(m_model->attempt(0).pointer, QStringLiteral("/3/age"));
    ask();
    result = resultOf(run::RunStatus::Failed);
    result.error = Error{ErrorKind::NoConnection, "There is no connection.", "Try later.", {}, {}, {}};
    m_model->endAttempt(result, 900);
    QCOMPARE(m_model->attempt(0).detail, QStringLiteral("There is no connection. Try later."));
    QVERIFY(m_model->attempt(0).pointer.isEmpty());
}

void TestAttemptListModel::restartForgets()
{
    ask();
    m_model->tick(30'000);
    m_model->restart();
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_model->isRunning());
    m_model->beginAttempt(1, 0);
    QCOMPARE(m_model->index(0).data(AttemptListModel::AxisRole).toLongLong(), 500);
}

QTEST_MAIN(TestAttemptListModel)
#include "tst_attemptlistmodel.moc"
