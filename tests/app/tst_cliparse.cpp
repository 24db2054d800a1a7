// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "json/writer.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// parse, models and practice: their lines to the letter.
class TestCliParse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultLines_data();
    void resultLines();
    void changeLinesForEveryChunkSize();
    void changesComeWhileTheInputIsStillOpen();
    void schemaListsTheIssues();
    void valuesAreReadIntoTheTypesOfTheSchema_data();
    void valuesAreReadIntoTheTypesOfTheSchema();
    void aBatchReadsEachLineAsItSays();
    void whatFitsAsItStandsIsNotSearched();
    void withoutASchemaNothingIsReadOtherwise();
    void batchAnswersLineByLine();
    void modelsOfThePracticeEndpoint();
    void practiceSaysWhereItIs();

private:
    Cli m_cli;
};

void TestCliParse::resultLines_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("exitCode");
    const QStringList none;
    const QStringList strict{QStringLiteral("--strict")};
    const QByteArray clean = R"(,"repairs":[],"coercions":[],"issues":[],"ignored":[]})";
    QTest::newRow("numbers stay verbatim")
        << QByteArray(R"({"a":1.0,"b":123456789012345678901234567890})") << none
        << R"({"value":{"a":1.0,"b":123456789012345678901234567890},"state":"complete")" + clean << 0;
    QTest::newRow("cut") << QByteArray(R"({"a":"Ja)") << none
                         << QByteArray(R"({"value":{"a":"Ja"},"state":"cut","repairs":[)") << 0;
    QTest::newRow("nothing") << QByteArray() << none << R"({"value":null,"state":"none")" + clean << 0;
    QTest::newRow("trailing comma")
        << QByteArray(R"({"a":[1,2],})") << none
        << QByteArray(
               R"({"value":{"a":[1,2]},"state":"complete","repairs":[{"kind":"trailing-comma","offset":10,"text":","}],"coercions":[],"issues":[],"ignored":[]})")
        << 0;
    QTest::newRow("duplicate keys") << QByteArray(R"({"a":1,"a":2})") << none
                                    << R"({"value":{"a":2},"state":"complete")" + clean << 0;
    QTest::newRow("strict") << QByteArray(R"({"a": [1, 2]})") << strict
                            << R"({"value":{"a":[1,2]},"state":"complete")" + clean << 0;
    QTest::newRow("strict, refused") << QByteArray("{\n\"a\":1,}") << strict
                                     << QByteArray(R"({"value":null,"state":"none","error":{"message":)")
                                     << 6;
    QTest::newRow("strict, cut") << QByteArray(R"({"a":1)") << strict
                                 << QByteArray(R"({"value":null,"state":"none","error":{"message":)") << 6;
}

void TestCliParse::resultLines()
{
    QFETCH(QByteArray, input);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, line);
    QFETCH(int, exitCode);
    const CliEnd end = m_cli.run(QStringList{QStringLiteral("parse")} + options, input);
    QCOMPARE(end.exitCode, exitCode);
    QCOMPARE(end.err, QByteArray());
    QCOMPARE(end.out.count('\n'), 1);
    if (line.endsWith('}'))
        QCOMPARE(end.out.trimmed(), line);
    else
        QVERIFY2(end.out.startsWith(line), end.out.constData());
    if (exitCode == 6) {
        const json::Value error = end.value()["error"];
        QVERIFY(error["offset"].toInt64() && error["line"].toInt64() && error["column"].toInt64());
    }
}

void TestCliParse::changeLinesForEveryChunkSize()
{
    const QByteArray input = R"({"name": "Jason", "age": 25, "age": 26})";
    const QByteArray golden =
        R"({"type":"change","at":1,"op":"add","node":1,"parent":null,"row":0,"kind":"object"}
{"type":"change","at":10,"op":"add","node":2,"parent":1,"row":0,"key":"name","kind":"string"}
{"type":"change","at":11,"op":"append","node":2,"text":"J"}
{"type":"change","at":12,"op":"append","node":2,"text":"a"}
{"type":"change","at":13,"op":"append","node":2,"text":"s"}
{"type":"change","at":14,"op":"append","node":2,"text":"o"}
{"type":"change","at":15,"op":"append","node":2,"text":"n"}
)";
    const CliEnd bytes =
        m_cli.run({QStringLiteral("parse"), QStringLiteral("--chunk"), QStringLiteral("1")}, input);
    QCOMPARE(bytes.exitCode, 0);
    QVERIFY2(bytes.out.startsWith(golden), bytes.out.constData());
    QVERIFY(bytes.out.contains(R"("op":"set","node":3,"value":25})"));
    QVERIFY(bytes.out.contains(R"("op":"supersede","node":3})"));
    // Whatever the size of the pieces: the same lines but for the borders of the texts.
    const auto structure = [](const CliEnd &end) {
        QByteArrayList out;
        for (const QByteArray &line : end.out.split('\n')) {
            if (!line.contains("\"op\":\"append\""))
                out << line;
        }
        return out;
    };
    for (const int size : {2, 3, 7, 1000}) {
        const CliEnd end =
            m_cli.run({QStringLiteral("parse"), QStringLiteral("--chunk"), QString::number(size)}, input);
        QCOMPARE(structure(end), structure(bytes));
    }
}

