// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;

/// What standard error says beside the object: what was put right, what was not read or not checked, and by
/// whom. Nothing of it with --quiet.
class TestCliSays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void practiceIsNoModel();
    void whatWasPutRight_data();
    void whatWasPutRight();
    void answersThatFitDoNotSayMore();
    void bytesThatAreNoText();
    void keywordsThatAreNotChecked();
    void issuesAreNamed_data();
    void issuesAreNamed();
    void whatCameCanBePrinted();
    void keysComeAsOneLine_data();
    void keysComeAsOneLine();
    void keyNamesNobodyKnowsAreSaid();
    void everyEndpointIsNamedOnce();
    void noKeyRingIsSaid();
    void aKeyOfTwoLinesIsNotToBeSetAgain();

private:
    [[nodiscard]] CliEnd ask(const QByteArray &events, const QStringList &more = {}) const;
    Cli m_cli;
    QString m_schema;
};

namespace {

QByteArray content(const QByteArray &escaped, int choice = 0)
{
    return "data: {\"choices\":[{\"index\":" + QByteArray::number(choice) + ",\"delta\":{\"content\":\"" +
           escaped + "\"}}]}\n\n";
}

const QByteArray kJason = R"({\"name\":\"Jason\",\"age\":25})";
const QByteArray kDone = "data: [DONE]\n\n";

} // namespace

void TestCliSays::init()
{
    m_schema = m_cli.file(text("schema.json"), personSchema());
}

/// `events` and the end marker as the answer of a server.
CliEnd TestCliSays::ask(const QByteArray &events, const QStringList &more) const
{
    ScriptedServer server;
    server.setDefault(answerOnce(eventStreamHead() + chunk(events + kDone) + chunk({})));
    return m_cli.run(QStringList{text("extract"), text("--text"), text("x"), text("--base-url"),
                                 server.url(text("/v1")).toString(), text("--model"), text("m"),
                                 text("--mode"), text("json"), text("--schema"),
                                 more.contains(text("--schema")) ? more.last() : m_schema} +
                     (more.contains(text("--schema")) ? QStringList() : more));
}

void TestCliSays::practiceIsNoModel()
{
    const QStringList call{text("extract"), text("--schema"), m_schema, text("--text"),
                           text("Jason is 25 years old")};
    const CliEnd end = m_cli.run(call);
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.err.count("no model"), 1);
    QCOMPARE(m_cli.run(call + QStringList{text("--ndjson")}).err.count("no model"), 1);
    QCOMPARE(m_cli.run(call + QStringList{text("--quiet")}).err, QByteArray());
}

void TestCliSays::whatWasPutRight_data()
{
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("one") << content(R"({\"name\":\"Jason\",\"age\":25,})")
                         << QByteArray("Put right: trailing comma.");
    QTest::newRow("several") << content(R"(Sure: {name:\"Jason\",age:25})")
                             << QByteArray("Put right: prose around the answer, unquoted key (2).");
    QTest::newRow("another object") << content(kJason + R"(\n{\"name\":\"Sarah\",\"age\":3})")
                                    << QByteArray("Not used: 1 other piece of JSON in the answer (");
    QTest::newRow("another choice") << content(kJason) + content(kJason, 1)
                                    << QByteArray("several answers (choices)");
    QTest::newRow("another choice first")
        << content(kJason, 1) + content(kJason) << QByteArray("only the first was read");
    QTest::newRow("no UTF-8") << content("{\\\"name\\\":\\\"J\xFF\xFEson\\\",\\\"age\\\":25}")
                              << QByteArray("Put right: bytes that are no UTF-8 (2).");
}

void TestCliSays::whatWasPutRight()
{
    QFETCH(QByteArray, events);
    QFETCH(QByteArray, says);
    const CliEnd end = ask(events);
    QCOMPARE(end.exitCode, 0);
    QVERIFY2(end.err.contains(says), end.err.constData());
    QCOMPARE(ask(events, {text("--quiet")}).err, QByteArray());
    // The result line has it all; then it is not said again in words.
    QVERIFY(!ask(events, {text("--ndjson")}).err.contains("Put right"));
}

