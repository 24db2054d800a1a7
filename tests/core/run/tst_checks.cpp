// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/checks.h"
#include "run/scripthost.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace espalier;
using namespace espalier::test;
using namespace std::chrono_literals;
using run::Check;
using run::RunEventKind;
using run::RunStatus;
using run::ScriptHost;

/// Checks and the helper process that evaluates them: the real one.
class TestChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expressions_data();
    void expressions();
    void hostileScripts_data();
    void hostileScripts();
    void aScriptReachesNothing_data();
    void aScriptReachesNothing();
    void theHelperCanOpenNothing();
    void nothingIsKeptBetweenCalls();
    void aTakenBackCallIsNotAnswered();
    void aMissingHelperIsSaid();
    void checksOfARecipe();
    void aFailedCheckIsAskedAbout();
    void aCheckWithoutVerdictCostsNoReask_data();
    void aCheckWithoutVerdictCostsNoReask();
    void whatCannotBeReadAsksNothing();
    void aStopWhileChecksAreRead();
    void aFieldThatIsAbsentIsNotChecked();
    void aStopWhileItIsChecked();

private:
    [[nodiscard]] run::ScriptRunner::Outcome evaluate(ScriptHost &host, const QByteArray &expression,
                                                      const QByteArray &value = "null");
    run::ExtractionRequest checked(std::vector<Check> checks, int reasks = 2);
    ScriptHost m_host{QStringLiteral(ESPALIER_SCRIPT)};
};

namespace {

const std::string kText = "Invoice of Anna\nMeier, total 1,250.00 EUR. Due in 25 days.";

/// The end of a run that has real processes in it.
run::RunResult endOf(Played &played)
{
    played.run->start();
    QElapsedTimer time;
    time.start();
    while (played.finished.isEmpty() && time.elapsed() < 30'000) {
        QTest::qWait(5);
        played.step();
    }
    return played.result();
}

} // namespace

run::ScriptRunner::Outcome TestChecks::evaluate(ScriptHost &host, const QByteArray &expression,
                                                const QByteArray &value)
{
    std::optional<run::ScriptRunner::Outcome> end;
    QObject context;
    host.evaluate({expression.toStdString(),
                   {{"value", readValue(value.toStdString())}, {"document", json::Value::string(kText)}}},
                  &context, [&end](const run::ScriptRunner::Outcome &outcome) { end = outcome; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 60'000); }();
    return end ? *end : run::ScriptRunner::Outcome(std::string("no end"));
}

void TestChecks::expressions_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("result"); // empty: it throws
    const auto row = [](const char *expression, const char *value, const char *result) {
        QTest::newRow(expression) << QByteArray(expression) << QByteArray(value) << QByteArray(result);
    };
    row("value.age > 0", R"({"age":3})", "true");
    row("value.age > 0 || 'age must be positive'", R"({"age":-3})", R"("age must be positive")");
    row("value.lines.reduce((sum, line) => sum + line, 0) === value.total", R"({"lines":[1,2],"total":3})",
        "true");
    row("undefined", "null", "");
    row("value.agee", R"({"age":3})", ""); // misspelt: no verdict
    row("value.toString", R"({"age":3})", "");
    row("value.age > 5 ? 'old' : null", R"({"age":3})", "null");
    row("({a: [1, 'ü', null]})", "null", R"({"a":[1,"ü",null]})");
    row("value.no.such", "{}", "");
    row("this is no expression", "null", "");
    row("true // a comment", "null", "true");
    row("stands('Anna Meier')", "null", "true"); // a line end is a blank
    row("stands('Anna Mei')", "null", "false");
    row("stands('nna Meier')", "null", "false");
    row("stands(25)", "null", "true");
    row("stands(50)", "null", "false"); // inside 1,250.00
    row("stands(null)", "null", "true");
    row("stands('anna meier')", "null", "false"); // word for word
    row("document.length", "null", "58");
}

void TestChecks::expressions()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, result);
    const auto outcome = evaluate(m_host, expression, value);
    QVERIFY2(outcome.ok() != result.isEmpty(), outcome ? "" : outcome.error().c_str());
    if (outcome)
        QCOMPARE(compact(*outcome), result);
}

