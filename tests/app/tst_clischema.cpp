// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "json/writer.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// validate and schema: their lines to the letter.
class TestCliSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void unusableSchemasAreLines_data();
    void unusableSchemasAreLines();
    void batchAnswersLineByLine();
    void thousandsInOneProcess();
    void mistakes_data();
    void mistakes();
    void infers_data();
    void infers();
    void checks();
    void endlessSchemasGetNoCode();
    void unusableSchemasGetNoCode();
    void roundtripIsByteIdentical_data();
    void roundtripIsByteIdentical();
    void programsAreWritten();

private:
    [[nodiscard]] CliEnd schema(const QString &action, const QByteArray &content,
                                const QString &name = QStringLiteral("s.json"))
    {
        return m_cli.run({QStringLiteral("schema"), action, m_cli.file(name, content)});
    }
    Cli m_cli;
};

void TestCliSchema::verdicts_data()
{
    QTest::addColumn<QByteArray>("instance");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("valid") << QByteArray(R"({"name":"Ada","age":36})")
                           << QByteArray(R"({"valid":true,"issues":[]})");
    QTest::newRow("invalid")
        << QByteArray(R"({"name":"Ada","age":"x"})")
        << QByteArray(
               R"({"valid":false,"issues":[{"instance":"/age","schema":"/properties/age/type","keyword":"type","message":)");
    QTest::newRow("with a byte-order mark") << QByteArray("\xEF\xBB\xBF{\"name\":\"Ada\",\"age\":36}")
                                            << QByteArray(R"({"valid":true,"issues":[]})");
}

void TestCliSchema::verdicts()
{
    QFETCH(QByteArray, instance);
    QFETCH(QByteArray, line);
    const CliEnd end = m_cli.run({QStringLiteral("validate"), QStringLiteral("--schema"),
                                  m_cli.file(QStringLiteral("p.json"), personSchema())},
                                 instance);
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.out.count('\n'), 1);
    QVERIFY2(end.out.startsWith(line), end.out.constData());
}

void TestCliSchema::unusableSchemasAreLines_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("no JSON") << QByteArray("{\n\"type\": object}") << QByteArray(R"("line":2)");
    QTest::newRow("unknown type") << QByteArray("{\n\"properties\":{\n\"a\":{\"type\":\"integr\"}}}")
                                  << QByteArray(
                                         R"("pointer":"/properties/a/type","line":3,"keyword":"type")");
    QTest::newRow("no schema") << QByteArray("[]") << QByteArray(R"({"error":{"message":)");
}

void TestCliSchema::unusableSchemasAreLines()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, part);
    const QString file = m_cli.file(QStringLiteral("bad.json"), schema);
    for (const QStringList &call : {QStringList{QStringLiteral("validate"), QStringLiteral("--schema"), file},
                                    QStringList{QStringLiteral("schema"), QStringLiteral("check"), file}}) {
        const CliEnd end = m_cli.run(call, "{}");
        QCOMPARE(end.exitCode, 2);
        QVERIFY2(end.out.startsWith(R"({"error":{"message":)") && end.out.contains(part),
                 end.out.constData());
    }
}

void TestCliSchema::batchAnswersLineByLine()
{
    const QByteArray input = R"({"name":"own","schema":{"type":"integer"},"instance":1}
{"name":"given","instance":{"name":"Ada"}}

{"name":3,"schema":{"type":"integr"},"instance":1}
this is no line
{"name":"null","schema":{"type":"null"},"instance":null,"format":true,"draft":"7"}
{"name":"draft","schema":{},"instance":1,"draft":"9"})";
    const CliEnd end =
        m_cli.run({QStringLiteral("validate"), QStringLiteral("--batch"), QStringLiteral("--schema"),
                   m_cli.file(QStringLiteral("p.json"), personSchema())},
                  input);
    QCOMPARE(end.exitCode, 2); // a line was no line, and a schema could not be used
    const auto lines = end.lines();
    QCOMPARE(lines.size(), 4U);
    QCOMPARE(json::writeCompact(lines[0]), std::string(R"({"name":"own","valid":true,"issues":[]})"));
    QCOMPARE(lines[1]["issues"].items().front()["keyword"].text(), std::string("required"));
    QCOMPARE(json::writeCompact(lines[2]["name"]), std::string("3"));
    QCOMPARE(lines[2]["error"]["pointer"].text(), std::string("/type"));
    QCOMPARE(json::writeCompact(lines[3]), std::string(R"({"name":"null","valid":true,"issues":[]})"));
    QVERIFY(end.err.contains("Line 5") && end.err.contains("Line 7"));
}

void TestCliSchema::thousandsInOneProcess()
{
    QByteArray input;
    for (int i = 0; i < 5000; ++i)
        input += R"({"name":)" + QByteArray::number(i) + R"(,"instance":{"name":"x","age":)" +
                 (i % 2 ? "1" : "\"1\"") + "}}\n";
    const CliEnd end =
        m_cli.run({QStringLiteral("validate"), QStringLiteral("--batch"), QStringLiteral("--schema"),
                   m_cli.file(QStringLiteral("p.json"), personSchema())},
                  input);
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.out.count('\n'), 5000);
    QCOMPARE(end.out.count("\"valid\":true"), 2500);
    QVERIFY(end.out.endsWith("{\"name\":4999,\"valid\":true,\"issues\":[]}\n"));
}

