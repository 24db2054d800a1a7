// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "dialogs/comparedialog.h"
#include "dialogs/usagedialog.h"
#include "models/attemptlistmodel.h"
#include "panels/attemptdetail.h"
#include "panels/attemptspanel.h"
#include "panels/historypanel.h"
#include "panels/statusstrip.h"
#include "shell/attemptactions.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/banner.h"
#include "widgets/barchart.h"

#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTreeView>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

namespace {

QString labelsOf(const QWidget &widget)
{
    QStringList out;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        out.append(label->text());
    return out.join(u'\n');
}

/// An answer with tokens, at two and four dollars a million.
run::AttemptRecord answered(run::RunStatus status, const char *text)
{
    run::AttemptRecord record;
    record.status = status;
    record.text = text;
    record.value = test::jsonOf(text);
    record.usage = wire::Usage{1000, 500, 1500, false, {}};
    record.cost = 0.004;
    record.firstTokenMs = 20;
    if (status == run::RunStatus::Invalid) {
        schema::Issue issue;
        issue.instance = "/age";
        issue.message = "must be a number";
        record.issues = {issue};
    }
    return record;
}

run::AttemptRecord limited()
{
    run::AttemptRecord record;
    record.error = Error{ErrorKind::RateLimited, "Too many requests.", "Wait.", 429, {}, 3000};
    return record;
}

} // namespace

/// A run with a rate limit and a re-ask, as the window shows, keeps, compares, saves and counts it.
class TestWindowAttempts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void triesWaitsAndCosts();
    void aPauseOfTheServerIsSaid();
    void withoutPricesThereIsNoCost();
    void attemptsAreCompared();
    void anExchangeIsSaved();
    void anExchangeThatCannotBeWrittenGoesElsewhere();
    void theHistoryShowsThemToo();
    void anEarlierTryGivesWayToARun();
    void twoOfTheHistoryAreCompared();
    void figuresAreKeptAndForgotten();
    void figuresOfMemoryAlone();

private:
    void priceModel(Fixture &f);
    /// A 429, then an answer that does not fit, then a good one; ends.
    void play(Fixture &f);
    static AttemptsPanel *panel(Fixture &f) { return f.part<AttemptsPanel>(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowAttempts::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindowAttempts::priceModel(Fixture &f)
{
    settings::EndpointProfile profile = f.engine.profile(QStringLiteral("Practice"));
    profile.modelEntry("practice-reader").price = settings::ModelPrice{2, 4, "USD"};
    profile.concurrency = 8;
    f.engine.profiles[QStringLiteral("Practice")] = profile;
}

void TestWindowAttempts::play(Fixture &f)
{
    f.window.tryNow();
    f.engine.run->beginTry(1, 1, 4, R"({"n":1})");
    f.engine.run->endTry(limited());
    f.engine.run->wait(3000, false);
    f.engine.run->beginTry(1, 2, 4, R"({"n":1})");
    f.engine.run->stream(R"({"age":"old"})");
    f.engine.run->endTry(answered(run::RunStatus::Invalid, R"({"age":"old"})"));
    f.engine.run->wait(0, true);
    f.engine.run->beginTry(2, 1, 4, R"({"n":2})");
    f.engine.run->stream(R"({"age":25})");
    f.engine.run->endTry(answered(run::RunStatus::Valid, R"({"age":25})"));
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    result.attempts = 2;
    result.tries = 3;
    result.text = R"({"age":25})";
    result.lastObject = test::jsonOf(result.text);
    result.usage = wire::Usage{2000, 1000, 3000, false, {}};
    result.cost = 0.008;
    result.currency = "USD";
    result.requestBody = R"({"n":2})";
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
}

void TestWindowAttempts::triesWaitsAndCosts()
{
    Fixture f(m_folder->path());
    priceModel(f);
    f.window.tryNow();
    f.engine.run->beginTry(1, 1, 4, R"({"n":1})");
    f.engine.run->endTry(limited());
    f.engine.run->wait(3000, false);
    const auto words = [&](int row) {
        return panel(f)->model().index(row).data(AttemptListModel::WordsRole).toString();
    };
    QVERIFY2(words(0).contains(QStringLiteral("again in 3 s")), qPrintable(words(0)));
    f.engine.run->stop();
    QTRY_VERIFY(!f.window.controller().isRunning());
    QVERIFY(!panel(f)->model().isRunning());
    play(f);
    const AttemptListModel &model = panel(f)->model();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("Attempt 1 of 4"));
    QCOMPARE(model.index(1).data().toString(), QStringLiteral("try 2"));
    QCOMPARE(model.index(2).data().toString(), QStringLiteral("Attempt 2 of 4"));
    QCOMPARE(words(1), QStringLiteral("invalid: 1 issue · 1,000 + 500 tokens · 0.0040 USD"));
    const QString strip = labelsOf(*f.part<StatusStrip>());
    QVERIFY2(strip.contains(QStringLiteral("tokens 2,000 in / 1,000 out")), qPrintable(strip));
    QVERIFY2(strip.contains(QStringLiteral("cost 0.0080 USD")), qPrintable(strip));
}

void TestWindowAttempts::aPauseOfTheServerIsSaid()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    f.engine.run->holdBack(12'000);
    const QString said = QStringLiteral("the server asked for a pause, goes on in 12 s");
    QTRY_VERIFY(labelsOf(*f.part<StatusStrip>()).contains(said));
    QCOMPARE(panel(f)->model().index(0).data(AttemptListModel::WordsRole).toString(), said);
    f.engine.run->end();
    QTRY_VERIFY(!labelsOf(*f.part<StatusStrip>()).contains(QStringLiteral("pause")));
}

void TestWindowAttempts::withoutPricesThereIsNoCost()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    f.engine.run->beginTry();
    run::AttemptRecord record = answered(run::RunStatus::Valid, R"({"age":25})");
    record.cost.reset();
    f.engine.run->endTry(record);
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    result.usage = record.usage;
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
    const QString strip = labelsOf(*f.part<StatusStrip>());
    QVERIFY2(strip.contains(QStringLiteral("cost –")), qPrintable(strip));
    QVERIFY(!strip.contains(QStringLiteral("cost 0")));
}

