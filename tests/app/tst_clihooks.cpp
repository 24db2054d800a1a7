// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

/// Of "at most 7,972 tokens in all"; -1: it is not said.
std::int64_t mostTold(const QByteArray &err)
{
    static const QRegularExpression words(text("at most ([0-9,]+) tokens in all"));
    const auto match = words.match(QString::fromUtf8(err));
    return match.hasMatch() ? match.captured(1).remove(QLatin1Char(',')).toLongLong() : -1;
}

} // namespace

/// Checks, hooks, the cache and the probe, from the command line.
class TestCliHooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void checks_data();
    void checks();
    void aHookCommandDecides();
    void aHookCommandHearsEvents();
    void mistakes_data();
    void mistakes();
    void theCodeOfARecipeNeedsLeave();
    void badItemsAreAskedForAlone();
    void anItemIsPrintedOnceWhereOneFailsAll();
    void theCacheIsUsedWhenItIsAskedFor();
    void theProbeOfThePracticeEndpoint();
    void aProbeKeepsToWhatItTold();
    void autoUsesWhatWasFound();
    void theKeyIsNowhere();

private:
    [[nodiscard]] CliEnd itemsOf(ScriptedServer &server, const std::vector<QByteArray> &lists,
                                 const QStringList &options = {}) const;
    [[nodiscard]] CliEnd extract(const QStringList &options, const char *faults = "ok") const;
    Cli m_cli;
    QString m_schema;
};

void TestCliHooks::init()
{
    m_schema = m_cli.file(text("schema.json"), personSchema());
}

CliEnd TestCliHooks::extract(const QStringList &options, const char *faults) const
{
    return m_cli.run(QStringList{text("extract"), text("--schema"), m_schema, text("--ndjson"),
                                 text("--text"), text("Jason is 25 years old"), text("--model"),
                                 text("practice-reader+") + text(faults)} +
                     options);
}

void TestCliHooks::checks_data()
{
    QTest::addColumn<QStringList>("checks");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("attempts");
    QTest::newRow("holds") << QStringList{text("value.age > 18")} << 0 << 1;
    QTest::newRow("stands") << QStringList{text("stands(value.name)"), text("stands(value.age)")} << 0 << 1;
    QTest::newRow("false") << QStringList{text("value.age > 18"), text("value.age > 30")} << 6 << 2;
    QTest::newRow("a text") << QStringList{text("value.age > 30 || 'too young'")} << 6 << 2;
    QTest::newRow("throws") << QStringList{text("value.no.such")} << 2 << 1;
    QTest::newRow("no JavaScript") << QStringList{text("value is fine")} << 2 << 0;
    QTest::newRow("endless") << QStringList{text("(function () { for (;;) {} })()")} << 2 << 1;
}

void TestCliHooks::checks()
{
    QFETCH(QStringList, checks);
    QFETCH(int, exitCode);
    QFETCH(int, attempts);
    QStringList options{text("--max-retries"), text("1")};
    for (const QString &check : checks)
        options << text("--check") << check;
    const CliEnd end = extract(options);
    QCOMPARE(end.exitCode, exitCode);
    QCOMPARE(end.result()["attempts"].toInt64(), std::optional<std::int64_t>(attempts));
    if (exitCode == 6) {
        QCOMPARE(end.result()["issues"].items().size(), 1U);
        QCOMPARE(end.result()["issues"].items()[0]["keyword"].text(), std::string("check"));
    }
    if (exitCode == 2)
        QVERIFY2(end.err.contains("cannot be used"), end.err.constData());
}

void TestCliHooks::aHookCommandDecides()
{
    const auto decide = [this](const char *decision, const QByteArray &then = {}) {
        const QString script =
            m_cli.file(text("hook.sh"), "cat >/dev/null\necho '" + QByteArray(decision) + "'\n" + then);
        return extract({text("--hook-command"), text("/bin/sh '") + script + text("'")}, "invalid");
    };
    QCOMPARE(decide(R"({"decision":"accept"})").exitCode, 0);
    const CliEnd stopped = decide(R"({"decision":"stop","message":"not today"})");
    QCOMPARE(stopped.exitCode, 6);
    QCOMPARE(stopped.result()["attempts"].toInt64(), std::optional<std::int64_t>(1));
    QVERIFY2(stopped.err.contains("not today"), stopped.err.constData());
    const CliEnd useless = decide("who knows");
    QCOMPARE(useless.exitCode, 6);
    QCOMPARE(useless.result()["attempts"].toInt64(), std::optional<std::int64_t>(4));
    QVERIFY2(useless.err.contains("/bin/sh"), useless.err.constData());
    const CliEnd failed = decide(R"({"decision":"accept"})", "exit 3\n");
    QCOMPARE(failed.exitCode, 6);
    QVERIFY2(failed.err.contains("ended with exit code 3"), failed.err.constData());
}

