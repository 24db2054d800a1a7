// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/answershape.h"
#include "schema/schematext.h"
#include "schema/validator.h"
#include "support/suites.h"

#include "shapetest.h"

#include <QTest>

#include <map>

using namespace espalier;

// Schemas that other people wrote for real purposes: each gets a shape whose references lead somewhere, and
// the wrapped schema judges as the unwrapped one does.

namespace {

std::string textOf(const QString &file)
{
    return test::suiteFile(QStringLiteral("real-schemas/") + file).toStdString();
}

} // namespace

class TestRealSchemas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data();
    void shapes();
    void everyVerdictIsRight();
    void whatDoesNotCompileIsNamed();
};

void TestRealSchemas::shapes_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<QString>("file");
    for (const QString &file : test::realSchemaFiles())
        QTest::newRow(qPrintable(file)) << file;
    QCOMPARE(test::realSchemaFiles().size(), 287);
}

void TestRealSchemas::shapes()
{
    QFETCH(QString, file);
    const auto schema = schema::readSchemaText(textOf(file));
    QVERIFY(schema.ok());
    const std::string before = test::deadReference(*schema, *schema);
    for (const bool iterable : {false, true}) {
        const auto shape = schema::AnswerShape::of(*schema, iterable);
        if (!shape.ok()) {
            QVERIFY2(!before.empty(), shape.error().message.c_str());
            continue;
        }
        QCOMPARE(shape->wireSchema["type"].text(), std::string("object"));
        QVERIFY(!shape->parallelTools.empty());
        QCOMPARE(shape->parallelTools.size(), shape->parallelExpectations.size());
        if (!before.empty())
            continue; // a "$ref" in data or in a schema with an identifier of its own, which is none of ours
        QCOMPARE(test::deadReference(shape->wireSchema, shape->wireSchema), std::string());
        QCOMPARE(test::deadReference(shape->userSchema, shape->userSchema), std::string());
        for (const schema::ToolSpec &tool : shape->parallelTools)
            QCOMPARE(test::deadReference(tool.parameters, tool.parameters), std::string());
    }
}

void TestRealSchemas::everyVerdictIsRight()
{
    ESPALIER_NEEDS_SUITES();
    struct Compiled
    {
        bool isList = false;
        std::optional<schema::Validator> plain;
        std::optional<schema::Validator> wrapped;
        std::optional<schema::AnswerShape> shape;
    };
    std::map<std::string, Compiled> compiled;
    for (const QString &file : test::realSchemaFiles()) {
        const auto schema = schema::readSchemaText(textOf(file));
        const auto plain = schema::Validator::compile(*schema);
        const auto shape = schema::AnswerShape::of(*schema, true);
        if (!plain.ok() || !shape.ok())
            continue;
        const auto wrapped = schema::Validator::compile(shape->wireSchema);
        QVERIFY2(wrapped.ok(), qPrintable(file));
        compiled[file.toStdString()] = {shape->userSchema == *schema, *plain, *wrapped, *shape};
    }
    QCOMPARE(compiled.size(), 283U); // the others refer to other documents: see below
    int judged = 0;
    for (const QByteArray &line :
         test::suiteFile(QStringLiteral("real-schemas/instances.jsonl")).split('\n')) {
        if (line.isEmpty())
            continue;
        const json::Value row = test::readValue(line.toStdString());
        const auto entry = compiled.find(row["file"].text());
        if (entry == compiled.end())
            continue;
        const json::Value &data = row["data"];
        const bool ours = entry->second.plain->validate(data).empty();
        QVERIFY2(ours == row["valid"].isTrue(), (row["file"].text() + ": " + row["why"].text()).c_str());
        QCOMPARE(entry->second.plain->fits(data), ours);
        ++judged;
        // A list schema stays what it is; every other one was made the schema of a list's items.
        const json::Value one = entry->second.isList ? data : json::Value::array({data});
        QCOMPARE(entry->second.wrapped->validate(entry->second.shape->wrap(one)).empty(), ours);
    }
    QCOMPARE(judged, 1091);
}

void TestRealSchemas::whatDoesNotCompileIsNamed()
{
    ESPALIER_NEEDS_SUITES();
    QStringList named;
    for (const QString &file : test::realSchemaFiles()) {
        const auto validator = schema::Validator::compile(*schema::readSchemaText(textOf(file)));
        if (validator.ok())
            continue;
        QCOMPARE(validator.error().keyword, std::string("$ref"));
        QVERIFY(validator.error().message.ends_with(
            "leads out of the schema, to a document that is not at hand"));
        named.append(file);
    }
    QCOMPARE(named, QStringList({QStringLiteral("store-compilerconfig.json"),
                                 QStringLiteral("store-openapi-3.X.json"),
                                 QStringLiteral("store-openapi-arazzo-1.X.json"),
                                 QStringLiteral("store-openapi-overlay-1.X.json")}));
}

QTEST_GUILESS_MAIN(TestRealSchemas)
#include "tst_realschemas.moc"
