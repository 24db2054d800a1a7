// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trytest.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <limits>
#include <set>

using namespace espalier;
using namespace espalier::test;

/// Which tries are there: kept, listed, removed, forgotten.
class TestTryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TryFolder>(); }
    void nothingThereIsAnEmptyList();
    void idsAreUniqueAndSortByTime();
    void oddTimesHaveIdsToo();
    void olderTriesGo();
    void whatStaysIsNotOpened();
    void oneSummary();
    void fewerKeptRemovesAtOnce();
    void nothingKeptWritesNothing();
    void unreadableFilesStayAndAreNotListed();
    void twoProgramsShareTheFolder();
    void failedWritesRemoveNothing();
    void leftoversOfACrashGo();
    void removedAndForgotten();
    void whatCannotBeRemovedIsNamed();
    void otherNamesReachNoFile_data();
    void otherNamesReachNoFile();

private:
    std::unique_ptr<TryFolder> m_folder;
};

void TestTryStore::nothingThereIsAnEmptyList()
{
    TryStore store(m_folder->path());
    QVERIFY(store.list().empty());
    QVERIFY(!store.forgetAll());
    QVERIFY(!store.remove("20261128T051524123-0000-0123abcd"));
    QVERIFY(!QFile::exists(m_folder->path()));
    qputenv("XDG_STATE_HOME", "/somewhere/state");
    QCOMPARE(TryStore::defaultFolder(), QStringLiteral("/somewhere/state/espalier/tries"));
    qputenv("XDG_STATE_HOME", "relative"); // must be ignored, says the specification
    QCOMPARE(TryStore::defaultFolder(), QDir::homePath() + QStringLiteral("/.local/state/espalier/tries"));
    qunsetenv("XDG_STATE_HOME");
}

void TestTryStore::idsAreUniqueAndSortByTime()
{
    TryStore store(m_folder->path(), 1000);
    std::vector<std::string> ids;
    for (int i = 0; i < 30; ++i)
        ids.push_back(add(store, at(kStart)));
    ids.push_back(add(store, at(kStart + 1)));
    ids.push_back(add(store, at(kStart + 86'400'000)));
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));
    QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
    std::vector<std::string> listed;
    for (const TrySummary &summary : store.list())
        listed.insert(listed.begin(), summary.id);
    QVERIFY(listed == ids);
    // One that went does not lend its id to the next.
    QVERIFY(!store.remove(ids.back()));
    QVERIFY(add(store, at(kStart + 86'400'000)) != ids.back());
}

void TestTryStore::oddTimesHaveIdsToo()
{
    TryStore store(m_folder->path());
    for (const std::int64_t time :
         {std::int64_t(-5), std::int64_t(0), std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()}) {
        const std::string id = add(store, at(time));
        QCOMPARE(id.size(), std::string("20261128T051524123-0000-0123abcd").size());
        const auto record = store.load(id);
        QVERIFY(record.ok());
        QCOMPARE(record->startedMs, time);
    }
    QCOMPARE(store.list().size(), 4U);
}

void TestTryStore::olderTriesGo()
{
    TryStore store(m_folder->path(), 3);
    for (int i = 0; i < 5; ++i)
        add(store, at(kStart + i, std::to_string(i)));
    QCOMPARE(names(store.list()), std::string("432"));
    QCOMPARE(m_folder->files().size(), 3);
    add(store, at(kStart - 10, "old")); // older than all that is kept
    QCOMPARE(names(store.list()), std::string("432"));
    QCOMPARE(TryStore(m_folder->path()).kept(), 200);
}

void TestTryStore::whatStaysIsNotOpened()
{
    TryStore store(m_folder->path(), 2);
    add(store, at(kStart, "a"));
    m_folder->write(QStringLiteral("29990101T000000000-0000-00000000.json"), "of a later version");
    add(store, at(kStart + 1, "b")); // the newest two files are that one and this
    QCOMPARE(names(store.list()), std::string("b"));
    QCOMPARE(m_folder->files().size(), 2);
    QCOMPARE(store.ids().size(), 2);
    QCOMPARE(store.ids().back(), QStringLiteral("29990101T000000000-0000-00000000"));
}