void TestCliHooks::aHookCommandHearsEvents()
{
    const QString out = m_cli.path(text("heard"));
    const QString script =
        m_cli.file(text("hook.sh"), "line=$(cat)\ncase \"$line\" in *completion:kwargs*) sleep 0.5;; esac\n"
                                    "printf '%s\\n' \"$line\" >> '" +
                                        out.toUtf8() + "'\n"); // slow with the first
    QCOMPARE(extract({text("--hook-command"), text("/bin/sh ") + script, text("--hook-events"),
                      text("completion:kwargs, run:finished,batch:finished")})
                 .exitCode,
             0);
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QCOMPARE(all.count('\n'), 3);
    const QByteArrayList lines = all.split('\n');
    QVERIFY2(lines[0].startsWith(R"({"event":"completion:kwargs")"), all.constData());
    QVERIFY2(lines[1].startsWith(R"({"event":"run:finished")"), all.constData());
    QVERIFY2(lines[2].startsWith(R"({"event":"batch:finished")"), all.constData());
    QVERIFY(!all.contains("127.0.0.1") && !all.contains("Bearer"));
}

void TestCliHooks::mistakes_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("open quote") << QStringList{text("--hook-command"), text("'open")};
    QTest::newRow("nothing") << QStringList{text("--hook-command"), text(" ")};
    QTest::newRow("no such program") << QStringList{text("--hook-command"), text("/no/such/program --now")};
    QTest::newRow("not in the path") << QStringList{text("--hook-command"), text("no-such-program-here")};
    QTest::newRow("a folder") << QStringList{text("--hook-command"), text("/usr")};
    QTest::newRow("events alone") << QStringList{text("--hook-events"), text("validation")};
    QTest::newRow("unknown event") << QStringList{text("--hook-command"), text("true"), text("--hook-events"),
                                                  text("validation,nonsense")};
}

void TestCliHooks::mistakes()
{
    QFETCH(QStringList, options);
    const CliEnd end = extract(options);
    QCOMPARE(end.exitCode, 2);
    QVERIFY(end.err.contains("--hook-"));
    QVERIFY(end.out.isEmpty()); // nothing was asked
}

void TestCliHooks::theCodeOfARecipeNeedsLeave()
{
    const QString recipe = m_cli.file(
        text("r.recipe.json"),
        R"({"espalier":1,"limits":{"reasks":0},"checks":[{"name":"grown up","expression":"value > 30","field":"/age"}],"schema":)" +
            personSchema() + "}");
    const QStringList call{text("extract"),  text("--recipe"), recipe,
                           text("--ndjson"), text("--text"),   text("Jason is 25 years old")};
    const CliEnd refused = m_cli.run(call);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("1 check") && refused.err.contains("--allow-hooks"),
             refused.err.constData());
    const CliEnd allowed = m_cli.run(call + QStringList{text("--allow-hooks")});
    QCOMPARE(allowed.exitCode, 6);
    QCOMPARE(allowed.result()["issues"].items()[0]["instance"].text(), std::string("/age"));
    QVERIFY2(allowed.err.contains("grown up"), allowed.err.constData());
}

/// By a server that answers with these lists one after the other, the last again and again.
CliEnd TestCliHooks::itemsOf(ScriptedServer &server, const std::vector<QByteArray> &lists,
                             const QStringList &options) const
{
    for (const QByteArray &list : lists) {
        const auto script = answerOnce(eventStreamHead() +
                                       chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"[" +
                                             list + "]\"}}]}\n\ndata: [DONE]\n\n") +
                                       chunk({}));
        server.play(script);
        server.setDefault(script);
    }
    return m_cli.run(QStringList{text("extract"), text("--schema"), m_schema, text("--text"), text("x"),
                                 text("--mode"), text("json"), text("--stream"), text("iterable"),
                                 text("--ndjson"), text("--base-url"), server.url(text("/v1")).toString(),
                                 text("--model"), text("m")} +
                     options);
}