void TestWindowAttempts::attemptsAreCompared()
{
    Fixture f(m_folder->path());
    play(f);
    Q_EMIT panel(f)->compareWanted(panel(f)->model().attempt(1), panel(f)->model().attempt(2));
    auto *dialog = f.part<CompareDialog>();
    QVERIFY(dialog);
    QTRY_VERIFY(!dialog->isComparing());
    const QString said = labelsOf(*dialog);
    QVERIFY2(said.contains(QStringLiteral("A · Attempt 1 of 4, try 2")), qPrintable(said));
    QVERIFY(said.contains(QStringLiteral("B · Attempt 2 of 4")));
    auto *tabs = dialog->findChild<QTabBar *>();
    QCOMPARE(tabs->count(), 3); // result, request, answer
    QVERIFY(dialog->step(true) || said.contains(QStringLiteral("changed")));
    tabs->setCurrentIndex(2);
    QTRY_VERIFY(!dialog->isComparing());
    QVERIFY(dialog->step(true));
}

void TestWindowAttempts::anExchangeIsSaved()
{
    Fixture f(m_folder->path());
    priceModel(f);
    play(f);
    const run::AttemptRecord record = *panel(f)->model().attempt(1).record;
    Q_EMIT panel(f)->saveWanted(record);
    auto *box = f.part<QMessageBox>();
    QVERIFY(box);
    QCOMPARE(box->textFormat(), Qt::PlainText);
    QCOMPARE(box->buttons().size(), 3);
    box->reject();
    AttemptActions own(&f.window);
    own.setRun(panel(f)->asked(), f.engine.profile(QStringLiteral("Practice")));
    const QString path = m_folder->filePath(QStringLiteral("exchange.json"));
    QVERIFY(!own.write(path, record, run::ExchangeTexts::With));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const json::Value with = test::jsonOf(file.readAll().toStdString());
    QCOMPARE(with["answer"]["text"].text(), std::string(R"({"age":"old"})"));
    QCOMPARE(with["currency"].text(), std::string("USD"));
    QCOMPARE(QFile::permissions(path) & 0x0077, QFileDevice::Permissions());
    file.close();
    QVERIFY(!own.write(path, record, run::ExchangeTexts::Without));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("old"));
    const auto refused = own.write(QStringLiteral("/proc/exchange.json"), record, run::ExchangeTexts::With);
    QVERIFY(refused);
    QCOMPARE(refused->kind, ErrorKind::CannotWrite);
}