void TestCliSays::answersThatFitDoNotSayMore()
{
    QCOMPARE(ask(content(kJason.left(9)) + content(kJason.mid(9))).err, QByteArray());
    // A function's arguments in the text have a note of their own and are no prose.
    ScriptedServer server;
    server.setDefault(answerOnce(eventStreamHead() + chunk(content(kJason) + kDone) + chunk({})));
    const CliEnd end = m_cli.run({text("extract"), text("--text"), text("x"), text("--base-url"),
                                  server.url(text("/v1")).toString(), text("--model"), text("m"),
                                  text("--mode"), text("tools"), text("--schema"), m_schema});
    QVERIFY2(end.err.contains("answered in its text"), end.err.constData());
    QVERIFY(!end.err.contains("prose"));
}

void TestCliSays::bytesThatAreNoText()
{
    const QByteArray bad = content("{\\\"name\\\":\\\"J\xFF\xFEson\\\",\\\"age\\\":25,}");
    const json::Value result = ask(bad, {text("--ndjson")}).result();
    const auto &repairs = result["repairs"].items();
    QCOMPARE(repairs.size(), 3U);
    QCOMPARE(repairs[0]["kind"].text(), std::string("invalid-utf8"));
    QCOMPARE(repairs[0]["offset"].toInt64(), std::optional<std::int64_t>(10));
    QCOMPARE(repairs[1]["offset"].toInt64(), std::optional<std::int64_t>(13));
    QCOMPARE(repairs[2]["kind"].text(), std::string("trailing-comma"));
    // One in the text was the model's own: which was replaced cannot be told.
    const CliEnd own = ask(content("{\\\"name\\\":\\\"\\uFFFD\xFF\\\",\\\"age\\\":25}"), {text("--ndjson")});
    QVERIFY(own.result()["repairs"].items().empty());
    QVERIFY2(own.err.contains("no UTF-8; U+FFFD stands for them (1)"), own.err.constData());
}

void TestCliSays::keywordsThatAreNotChecked()
{
    const QString schema = m_cli.file(
        text("more.json"),
        R"({"type":"object","properties":{"name":{"type":"string","disallow":"null"},"age":{"divisibleBy":100}}})");
    const CliEnd end = ask(content(kJason), {text("--schema"), schema});
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.err.count("Not checked: disallow, divisibleBy."), 1);
    const CliEnd parse = m_cli.run({text("parse"), text("--schema"), schema}, "{}");
    QCOMPARE(parse.err.count("Not checked: disallow, divisibleBy."), 1);
}

void TestCliSays::issuesAreNamed_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("missing at the root")
        << personSchema() << QByteArray(R"({\"age\":25})")
        << QByteArray(R"(does not fit the schema (1 issue): "name" is missing.)");
    QTest::newRow("two") << personSchema() << QByteArray(R"({\"age\":\"old\"})")
                         << QByteArray(
                                R"((2 issues): "name" is missing; /age must be a whole number, got "old".)");
    QTest::newRow("the root itself") << QByteArray(R"({"type":"object","enum":[{"a":1}]})")
                                     << QByteArray("{}") << QByteArray("it must be");
    QTest::newRow("nothing allowed") << QByteArray(R"({"type":"object","enum":[]})") << QByteArray("{}")
                                     << QByteArray("its enum is empty");
    QTest::newRow("no type allowed") << QByteArray(R"({"type":"object","properties":{"a":{"type":[]}}})")
                                     << QByteArray(R"({\"a\":1})")
                                     << QByteArray("/a must be left out: its list of types is empty, got 1.");
    QTest::newRow("deeper")
        << QByteArray(R"({"type":"object","properties":{"a":{"type":"object","required":["b"]}}})")
        << QByteArray(R"({\"a\":{}})") << QByteArray(R"(: /a: "b" is missing.)");
    QTest::newRow("many") << QByteArray(R"({"type":"object","required":["a","b","c","d","e"]})")
                          << QByteArray("{}") << QByteArray(R"("c" is missing; and 2 more.)");
}