void TestCliParse::changesComeWhileTheInputIsStillOpen()
{
    QProcess process;
    m_cli.start(process, {QStringLiteral("parse"), QStringLiteral("--chunk"), QStringLiteral("64")});
    process.write(R"({"name": "Ja)");
    QTRY_VERIFY_WITH_TIMEOUT(process.bytesAvailable() > 0, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(process.peek(100'000).contains("\"text\":\"Ja\""), 10'000);
    process.write("son\"}");
    process.closeWriteChannel();
    const CliEnd end = Cli::end(process);
    QCOMPARE(end.exitCode, 0);
    QVERIFY(end.out.contains(R"({"value":{"name":"Jason"},"state":"complete")"));
}

void TestCliParse::schemaListsTheIssues()
{
    const QString schema = m_cli.file(QStringLiteral("schema.json"), personSchema());
    const CliEnd end = m_cli.run({QStringLiteral("parse"), QStringLiteral("--schema"), schema},
                                 R"(First {"note": "thinking"} and then {"name": "Jason", "age": "old"})");
    QCOMPARE(end.exitCode, 0);
    const json::Value line = end.value();
    QCOMPARE(line["value"]["name"].text(), std::string("Jason"));
    QCOMPARE(line["issues"].items().size(), 1U);
    QCOMPARE(line["issues"].items()[0]["instance"].text(), std::string("/age"));
    QCOMPARE(line["issues"].items()[0]["schema"].text(), std::string("/properties/age/type"));
    QCOMPARE(line["issues"].items()[0]["keyword"].text(), std::string("type"));
}

void TestCliParse::valuesAreReadIntoTheTypesOfTheSchema_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("line");
    const auto coerce = [](const char *level) {
        return QStringList{QStringLiteral("--coerce"), QString::fromLatin1(level)};
    };
    const QByteArray off =
        R"({"value":{"Name":"Jason","age":"25","tags":"a"},"state":"complete","repairs":[],"coercions":[],"issues":[{)";
    const QByteArray head = R"({"value":{"name":"Jason","age":25,"tags":)";
    const QByteArray made =
        R"({"kind":"member-name","instance":"/name","origin":"/Name","from":"Name","to":"name"},)"
        R"({"kind":"text-to-number","instance":"/age","from":"\"25\"","to":"25"})";
    const QByteArray safe =
        head + R"("a"},"state":"complete","repairs":[],"coercions":[)" + made + R"(],"issues":[{)";
    QTest::newRow("default") << QStringList() << safe;
    QTest::newRow("safe") << coerce("safe") << safe;
    QTest::newRow("off") << coerce("off") << off;
    QTest::newRow("all")
        << coerce("all")
        << head + R"(["a"]},"state":"complete","repairs":[],"coercions":[)" + made +
               R"(,{"kind":"value-to-list","instance":"/tags","from":"\"a\"","to":"[\"a\"]"}],)" +
               R"("issues":[],"ignored":[]})";
}

void TestCliParse::valuesAreReadIntoTheTypesOfTheSchema()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, line);
    const QString schema = m_cli.file(
        QStringLiteral("coerce.json"),
        R"({"properties":{"name":{"type":"string"},"age":{"type":"integer"},"tags":{"type":"array"}},"required":["name"]})");
    const CliEnd end =
        m_cli.run(QStringList{QStringLiteral("parse"), QStringLiteral("--schema"), schema} + options,
                  R"({"Name":"Jason","age":"25","tags":"a"})");
    QCOMPARE(end.exitCode, 0);
    QVERIFY2(end.out.startsWith(line), end.out.constData());
}

void TestCliParse::aBatchReadsEachLineAsItSays()
{
    const QString schema = m_cli.file(QStringLiteral("number.json"), R"({"type":"integer"})");
    const QByteArray input = R"({"name":"usual","input":"\"25\""}
{"name":"off","input":"\"25\"","coerce":"off"}
{"name":"all","input":"\"$25\"","coerce":"all"}
{"name":"own schema","input":"\"true\"","schema":{"type":"boolean"}}
{"name":"own schema off","input":"\"true\"","schema":{"type":"boolean"},"coerce":"off"}
{"name":"usual again","input":"\"$25\""}
{"name":"unknown","input":"1","coerce":"much"})";
    const CliEnd end = m_cli.run(
        {QStringLiteral("parse"), QStringLiteral("--batch"), QStringLiteral("--schema"), schema}, input);
    QCOMPARE(end.exitCode, 2); // the last line
    QVERIFY2(end.err.contains("much"), end.err.constData());
    const QByteArrayList lines = end.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines[0].startsWith(R"({"name":"usual","value":25,)"));
    QVERIFY(lines[1].startsWith(R"({"name":"off","value":"25",)"));
    QVERIFY(lines[2].startsWith(R"({"name":"all","value":25,)"));
    QVERIFY(lines[3].startsWith(R"({"name":"own schema","value":true,)"));
    QVERIFY(lines[4].startsWith(R"({"name":"own schema off","value":"true",)"));
    QVERIFY(lines[5].startsWith(R"({"name":"usual again","value":"$25",)"));
}

