// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/hookprogram.h"
#include "run/hookscript.h"
#include "run/scripthost.h"
#include "run/shellwords.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using run::HookProgram;
using run::RunEventKind;
using run::RunStatus;
using run::Verdict;

/// Programs and scripts as hooks.
class TestHookCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data();
    void words();
    void verdicts_data();
    void verdicts();
    void noHookSeesTheAddress();
    void noErrorTellsAHookTheAddress();
    void aProgramDecides_data();
    void aProgramDecides();
    void aProgramThatIsOfNoUseIsNamed_data();
    void aProgramThatIsOfNoUseIsNamed();
    void aProgramThatIsEndedTakesItsChildrenAlong();
    void aHangingProgramHoldsUpNobodyElse();
    void aProgramHasACleanEnvironment();
    void aProgramHearsEvents();
    void aListenerThatFailsIsNamed_data();
    void aListenerThatFailsIsNamed();
    void aScriptDecides_data();
    void aScriptDecides();

private:
    [[nodiscard]] QByteArray fileText(const QString &name) const;
    [[nodiscard]] static HookProgram shell(const QString &script, std::chrono::milliseconds most = 60s);
    /// A run whose answers do not fit, with that program as hook.
    [[nodiscard]] run::RunResult decidedBy(const HookProgram &program, int reasks = 2);

    QTemporaryDir m_folder;
    std::vector<std::string> m_complaints;
};

namespace {

const QByteArray kBad = R"({"name":"Jason","age":"old"})";

run::RunResult endOf(Played &played)
{
    played.run->start();
    QElapsedTimer time;
    time.start();
    while (played.finished.isEmpty() && time.elapsed() < 60'000) {
        QTest::qWait(5);
        played.step();
    }
    return played.result();
}

} // namespace

QByteArray TestHookCode::fileText(const QString &name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

HookProgram TestHookCode::shell(const QString &script, std::chrono::milliseconds most)
{
    return {{QStringLiteral("/bin/sh"), QStringLiteral("-c"), script}, most};
}

run::RunResult TestHookCode::decidedBy(const HookProgram &program, int reasks)
{
    m_complaints.clear();
    run::ExtractionRequest request = requestWith(0, reasks);
    request.hooks.validation = {run::validationHook(
        program, [this](const std::string &complaint) { m_complaints.push_back(complaint); })};
    Played played({answers(kBad)}, request);
    return endOf(played);
}

void TestHookCode::words_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QStringList>("result");
    const auto row = [](const char *line, const char *words) {
        QTest::newRow(line) << QByteArray(line) << true << QString::fromUtf8(words).split(QLatin1Char('|'));
    };
    row("notify-send hello", "notify-send|hello");
    row("  a   b\tc ", "a|b|c");
    row(R"(a 'b c' "d e")", "a|b c|d e");
    row(R"(a\ b 'c'\''d')", "a b|c'd");
    row(R"("a\"b" "\n" 'x\y')", R"(a"b|\n|x\y)");
    row("a '' b", "a||b");
    row("$HOME `id` | ; > *", "$HOME|`id`|\x01");
    QTest::newRow("nothing") << QByteArray("  ") << true << QStringList();
    for (const char *bad : {"'open", "\"open", "end\\"})
        QTest::newRow(bad) << QByteArray(bad) << false << QStringList();
}

void TestHookCode::words()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, good);
    QFETCH(QStringList, result);
    const auto words = run::shellWords({line.constData(), static_cast<std::size_t>(line.size())});
    QCOMPARE(words.has_value(), good);
    if (!result.isEmpty() && result.last() == QStringLiteral("\x01")) // nothing of a shell but its quotes
        result = {QStringLiteral("$HOME"), QStringLiteral("`id`"), QStringLiteral("|"),
                  QStringLiteral(";"),     QStringLiteral(">"),    QStringLiteral("*")};
    if (good)
        QCOMPARE(*words, result);
}

