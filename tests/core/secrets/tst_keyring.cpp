// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

// The real key ring: gnome-keyring on a session bus of its own, in a home folder of its own, asked by a
// program of its own (keyringprobe) and by secret-tool, which knows nothing of us.

class TestKeyring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void roundTrip();
    void keyStoredByAnotherProgram();
    void lockedIsNotMissing();
    void noBus();
    void noService();
    void busThatDoesNotAnswer();
    void noDispatcherTimesOut();

private:
    QStringList inSession(const QByteArray &script, const QStringList &busOptions = {});
    QStringList lines(const QString &program, const QStringList &arguments);

    QString m_probe;
    std::unique_ptr<QTemporaryDir> m_home;
    QProcessEnvironment m_environment;
};

namespace {

// $P is the probe with a timeout that leaves room for a slow machine.
const QByteArray kUnlock =
    "printf '%s\\n' pw1 | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n";
const QByteArray kLocked = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n";

} // namespace

void TestKeyring::initTestCase()
{
    for (const char *tool : {"dbus-run-session", "gnome-keyring-daemon", "secret-tool"}) {
        if (QStandardPaths::findExecutable(QLatin1String(tool)).isEmpty())
            QSKIP("dbus-run-session, gnome-keyring-daemon and secret-tool are needed and not all installed");
    }
    m_probe = QCoreApplication::applicationDirPath() + QStringLiteral("/keyringprobe");
    QVERIFY(QFile::exists(m_probe));
}

void TestKeyring::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    QVERIFY(m_home->isValid());
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP",
                             "GNOME_KEYRING_CONTROL", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        m_environment.remove(QLatin1String(name));
    m_environment.insert(QStringLiteral("HOME"), m_home->path());
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_home->path());
    m_environment.insert(QStringLiteral("P"), m_probe);
}

