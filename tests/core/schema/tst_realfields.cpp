// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldclip.h"
#include "schema/fieldpass.h"
#include "schema/schematext.h"
#include "schema/validator.h"
#include "support/sample.h"
#include "support/suites.h"

#include "shapetest.h"

#include <QTest>

using namespace espalier;

// Schemas that other people wrote: their tables lead back to them, and an edit that is taken back, or changes
// nothing, leaves them as they were.

class TestRealFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables_data();
    void tables();
    void passesAreByteIdentical_data() { tables_data(); }
    void passesAreByteIdentical();

private:
    static void tryField(const json::Value &schema, const schema::Field &field);
    static int walk(const json::Value &schema, const std::vector<schema::Field> &fields, int most);
};

void TestRealFields::tables_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<QString>("file");
    const QStringList files = test::realSchemaFiles();
    QCOMPARE(files.size(), 287);
    for (qsizetype i = 0; i < files.size(); i += static_cast<qsizetype>(test::sampleStep()))
        QTest::newRow(qPrintable(files[i])) << files[i];
}

void TestRealFields::tryField(const json::Value &schema, const schema::Field &field)
{
    QVERIFY2(json::resolve(schema, field.pointer), field.pointer.c_str());
    const auto same = [&](const schema::FieldEditResult &edit) {
        return edit.ok() && edit->schema == schema;
    };
    QVERIFY(same(schema::setFieldDescription(schema, field.pointer,
                                             (*json::resolve(schema, field.pointer))["description"].text())));
    if (field.type.kind != schema::FieldKind::Other)
        QVERIFY2(same(schema::setFieldType(schema, field.pointer, field.type, field.allowed)),
                 field.pointer.c_str());
    if (field.name.empty())
        return;
    QVERIFY(same(schema::setFieldMust(schema, field.pointer, field.must)));
    QVERIFY(same(schema::renameField(schema, field.pointer, field.name)));
    const auto renamed = schema::renameField(schema, field.pointer, field.name + "/~ renamed");
    QVERIFY2(renamed.ok(), field.pointer.c_str());
    const auto back = schema::renameField(renamed->schema, renamed->field, field.name);
    QVERIFY2(back.ok() && back->schema.equals(schema), field.pointer.c_str());
    if (field.type.kind == schema::FieldKind::Group) {
        const auto added =
            schema::addField(schema, field.group, 0, "a new one", json::Value::object(), false);
        QVERIFY2(added.ok(), field.pointer.c_str());
        const auto gone = schema::removeField(added->schema, added->field);
        QVERIFY(gone.ok());
        if (json::resolve(schema, field.group)->find("properties"))
            QVERIFY2(gone->schema == schema, field.pointer.c_str());
    }
}

int TestRealFields::walk(const json::Value &schema, const std::vector<schema::Field> &fields, int most)
{
    int count = 0;
    for (const schema::Field &field : fields) {
        if (count >= most)
            break;
        tryField(schema, field);
        count += 1 + walk(schema, field.children, most - count - 1);
    }
    return count;
}

void TestRealFields::tables()
{
    QFETCH(QString, file);
    const auto schema =
        schema::readSchemaText(test::suiteFile(QStringLiteral("real-schemas/") + file).toStdString());
    QVERIFY(schema.ok());
    const schema::FieldTree tree = schema::fieldTree(*schema);
    QVERIFY(tree.form != schema::RootForm::Answer || tree.fields.size() == 1);
    walk(*schema, tree.fields, 5); // every edit copies the whole schema
    if (tree.form == schema::RootForm::Object && !tree.fields.empty()) {
        const auto list = schema::setRootForm(*schema, schema::RootForm::List);
        QVERIFY(list.ok());
        QCOMPARE(schema::fieldTree(list->schema).fields.size(), tree.fields.size());
        const auto back = schema::setRootForm(list->schema, schema::RootForm::Object);
        QVERIFY(back.ok());
        QCOMPARE(schema::fieldTree(back->schema), tree);
    }
}

void TestRealFields::passesAreByteIdentical()
{
    QFETCH(QString, file);
    const std::string text = test::suiteFile(QStringLiteral("real-schemas/") + file).toStdString();
    const auto schema = schema::readSchemaText(text);
    QVERIFY(schema.ok());
    QVERIFY(schema::passedThroughFields(text, *schema) == text);
}

QTEST_GUILESS_MAIN(TestRealFields)
#include "tst_realfields.moc"