void TestHookCode::verdicts_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<int>("kind"); // -1: none
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *output, int kind, const char *message = "") {
        QTest::newRow(output) << QByteArray(output) << kind << QByteArray(message);
    };
    row(R"({"decision":"continue"})", static_cast<int>(Verdict::Kind::Continue));
    row(R"( {"decision":"continue","message":"say it again"}
)",
        static_cast<int>(Verdict::Kind::Continue), "say it again");
    row(R"({"decision":"accept"})", static_cast<int>(Verdict::Kind::Accept));
    row(R"({"decision":"stop","message":"enough"})", static_cast<int>(Verdict::Kind::Stop), "enough");
    for (const char *none :
         {"", "accept", "true", "[]", "{}", R"({"decision":"go"})", R"({"decision":"stop"} x)"})
        row(none, -1);
}

void TestHookCode::verdicts()
{
    QFETCH(QByteArray, output);
    QFETCH(int, kind);
    QFETCH(QByteArray, message);
    const auto verdict =
        run::verdictFrom(std::string_view(output.constData(), static_cast<std::size_t>(output.size())));
    QCOMPARE(verdict ? static_cast<int>(verdict->kind) : -1, kind);
    if (verdict)
        QCOMPARE(QByteArray::fromStdString(verdict->message), message);
}

void TestHookCode::noHookSeesTheAddress()
{
    Played played({answers(kJason)}, requestWith(0, 0));
    played.toTheEnd();
    QVERIFY(!played.events.empty());
    for (const run::RunEvent &event : played.events) {
        const QByteArray line = compact(run::hookLine(event));
        QVERIFY2(!line.contains("models.example") && !line.contains("sk-secret"), line);
    }
    QVERIFY(compact(run::hookLine(played.events.front())).contains("\"messages\""));
}

void TestHookCode::noErrorTellsAHookTheAddress()
{
    const auto unreachable = [](FakeStream &stream) {
        stream.fail({ErrorKind::NoConnection,
                     "models.example:443 refused the connection.",
                     "Check https://models.example/v1.",
                     {},
                     {},
                     {}});
    };
    const auto elsewhere = status(307, {{"Location", "https://other.models.example/v1"}});
    for (const Play &play : {status(500), status(404), status(429), Play(unreachable), elsewhere}) {
        Played played({play}, requestWith(1, 0));
        const run::RunResult result = played.toTheEnd().result();
        QVERIFY(result.error->message.find("models.example") != std::string::npos); // a person is told
        int failures = 0;
        for (const run::RunEvent &event : played.events) {
            const json::Value line = run::hookLine(event);
            QVERIFY2(!compact(line).contains("models.example"), compact(line));
            failures += line["data"]["error"]["kind"].text().empty() ? 0 : 1;
        }
        QVERIFY(failures >= 2); // each try, and the last one once more
    }
}

void TestHookCode::aProgramDecides_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<int>("attempts");
    QTest::newRow("accept") << QStringLiteral("echo '{\"decision\":\"accept\"}'") << RunStatus::Accepted << 1;
    QTest::newRow("stop") << QStringLiteral("echo '{\"decision\":\"stop\",\"message\":\"enough\"}'")
                          << RunStatus::Invalid << 1;
    QTest::newRow("continue") << QStringLiteral("echo '{\"decision\":\"continue\"}'") << RunStatus::Invalid
                              << 3;
    QTest::newRow("what it reads")
        << QStringLiteral("if grep -q '\"retry_count\":1,'; then echo '{\"decision\":\"accept\"}'; else "
                          "echo '{\"decision\":\"continue\"}'; fi")
        << RunStatus::Accepted << 2;
}

void TestHookCode::aProgramDecides()
{
    QFETCH(QString, script);
    QFETCH(RunStatus, status);
    QFETCH(int, attempts);
    const run::RunResult result = decidedBy(shell(script));
    QCOMPARE(result.status, status);
    QCOMPARE(result.attempts, attempts);
    QVERIFY2(m_complaints.empty(), m_complaints.empty() ? "" : m_complaints.front().c_str());
}