void TestWindowAttempts::anExchangeThatCannotBeWrittenGoesElsewhere()
{
    Fixture f(m_folder->path());
    play(f);
    AttemptActions own(&f.window);
    own.setRun(panel(f)->asked(), f.engine.profile(QStringLiteral("Practice")));
    QSignalSpy failed(&own, &AttemptActions::failed);
    QSignalSpy saved(&own, &AttemptActions::saved);
    own.saveElsewhere(); // nothing failed
    QVERIFY(!f.part<QFileDialog>());
    own.save(*panel(f)->model().attempt(1).record);
    f.button(QStringLiteral("With&out texts…"))->click();
    Q_EMIT f.part<QFileDialog>()->fileSelected(QStringLiteral("/proc/exchange.json"));
    f.part<QFileDialog>()->reject();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>().code, std::string(usagepart::kExchange));
    QTRY_VERIFY(!f.part<QFileDialog>());
    own.saveElsewhere();
    QVERIFY(f.part<QFileDialog>());
    const QString path = m_folder->filePath(QStringLiteral("elsewhere.json"));
    Q_EMIT f.part<QFileDialog>()->fileSelected(path);
    QCOMPARE(saved.count(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("old")); // still without its texts
}

void TestWindowAttempts::theHistoryShowsThemToo()
{
    Fixture f(m_folder->path());
    play(f);
    f.window.tryNow(); // another run takes their place
    f.engine.run->beginTry();
    f.engine.run->end();
    QTRY_VERIFY(!f.window.controller().isRunning());
    QCOMPARE(panel(f)->model().rowCount(), 1);
    QTRY_COMPARE(f.window.workspace().tries().list().size(), 2U);
    const auto all = f.window.workspace().tries().list();
    const auto older = std::find_if(all.begin(), all.end(), [](const store::TrySummary &one) {
        return one.status == run::RunStatus::Valid;
    });
    QVERIFY(older != all.end());
    Q_EMIT f.part<HistoryPanel>()->showWanted(QString::fromStdString(older->id));
    QTRY_COMPARE(panel(f)->model().rowCount(), 3);
    QCOMPARE(panel(f)->model().attempt(1).record->text, std::string(R"({"age":"old"})"));
    QCOMPARE(panel(f)->model().attempt(1).record->requestBody, std::string(R"({"n":1})"));
    QVERIFY(labelsOf(*f.part<StatusStrip>()).contains(QStringLiteral("tokens 2,000 in / 1,000 out")));
}

/// It is read in another thread: what was asked meanwhile keeps the place.
void TestWindowAttempts::anEarlierTryGivesWayToARun()
{
    Fixture f(m_folder->path());
    play(f);
    QTRY_COMPARE(f.window.workspace().tries().list().size(), 1U);
    const QString older = QString::fromStdString(f.window.workspace().tries().list().front().id);
    Q_EMIT f.part<HistoryPanel>()->showWanted(older);
    f.window.tryNow();
    f.engine.run->beginTry();
    f.engine.run->end();
    QTRY_VERIFY(!f.window.controller().isRunning());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    QCOMPARE(panel(f)->model().rowCount(), 1);
    Q_EMIT f.part<HistoryPanel>()->showWanted(QStringLiteral("19990101T000000000-0000-00000000"));
    Q_EMIT f.part<HistoryPanel>()->showWanted(older); // the newer order counts
    QTRY_COMPARE(panel(f)->model().rowCount(), 3);
    QVERIFY(f.part<Banner>()->isHidden() ||
            !f.part<Banner>()->text().contains(QStringLiteral("no such try")));
}

