// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

using namespace espalier;
using namespace espalier::test;

/// How a call ends early, and what it leaves behind: Ctrl-C, readers who go away, keys.
class TestCliEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void interruptStopsTheRun();
    void interruptWithoutLines();
    void secondInterruptEndsAtOnce();
    void interruptBeforeTheAnswer();
    void interruptsEndTheEventsOnce_data();
    void interruptsEndTheEventsOnce();
    void aCrashTellsNoKey();
    void aReaderWhoGoesAwayEndsItQuietly();
    void outputThatCannotBeWrittenIsSaid();
    void keysAreNowhereToBeSeen();
    void keyringRoundTrip();

private:
    [[nodiscard]] QStringList slow(const QStringList &more = {}) const;
    Cli m_cli;
    QString m_schema;
};

namespace {

void send(const QProcess &process, int signalNumber)
{
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signalNumber), 0);
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestCliEnds::initTestCase()
{
    m_schema = m_cli.file(text("schema.json"), personSchema());
}

/// A run that would take many seconds.
QStringList TestCliEnds::slow(const QStringList &more) const
{
    return QStringList{text("extract"),
                       text("--schema"),
                       m_schema,
                       text("--text"),
                       text("Jason is 25 years old"),
                       text("--model"),
                       text("practice-reader+rate=2")} +
           more;
}

void TestCliEnds::interruptStopsTheRun()
{
    for (const int signalNumber : {SIGINT, SIGTERM, SIGHUP}) {
        QProcess process;
        m_cli.start(process, slow({text("--ndjson")}));
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20'000);
        QElapsedTimer time;
        time.start();
        send(process, signalNumber);
        const CliEnd end = Cli::end(process);
        QCOMPARE(end.exitCode, 130);
        QCOMPARE(end.result()["status"].text(), std::string("cancelled"));
        QCOMPARE(end.result()["error"]["kind"].text(), std::string("stopped-by-user"));
        QVERIFY(end.result()["value"].isObject()); // what came is kept
        QVERIFY(time.elapsed() < 5000);
    }
}

void TestCliEnds::interruptWithoutLines()
{
    QProcess process;
    m_cli.start(process, slow());
    QTest::qWait(
        300); // there is nothing to see from outside; an interrupt at any moment has to end like this
    send(process, SIGINT);
    const CliEnd end = Cli::end(process);
    QCOMPARE(end.exitCode, 130);
    QCOMPARE(end.out, QByteArray());
}

void TestCliEnds::secondInterruptEndsAtOnce()
{
    // The system hands the two signals to any two threads. Now and then the second one is late and finds a
    // program that has answered the first: that is no proof of anything, so it is asked again.
    bool atOnce = false;
    for (int round = 0; round < 5 && !atOnce; ++round) {
        QProcess process;
        m_cli.start(process, slow({text("--ndjson")}));
        QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20'000);
        send(process, SIGSTOP); // so that both are there before it can answer the first
        send(process, SIGINT);
        send(process, SIGTERM);
        send(process, SIGCONT);
        const CliEnd end = Cli::end(process);
        QVERIFY2(end.exitCode == 130 || end.exitCode == 143, QByteArray::number(end.exitCode).constData());
        atOnce = end.result().isNull(); // no time for a last line
    }
    QVERIFY(atOnce);
}

void TestCliEnds::interruptBeforeTheAnswer()
{
    QProcess process;
    m_cli.start(process, {text("extract"), text("--schema"), m_schema, text("--text"), text("x"),
                          text("--ndjson"), text("--model"), text("practice-reader+ok,delay=20000")});
    QTest::qWait(500);
    send(process, SIGINT);
    const CliEnd end = Cli::end(process);
    QCOMPARE(end.exitCode, 130);
    QCOMPARE(end.result()["status"].text(), std::string("cancelled"));
    QVERIFY(end.result()["value"].isNull());
}

void TestCliEnds::interruptsEndTheEventsOnce_data()
{
    QTest::addColumn<QString>("faults");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("when"); // the event after which it is stopped
    QTest::newRow("before the answer")
        << text("ok,delay=60000") << QStringList() << QByteArray("completion:kwargs");
    QTest::newRow("in mid-stream") << text("ok,rate=2") << QStringList() << QByteArray("stream:first_token");
    QTest::newRow("waiting to try again") << text("429:60") << QStringList() << QByteArray("retry:scheduled");
    QTest::newRow("a hook is thinking")
        << text("invalid") << QStringList{text("--hook-command"), text("sleep 60")}
        << QByteArray("parse:error");
    QTest::newRow("waiting for the minute to pass")
        << text("invalid") << QStringList{text("--requests-per-minute"), text("1")}
        << QByteArray("retry:scheduled");
}