void TestHookCode::aProgramThatIsOfNoUseIsNamed_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("no output") << QStringList{QStringLiteral("/bin/true")} << 60'000;
    QTest::newRow("no JSON") << QStringList{QStringLiteral("/bin/echo"), QStringLiteral("yes")} << 60'000;
    QTest::newRow("missing") << QStringList{QStringLiteral("/no/such/hook")} << 60'000;
    QTest::newRow("says no end") << QStringList{QStringLiteral("/usr/bin/yes")} << 60'000;
    QTest::newRow("does not listen to signals")
        << QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                       QStringLiteral("trap '' TERM INT HUP; while :; do sleep 1; done")}
        << 200;
    QTest::newRow("does not read") << QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                                                  QStringLiteral("exec 0<&-; echo no")}
                                   << 60'000;
    QTest::newRow("too slow") << QStringList{QStringLiteral("/bin/sleep"), QStringLiteral("600")} << 100;
    QTest::newRow("a signal") << QStringList{QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                                             QStringLiteral("kill -9 $$")}
                              << 60'000;
}

void TestHookCode::aProgramThatIsOfNoUseIsNamed()
{
    QFETCH(QStringList, command);
    QFETCH(int, milliseconds);
    const run::RunResult result = decidedBy({command, std::chrono::milliseconds(milliseconds)}, 1);
    QCOMPARE(result.attempts, 2); // as if nobody had been asked
    QCOMPARE(m_complaints.size(), 2U);
    QVERIFY(m_complaints[0].find(command.value(0).toStdString()) != std::string::npos);
}

void TestHookCode::aProgramThatIsEndedTakesItsChildrenAlong()
{
    // A child that holds the output open, too.
    const QString pids = m_folder.filePath(QStringLiteral("pids"));
    (void)decidedBy(shell(QStringLiteral("sleep 600 & echo $! >> '%1'; wait").arg(pids), 2s), 0);
    QCOMPARE(m_complaints.size(), 1U);
    QVERIFY2(m_complaints[0].find("too long") != std::string::npos, m_complaints[0].c_str());
    const QByteArrayList all = fileText(QStringLiteral("pids")).trimmed().split('\n');
    QCOMPARE(all.size(), 1);
    QVERIFY(!all[0].isEmpty());
    const auto isAlive = [](const QByteArray &pid) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(QString::fromLatin1(pid)));
        return stat.open(QIODevice::ReadOnly) &&
               !stat.readAll().contains(") Z "); // nobody may have asked yet
    };
    QTRY_VERIFY(!isAlive(all[0]));
}

void TestHookCode::aHangingProgramHoldsUpNobodyElse()
{
    run::ExtractionRequest request = requestWith(0, 1);
    request.hooks.validation = {run::validationHook(shell(QStringLiteral("sleep 600")), [](const auto &) {})};
    Played waiting({answers(kBad)}, request);
    waiting.run->start();
    QTRY_COMPARE(waiting.count(RunEventKind::ParseError), 1);
    QTest::qWait(20); // the program is there and says nothing
    QVERIFY(waiting.finished.isEmpty());
    Played other({answers(kBad), answers(kJason)}, requestWith(0, 1));
    QCOMPARE(other.toTheEnd().result().status, RunStatus::Valid);
    int turns = 0; // and the event loop turns
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&turns] { ++turns; });
    timer.start(1);
    QTRY_VERIFY(turns > 5);
    waiting.run->stop();
    settle();
    QCOMPARE(waiting.finished.count(), 1);
    QCOMPARE(waiting.result().status, RunStatus::Cancelled);
    QCOMPARE(waiting.count(RunEventKind::RunFinished), 1);
}

