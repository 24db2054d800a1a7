// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "json/writer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

/// The guide's examples on the practice endpoint, in every mode and every streaming kind, as a person types
/// them.
class TestCliGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModeAndKind_data();
    void everyModeAndKind();
    void partialLinesGrow();
    void itemsAppearOneByOne();
    void fullGivesTheRawText();
    void changesReplayToTheValue();

private:
    Cli m_cli;
};

namespace {

struct Example
{
    const char *name;
    const char *prompt; ///< the document is empty when this is the whole question
    const char *text;
    const char *schema;
    const char *expected;
};

const char *const kUser =
    R"({"title":"User","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
const char *const kAddresses =
    R"({"title":"User","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"addresses":{"type":"array","items":{"$ref":"#/$defs/Address"}}},)"
    R"("required":["name","age","addresses"],"$defs":{"Address":{"title":"Address","type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"},)"
    R"("country":{"type":"string"}},"required":["street","city","country"]}}})";
const char *const kUsers =
    R"({"title":"Users","type":"array","items":{"title":"User","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}})";
const char *const kProfile =
    R"({"title":"UserProfile","type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},"bio":{"type":"string"}},"required":["name","age","bio"]})";

const Example kExamples[] = {
    {"simple", "", "Extract: Jason is 25 years old", kUser, R"({"name":"Jason","age":25})"},
    {"nested", "",
     "Extract: Jason is 25 years old. He lives at 123 Main St, New York, USA and has a summer house at 456 "
     "Beach Rd, Miami, USA",
     kAddresses,
     R"({"name":"Jason","age":25,"addresses":[{"street":"123 Main St","city":"New York","country":"USA"},{"street":"456 Beach Rd","city":"Miami","country":"USA"}]})"},
    {"list", "", "Extract users: 1. Jason is 25 years old, 2. Sarah is 30 years old, 3. Mike is 28 years old",
     kUsers, R"([{"name":"Jason","age":25},{"name":"Sarah","age":30},{"name":"Mike","age":28}])"},
    {"profile", "Create a user profile for Jason, age 25", "", kProfile,
     R"({"name":"Jason","age":25,"bio":"Jason is 25 years old."})"},
};

QByteArray compact(const json::Value &value)
{
    return QByteArray::fromStdString(json::writeCompact(value));
}

} // namespace

void TestCliGuide::everyModeAndKind_data()
{
    QTest::addColumn<int>("example");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("kind");
    for (int example = 0; example < static_cast<int>(std::size(kExamples)); ++example) {
        for (const char *mode : {"auto", "tools", "json", "json_schema", "md_json", "parallel_tools"}) {
            for (const char *kind : {"none", "full", "partial", "iterable"}) {
                const QByteArray row = QByteArray(kExamples[example].name) + '/' + mode + '/' + kind;
                QTest::newRow(row.constData())
                    << example << QString::fromLatin1(mode) << QString::fromLatin1(kind);
            }
        }
    }
}

void TestCliGuide::everyModeAndKind()
{
    QFETCH(int, example);
    QFETCH(QString, mode);
    QFETCH(QString, kind);
    const Example &asked = kExamples[example];
    const QString schema = m_cli.file(QStringLiteral("schema.json"), asked.schema);
    QStringList arguments{QStringLiteral("extract"),
                          QStringLiteral("--schema"),
                          schema,
                          QStringLiteral("--mode"),
                          mode,
                          QStringLiteral("--stream"),
                          kind};
    if (*asked.prompt)
        arguments << QStringLiteral("--prompt") << QString::fromLatin1(asked.prompt);
    if (*asked.text)
        arguments << QStringLiteral("--text") << QString::fromLatin1(asked.text);

    const CliEnd end = m_cli.run(arguments);
    QCOMPARE(end.err, QByteArray("note: The practice endpoint answers: it reads by rule and is no model.\n"));
    QCOMPARE(end.exitCode, 0);
    // With iterable, an object schema means a list of it.
    const bool wrapped = kind == QLatin1String("iterable") && *asked.expected == '{';
    const QByteArray expected = wrapped ? '[' + QByteArray(asked.expected) + ']' : QByteArray(asked.expected);
    QCOMPARE(compact(end.value()), expected);
}

