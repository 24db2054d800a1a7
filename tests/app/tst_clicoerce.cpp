// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/scriptedserver.h"
#include "json/writer.h"

#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;

/// extract --coerce and --bad-items: what an endpoint answered, and what is made of it.
class TestCliCoerce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void valuesAreReadAndListed_data();
    void valuesAreReadAndListed();
    void peopleAreToldToo();
    void theRecipeSaysHow();
    void optionsWinOverTheRecipe();
    void badItems_data();
    void badItems();
    void wrongChoicesAreNamed_data();
    void wrongChoicesAreNamed();

private:
    [[nodiscard]] CliEnd ask(const std::string &answer, const QStringList &more) const;
    Cli m_cli;
    QStringList m_schema;
};

namespace {

const QByteArray kPerson = R"({"title":"Person","type":"object","properties":{"first_name":{"type":"string"},
    "age":{"type":"integer"},"paid":{"type":"number"}},"required":["first_name"]})";

std::string compact(const json::Value &value)
{
    return json::writeCompact(value);
}

} // namespace

void TestCliCoerce::init()
{
    m_schema = {text("--schema"), m_cli.file(text("person.json"), kPerson)};
}

CliEnd TestCliCoerce::ask(const std::string &answer, const QStringList &more) const
{
    const json::Value delta = json::Value::object({{"content", json::Value::string(answer)}});
    const json::Value choice = json::Value::object({{"index", json::Value::number(0)}, {"delta", delta}});
    const json::Value event = json::Value::object({{"choices", json::Value::array({choice})}});
    const QByteArray events = "data: " + QByteArray::fromStdString(compact(event)) + "\n\ndata: [DONE]\n\n";
    ScriptedServer server;
    server.setDefault(answerOnce(eventStreamHead() + chunk(events) + chunk({})));
    return m_cli.run(QStringList{text("extract"), text("--text"), text("x"), text("--base-url"),
                                 server.url(text("/v1")).toString(), text("--model"), text("m"),
                                 text("--mode"), text("json")} +
                     more);
}

void TestCliCoerce::valuesAreReadAndListed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("coercions");
    const QByteArray name =
        R"({"kind":"member-name","instance":"/first_name","origin":"/firstName","from":"firstName","to":"first_name"})";
    const QByteArray age = R"({"kind":"text-to-number","instance":"/age","from":"\"25\"","to":"25"})";
    const QByteArray paid =
        R"({"kind":"text-to-number","instance":"/paid","from":"\"$1,234.50\"","to":"1234.5"})";
    QTest::newRow("all") << QStringList{text("--coerce"), text("all")} << 0
                         << QByteArray(R"({"first_name":"Ann","age":25,"paid":1234.5})")
                         << '[' + name + ',' + age + ',' + paid + ']';
    QTest::newRow("default: safe") << QStringList() << 6
                                   << QByteArray(R"({"first_name":"Ann","age":25,"paid":"$1,234.50"})")
                                   << '[' + name + ',' + age + ']';
    QTest::newRow("off") << QStringList{text("--coerce"), text("off")} << 6
                         << QByteArray(R"({"firstName":"Ann","age":"25","paid":"$1,234.50"})")
                         << QByteArray("[]");
}

void TestCliCoerce::valuesAreReadAndListed()
{
    QFETCH(const QStringList, options);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, coercions);
    const std::string answer = R"({"firstName":"Ann","age":"25","paid":"$1,234.50"})";
    const CliEnd lines = ask(answer, m_schema + options + QStringList{text("--ndjson")});
    QCOMPARE(lines.exitCode, exitCode);
    const json::Value result = lines.result();
    QCOMPARE(compact(result["value"]), value.toStdString());
    QCOMPARE(compact(result["coercions"]), coercions.toStdString());
    // The object alone is the one that was read.
    const CliEnd object = ask(answer, m_schema + options + QStringList{text("--keep-invalid")});
    QCOMPARE(compact(object.value()), value.toStdString());
}