void TestCliSays::issuesAreNamed()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, says);
    const CliEnd end = ask(content(answer), {text("--schema"), m_cli.file(text("own.json"), schema)});
    QCOMPARE(end.exitCode, 6);
    QVERIFY2(end.err.contains(says), end.err.constData());
}

void TestCliSays::whatCameCanBePrinted()
{
    const QByteArray bad = content(R"({\"name\":\"Jason\",\"age\":\"old\"})");
    QVERIFY(ask(bad).err.contains("--keep-invalid prints what came"));
    QVERIFY(!ask(bad, {text("--keep-invalid")}).err.contains("prints what came"));
    QVERIFY(!ask(bad, {text("--ndjson")}).err.contains("prints what came"));
    QVERIFY(!ask(content("Sorry.")).err.contains("prints what came")); // nothing did
}

void TestCliSays::keysComeAsOneLine_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("two lines") << QByteArray("sk-very-secret\nuser: me\n")
                               << QByteArray("More than one line");
    QTest::newRow("no text") << QByteArray("sk-very-secret\xFF\n") << QByteArray("not UTF-8");
    QTest::newRow("nothing") << QByteArray("\n") << QByteArray("No key came");
}

void TestCliSays::keysComeAsOneLine()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, says);
    const CliEnd end = m_cli.run({text("key"), text("set"), text("Groq")}, input);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains(says), end.err.constData());
    QVERIFY(!end.err.contains("secret"));
}

void TestCliSays::keyNamesNobodyKnowsAreSaid()
{
    const CliEnd typo = m_cli.run({text("key"), text("set"), text("Grok")}, "sk-very-secret\n");
    QVERIFY2(typo.err.contains("no endpoint \"Grok\""), typo.err.constData());
    const CliEnd known = m_cli.run({text("key"), text("set"), text("groq")}, "sk-very-secret\n");
    QVERIFY2(!known.err.contains("no endpoint"), known.err.constData());
}

/// A preset whose profile was kept is there once.
void TestCliSays::everyEndpointIsNamedOnce()
{
    QVERIFY(QDir(m_cli.path(QString())).mkpath(text("config/espalier")));
    const QByteArray kept =
        R"({"espalier":1,"profiles":[{"name":"Groq","base_url":"http://127.0.0.1:9/v1"}]})";
    QVERIFY(!m_cli.file(text("config/espalier/profiles.json"), kept).isEmpty());
    const CliEnd end = m_cli.run({text("models"), text("--endpoint"), text("Grok")});
    QFile::remove(m_cli.path(text("config/espalier/profiles.json")));
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.count("Groq") == 1 && end.err.count("Practice") == 1, end.err.constData());
}

void TestCliSays::noKeyRingIsSaid()
{
    const CliEnd list = m_cli.run({text("key"), text("list")});
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(list.err.contains("no D-Bus session bus"), list.err.constData());
    const CliEnd test = m_cli.run({text("key"), text("test"), text("Groq")});
    QCOMPARE(test.exitCode, 3);
    QVERIFY2(test.err.contains("environment variable") && !test.err.contains("Unlock"), test.err.constData());
}

void TestCliSays::aKeyOfTwoLinesIsNotToBeSetAgain()
{
    Cli cli;
    cli.setVariable(text("MY_KEY"), text("sk-very\nsecret"));
    const CliEnd end = cli.run({text("models"), text("--base-url"), text("http://127.0.0.1:9/v1"),
                                text("--api-key-env"), text("MY_KEY")});
    QCOMPARE(end.exitCode, 3);
    QVERIFY2(end.err.contains("line break") && end.err.contains("on one line") && !end.err.contains("Set "),
             end.err.constData());
    QVERIFY(!end.err.contains("secret"));
}

QTEST_GUILESS_MAIN(TestCliSays)
#include "tst_clisays.moc"