/// Nothing demands a list, so an object with one inside is the answer.
void TestCliParse::whatFitsAsItStandsIsNotSearched()
{
    const QString schema = m_cli.file(QStringLiteral("open.json"), R"({"items":{"type":"string"}})");
    for (const QByteArray &answer : {QByteArray(R"({"a":[1],"b":2})"), QByteArray(R"(["x"])")}) {
        const CliEnd end = m_cli.run({QStringLiteral("parse"), QStringLiteral("--schema"), schema}, answer);
        QCOMPARE(end.exitCode, 0);
        QCOMPARE(end.out.trimmed(),
                 QByteArray(R"({"value":)" + answer +
                            R"(,"state":"complete","repairs":[],"coercions":[],"issues":[],"ignored":[]})"));
    }
}

void TestCliParse::withoutASchemaNothingIsReadOtherwise()
{
    const CliEnd end = m_cli.run({QStringLiteral("parse"), QStringLiteral("--coerce"), QStringLiteral("all")},
                                 R"({"a":"25"})");
    QCOMPARE(end.exitCode, 0);
    QVERIFY2(end.out.startsWith(R"({"value":{"a":"25"},)"), end.out.constData());
}

void TestCliParse::batchAnswersLineByLine()
{
    const QByteArray input = R"({"name":"good","input":"{\"a\":1}"}
{"name":"schema","input":"{\"a\":1}","schema":{"required":["b"]}}
this is no line
{"name":"strict","input":"[1,]","strict":true}
{"name":"last","input":"[1,]"})";
    const CliEnd end = m_cli.run({QStringLiteral("parse"), QStringLiteral("--batch")}, input);
    QCOMPARE(end.exitCode, 2);
    QVERIFY(end.err.contains("Line 3"));
    const std::vector<json::Value> lines = end.lines();
    QCOMPARE(lines.size(), 4U);
    QCOMPARE(lines[0].members().front().key, std::string("name"));
    QCOMPARE(lines[0]["name"].text(), std::string("good"));
    QCOMPARE(lines[1]["issues"].items().size(), 1U);
    QCOMPARE(lines[2]["state"].text(), std::string("none"));
    QCOMPARE(lines[3]["repairs"].items().size(), 1U);
    QCOMPARE(
        m_cli.run({QStringLiteral("parse"), QStringLiteral("--batch")}, R"({"name":1,"input":"1"})").exitCode,
        0);
}

void TestCliParse::modelsOfThePracticeEndpoint()
{
    const CliEnd end = m_cli.run({QStringLiteral("models")});
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.out, QByteArray("{\"models\":[{\"id\":\"practice-reader\"}]}\n"));
}

void TestCliParse::practiceSaysWhereItIs()
{
    QProcess process;
    m_cli.start(process, {QStringLiteral("practice")});
    QTRY_VERIFY_WITH_TIMEOUT(process.canReadLine(), 10'000);
    CliEnd first;
    first.out = process.readLine();
    const json::Value line = first.value();
    QCOMPARE(line.members().size(), 3U);
    QVERIFY(QByteArray::fromStdString(line["base_url"].text()).startsWith("http://127.0.0.1:"));
    QVERIFY(!line["key"].text().empty());
    QCOMPARE(line["model"].text(), std::string("practice-reader"));

    // Another program talks to it with the key it printed, and not without.
    const QString url = QString::fromStdString(line["base_url"].text());
    Cli other;
    CliEnd end = other.run({QStringLiteral("models"), QStringLiteral("--base-url"), url});
    QCOMPARE(end.exitCode, 3);
    other.setVariable(QStringLiteral("PRACTICE_KEY"), QString::fromStdString(line["key"].text()));
    end = other.run({QStringLiteral("models"), QStringLiteral("--base-url"), url,
                     QStringLiteral("--api-key-env"), QStringLiteral("PRACTICE_KEY")});
    QCOMPARE(end.exitCode, 0);

    process.terminate();
    QCOMPARE(Cli::end(process).exitCode, 0);
}

QTEST_GUILESS_MAIN(TestCliParse)
#include "tst_cliparse.moc"