void TestCliCoerce::peopleAreToldToo()
{
    const CliEnd end = ask(R"({"firstName":"Ann","age":"25","paid":null})", m_schema);
    QCOMPARE(end.exitCode, 0);
    QVERIFY2(end.err.contains("Read into the types of the schema: /first_name named firstName; "
                              "/age \"25\" as 25; /paid null as absent."),
             end.err.constData());
}

void TestCliCoerce::theRecipeSaysHow()
{
    const QString recipe = m_cli.file(
        text("r.recipe.json"), R"({"espalier":1,"coercion":"all","decimal":",","defaults":true,"schema":
            {"type":"object","properties":{"n":{"type":"number"},"unit":{"type":"string","default":"kg"}}}})");
    const CliEnd end = ask(R"({"n":"3,14"})", {text("--recipe"), recipe});
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(compact(end.value()), std::string(R"({"n":3.14,"unit":"kg"})"));
}

void TestCliCoerce::optionsWinOverTheRecipe()
{
    const QString recipe = m_cli.file(
        text("r.recipe.json"),
        R"({"espalier":1,"coercion":"all","schema":{"type":"object","properties":{"n":{"type":"number"}}}})");
    QCOMPARE(ask(R"({"n":"3"})", {text("--recipe"), recipe, text("--coerce"), text("off")}).exitCode, 6);
}

void TestCliCoerce::badItems_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("aside");
    QTest::addColumn<int>("issues");
    QTest::newRow("default") << QString() << 6 << QByteArray("invalid") << 1 << 1 << 0;
    QTest::newRow("ask") << text("ask") << 6 << QByteArray("invalid") << 1 << 1 << 0;
    QTest::newRow("keep") << text("keep") << 0 << QByteArray("accepted") << 2 << 0 << 1;
    QTest::newRow("drop") << text("drop") << 0 << QByteArray("valid") << 1 << 1 << 0;
    QTest::newRow("fail") << text("fail") << 6 << QByteArray("invalid") << 2 << 0 << 1;
}

void TestCliCoerce::badItems()
{
    QFETCH(const QString, choice);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, status);
    QFETCH(const int, items);
    QFETCH(const int, aside);
    QFETCH(const int, issues);
    QStringList options = m_schema + QStringList{text("--stream"), text("iterable")};
    if (!choice.isEmpty())
        options += QStringList{text("--bad-items"), choice};
    const std::string answer =
        R"({"items":[{"first_name":"Ann","age":"7"},{"first_name":"Bob","age":"old"}]})";
    const CliEnd end = ask(answer, options + QStringList{text("--ndjson")});
    QCOMPARE(end.exitCode, exitCode);
    const json::Value result = end.result();
    QCOMPARE(result["status"].text(), status.toStdString());
    QCOMPARE(static_cast<int>(result["value"].items().size()), items);
    QCOMPARE(static_cast<int>(result["set_aside"].items().size()), aside);
    QCOMPARE(static_cast<int>(result["issues"].items().size()), issues);
    QCOMPARE(result["coercions"].items().size(), std::size_t{1});
    QCOMPARE(result["coercions"].items()[0]["instance"].text(), std::string("/0/age"));
    // Of a list that fails as a whole nothing is accepted.
    const std::size_t told = choice == text("fail") ? 0 : choice == text("keep") ? 2 : 1;
    QCOMPARE(end.linesOf("item").size(), told);
    const CliEnd object = ask(answer, options);
    QCOMPARE(object.exitCode, exitCode);
    QVERIFY2(object.err.contains("not fit"), "never silently");
}

void TestCliCoerce::wrongChoicesAreNamed_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("coerce") << QStringList{text("--coerce"), text("much")} << QByteArray("off, safe, all");
    QTest::newRow("bad items") << QStringList{text("--bad-items"), text("hide")}
                               << QByteArray("ask, keep, drop, fail");
}

void TestCliCoerce::wrongChoicesAreNamed()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, says);
    const CliEnd end =
        m_cli.run(QStringList{text("extract"), text("--text"), text("x")} + m_schema + options);
    QCOMPARE(end.exitCode, 2);
    QVERIFY2(end.err.contains(says), end.err.constData());
}

QTEST_GUILESS_MAIN(TestCliCoerce)
#include "tst_clicoerce.moc"
