// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programfixture.h"

#include "dialogs/endpointdialog.h"
#include "models/samples.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/resultpanel.h"
#include "widgets/banner.h"
#include "json/read.h"

#include <QComboBox>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// The program as it is put together, on the practice endpoint, in a home of its own.
class TestDesktop : public QObject, private test::ProgramFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void firstTryGrowsTheExample();
    void everySampleComesRight_data();
    void everySampleComesRight();
    void aClosedPortIsSaid();
    void stopKeepsWhatCame();
    void closingInMidStreamEndsCleanly();
    void aKeyStaysWithItsAddress();
    void aPauseThatAServerAskedForIsTold();
    void sessionKeysAreNowhereOnDisk();
    void aBrokenProfileFileIsSaid();

private:
    void choose(const char *endpoint, const char *url, const char *model);
};

void TestDesktop::init()
{
    makeHome();
    qunsetenv("OPENAI_API_KEY");
    start();
}

void TestDesktop::cleanup()
{
    end();
}

void TestDesktop::choose(const char *endpoint, const char *url, const char *model)
{
    part<QComboBox>("Endpoint")->setCurrentText(QLatin1String(endpoint));
    Q_EMIT part<EndpointBar>()->endpointsWanted(QLatin1String(endpoint));
    QPointer<EndpointDialog> dialog = part<EndpointDialog>();
    for (QLineEdit *line : dialog->findChildren<QLineEdit *>()) {
        if (line->accessibleName() == QLatin1String("Base URL"))
            line->setText(QLatin1String(url));
    }
    dialog->accept();
    QTRY_VERIFY(dialog.isNull());
    part<QComboBox>("Model")->setCurrentText(QLatin1String(model));
}

void TestDesktop::firstTryGrowsTheExample()
{
    auto *result = part<ResultPanel>();
    QSignalSpy changed(&m_window->controller(), &RunController::changed);
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 30'000);
    QVERIFY2(changed.count() > 10, qPrintable(QString::number(changed.count()))); // it grew, and did not jump
    const auto run = ended.first().first().value<run::RunResult>();
    QCOMPARE(run.status, run::RunStatus::Valid);
    QCOMPARE(run.value["name"].text(), std::string("Jason"));
    QCOMPARE(run.value["age"].text(), std::string("25"));
    QCOMPARE(run.value["addresses"].items().size(), 2U);
    QCOMPARE(run.value["addresses"].items()[1]["city"].text(), std::string("Miami"));
    QVERIFY(run.value["bio"].text().find("25 years old") != std::string::npos);
    QVERIFY(result->jsonText().contains(QStringLiteral("456 Beach Rd")));
    QVERIFY(result->banner()->isHidden());
}

void TestDesktop::everySampleComesRight_data()
{
    QTest::addColumn<int>("sample");
    QTest::addColumn<int>("text");
    const QList<Sample> all = samples();
    QCOMPARE(all.size(), 5);
    for (int i = 0; i < all.size(); ++i) {
        for (int j = 0; j < all.at(i).documents.size(); ++j)
            QTest::newRow(qPrintable(all.at(i).name + u'/' + all.at(i).documents.at(j).name)) << i << j;
    }
}

void TestDesktop::everySampleComesRight()
{
    QFETCH(int, sample);
    QFETCH(int, text);
    m_window->startSample(sample);
    const Sample chosen = samples().at(sample);
    const QList<TextDocument> &texts = m_window->workspace().texts().documents();
    for (int row = 0; row < texts.size(); ++row) {
        if (texts.at(row).name == chosen.documents.at(text).name)
            part<DocumentsPanel>()->setCurrentRow(row);
    }
    part<QComboBox>("Model")->setCurrentText(QStringLiteral("practice-reader+ok,rate=100000"));
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 30'000);
    const auto run = ended.first().first().value<run::RunResult>();
    QCOMPARE(run.status, run::RunStatus::Valid);
    const auto expected = json::readStrict(chosen.expected.at(text).toStdString());
    QVERIFY(expected);
    QVERIFY2(run.value == *expected, qPrintable(part<ResultPanel>()->jsonText()));
}

void TestDesktop::aClosedPortIsSaid()
{
    choose("Custom", "http://127.0.0.1:9/v1", "any");
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 30'000);
    QCOMPARE(ended.first().first().value<run::RunResult>().error->kind, ErrorKind::NoConnection);
    QVERIFY(!part<ResultPanel>()->banner()->isHidden());
}