void TestChecks::hostileScripts_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::newRow("loop") << QByteArray("(function () { for (;;) {} })()");
    QTest::newRow("array") << QByteArray("new Array(4e8).fill(0)");
    QTest::newRow("text") << QByteArray("'x'.repeat(2**31-2)");
    QTest::newRow("backwards") << QByteArray("[1].concat(Array(1e8).fill('x'.repeat(50))).join('')");
    QTest::newRow("a getter") << QByteArray("({ get a() { for (;;) {} } })");
    QTest::newRow("toJSON") << QByteArray("({ toJSON() { for (;;) {} } })");
    QTest::newRow("deep") << QByteArray(
        "(() => { let a = []; for (let i = 0; i < 1e5; ++i) a = [a]; return a; })()");
    QTest::newRow("texts") << QByteArray(
        "(function () { const all = []; for (;;) all.push('x'.repeat(1e6) + all.length); })()");
    QTest::newRow("recursion") << QByteArray("(function f() { return f() + 1; })()");
    QTest::newRow("large result") << QByteArray("'x'.repeat(5e7)");
}

void TestChecks::hostileScripts()
{
    QFETCH(QByteArray, expression);
    const auto outcome = evaluate(m_host, expression);
    QVERIFY(!outcome.ok());
    QVERIFY(!outcome.error().empty());
    const auto after = evaluate(m_host, "1 + 1"); // the next one finds a new process
    QVERIFY(after.ok());
    QCOMPARE(compact(*after), QByteArray("2"));
}

void TestChecks::aScriptReachesNothing_data()
{
    QTest::addColumn<QByteArray>("expression");
    for (const char *name : {"XMLHttpRequest", "require", "process", "Qt", "fetch", "console", "print", "gc",
                             "WebSocket", "setTimeout"})
        QTest::newRow(name) << QByteArray("typeof ") + name + " === 'undefined'";
    QTest::newRow("own this") << QByteArray("(function () { return typeof this === 'undefined'; })()");
    QTest::newRow("nothing else") << QByteArray("Object.getOwnPropertyNames(Function('return "
                                                "this')()).every(name => !/^(XML|Web|Local|Q[A-Z]|file|net|"
                                                "load|system|exec|open|worker|Worker|import)/.test(name))");
    QTest::newRow("import") << QByteArray(
        "(function () { try { Function('return import(\"/etc/passwd\")')(); "
        "return false; } catch (error) { return true; } })()");
}

void TestChecks::aScriptReachesNothing()
{
    QFETCH(QByteArray, expression);
    const auto outcome = evaluate(m_host, expression);
    QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().c_str());
    QCOMPARE(compact(*outcome), QByteArray("true"));
}