void TestCliHooks::badItemsAreAskedForAlone()
{
    ScriptedServer server;
    const CliEnd end =
        itemsOf(server, {R"({\"name\":\"Jason\",\"age\":25},{\"name\":\"Sarah\",\"age\":\"old\"})",
                         R"({\"name\":\"Sarah\",\"age\":30})"});
    QCOMPARE(end.exitCode, 0);
    const auto items = end.linesOf("item");
    QCOMPARE(items.size(), 2U);
    QCOMPARE(items[0]["index"].toInt64(), std::optional<std::int64_t>(0));
    QCOMPARE(items[1]["index"].toInt64(), std::optional<std::int64_t>(1));
    QCOMPARE(items[1]["value"]["age"].toInt64(), std::optional<std::int64_t>(30));
    QCOMPARE(end.result()["value"].items().size(), 2U);
    QCOMPARE(server.postCount(), 2);
    QVERIFY(!server.requests()[1].body.contains("Jason"));
}

void TestCliHooks::anItemIsPrintedOnceWhereOneFailsAll()
{
    const QByteArray bad = R"({\"name\":\"Jason\",\"age\":25},{\"name\":\"Sarah\",\"age\":\"old\"})";
    const QByteArray good = R"({\"name\":\"Jason\",\"age\":26},{\"name\":\"Sarah\",\"age\":30})";
    const QStringList fail{text("--bad-items"), text("fail"), text("--max-retries"), text("1")};
    ScriptedServer server;
    const CliEnd end = itemsOf(server, {bad, good}, fail);
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(server.postCount(), 2);
    const auto items = end.linesOf("item");
    QCOMPARE(items.size(), 2U);
    for (std::size_t i = 0; i < items.size(); ++i) {
        QCOMPARE(items[i]["index"].toInt64(), std::optional<std::int64_t>(i));
        QVERIFY(items[i]["value"].equals(end.result()["value"].items()[i]));
    }
    ScriptedServer stubborn;
    const CliEnd failed = itemsOf(stubborn, {bad}, fail);
    QCOMPARE(failed.exitCode, 6);
    QCOMPARE(failed.linesOf("item").size(), 0U);
}

void TestCliHooks::theCacheIsUsedWhenItIsAskedFor()
{
    ScriptedServer server;
    server.setDefault(answerOnce(
        eventStreamHead() +
        chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"name\\\":\\\"Jason\\\","
              "\\\"age\\\":25}\"}}]}\n\ndata: [DONE]\n\n") +
        chunk({})));
    const QStringList call{text("extract"),    text("--schema"),
                           m_schema,           text("--text"),
                           text("cached"),     text("--ndjson"),
                           text("--mode"),     text("json"),
                           text("--base-url"), server.url(text("/v1")).toString(),
                           text("--model"),    text("m")};
    QCOMPARE(m_cli.run(call).exitCode, 0);
    QCOMPARE(m_cli.run(call).exitCode, 0);
    QCOMPARE(server.postCount(), 2); // never without being asked for
    const QStringList keeping = call + QStringList{text("--cache")};
    QCOMPARE(m_cli.run(keeping).exitCode, 0);
    QCOMPARE(server.postCount(), 3);
    const CliEnd hit = m_cli.run(keeping);
    QCOMPARE(hit.exitCode, 0);
    QCOMPARE(server.postCount(), 3);
    QCOMPARE(hit.result()["tries"].toInt64(), std::optional<std::int64_t>(0));
    QVERIFY2(hit.err.contains("nothing was asked"), hit.err.constData());
}