void TestTryStore::oneSummary()
{
    TryStore store(m_folder->path());
    const std::string a = add(store, at(kStart, "a"));
    add(store, at(kStart + 1, "b"));
    const auto summary = store.summary(a);
    QVERIFY(summary);
    QVERIFY(*summary == store.list().back());
    m_folder->write(QStringLiteral("20200101T000000000-0000-00000000.json"), "broken");
    for (const char *none :
         {"", "../a", "20200101T000000000-0000-00000000", "20200101T000000000-0000-00000001"})
        QVERIFY(!store.summary(none));
}

void TestTryStore::fewerKeptRemovesAtOnce()
{
    TryStore store(m_folder->path());
    for (int i = 0; i < 5; ++i)
        add(store, at(kStart + i, std::to_string(i)));
    store.setKept(2);
    QCOMPARE(store.kept(), 2);
    QCOMPARE(names(store.list()), std::string("43"));
    store.setKept(-1);
    QCOMPARE(store.kept(), 0);
    QVERIFY(m_folder->files().isEmpty());
}

void TestTryStore::nothingKeptWritesNothing()
{
    TryStore store(m_folder->path(), 0);
    const auto id = store.add(everything());
    QVERIFY(id.ok());
    QVERIFY(id->empty());
    QVERIFY(!QFile::exists(m_folder->path()));
}

void TestTryStore::unreadableFilesStayAndAreNotListed()
{
    TryStore store(m_folder->path(), 2);
    m_folder->write(QStringLiteral("20200101T000000000-0000-00000000.json"), "{\"espalier_try\":1");
    m_folder->write(QStringLiteral("20200101T000000000-0000-00000001.json"), "{\"espalier_try\":2}\n{}\n");
    m_folder->write(QStringLiteral("20200101T000000000-0000-00000002.json"), "");
    m_folder->write(QStringLiteral("20200101T000000000-0000-00000003.json"),
                    "{\"espalier_try\":1,\"status\":\"odd\"}\n{}\n");
    m_folder->write(QStringLiteral("notes.json"), "mine");
    for (int i = 0; i < 4; ++i)
        add(store, at(kStart + i, std::to_string(i)));
    QCOMPARE(names(store.list()), std::string("32"));
    QCOMPARE(m_folder->files().size(), 7);
    const auto broken = store.load("20200101T000000000-0000-00000001");
    QVERIFY(!broken.ok());
    QCOMPARE(broken.error().kind, ErrorKind::CannotRead);
    QVERIFY(!broken.error().nextStep.empty());
}

void TestTryStore::twoProgramsShareTheFolder()
{
    TryStore window(m_folder->path(), 3);
    TryStore tool(m_folder->path(), 3);
    add(window, at(kStart, "a"));
    add(tool, at(kStart + 1, "b"));
    add(window, at(kStart + 2, "c"));
    const std::string d = add(tool, at(kStart + 3, "d"));
    QCOMPARE(names(window.list()), std::string("dcb"));
    QVERIFY(!window.remove(d));
    QVERIFY(!tool.remove(d)); // gone already: what was asked is so
    QVERIFY(!tool.load(d).ok());
    QCOMPARE(names(tool.list()), std::string("cb"));
}