/// Whatever a script might find to reach a file, a socket or a program with: the process has no descriptor
/// left to open one, may write nothing, start nothing and gain no rights.
void TestChecks::theHelperCanOpenNothing()
{
    QProcess helper;
    QProcessEnvironment nothing;
    nothing.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    helper.setProcessEnvironment(nothing);
    helper.start(QStringLiteral(ESPALIER_SCRIPT), {});
    QVERIFY(helper.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(helper.canReadLine() || helper.waitForReadyRead(10),
                             30'000); // it is confined now
    const auto read = [&helper](const char *name) {
        QFile file(QStringLiteral("/proc/%1/%2").arg(helper.processId()).arg(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto limit = [limits = read("limits")](const char *name) {
        const qsizetype at = limits.indexOf(name);
        const QByteArrayList columns = limits.mid(at, limits.indexOf('\n', at) - at).simplified().split(' ');
        return at < 0 ? QByteArray("no such limit") : columns.value(QByteArray(name).split(' ').size());
    };
    QCOMPARE(limit("Max processes"), QByteArray("0"));
    QCOMPARE(limit("Max core file size"), QByteArray("0"));
    QVERIFY(read("status").contains("NoNewPrivs:\t1"));
    QCOMPARE(read("environ"), QByteArray("LANG=C.UTF-8\0", 13));
#if !defined(__SANITIZE_ADDRESS__)
    QCOMPARE(limit("Max open files"), QByteArray("3"));
    QCOMPARE(limit("Max file size"), QByteArray("0"));
    QVERIFY(limit("Max address space").toLongLong() > 0);
    QVERIFY(limit("Max address space").toLongLong() <= 512LL * 1024 * 1024);
    // Nothing beyond the pipes to us can be used either: none was left open.
    for (const QString &open : QDir(QStringLiteral("/proc/%1/fd").arg(helper.processId()))
                                   .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)) {
        const QString target =
            QFile::symLinkTarget(QStringLiteral("/proc/%1/fd/%2").arg(helper.processId()).arg(open));
        QVERIFY2(!target.contains(QStringLiteral("socket:")), qPrintable(open + target));
    }
#endif
    helper.closeWriteChannel();
    QVERIFY(helper.waitForFinished());
}

void TestChecks::nothingIsKeptBetweenCalls()
{
    QVERIFY(evaluate(m_host, "Function('return this')().kept = document").ok());
    const auto outcome = evaluate(m_host, "typeof Function('return this')().kept");
    QVERIFY(outcome.ok());
    QCOMPARE(compact(*outcome), QByteArray(R"("undefined")"));
}

void TestChecks::aTakenBackCallIsNotAnswered()
{
    bool answered = false;
    auto context = std::make_unique<QObject>();
    m_host.evaluate({"1", {}}, context.get(), [&answered](const auto &) { answered = true; });
    context.reset();
    QVERIFY(evaluate(m_host, "2").ok()); // in line behind it
    QVERIFY(!answered);
}

void TestChecks::aMissingHelperIsSaid()
{
    ScriptHost none(QStringLiteral("/no/such/program"));
    const auto outcome = evaluate(none, "true");
    QVERIFY(!outcome.ok());
    QVERIFY(outcome.error().find("/no/such/program") != std::string::npos);
}

void TestChecks::checksOfARecipe()
{
    const auto read = run::checksOf(readValue(
        R"([{"name":"sum","expression":"value > 0","message":"must be positive","field":"/total"},
            {"expression":"true"},{"name":"there","stands":"/name"}])"));
    QVERIFY(read.ok());
    QVERIFY((read.value() == std::vector<Check>{{"sum", "value > 0", "must be positive", "/total"},
                                                {"check 2", "true", "", ""},
                                                {"there", "stands(value)",
                                                 "must stand in the document word for word", "/name"}}));
    QVERIFY(!run::checksOf(readValue(R"([{"name":"empty"}])")).ok());
    QVERIFY(!run::checksOf(readValue(R"([{"expression":"true","field":"total"}])")).ok());
}

run::ExtractionRequest TestChecks::checked(std::vector<Check> checks, int reasks)
{
    run::ExtractionRequest request = requestWith(0, reasks);
    request.checks = std::move(checks);
    request.scripts = &m_host;
    return request;
}

void TestChecks::aFailedCheckIsAskedAbout()
{
    Played played({answers(R"({"name":"Jason","age":-1})"), answers(kJason)},
                  checked({{"age", "value >= 0 || 'must not be negative'", "", "/age"},
                           {"name", "stands(value)", "must stand in the document", "/name"}}));
    const run::RunResult result = endOf(played);
    QCOMPARE(result.status, RunStatus::Valid);
    QCOMPARE(result.attempts, 2);
    QCOMPARE(played.story(), QByteArray("kwargs first_token response usage error validation scheduled kwargs "
                                        "first_token response usage finished"));
    QVERIFY(played.transport.requests()[1].body.contains("must not be negative"));
    QCOMPARE(result.history[0].status, RunStatus::Invalid);
    QCOMPARE(result.history[0].issues[0].keyword, std::string("check"));
    QCOMPARE(result.history[0].issues[0].instance, std::string("/age"));
    QVERIFY(result.history[0].issues[0].begin.has_value()); // found in the text
}

void TestChecks::aCheckWithoutVerdictCostsNoReask_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::newRow("throws") << QByteArray("value.no.such");
    QTest::newRow("a number") << QByteArray("7");
    QTest::newRow("an empty text") << QByteArray("''");
    QTest::newRow("endless") << QByteArray("(function () { for (;;) {} })()");
}

void TestChecks::aCheckWithoutVerdictCostsNoReask()
{
    QFETCH(QByteArray, expression);
    Played played({answers(kJason)}, checked({{"mine", expression.toStdString(), "", ""}}));
    const run::RunResult result = endOf(played);
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(result.error->kind, ErrorKind::Usage);
    QVERIFY(result.error->message.find("\"mine\"") != std::string::npos);
    QCOMPARE(result.attempts, 1);
    QCOMPARE(played.transport.requests().size(), 1U);
    QCOMPARE(compact(*result.lastObject), kJason); // what was paid for is kept
    QCOMPARE(played.story(), QByteArray("kwargs first_token response usage last_attempt finished"));
}

void TestChecks::whatCannotBeReadAsksNothing()
{
    Played played({answers(kJason)},
                  checked({{"mine", "value.age > 3", "", ""}, {"yours", "value is fine", "", ""}}));
    const run::RunResult result = endOf(played);
    QCOMPARE(result.status, RunStatus::Failed);
    QCOMPARE(result.error->kind, ErrorKind::Usage);
    QVERIFY(result.error->message.find("\"yours\"") != std::string::npos);
    QCOMPARE(result.attempts, 0);
    QVERIFY(played.transport.requests().empty());
    QCOMPARE(played.story(), QByteArray("finished"));
}

void TestChecks::aStopWhileChecksAreRead()
{
    Played played({answers(kJason)}, checked({{"mine", "true", "", ""}}));
    connect(played.run.get(), &run::ExtractionRun::stateChanged, this, [&played] {
        QMetaObject::invokeMethod(
            played.run.get(), [&played] { played.run->stop(); }, Qt::QueuedConnection);
    });
    QCOMPARE(endOf(played).status, RunStatus::Cancelled);
    QVERIFY(evaluate(m_host, "2").ok()); // the verdict was on its way, and is heard by nobody
    QVERIFY(played.transport.requests().empty());
    QCOMPARE(played.finished.count(), 1);
}

void TestChecks::aFieldThatIsAbsentIsNotChecked()
{
    Played played({answers(kJason)}, checked({{"mine", "false", "", "/no/such"}}));
    QCOMPARE(endOf(played).status, RunStatus::Valid);
}

void TestChecks::aStopWhileItIsChecked()
{
    Played played({answers(kJason)}, checked({{"slow", "(function () { for (;;) {} })()", "", ""}}));
    connect(played.run.get(), &run::ExtractionRun::happened, this, [&played](const run::RunEvent &event) {
        if (event.kind == RunEventKind::CompletionUsage) // the check comes next
            QMetaObject::invokeMethod(
                played.run.get(), [&played] { played.run->stop(); }, Qt::QueuedConnection);
    });
    const run::RunResult result = endOf(played);
    QCOMPARE(result.status, RunStatus::Cancelled);
    QCOMPARE(compact(*result.lastObject), kJason);
    QTest::qWait(600); // whatever the check says now is heard by nobody
    QCOMPARE(played.finished.count(), 1);
    QCOMPARE(played.count(RunEventKind::RunFinished), 1);
}

QTEST_GUILESS_MAIN(TestChecks)
#include "tst_checks.moc"
