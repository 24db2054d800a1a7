// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redact.h"
#include "wire/curl.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace espalier;
using wire::CurlRequest;

/// Commands are given to real shells, with a curl that writes down what it was called with.
class TestCurl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bodies_data();
    void bodies();
    void shellsReadIt_data();
    void shellsReadIt();
    void argumentsComeAsMeant();
    void aKeyIsOnlyEverAVariable_data();
    void aKeyIsOnlyEverAVariable();
    void maskedAddressesAreFilledIn();
    void addressesAreNoPatterns();

private:
    /// What curl got: its standard input, and its arguments, each ended by a NUL.
    struct Seen
    {
        QByteArray input;
        QByteArrayList arguments;
    };
    void run(const std::string &command, Seen &seen, const QString &shell = QStringLiteral("bash"));
    QTemporaryDir m_dir;
};

void TestCurl::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("bash")).isEmpty())
        QSKIP("there is no bash here");
    QFile fake(m_dir.filePath(QStringLiteral("curl")));
    QVERIFY(fake.open(QIODevice::WriteOnly));
    fake.write("#!/bin/sh\n"
               "cat > \"$SEEN/input\"\n"
               "printf '%s\\0' \"$@\" > \"$SEEN/arguments\"\n");
    fake.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestCurl::run(const std::string &command, Seen &seen, const QString &shell)
{
    // A file, because the command as one argument would meet the limit that it goes around.
    QFile script(m_dir.filePath(QStringLiteral("command")));
    QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
    script.write(command.data(), static_cast<qint64>(command.size()));
    script.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       m_dir.path() + u':' + environment.value(QStringLiteral("PATH")));
    environment.insert(QStringLiteral("SEEN"), m_dir.path());
    environment.insert(QStringLiteral("ANYSCALE_API_KEY"), QStringLiteral("the $key"));
    environment.insert(QStringLiteral("MY_KEY"), QStringLiteral("mine"));
    environment.insert(QStringLiteral("X_API_KEY"), QStringLiteral("other"));
    environment.insert(QStringLiteral("URL_SECRET"), QStringLiteral("q1"));
    environment.insert(QStringLiteral("URL_SECRET_2"), QStringLiteral("q2"));
    for (const bool checkOnly : {true, false}) {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(shell, (checkOnly ? QStringList{QStringLiteral("-n")} : QStringList{}) +
                                 QStringList{script.fileName()});
        QVERIFY(process.waitForFinished());
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0 && said.isEmpty(), said.constData());
    }
    QFile input(m_dir.filePath(QStringLiteral("input")));
    QFile arguments(m_dir.filePath(QStringLiteral("arguments")));
    QVERIFY(input.open(QIODevice::ReadOnly) && arguments.open(QIODevice::ReadOnly));
    seen.input = input.readAll();
    seen.arguments = arguments.readAll().split('\0');
    seen.arguments.removeLast();
}

void TestCurl::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("json") << QByteArray(R"({"a":"it's $HOME `id` $(id) \n \\ 100 %s %"})");
    QTest::newRow("quotes only") << QByteArray("''''");
    QTest::newRow("at sign first") << QByteArray("@/etc/hostname");
    QTest::newRow("dash first") << QByteArray("-n");
    QTest::newRow("line ends") << QByteArray("\na\r\nb\n\n");
    QTest::newRow("here-document") << QByteArray("a\nEOF\nid\n");
    QTest::newRow("history") << QByteArray("wow!! !$ ^a^b");
    QTest::newRow("other scripts") << QByteArray("Größe 東京 😀 \xE2\x80\xA8");
    QTest::newRow("no UTF-8") << QByteArray("\xFF\xC3\x28\x80");
    QByteArray all;
    for (int byte = 1; byte < 256; ++byte)
        all += static_cast<char>(byte);
    QTest::newRow("every byte") << all + all;
    QTest::newRow("longer than an argument may be") << QByteArray(300'000, 'x') + "'" + QByteArray(9, '\n');
}

void TestCurl::bodies()
{
    QFETCH(QByteArray, body);
    Seen seen;
    run(wire::curlCommand({"https://h.example/v1/chat/completions", {}, {}, {}, body.toStdString()}), seen);
    QCOMPARE(seen.input, body);
}

void TestCurl::shellsReadIt_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *shell : {"sh", "dash", "zsh", "ksh"}) {
        if (!QStandardPaths::findExecutable(QLatin1String(shell)).isEmpty())
            QTest::newRow(shell) << QString::fromLatin1(shell);
    }
}