void TestCliHooks::theProbeOfThePracticeEndpoint()
{
    const CliEnd end = m_cli.run({text("probe")}, {}, 120'000);
    QCOMPARE(end.exitCode, 0);
    const json::Value report = end.value();
    std::string members;
    for (const json::Member &member : report.members())
        members += member.key + " ";
    QCOMPARE(members, std::string("reachable tls key models streams modes tool_choice stream_options "
                                  "second_system_message tool_role best_mode tokens_spent "));
    QCOMPARE(report["best_mode"].text(), std::string("json_schema"));
    QCOMPARE(report["models"].toInt64(), std::optional<std::int64_t>(1));
    QVERIFY(report["tls"].isNull());
    QVERIFY(report["streams"].isTrue());
    // What it costs at most is said, before it begins.
    QVERIFY2(end.err.startsWith("note: At most 11 questions to practice-reader, at most "),
             end.err.constData());
    QVERIFY2(report["tokens_spent"].toInt64().value() < mostTold(end.err), end.err.constData());
    QCOMPARE(m_cli.run({text("probe"), text("file")}).exitCode, 2);
    QCOMPARE(m_cli
                 .run({text("probe"), text("--base-url"), text("http://127.0.0.1:9/v1"), text("--model"),
                       text("m")})
                 .exitCode,
             5);
}

void TestCliHooks::aProbeKeepsToWhatItTold()
{
    const QByteArray words = chunk(R"(data: {"choices":[{"index":0,"delta":{"content":")" +
                                   QByteArray(60'000, 'w') + "\"}}]}\n\n");
    ScriptedServer server;
    server.setDefault(answerOnce(eventStreamHead() + words)); // and never ends
    const CliEnd end = m_cli.run(
        {text("probe"), text("--base-url"), server.url(text("/v1")).toString(), text("--model"), text("m")},
        {}, 120'000);
    QCOMPARE(end.exitCode, 0);
    QVERIFY(end.value()["best_mode"].isNull());
    QVERIFY2(end.value()["tokens_spent"].toInt64().value() <= mostTold(end.err), end.err.constData());
    QVERIFY2(end.err.contains("does not keep to max_tokens"), end.err.constData());
    QVERIFY(server.postCount() > 1);
    for (const ReceivedRequest &request : server.requests())
        QVERIFY(request.method() != "POST" || request.body.contains("\"max_tokens\":"));
}

void TestCliHooks::autoUsesWhatWasFound()
{
    ScriptedServer server;
    server.setDefault(answerOnce(
        eventStreamHead() +
        chunk(
            "data: "
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"name\\\":\\\"Jason\\\",\\\"age\\\":25,"
            "\\\"amount\\\":25,\\\"colour\\\":\\\"green\\\",\\\"size\\\":\\\"large\\\"}\"}}]}\n\ndata: "
            "[DONE]\n\n") +
        chunk({})));
    QVERIFY(QDir(m_cli.path(QString())).mkpath(text("config/espalier")));
    QVERIFY(!m_cli
                 .file(text("config/espalier/profiles.json"),
                       R"({"espalier":1,"profiles":[{"name":"Mine","base_url":")" +
                           server.url(text("/v1")).toEncoded() + R"(","key":{"from":"none"}}]})")
                 .isEmpty());
    const QStringList where{text("--endpoint"), text("Mine"), text("--model"), text("m")};
    const CliEnd probe = m_cli.run(QStringList{text("probe")} + where, {}, 120'000);
    QCOMPARE(probe.exitCode, 0);
    QVERIFY(!probe.value()["modes"]["tools"].isTrue()); // text is no call
    QCOMPARE(probe.value()["best_mode"].text(), std::string("json_schema"));
    const auto before = server.requests().size();
    QVERIFY(
        m_cli.run(QStringList{text("extract"), text("--schema"), m_schema, text("--text"), text("x")} + where)
            .exitCode == 0);
    QVERIFY(server.requests().at(before).body.contains("\"json_schema\""));
}

void TestCliHooks::theKeyIsNowhere()
{
    ScriptedServer server;
    server.play(answerOnce(response(429, R"({"error":{"message":"slow down, sk-hidden-key-7"}})",
                                    "application/json", {"retry-after-ms: 0"})));
    server.setDefault(answerOnce(response(400, R"({"error":{"message":"no, sk-hidden-key-7"}})")));
    m_cli.setVariable(text("MY_HIDDEN_KEY"), text("sk-hidden-key-7"));
    const QString heard = m_cli.path(text("all-heard"));
    const QString script =
        m_cli.file(text("hook.sh"), "env >> '" + heard.toUtf8() + "'\ncat >> '" + heard.toUtf8() + "'\n");
    const QString lines = m_cli.path(text("events.jsonl"));
    const CliEnd end =
        m_cli.run({text("extract"), text("--schema"), m_schema, text("--text"), text("x"), text("--ndjson"),
                   text("--cache"), text("--base-url"), server.url(text("/v1")).toString(), text("--model"),
                   text("m"), text("--api-key-env"), text("MY_HIDDEN_KEY"), text("--events"), lines,
                   text("--hook-command"), text("/bin/sh ") + script, text("--hook-events"),
                   text("completion:kwargs,completion:error,retry:scheduled,run:finished")});
    QCOMPARE(end.exitCode, 5);
    QVERIFY(!end.out.contains("sk-hidden") && !end.err.contains("sk-hidden"));
    for (const QString &path : {heard, lines}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(all.contains("retry:scheduled"));
        QVERIFY2(!all.contains("sk-hidden"), all.constData());
    }
    QVERIFY(server.requests().front().head.contains("sk-hidden-key-7")); // it did go where it belongs
}

QTEST_GUILESS_MAIN(TestCliHooks)
#include "tst_clihooks.moc"