void TestWindowAttempts::twoOfTheHistoryAreCompared()
{
    Fixture f(m_folder->path());
    play(f);
    f.window.tryNow();
    f.engine.run->stream(R"({"age":26})");
    f.engine.run->end();
    QTRY_COMPARE(f.window.workspace().tries().list().size(), 2U);
    const auto all = f.window.workspace().tries().list();
    const QString newer = QString::fromStdString(all.front().id);
    const QString older = QString::fromStdString(all.back().id);
    Q_EMIT f.part<HistoryPanel>()->compareWanted(older, newer);
    const QPointer dialog(f.part<CompareDialog>());
    QVERIFY(dialog && dialog->isVisible());
    QTRY_VERIFY(!dialog->isComparing());
    QCOMPARE(dialog->findChild<QTabBar *>()->count(), 4);
    QVERIFY2(labelsOf(*dialog).contains(QStringLiteral("A · ")), qPrintable(labelsOf(*dialog)));
    dialog->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTRY_VERIFY(dialog.isNull());
    Q_EMIT f.part<HistoryPanel>()->compareWanted(QStringLiteral("19990101T000000000-0000-00000000"), newer);
    QTRY_VERIFY(f.part<Banner>()->text().contains(QStringLiteral("there is no such try any more")));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTRY_VERIFY(!f.part<CompareDialog>());
}

void TestWindowAttempts::figuresAreKeptAndForgotten()
{
    const QString path = m_folder->filePath(QStringLiteral("usage.json"));
    Fixture f(m_folder->path());
    priceModel(f);
    play(f);
    QTRY_VERIFY(QFile::exists(path));
    QTRY_COMPARE(f.window.workspace().usage().book().rows.size(), 1U);
    const store::UsageRow &row = f.window.workspace().usage().book().rows.front();
    QCOMPARE(row.model, std::string("practice-reader"));
    QCOMPARE(row.sums.requests, 3);
    QCOMPARE(row.sums.rateLimited, 1);
    QCOMPARE(*row.sums.cost, 0.008);
    f.window.showUsage();
    auto *dialog = f.part<UsageDialog>();
    QVERIFY(dialog);
    const QString said = labelsOf(*dialog);
    QVERIFY2(said.contains(QStringLiteral("cost 0.0080 USD · 3 requests for 2 attempts")), qPrintable(said));
    const auto *header = dialog->findChild<QTreeView *>()->header();
    for (int column = 0; column < header->count(); ++column) {
        const int words = header->fontMetrics().horizontalAdvance(
            header->model()->headerData(column, Qt::Horizontal).toString());
        QVERIFY(header->sectionSize(column) >= words + 20); // with air to the next one
    }
    QVERIFY(said.contains(QStringLiteral("Practice: Too few requests yet")));
    QCOMPARE(dialog->findChild<QTreeView *>()->model()->rowCount(), 1);
    QVERIFY(dialog->findChild<BarChart *>()->said().endsWith(QStringLiteral(": 3,000")));
    play(f);
    QTRY_VERIFY(dialog->findChild<BarChart *>()->said().endsWith(QStringLiteral(": 6,000"))); // it follows
    Q_EMIT f.part<HistoryPanel>()->forgotten();
    QVERIFY(!QFile::exists(path));
    QCOMPARE(dialog->findChild<QTreeView *>()->model()->rowCount(), 0);
    delete dialog;
}

void TestWindowAttempts::figuresOfMemoryAlone()
{
    UsageKeeper keeper{QString()};
    run::RunResult result;
    result.attempts = result.tries = 1;
    result.history = {answered(run::RunStatus::Valid, "{}")};
    keeper.add(QStringLiteral("a.txt"), "A", "m", result);
    keeper.add(QStringLiteral("a.txt"), "A", "m", result);
    keeper.add(QStringLiteral("b.txt"), "A", "m", result);
    QCOMPARE(keeper.lastRun().tokens(), 1500);
    QCOMPARE(keeper.document(QStringLiteral("a.txt")).tokens(), 3000);
    QCOMPARE(keeper.document(QStringLiteral("c.txt")).tokens(), 0);
    QCOMPARE(keeper.book().rows.size(), 1U);
    QVERIFY(!keeper.forgetAll());
    QVERIFY(keeper.book().rows.empty());
}

QTEST_MAIN(TestWindowAttempts)
#include "tst_windowattempts.moc"