void TestDesktop::stopKeepsWhatCame()
{
    QSignalSpy changed(&m_window->controller(), &RunController::changed);
    QSignalSpy ended(&m_window->controller(), &RunController::ended);
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 3, 30'000);
    m_window->stop();
    QTRY_VERIFY_WITH_TIMEOUT(ended.count() == 1, 30'000);
    QCOMPARE(ended.first().first().value<run::RunResult>().status, run::RunStatus::Cancelled);
    QVERIFY(part<ResultPanel>()->jsonText().contains(QStringLiteral("Jason")));
}

void TestDesktop::closingInMidStreamEndsCleanly()
{
    QSignalSpy changed(&m_window->controller(), &RunController::changed);
    QSignalSpy closed(m_window, &MainWindow::closed);
    m_window->tryNow();
    QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 3, 30'000);
    m_window->close();
    QTRY_VERIFY_WITH_TIMEOUT(closed.count() == 1, 30'000);
}

void TestDesktop::aKeyStaysWithItsAddress()
{
    qputenv("OPENAI_API_KEY", "sk-only-for-openai");
    app::Engine engine;
    app::DesktopEngine desktop(engine);
    RunOrder order;
    order.endpoint = {QStringLiteral("OpenAI"), QStringLiteral("http://127.0.0.1:9/v1")};
    QCOMPARE(desktop.facts(order.endpoint).keyMovesFrom, QStringLiteral("api.openai.com"));
    QCOMPARE(desktop.facts(order.endpoint).keyMovesTo, QStringLiteral("127.0.0.1"));
    const ui::EndpointFacts port = // the host alone would name both alike
        desktop.facts({order.endpoint.name, QStringLiteral("http://api.openai.com:8080/v1")});
    QCOMPARE(port.keyMovesFrom, QStringLiteral("https://api.openai.com:443"));
    QCOMPARE(port.keyMovesTo, QStringLiteral("http://api.openai.com:8080"));
    order.model = QStringLiteral("any");
    order.schema = json::Value::object();
    const std::unique_ptr<LiveRun> run = desktop.start(order); // even when nobody asks the person
    QSignalSpy finished(run.get(), &LiveRun::finished);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<run::RunResult>().error->kind, ErrorKind::Usage);
}

void TestDesktop::aPauseThatAServerAskedForIsTold()
{
    app::Engine engine;
    app::DesktopEngine desktop(engine);
    RunOrder order;
    order.endpoint.name = QStringLiteral("Practice");
    order.model = QStringLiteral("practice-reader+429:20");
    order.document = QStringLiteral("Jason is 25.");
    order.schema = json::Value::object({{"type", json::Value::string("object")}});
    order.limits.transportRetries = 0;
    const std::unique_ptr<LiveRun> refused = desktop.start(order);
    QSignalSpy finished(refused.get(), &LiveRun::finished);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
    QCOMPARE(finished.first().first().value<run::RunResult>().error->kind, ErrorKind::RateLimited);
    const std::unique_ptr<LiveRun> held = desktop.start(order);
    QSignalSpy told(held.get(), &LiveRun::heldBack);
    QTRY_VERIFY_WITH_TIMEOUT(told.count() > 0, 30'000);
    const qint64 left = told.first().first().toLongLong();
    QVERIFY2(left > 0 && left <= 20'000, qPrintable(QString::number(left)));
}

void TestDesktop::sessionKeysAreNowhereOnDisk()
{
    choose("OpenAI", "https://api.openai.com/v1", "any");
    app::Engine engine;
    app::DesktopEngine desktop(engine);
    QSignalSpy stored(&desktop, &Engine::keyStored);
    desktop.storeKey(QStringLiteral("OpenAI"), secrets::Secret("sk-never-written"), KeyPlace::Session);
    QTRY_COMPARE(stored.count(), 1);
    QCOMPARE(desktop.keyFacts(QStringLiteral("OpenAI")).source, KeyFacts::Source::Session);
    desktop.remember({QStringLiteral("OpenAI"), QStringLiteral("https://api.openai.com/v1")},
                     QStringLiteral("any"));
    m_window->close();
    QDirIterator files(m_home->path(), QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("sk-never-written"), qPrintable(file.fileName()));
        ++seen;
    }
    QVERIFY(seen > 0);
    desktop.forgetKey(QStringLiteral("OpenAI"));
    QTRY_COMPARE(stored.count(), 2);
    QCOMPARE(desktop.keyFacts(QStringLiteral("OpenAI")).source, KeyFacts::Source::Missing);
}

void TestDesktop::aBrokenProfileFileIsSaid()
{
    cleanup();
    const QString folder = m_home->filePath(QStringLiteral("config/espalier"));
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + QStringLiteral("/profiles.json"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{broken") > 0);
    file.close();
    start();
    auto *banner = part<ResultPanel>()->banner();
    QVERIFY(!banner->isHidden());
    QVERIFY2(banner->text().contains(folder + QStringLiteral("/profiles.json.broken")),
             qPrintable(banner->text()));
    QVERIFY(QFile::exists(folder + QStringLiteral("/profiles.json.broken")));
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
