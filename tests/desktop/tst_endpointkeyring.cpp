// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A key on its way from the endpoint dialog into a real key ring: gnome-keyring on a session bus of its own,
/// in a home folder of its own, asked by secret-tool, which knows nothing of us.
class TestEndpointKeyring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void storedThroughTheDialog();
    void aRenameTakesTheKeyAlong();
    void aKeyEnteredWithARenameStays();
    void aKeyLeftBehindIsForgotten();
    void aLockedKeyRingLosesNothing();

private:
    void writeMine();
    QStringList inSession(const QByteArray &script);

    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

namespace {

const QByteArray kUnlock =
    "printf '%s\\n' pw1 | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n";
const QByteArray kLocked = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n";

} // namespace

void TestEndpointKeyring::initTestCase()
{
    for (const char *tool : {"dbus-run-session", "gnome-keyring-daemon", "secret-tool"}) {
        if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty())
            QSKIP("dbus-run-session, gnome-keyring-daemon and secret-tool are needed and not all installed");
    }
    QVERIFY(QFile::exists(QCoreApplication::applicationDirPath() + QStringLiteral("/endpointkeyprobe")));
}

void TestEndpointKeyring::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP",
                             "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                             "XDG_STATE_HOME", "OPENAI_API_KEY"})
        m_environment.remove(QLatin1String(name));
    m_environment.insert(QStringLiteral("HOME"), m_home->path());
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home->path());
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    m_environment.insert(QStringLiteral("PROBE_KEY"), QStringLiteral("sk-by-hand"));
    m_environment.insert(QStringLiteral("P"),
                         QCoreApplication::applicationDirPath() + QStringLiteral("/endpointkeyprobe"));
}

QStringList TestEndpointKeyring::inSession(const QByteArray &script)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(QStringLiteral("dbus-run-session"), {QStringLiteral("--"), QStringLiteral("sh"),
                                                       QStringLiteral("-c"), QString::fromUtf8(script)});
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return {QStringLiteral("did not end")};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

void TestEndpointKeyring::storedThroughTheDialog()
{
    const QStringList said = inSession(kUnlock + R"sh(
        $P OpenAI show
        $P OpenAI store
        echo "tool $(secret-tool lookup user OpenAI server espalier)"
        $P OpenAI show
        $P OpenAI forget
        secret-tool lookup user OpenAI server espalier; echo "tool ended with $?"
    )sh");
    const QString inUse = QStringLiteral("In use: the key in the key ring.");
    QCOMPARE(said.size(), 6);
    QCOMPARE(said[0],
             QStringLiteral("OPENAI_API_KEY is not set where Espalier was started, so there is no key."));
    QCOMPARE(said[1], inUse);
    QCOMPARE(said[2], QStringLiteral("tool sk-by-hand"));
    QCOMPARE(said[3], inUse); // by a program that was started anew
    QCOMPARE(said[4],
             QStringLiteral("There is no key of this endpoint in the key ring yet: enter it above."));
    QCOMPARE(said[5], QStringLiteral("tool ended with 1"));
    QDirIterator files(m_home->filePath(QStringLiteral(".config")), QDir::Files,
                       QDirIterator::Subdirectories);
    int seen = 0;
    for (; files.hasNext(); ++seen) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("sk-by-hand"), qPrintable(file.fileName()));
    }
    QVERIFY(seen > 0);
}

/// The profile Mine, at an address of its own.
void TestEndpointKeyring::writeMine()
{
    const QString folder = m_home->filePath(QStringLiteral(".config/espalier"));
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + QStringLiteral("/profiles.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"espalier":1,"profiles":[{"name":"Mine","base_url":"https://models.example/v1"}]})");
    file.close();
}

void TestEndpointKeyring::aRenameTakesTheKeyAlong()
{
    writeMine();
    const QStringList said = inSession(kUnlock + R"sh(
        $P Mine store
        $P Mine rename Ours
        echo "ours $(secret-tool lookup user Ours server espalier)"
        secret-tool lookup user Mine server espalier; echo "mine ended with $?"
    )sh");
    const QString inUse = QStringLiteral("In use: the key in the key ring.");
    QCOMPARE(said, (QStringList{inUse, inUse, QStringLiteral("ours sk-by-hand"),
                                QStringLiteral("mine ended with 1")}));
}

void TestEndpointKeyring::aKeyEnteredWithARenameStays()
{
    writeMine();
    const QStringList said = inSession(kUnlock + R"sh(
        PROBE_KEY=sk-old $P Mine store
        PROBE_KEY=sk-new $P Mine replace Ours
        echo "ours $(secret-tool lookup user Ours server espalier)"
        secret-tool lookup user Mine server espalier; echo "mine ended with $?"
        $P Ours remove
        secret-tool lookup user Ours server espalier; echo "ours ended with $?"
    )sh");
    QCOMPARE(said.size(), 5); // of the removed one there is no more to say
    QCOMPARE(said[2], QStringLiteral("ours sk-new"));
    QCOMPARE(said[3], QStringLiteral("mine ended with 1"));
    QCOMPARE(said[4], QStringLiteral("ours ended with 1"));
}

/// Nobody said that it may go to the new address: choosing the key ring there finds none.
void TestEndpointKeyring::aKeyLeftBehindIsForgotten()
{
    writeMine();
    const QStringList said = inSession(kUnlock + R"sh(
        $P Mine store
        $P Mine leave https://elsewhere.example/v1
        secret-tool lookup user Mine server espalier; echo "mine ended with $?"
    )sh");
    QCOMPARE(
        said,
        (QStringList{QStringLiteral("In use: the key in the key ring."),
                     QStringLiteral("There is no key of this endpoint in the key ring yet: enter it above."),
                     QStringLiteral("mine ended with 1")}));
}

void TestEndpointKeyring::aLockedKeyRingLosesNothing()
{
    QCOMPARE(inSession(kUnlock + "$P OpenAI store\n").size(), 1);
    const QStringList said = inSession(kLocked + "$P OpenAI store\n");
    QCOMPARE(said.size(), 1);
    QVERIFY2(said[0].contains(QStringLiteral("The key was not kept")), qPrintable(said[0]));
    QCOMPARE(inSession(kUnlock + "secret-tool lookup user OpenAI server espalier\n"),
             QStringList{QStringLiteral("sk-by-hand")});
}

QTEST_GUILESS_MAIN(TestEndpointKeyring)
#include "tst_endpointkeyring.moc"
