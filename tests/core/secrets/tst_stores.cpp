// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/environmentstore.h"
#include "secrets/keychainstore.h"
#include "secrets/memorystore.h"
#include "support/fakesecretstore.h"

#include <QTest>
#include <QThread>

using namespace espalier;
using namespace espalier::secrets;

namespace {

/// Collects the answers of one question.
struct Answers
{
    QObject context;
    int count = 0;
    SecretResult last;

    SecretStore::Done collect()
    {
        return [this](SecretResult result) {
            ++count;
            last = std::move(result);
        };
    }
};

} // namespace

class TestStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sessionKeepsReplacesAndForgets();
    void answersAreQueuedAndComeOnce();
    void noAnswerWithoutAContext();
    void environmentIsReadOnly();
    void environmentIsTrimmed();
    void keyRingIsForTheMainThread();
    void keyRingDeletedInTimeIsSilent();
};

void TestStores::sessionKeepsReplacesAndForgets()
{
    MemoryStore store;
    Answers answers;
    const auto ask = [&](auto question) {
        question();
        QTRY_COMPARE(answers.count, 1);
        answers.count = 0;
    };
    ask([&] { store.read("a", &answers.context, answers.collect()); });
    QCOMPARE(answers.last.status, SecretStatus::Missing);
    QVERIFY(!answers.last.reason.empty());
    ask([&] { store.write("a", Secret("one"), &answers.context, answers.collect()); });
    QCOMPARE(answers.last.status, SecretStatus::Stored);
    ask([&] { store.write("a", Secret("two"), &answers.context, answers.collect()); });
    ask([&] { store.read("a", &answers.context, answers.collect()); });
    QCOMPARE(answers.last.status, SecretStatus::Found);
    QVERIFY(answers.last.secret.reveal() == "two");
    ask([&] { store.remove("a", &answers.context, answers.collect()); });
    QCOMPARE(answers.last.status, SecretStatus::Removed);
    ask([&] { store.remove("a", &answers.context, answers.collect()); });
    QCOMPARE(answers.last.status, SecretStatus::Missing);
}

void TestStores::answersAreQueuedAndComeOnce()
{
    MemoryStore store;
    Answers answers;
    store.read("a", &answers.context, answers.collect());
    QCOMPARE(answers.count, 0);
    QTRY_COMPARE(answers.count, 1);
    QCoreApplication::processEvents();
    QCOMPARE(answers.count, 1);
}

void TestStores::noAnswerWithoutAContext()
{
    Answers answers;
    auto store = std::make_unique<MemoryStore>();
    auto context = std::make_unique<QObject>();
    store->read("a", context.get(), answers.collect());
    context.reset();
    store->read("a", &answers.context, answers.collect());
    store.reset();
    QCoreApplication::processEvents();
    QCOMPARE(answers.count, 0);
}

void TestStores::environmentIsReadOnly()
{
    EnvironmentStore store;
    Answers answers;
    store.write("ESPALIER_TEST_KEY", Secret("x"), &answers.context, answers.collect());
    QTRY_COMPARE(answers.count, 1);
    QCOMPARE(answers.last.status, SecretStatus::Unavailable);
    store.remove("ESPALIER_TEST_KEY", &answers.context, answers.collect());
    QTRY_COMPARE(answers.count, 2);
    QCOMPARE(answers.last.status, SecretStatus::Unavailable);
    store.read("ESPALIER_TEST_KEY", &answers.context, answers.collect());
    QTRY_COMPARE(answers.count, 3);
    QCOMPARE(answers.last.status, SecretStatus::Missing);
    QCOMPARE(answers.last.reason, std::string("the environment variable ESPALIER_TEST_KEY is not set"));
}

void TestStores::environmentIsTrimmed()
{
    EnvironmentStore store;
    Answers answers;
    qputenv("ESPALIER_TEST_KEY", " sk-1\r\n");
    store.read("ESPALIER_TEST_KEY", &answers.context, answers.collect());
    QTRY_COMPARE(answers.count, 1);
    QVERIFY(answers.last.secret.reveal() == "sk-1");
    qputenv("ESPALIER_TEST_KEY", "  ");
    store.read("ESPALIER_TEST_KEY", &answers.context, answers.collect());
    QTRY_COMPARE(answers.count, 2);
    QCOMPARE(answers.last.reason, std::string("the environment variable ESPALIER_TEST_KEY is empty"));
    qunsetenv("ESPALIER_TEST_KEY");
}

void TestStores::keyRingIsForTheMainThread()
{
    SecretStatus status = SecretStatus::Found;
    std::string reason;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        test::FakeStoredNames names;
        KeychainStore store(names);
        QEventLoop loop;
        store.read("a", &loop, [&](SecretResult result) {
            status = result.status;
            reason = result.reason;
            loop.quit();
        });
        loop.exec();
    }));
    thread->start();
    QVERIFY(thread->wait(20'000));
    QCOMPARE(status, SecretStatus::Unavailable);
    QVERIFY(reason.find("main thread") != std::string::npos);
}

void TestStores::keyRingDeletedInTimeIsSilent()
{
    Answers answers;
    test::FakeStoredNames names;
    auto store = std::make_unique<KeychainStore>(names, std::chrono::milliseconds(1));
    store->read("a", &answers.context, answers.collect());
    store.reset();
    QTest::qWait(50); // longer than the store's own clock
    QCOMPARE(answers.count, 0);
}

// No key ring of the person who runs this: the bus leads nowhere.
int main(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    QCoreApplication app(argc, argv);
    TestStores test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_stores.moc"