void TestCliEnds::interruptsEndTheEventsOnce()
{
    QFETCH(QString, faults);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, when);
    const QString events = m_cli.path(text("events.jsonl"));
    QFile::remove(events);
    QProcess process;
    m_cli.start(process,
                QStringList{text("extract"), text("--schema"), m_schema, text("--text"),
                            text("Jason is 25 years old"), text("--model"), text("practice-reader+") + faults,
                            text("--ndjson"), text("--events"), events} +
                    options);
    QTRY_VERIFY_WITH_TIMEOUT(fileBytes(events).contains(when), 20'000);
    send(process, SIGINT);
    const CliEnd end = Cli::end(process);
    QCOMPARE(end.exitCode, 130);
    QCOMPARE(end.result()["status"].text(), std::string("cancelled"));
    const QByteArray told = fileBytes(events);
    QCOMPARE(told.count("\"event\":\"run:finished\""), 1);
    QCOMPARE(told.count("\"event\":\"batch:finished\""), 1);
    QCOMPARE(told.count("completion:last_attempt"), 0); // a stop is no failure
    QVERIFY(told.trimmed().split('\n').last().contains("batch:finished"));
}

void TestCliEnds::aCrashTellsNoKey()
{
    Cli cli;
    cli.setVariable(text("TEST_KEY"), text("sk-crashing-key"));
    ScriptedServer server; // never answers
    for (const int signalNumber : {SIGABRT, SIGSEGV}) {
        QProcess process;
        process.setProcessEnvironment(cli.environment());
        process.setWorkingDirectory(cli.path(QString()));
        // With room for an image of its memory, which would hold the key.
        process.start(text("bash"),
                      {text("-c"), text("ulimit -c unlimited; exec \"$0\" \"$@\""), Cli::program(),
                       text("extract"), text("--schema"), m_schema, text("--text"), text("x"),
                       text("--base-url"), server.url(text("/v1")).toString(), text("--model"), text("m"),
                       text("--api-key-env"), text("TEST_KEY")});
        const int before = server.postCount();
        QTRY_VERIFY_WITH_TIMEOUT(server.postCount() > before, 20'000);
        QFile limits(QStringLiteral("/proc/%1/limits").arg(process.processId()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        QVERIFY(limits.readAll().simplified().contains("Max core file size 0"));
        send(process, signalNumber);
        const CliEnd end = Cli::end(process);
        QVERIFY(!end.out.contains("sk-crashing") && !end.err.contains("sk-crashing"));
    }
    QVERIFY(server.allBytes().contains("sk-crashing-key")); // it had it
    for (const QFileInfo &left : QDir(cli.path(QString())).entryInfoList(QDir::Files | QDir::Hidden))
        QVERIFY2(!fileBytes(left.filePath()).contains("sk-crashing"), qPrintable(left.fileName()));
}

void TestCliEnds::aReaderWhoGoesAwayEndsItQuietly()
{
    QElapsedTimer time;
    time.start();
    const CliEnd end = m_cli.shell(text("\"$0\" \"$@\" | head -n 1; echo \"${PIPESTATUS[0]}\""),
                                   slow({text("--ndjson"), text("--quiet")}));
    const QByteArrayList lines = end.out.split('\n');
    QVERIFY(lines[0].contains("partial"));
    QCOMPARE(lines[1], QByteArray("141")); // by SIGPIPE, as every other program
    QCOMPARE(end.err, QByteArray());
    QVERIFY2(time.elapsed() < 10'000, "it went on although nobody listened");

    // The same for a command without an event loop.
    const CliEnd parse =
        m_cli.shell(text("yes '[1,2,3' | head -c 5000000 | \"$0\" parse --chunk 10 | head -n 1 > "
                         "/dev/null; echo \"${PIPESTATUS[2]}\""),
                    {});
    QCOMPARE(parse.out, QByteArray("141\n"));
    QCOMPARE(parse.err, QByteArray());
}

void TestCliEnds::outputThatCannotBeWrittenIsSaid()
{
    const QStringList quick{text("extract"), text("--schema"), m_schema, text("--text"),
                            text("Jason is 25 years old")};
    CliEnd end = m_cli.shell(text("\"$0\" \"$@\" > /dev/full"), quick);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains("Cannot write"), end.err.constData());
    end = m_cli.shell(text("\"$0\" \"$@\" >&-"), quick);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains("Cannot write"), end.err.constData());
    // Every other command notices it too.
    for (const QStringList &command :
         {QStringList{text("parse")},
          {text("models")},
          {text("practice")},
          {text("--help")},
          {text("--version")},
          {text("parse"), text("--help")},
          {text("parse"), text("--batch")},
          {text("extract"), text("--ndjson"), text("--schema"), m_schema, text("no-such-file")}}) {
        end = m_cli.shell(text("echo '{\"input\":\"{}\"}' | \"$0\" \"$@\" > /dev/full"), command);
        const QByteArray what = command.join(QLatin1Char(' ')).toUtf8() + ": " + end.err;
        QVERIFY2(end.exitCode == 2 && end.err.contains("Cannot write to standard output"), what.constData());
    }
    // Closed input and closed error output harm nobody.
    QCOMPARE(m_cli.shell(text("\"$0\" \"$@\" <&- 2>&-"), quick).exitCode, 0);
}

void TestCliEnds::keysAreNowhereToBeSeen()
{
    // A practice endpoint of another process stands for a server with a key.
    QProcess server;
    m_cli.start(server, {text("practice"), text("--faults"), text("ok,rate=5")});
    QTRY_VERIFY_WITH_TIMEOUT(server.canReadLine(), 10'000);
    CliEnd line;
    line.out = server.readLine();
    const QByteArray key = QByteArray::fromStdString(line.value()["key"].text());
    QVERIFY(key.size() > 10);

    Cli cli;
    cli.setVariable(text("TEST_KEY"), QString::fromLatin1(key));
    QProcess process;
    cli.start(process, {text("extract"), text("--schema"), m_schema, text("--text"),
                        text("Jason is 25 years old"), text("--ndjson"), text("--changes"),
                        text("--base-url"), QString::fromStdString(line.value()["base_url"].text()),
                        text("--model"), text("practice-reader"), text("--api-key-env"), text("TEST_KEY")});
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 20'000);
    const QByteArray cmdline = fileBytes(QStringLiteral("/proc/%1/cmdline").arg(process.processId()));
    QVERIFY(cmdline.contains("TEST_KEY"));
    QVERIFY(!cmdline.contains(key));
    const CliEnd end = Cli::end(process);
    QCOMPARE(end.exitCode, 0);
    QVERIFY(!end.out.contains(key));
    QVERIFY(!end.err.contains(key));
    // Nothing was left on disk either.
    QDir folder(cli.path(QString()));
    for (const QFileInfo &left : folder.entryInfoList(QDir::Files | QDir::Hidden))
        QVERIFY(!fileBytes(left.filePath()).contains(key));
    server.terminate();
    static_cast<void>(Cli::end(server));
}

void TestCliEnds::keyringRoundTrip()
{
    const CliEnd tools = m_cli.shell(
        text("command -v dbus-run-session && command -v gnome-keyring-daemon && command -v secret-tool"), {});
    if (tools.exitCode != 0)
        QSKIP("dbus-run-session, gnome-keyring-daemon or secret-tool is not installed");
    // An endpoint of the person's own, and one that names a variable which is not set.
    ScriptedServer server;
    server.setDefault(answerOnce(response(200, R"({"data":[{"id":"m-1"}]})")));
    Cli cli;
    cli.setVariable(text("CLI"), Cli::program());
    QVERIFY(QDir(cli.path(QString())).mkpath(text("config/espalier")));
    const QByteArray url = server.url(text("/v1")).toEncoded();
    const QString profiles =
        cli.file(text("config/espalier/profiles.json"),
                 R"({"espalier":1,"profiles":[{"name":"Ring","base_url":")" + url +
                     R"(","key":{"from":"keychain"}},{"name":"Variable","base_url":")" + url +
                     R"(","key":{"from":"environment","variable":"NO_SUCH_VARIABLE"}}]})");
    QVERIFY(QFile::exists(profiles));
    const QString script = cli.file(text("keyring.sh"), R"SH(
printf 'pass\n' | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
printf 'sk-ring-secret\n' | "$CLI" key set Ring
printf 'sk-variable-secret\n' | "$CLI" key set Variable
"$CLI" key list
"$CLI" key test Ring
"$CLI" models --endpoint Ring
"$CLI" models --endpoint Variable
"$CLI" models --endpoint Variable --api-key-env STILL_NO_SUCH; echo "named variable: $?"
"$CLI" key delete Ring
"$CLI" key test Ring; echo "after delete: $?"
"$CLI" models --endpoint Ring; echo "no key: $?"
)SH");
    QProcess process;
    process.setProcessEnvironment(cli.environment());
    process.start(text("dbus-run-session"), {text("--"), text("bash"), script});
    process.waitForStarted();
    const CliEnd end = Cli::end(process, 60'000);
    const QByteArray all = end.out + end.err;
    QVERIFY2(end.out.contains("Stored in the key ring for \"Ring\"."), all.constData());
    QVERIFY2(end.out.contains("\nRing\nVariable\n"), all.constData());
    QVERIFY2(end.out.contains("holds a key for \"Ring\""), all.constData());
    QCOMPARE(end.out.count("{\"models\":[{\"id\":\"m-1\"}]}\n"), 2);
    QVERIFY2(end.out.contains("named variable: 3"), all.constData());
    QVERIFY2(end.out.contains("Removed from the key ring: \"Ring\"."), all.constData());
    QVERIFY2(end.out.contains("after delete: 3"), all.constData());
    QVERIFY2(end.out.contains("no key: 3"), all.constData());
    QVERIFY(!all.contains("sk-ring-secret") && !all.contains("sk-variable-secret"));
    QCOMPARE(server.requestCount(), 2);
    QCOMPARE(server.requests()[0].header("Authorization"), QByteArray("Bearer sk-ring-secret"));
    QCOMPARE(server.requests()[1].header("Authorization"), QByteArray("Bearer sk-variable-secret"));
    const QDir folder(cli.path(text("config/espalier")));
    for (const QFileInfo &left : folder.entryInfoList(QDir::Files | QDir::Hidden))
        QVERIFY(!fileBytes(left.filePath()).contains("-secret"));
}

QTEST_GUILESS_MAIN(TestCliEnds)
#include "tst_cliends.moc"