void TestCliSchema::mistakes_data()
{
    QTest::addColumn<QStringList>("call");
    QTest::addColumn<QByteArray>("what");
    const auto row = [](const char *call, const char *what) {
        QTest::newRow(call) << QString::fromLatin1(call).split(u' ') << QByteArray(what);
    };
    row("validate", "needs a schema");
    row("validate x.json", "reads standard input");
    row("validate --schema -", "is the JSON to judge");
    row("validate --schema nowhere.json", "Cannot open");
    row("validate --draft 5 --schema x", "no draft");
    row("validate --resources nonsense --schema x", "--resources needs");
    row("validate --resources https://example.org/=/nowhere/at/all --schema x", "--resources needs");
    row("schema", "infer, check, roundtrip, python or typescript");
    row("schema mend x.json", "cannot do");
    row("schema check", "takes one file");
    row("schema check a.json b.json", "takes one file");
    row("schema python nowhere.json", "Cannot open");
}

void TestCliSchema::mistakes()
{
    QFETCH(QStringList, call);
    QFETCH(QByteArray, what);
    const CliEnd end = m_cli.run(call);
    QCOMPARE(end.exitCode, 2);
    QCOMPARE(end.out, QByteArray());
    QVERIFY2(end.err.contains(what), end.err.constData());
}

void TestCliSchema::infers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("note");
    QTest::newRow("sample")
        << QByteArray(R"({"a":[1,2.5]})")
        << QByteArray(
               R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"number"}}},"required":["a"]})")
        << QByteArray();
    QTest::newRow("table")
        << QByteArray("a;b\n1;x\n")
        << QByteArray(
               R"({"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a","b"]})")
        << QByteArray();
    QTest::newRow("wrapped")
        << QByteArray(
               R"({"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}})")
        << QByteArray(R"({"type":"object","properties":{},"title":"f"})")
        << QByteArray("Taken out of a tool.");
}

void TestCliSchema::infers()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, note);
    const CliEnd end = this->schema(QStringLiteral("infer"), text, QStringLiteral("sample"));
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.out, schema + "\n");
    QVERIFY2(end.err.contains(note), end.err.constData());
    const CliEnd piped =
        m_cli.run({QStringLiteral("schema"), QStringLiteral("infer"), QStringLiteral("-")}, text);
    QCOMPARE(piped.out, end.out);
}

void TestCliSchema::checks()
{
    const CliEnd good = schema(
        QStringLiteral("check"),
        R"({"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false})");
    QCOMPARE(good.exitCode, 0);
    QCOMPARE(good.out, QByteArray("{\"ok\":true,\"hints\":[]}\n"));
    const CliEnd hints =
        schema(QStringLiteral("check"),
               R"({"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false})");
    QVERIFY2(hints.out.startsWith(
                 R"({"ok":true,"hints":[{"pointer":"/properties/a","message":"an optional field)"),
             hints.out.constData());
    QVERIFY(hints.out.contains(R"("provider":"OpenAI strict")"));
    const CliEnd unused = schema(QStringLiteral("check"), R"({"$defs":{"a":{"type":"strin"}}})");
    QCOMPARE(unused.exitCode, 0);
    QVERIFY2(unused.out.startsWith(
                 R"({"ok":true,"hints":[{"pointer":"/$defs/a/type","message":"unknown type \"strin\"; )"),
             unused.out.constData());
    QVERIFY(unused.out.contains("nothing refers to this part"));
}

void TestCliSchema::endlessSchemasGetNoCode()
{
    for (const QString &language : {QStringLiteral("python"), QStringLiteral("typescript")}) {
        const CliEnd end =
            schema(language, R"({"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"})");
        QCOMPARE(end.exitCode, 2);
        QVERIFY2(
            end.out.startsWith(R"({"error":{"message":"the schema refers to itself without end; no code)") &&
                end.out.contains(R"("pointer":"/$defs/a")"),
            end.out.constData());
    }
}

/// In the words of check.
void TestCliSchema::unusableSchemasGetNoCode()
{
    for (const QByteArray &unusable :
         {QByteArray(R"({"pattern":"("})"), QByteArray(R"({"properties":{"a":{"type":"integr"}}})")}) {
        const CliEnd checked = schema(QStringLiteral("check"), unusable);
        QCOMPARE(checked.exitCode, 2);
        for (const QString &language : {QStringLiteral("python"), QStringLiteral("typescript")}) {
            const CliEnd end = schema(language, unusable);
            QCOMPARE(end.exitCode, 2);
            QCOMPARE(end.out, checked.out);
        }
    }
}

void TestCliSchema::roundtripIsByteIdentical_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("odd spaces") << QByteArray("\xEF\xBB\xBF \t{\r\n\"properties\" : { \"a\":{\"type\" "
                                              ":\"string\",\"x\":1.0e2 } } ,\"type\":\"object\"}\r\n\n ");
    QTest::newRow("twice the same") << QByteArray(R"({"properties":{"a":{},"a":{"type":"integer"}}})");
    QTest::newRow("true") << QByteArray("true");
}

void TestCliSchema::roundtripIsByteIdentical()
{
    QFETCH(QByteArray, text);
    const CliEnd end = schema(QStringLiteral("roundtrip"), text);
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.out, text);
}

void TestCliSchema::programsAreWritten()
{
    const CliEnd python = schema(QStringLiteral("python"), personSchema());
    QCOMPARE(python.exitCode, 0);
    QVERIFY(python.out.contains("(BaseModel):") && python.out.contains("import instructor"));
    const CliEnd script = schema(QStringLiteral("typescript"), personSchema());
    QCOMPARE(script.exitCode, 0);
    QVERIFY(script.out.contains("import { z } from \"zod\";") && script.out.contains("z.infer<typeof"));
}

QTEST_GUILESS_MAIN(TestCliSchema)
#include "tst_clischema.moc"