void TestTryStore::failedWritesRemoveNothing()
{
    QVERIFY(QDir().mkpath(m_folder->root(QStringLiteral("state"))));
    QFile file(m_folder->root(QStringLiteral("state/espalier"))); // where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    TryStore blocked(m_folder->path());
    const auto id = blocked.add(everything());
    QVERIFY(!id.ok());
    QCOMPARE(id.error().kind, ErrorKind::CannotWrite);
    QVERIFY(id.error().message.find("tries") != std::string::npos);
    QVERIFY(file.remove());

    TryStore store(m_folder->path(), 1);
    add(store, at(kStart, "a"));
    QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    if (QFileInfo(m_folder->path()).isWritable())
        QSKIP("this user may write everywhere");
    const auto second = store.add(at(kStart + 1, "b"));
    QVERIFY(!second.ok());
    QCOMPARE(second.error().kind, ErrorKind::CannotWrite);
    QCOMPARE(names(store.list()), std::string("a"));
    QFile::setPermissions(m_folder->path(),
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

void TestTryStore::leftoversOfACrashGo()
{
    const QString old = QStringLiteral("20200101T000000000-0000-00000000.json.AbCdEf");
    const QString fresh = QStringLiteral("20200101T000000000-0000-00000001.json.AbCdEf");
    m_folder->write(old, "a document");
    m_folder->write(fresh, "another program is writing this");
    QFile file(m_folder->path() + u'/' + old);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-7200), QFileDevice::FileModificationTime));
    file.close();
    TryStore store(m_folder->path());
    add(store, at(1));
    QVERIFY(!m_folder->files().contains(old));
    QVERIFY(m_folder->files().contains(fresh));
    QVERIFY(!store.forgetAll());
    QVERIFY(m_folder->files().isEmpty());
}

void TestTryStore::removedAndForgotten()
{
    TryStore store(m_folder->path());
    const std::string a = add(store, at(kStart, "a"));
    add(store, at(kStart + 1, "b"));
    QVERIFY(!store.remove(a));
    QCOMPARE(names(store.list()), std::string("b"));
    m_folder->write(QStringLiteral("20200101T000000000-0000-00000000.json"),
                    "broken, and it may hold a document");
    m_folder->write(QStringLiteral("readme.txt"), "not of this store");
    QVERIFY(!store.forgetAll());
    QVERIFY(store.list().empty());
    QCOMPARE(m_folder->files(), QStringList{QStringLiteral("readme.txt")});
}

void TestTryStore::whatCannotBeRemovedIsNamed()
{
    TryStore store(m_folder->path());
    const std::string a = add(store, at(kStart, "a"));
    add(store, at(kStart + 1, "b"));
    QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    if (QFileInfo(m_folder->path()).isWritable())
        QSKIP("this user may write everywhere");
    const auto one = store.remove(a);
    const auto both = store.forgetAll();
    QFile::setPermissions(m_folder->path(),
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    QVERIFY(one && one->kind == ErrorKind::CannotWrite && one->message.find(a) != std::string::npos);
    QVERIFY(both && both->message.starts_with("2 files cannot be removed: "));
    QVERIFY(both->message.find(a) != std::string::npos);
}

void TestTryStore::otherNamesReachNoFile_data()
{
    QTest::addColumn<std::string>("id");
    QTest::newRow("empty") << std::string();
    QTest::newRow("up") << std::string("../outside");
    QTest::newRow("absolute") << std::string("/etc/passwd");
    QTest::newRow("line end") << std::string("20261128T051524123-0000-0123abcd\n");
    QTest::newRow("not of ours") << std::string("notes");
}

void TestTryStore::otherNamesReachNoFile()
{
    QFETCH(std::string, id);
    m_folder->write(QStringLiteral("notes.json"), "mine");
    m_folder->write(QStringLiteral("../outside.json"), "mine");
    TryStore store(m_folder->path());
    QVERIFY(!store.load(id).ok());
    QVERIFY(!store.remove(id));
    QVERIFY(QFile::exists(m_folder->path() + QStringLiteral("/notes.json")));
    QVERIFY(QFile::exists(m_folder->path() + QStringLiteral("/../outside.json")));
}

QTEST_GUILESS_MAIN(TestTryStore)
#include "tst_trystore.moc"