void TestHookCode::aProgramHasACleanEnvironment()
{
    qputenv("ESPALIER_TEST_KEY", "sk-very-secret");
    const QString out = m_folder.filePath(QStringLiteral("environment"));
    (void)decidedBy(shell(QStringLiteral("env > '%1'; cat >> '%1'").arg(out)), 0);
    qunsetenv("ESPALIER_TEST_KEY");
    const QByteArray text = fileText(QStringLiteral("environment"));
    QVERIFY(text.contains("PATH="));
    QVERIFY(text.contains("\"event\":\"validation\""));
    QVERIFY(!text.contains("ESPALIER") && !text.contains("sk-"));
    for (const QByteArray &line : text.split('\n')) {
        if (!line.contains('=') || line.startsWith('{'))
            continue;
        const QByteArray name = line.left(line.indexOf('='));
        QVERIFY2(QByteArrayList({"PATH", "HOME", "LANG", "PWD", "OLDPWD", "SHLVL", "_"}).contains(name),
                 name);
    }
}

void TestHookCode::aProgramHearsEvents()
{
    const QString out = m_folder.filePath(QStringLiteral("events"));
    auto observers = std::make_shared<run::Observers>(
        [this](const std::string &what) { m_complaints.push_back(what); }, 60s);
    observers->add("program", run::observerOf(shell(QStringLiteral("cat >> '%1'").arg(out))),
                   {RunEventKind::CompletionKwargs, RunEventKind::RunFinished});
    run::ExtractionRequest request = requestWith(0, 0);
    request.hooks.observers = observers;
    Played played({answers(kJason)}, request);
    played.toTheEnd();
    QVERIFY(observers->drain(60s));
    const QByteArrayList lines = fileText(QStringLiteral("events")).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains("completion:kwargs") && !lines[0].contains("models.example"));
    QVERIFY(lines[1].contains("run:finished"));
}

void TestHookCode::aListenerThatFailsIsNamed_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<std::string>("complaint");
    const auto row = [](const char *name, const QStringList &command, const char *complaint) {
        QTest::newRow(name) << command << std::string(complaint);
    };
    const auto script = [](const char *text) { return shell(QLatin1String(text)).command; };
    row("ends well", script("cat > /dev/null"), "");
    row("does not listen", script("exec <&-"), "");
    row("a code", script("exit 3"), "it ended with exit code 3.");
    row("crashes", script("kill -SEGV $$"), "it crashed.");
    row("is not there", {QStringLiteral("/no/such/program")}, "it does not start.");
    row("goes on", script("sleep 60"), "it takes too long.");
}

void TestHookCode::aListenerThatFailsIsNamed()
{
    QFETCH(QStringList, command);
    QFETCH(std::string, complaint);
    const auto most = complaint == "it takes too long." ? 300ms : 60s;
    std::string said;
    try {
        run::observerOf({command, most})(run::RunEvent());
    } catch (const std::runtime_error &failure) {
        said = failure.what();
    }
    QCOMPARE(said, complaint);
}

void TestHookCode::aScriptDecides_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<RunStatus>("status");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<bool>("complains");
    QTest::newRow("the guide's hook") << QByteArray("retry_count < 1") << RunStatus::Invalid << 2 << false;
    QTest::newRow("accepts") << QByteArray("({decision: issues[0].instance === '/age' ? 'accept' : 'stop'})")
                             << RunStatus::Accepted << 1 << false;
    QTest::newRow("throws") << QByteArray("no.such") << RunStatus::Invalid << 3 << true;
    QTest::newRow("no decision") << QByteArray("7") << RunStatus::Invalid << 3 << true;
}

void TestHookCode::aScriptDecides()
{
    QFETCH(QByteArray, script);
    QFETCH(RunStatus, status);
    QFETCH(int, attempts);
    QFETCH(bool, complains);
    run::ScriptHost host(QStringLiteral(ESPALIER_SCRIPT));
    m_complaints.clear();
    run::ExtractionRequest request = requestWith(0, 2);
    request.hooks.validation = {
        run::scriptHook("mine", script.toStdString(), host,
                        [this](const std::string &complaint) { m_complaints.push_back(complaint); })};
    Played played({answers(kBad)}, request);
    const run::RunResult result = endOf(played);
    QCOMPARE(result.status, status);
    QCOMPARE(result.attempts, attempts);
    QCOMPARE(!m_complaints.empty(), complains);
}

QTEST_GUILESS_MAIN(TestHookCode)
#include "tst_hookcode.moc"