void TestCurl::shellsReadIt()
{
    QFETCH(QString, shell);
    const QByteArray body = R"({"a":"it's \n \\ %s $X !"})";
    Seen seen;
    run(wire::curlCommand({"https://h.example/v1", {}, {"Authorization"}, {}, body.toStdString()}), seen,
        shell);
    QCOMPARE(seen.input, body);
    QVERIFY(seen.arguments.contains("Authorization: Bearer the $key"));
}

void TestCurl::argumentsComeAsMeant()
{
    CurlRequest request;
    request.url = "https://h.example/v1/chat/completions?a=1&b='$(id)'";
    request.headers = {{"X-Team", "it's $HOME `id` \"x\""}};
    request.secretHeaders = {"Authorization", "X-Api-Key", "1`id`"};
    request.body = "{}";
    Seen seen;
    run(wire::curlCommand(request), seen);
    QCOMPARE(seen.arguments,
             (QByteArrayList{"--no-buffer", "https://h.example/v1/chat/completions?a=1&b='$(id)'", "-H",
                             "Content-Type: application/json", "-H", "X-Team: it's $HOME `id` \"x\"", "-H",
                             "Authorization: Bearer the $key", "-H", "X-Api-Key: other", "-H",
                             "1`id`: ", "--data-binary", "@-"}));
}

void TestCurl::aKeyIsOnlyEverAVariable_data()
{
    QTest::addColumn<std::string>("variable");
    QTest::addColumn<std::string>("word");
    QTest::addColumn<QByteArray>("sent");
    const std::string usual = "\"Authorization: Bearer $ANYSCALE_API_KEY\"";
    QTest::newRow("none") << std::string() << usual << QByteArray("Authorization: Bearer the $key");
    QTest::newRow("a name") << std::string("MY_KEY") << std::string("\"Authorization: Bearer $MY_KEY\"")
                            << QByteArray("Authorization: Bearer mine");
    QTest::newRow("no name") << std::string("$(id)") << usual << QByteArray("Authorization: Bearer the $key");
    QTest::newRow("a digit first") << std::string("1A") << usual
                                   << QByteArray("Authorization: Bearer the $key");
}

void TestCurl::aKeyIsOnlyEverAVariable()
{
    QFETCH(std::string, variable);
    QFETCH(std::string, word);
    QFETCH(QByteArray, sent);
    const std::string command = wire::curlCommand({"http://h", {}, {"authorization"}, variable, "{}"});
    QVERIFY2(command.find("-H " + word + " \\\n") != std::string::npos, command.c_str());
    Seen seen;
    run(command, seen);
    QVERIFY(seen.arguments.contains(sent));
}

void TestCurl::maskedAddressesAreFilledIn()
{
    const std::string url = redactUrl("https://h.example/v1/chat/completions?key=abcdef&x=1&sig=ghijkl");
    Seen seen;
    run(wire::curlCommand({url, {}, {}, {}, "{}"}), seen);
    QVERIFY(seen.arguments.contains("https://h.example/v1/chat/completions?key=q1&x=1&sig=q2"));
}

void TestCurl::addressesAreNoPatterns()
{
    const auto globs = [](const char *url) {
        return wire::curlCommand({url, {}, {}, {}, "{}"}).find("--globoff") == std::string::npos;
    };
    QVERIFY(globs("https://h.example/v1"));
    QVERIFY(!globs("https://h.example/v1?a={1,2}"));
    QVERIFY(!globs("http://[::1]:8000/v1"));
}

QTEST_GUILESS_MAIN(TestCurl)
#include "tst_curl.moc"