QStringList TestKeyring::lines(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(120'000)) {
        process.kill();
        process.waitForFinished();
        return {QStringLiteral("did not end")};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QStringList TestKeyring::inSession(const QByteArray &script, const QStringList &busOptions)
{
    return lines(QStringLiteral("dbus-run-session"),
                 busOptions + QStringList{QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                                          QString::fromUtf8(script)});
}

void TestKeyring::roundTrip()
{
    const QStringList said = inSession(kUnlock + R"sh(
        $P unmarked 30000 read 'Büro 1'
        echo 'sk-ä-1' | $P unmarked 30000 write 'Büro 1'
        echo "tool $(secret-tool lookup user 'Büro 1' server espalier)"
        echo 'sk-ä-2' | $P marked 30000 write 'Büro 1'
        $P marked 30000 read 'Büro 1'
        $P unmarked 30000 read 'Büro 2'
        $P marked 30000 remove 'Büro 1'
        secret-tool lookup user 'Büro 1' server espalier; echo "tool ended with $?"
        $P unmarked 30000 read 'Büro 1'
        $P unmarked 30000 remove 'Büro 1'
        $P marked 30000 read 'Büro 1'
    )sh");
    const QString missing =
        QStringLiteral("missing: there is no key of that name in the key ring [unmarked]");
    QCOMPARE(said,
             (QStringList{
                 missing, QStringLiteral("stored [marked]"), QStringLiteral("tool sk-ä-1"),
                 QStringLiteral("stored [marked]"), QStringLiteral("found sk-ä-2 [marked]"), missing,
                 QStringLiteral("removed [unmarked]"), QStringLiteral("tool ended with 1"), missing, missing,
                 QStringLiteral(
                     "locked or missing: the key ring is locked, or the key was removed from it [marked]")}));
}

void TestKeyring::keyStoredByAnotherProgram()
{
    const QStringList said = inSession(kUnlock + R"sh(
        printf 'sk-tool' | secret-tool store --label=espalier user Office server espalier type plaintext xdg:schema org.qt.keychain
        $P unmarked 30000 read Office
    )sh");
    QCOMPARE(said, QStringList{QStringLiteral("found sk-tool [unmarked]")});
}

void TestKeyring::lockedIsNotMissing()
{
    QCOMPARE(inSession(kUnlock + "echo sk-1 | $P unmarked 30000 write Office\n"),
             QStringList{QStringLiteral("stored [marked]")});
    // A new session knows the key ring and not its password, and there is nobody to ask.
    const QStringList said = inSession(kLocked + R"sh(
        $P marked 30000 read Office
        $P unmarked 30000 read Never
        echo sk-2 | $P marked 30000 write Office
        $P marked 30000 remove Office
    )sh");
    QCOMPARE(said.size(), 4);
    QVERIFY2(said[0].startsWith(QStringLiteral("locked or missing:")) &&
                 said[0].endsWith(QStringLiteral("[marked]")),
             qPrintable(said[0]));
    QVERIFY2(said[1].startsWith(QStringLiteral("missing:")), qPrintable(said[1]));
    QVERIFY2(said[2].startsWith(QStringLiteral("locked or missing: the key ring is locked")),
             qPrintable(said[2]));
    QVERIFY2(said[3].startsWith(QStringLiteral("locked or missing:")) &&
                 said[3].endsWith(QStringLiteral("[marked]")),
             qPrintable(said[3]));
    QCOMPARE(inSession(kUnlock + "$P marked 30000 read Office\n"),
             QStringList{QStringLiteral("found sk-1 [marked]")});
}

void TestKeyring::noBus()
{
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                         QStringLiteral("unix:path=%1/none").arg(m_home->path()));
    const QStringList said = lines(
        QStringLiteral("sh"),
        {QStringLiteral("-c"),
         QStringLiteral(
             "for w in read remove; do $P marked 30000 $w a; done; echo s | $P unmarked 30000 write a")});
    QCOMPARE(said.size(), 3);
    for (const QString &line : said)
        QVERIFY2(line.startsWith(QStringLiteral("unavailable: there is no D-Bus session bus")),
                 qPrintable(line));
    QVERIFY(said[0].endsWith(QStringLiteral("[marked]")) && said[2].endsWith(QStringLiteral("[unmarked]")));
}

void TestKeyring::noService()
{
    QFile config(m_home->filePath(QStringLiteral("bus.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
                 "\"http://www.freedesktop.org/standards/dbus/1.0/"
                 "busconfig.dtd\">\n<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                 "<auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" "
                 "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n");
    config.close();
    const QStringList said =
        inSession(QByteArray("$P marked 30000 read a; echo s | $P unmarked 30000 write a"),
                  {QStringLiteral("--config-file=") + config.fileName()});
    QCOMPARE(said.size(), 2);
    for (const QString &line : said)
        QVERIFY2(line.startsWith(QStringLiteral("unavailable: no key ring service is installed")) &&
                     line.contains(QStringLiteral("org.freedesktop.secrets")),
                 qPrintable(line));
}

void TestKeyring::busThatDoesNotAnswer()
{
    QLocalServer silent;
    QVERIFY(silent.listen(m_home->filePath(QStringLiteral("silent"))));
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                         QStringLiteral("unix:path=") + silent.fullServerName());
    const QStringList said = lines(m_probe, {QStringLiteral("marked"), QStringLiteral("1500"),
                                             QStringLiteral("read"), QStringLiteral("a")});
    QCOMPARE(said.size(), 1);
    QVERIFY2(said[0].startsWith(QStringLiteral("timed out:")), qPrintable(said[0]));
}

void TestKeyring::noDispatcherTimesOut()
{
    m_environment.insert(QStringLiteral("QT_NO_GLIB"), QStringLiteral("1"));
    const QStringList said = inSession(kUnlock + "$P marked 1000 read a");
    QCOMPARE(said.size(), 1);
    QVERIFY2(said[0].startsWith(QStringLiteral("timed out: the key ring did not answer within 1 s ")),
             qPrintable(said[0]));
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