void TestCliGuide::partialLinesGrow()
{
    const QString schema = m_cli.file(QStringLiteral("schema.json"), kProfile);
    QElapsedTimer time;
    time.start();
    const CliEnd end =
        m_cli.run({QStringLiteral("extract"), QStringLiteral("--schema"), schema, QStringLiteral("--ndjson"),
                   QStringLiteral("--model"), QStringLiteral("practice-reader+rate=60"),
                   QStringLiteral("--prompt"), QStringLiteral("Create a user profile for Jason, age 25")});
    QCOMPARE(end.exitCode, 0);
    const std::vector<json::Value> partial = end.linesOf("partial");
    QVERIFY(partial.size() > 3);
    QVERIFY2(partial.size() <= static_cast<std::size_t>(2 + time.elapsed() * 30 / 1000),
             "more than 30 a second");
    for (std::size_t i = 1; i < partial.size(); ++i)
        QVERIFY2(!partial[i]["value"].equals(partial[i - 1]["value"]), "a line without anything new");
    // The bio streams: some line shows a part of it.
    const QByteArray bio = "Jason is 25 years old.";
    QVERIFY(std::any_of(partial.begin(), partial.end(), [&bio](const json::Value &line) {
        const QByteArray part = QByteArray::fromStdString(line["value"]["bio"].text());
        return !part.isEmpty() && part != bio && bio.startsWith(part);
    }));
    QVERIFY(partial.back()["value"].equals(end.result()["value"]));
}

void TestCliGuide::itemsAppearOneByOne()
{
    const QString schema = m_cli.file(QStringLiteral("schema.json"), kUser);
    QProcess process;
    m_cli.start(process, {QStringLiteral("extract"), QStringLiteral("--schema"), schema,
                          QStringLiteral("--ndjson"), QStringLiteral("--stream"), QStringLiteral("iterable"),
                          QStringLiteral("--model"), QStringLiteral("practice-reader+rate=30"),
                          QStringLiteral("--text"), QString::fromLatin1(kExamples[2].text)});
    // The first item is printed while the others are still to come.
    QTRY_VERIFY_WITH_TIMEOUT(process.bytesAvailable() > 0, 20'000);
    const QByteArray first = process.readLine();
    QVERIFY(first.contains("\"type\":\"item\""));
    QVERIFY(first.contains("Jason"));
    QVERIFY(!process.canReadLine());
    const CliEnd end = Cli::end(process);
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(end.linesOf("item").size(), 2U);
    QCOMPARE(end.linesOf("partial").size(), 0U);
    QCOMPARE(end.linesOf("item").back()["index"].toInt64(), std::optional<std::int64_t>(2));
}

void TestCliGuide::fullGivesTheRawText()
{
    const QString schema = m_cli.file(QStringLiteral("schema.json"), kUser);
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--schema"), schema,
                                  QStringLiteral("--ndjson"), QStringLiteral("--stream"),
                                  QStringLiteral("full"), QStringLiteral("--mode"), QStringLiteral("md_json"),
                                  QStringLiteral("--text"), QString::fromLatin1(kExamples[0].text)});
    QByteArray text;
    for (const json::Value &line : end.linesOf("text"))
        text += QByteArray::fromStdString(line["delta"].text());
    QVERIFY(text.contains("\"Jason\""));
    QVERIFY(text.startsWith("```"));
    QCOMPARE(compact(end.result()["value"]), QByteArray(kExamples[0].expected));
}

void TestCliGuide::changesReplayToTheValue()
{
    const QString schema = m_cli.file(QStringLiteral("schema.json"), kAddresses);
    const CliEnd end = m_cli.run({QStringLiteral("extract"), QStringLiteral("--schema"), schema,
                                  QStringLiteral("--ndjson"), QStringLiteral("--changes"),
                                  QStringLiteral("--text"), QString::fromLatin1(kExamples[1].text)});
    QCOMPARE(end.exitCode, 0);
    const std::vector<json::Value> changes = end.linesOf("change");
    QVERIFY(!changes.empty());
    QCOMPARE(changes.front()["op"].text(), std::string("add"));
    std::int64_t at = 0;
    QByteArray street;
    std::int64_t streetNode = 0;
    for (const json::Value &change : changes) {
        QVERIFY(change["at"].toInt64().value_or(-1) >= at);
        at = *change["at"].toInt64();
        if (change["key"].text() == "street" && streetNode == 0)
            streetNode = *change["node"].toInt64();
        if (change["op"].text() == "append" && change["node"].toInt64() == streetNode)
            street += QByteArray::fromStdString(change["text"].text());
    }
    QCOMPARE(street, QByteArray("123 Main St"));
}

QTEST_GUILESS_MAIN(TestCliGuide)
#include "tst_cliguide.moc"
