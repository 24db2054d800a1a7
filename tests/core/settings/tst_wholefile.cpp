// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/profilestore.h"
#include "settings/wholefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <sys/resource.h>

using namespace espalier;

namespace {

/// No file of this process may grow beyond so many bytes: what a full disk is like.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestWholeFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesTheFile();
    void aFullDiskLeavesTheFormerFile_data();
    void aFullDiskLeavesTheFormerFile();
    void endpointsSurviveAFullDisk();

private:
    QTemporaryDir m_folder;
};

void TestWholeFile::replacesTheFile()
{
    const QString path = m_folder.filePath(QStringLiteral("a"));
    for (const char *text : {"first", "", "another, longer one"}) {
        QSaveFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(settings::writeWhole(file, text));
        QCOMPARE(contents(path), QByteArray(text));
    }
}

void TestWholeFile::aFullDiskLeavesTheFormerFile_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("kept in the buffer until the end") << 2000;
    QTest::newRow("larger than the buffer") << 200'000;
}

void TestWholeFile::aFullDiskLeavesTheFormerFile()
{
    QFETCH(int, bytes);
    const QString path = m_folder.filePath(QStringLiteral("b"));
    QSaveFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    QVERIFY(settings::writeWhole(before, "what was there"));
    {
        const FullDisk full(100);
        QSaveFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(!settings::writeWhole(file, std::string(static_cast<std::size_t>(bytes), 'x')));
        QCOMPARE(file.errorString(), QString::fromLocal8Bit(std::strerror(EFBIG))); // the limit's own words
    }
    QCOMPARE(contents(path), QByteArray("what was there"));
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("b*")}, QDir::Files),
             QStringList{QStringLiteral("b")});
}

void TestWholeFile::endpointsSurviveAFullDisk()
{
    settings::ProfileStore store(m_folder.filePath(QStringLiteral("profiles.json")));
    settings::EndpointProfile mine;
    mine.name = "Mine";
    mine.baseUrl = "https://models.example/v1";
    QVERIFY(!store.put(mine, {}));
    const QByteArray before = contents(m_folder.filePath(QStringLiteral("profiles.json")));
    mine.name = "Another";
    {
        const FullDisk full(20);
        const auto error = store.put(mine, {});
        QVERIFY(error);
        QCOMPARE(error->kind, ErrorKind::CannotWrite);
    }
    QCOMPARE(contents(m_folder.filePath(QStringLiteral("profiles.json"))), before);
}

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_wholefile.moc"
