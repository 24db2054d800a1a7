// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/answerer.h"
#include "practice/reader/fieldwishes.h"
#include "schema/fieldsuggestion.h"
#include "schema/fieldtree.h"
#include "schema/validator.h"
#include "json/read.h"

#include <QTest>

using namespace espalier;

// A sentence becomes fields: by rule on the practice endpoint, by any model elsewhere.

class TestFieldWishes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void theEndpointAnswersIt();
    void answersOfModels();
};

void TestFieldWishes::sentences_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("fields");
    QTest::newRow("list") << "name, age, e-mail"
                          << "name text! | age whole number! | e_mail e-mail!";
    QTest::newRow("wish")
        << "I want to know the supplier's name, the date of the invoice and whether it is paid."
        << "supplier_name text! | date date! | paid yes or no";
    QTest::newRow("colon") << "From every invoice: invoice number, total amount, due date"
                           << "invoice_number text! | total_amount number! | due_date date!";
    QTest::newRow("lists") << "Please extract the title and a list of authors"
                           << "title text! | authors text[]";
    QTest::newRow("of") << "date of birth and number of rooms in the flat"
                        << "date_of_birth date! | number_of_rooms whole number!";
    QTest::newRow("German") << "Bitte den Namen, das Datum und die Summe der Rechnung"
                            << "namen text! | datum date! | summe_rechnung number!";
    QTest::newRow("nothing") << " . "
                             << "";
}

void TestFieldWishes::sentences()
{
    QFETCH(QString, sentence);
    QFETCH(QString, fields);
    const json::Value answer = practice::wishedFields(sentence.toStdString());
    const auto validator = schema::Validator::compile(schema::suggestionSchema());
    QVERIFY(validator.ok());
    QVERIFY(validator->validate(answer).empty());
    QStringList said;
    for (const json::Value &field : answer["fields"].items()) {
        said.append(QString::fromStdString(field["name"].text() + " " + field["kind"].text() +
                                           (field["list"].isTrue() ? "[]" : "") +
                                           (field["must"].isTrue() ? "!" : "")));
    }
    QCOMPARE(said.join(QStringLiteral(" | ")), fields);
}

void TestFieldWishes::theEndpointAnswersIt()
{
    practice::ChatQuestion question;
    question.form = practice::ChatQuestion::Form::Tools;
    json::Value parameters = schema::suggestionSchema();
    parameters.remove("title");
    question.tools.push_back({"FieldList", parameters});
    question.document = "name and age";
    const auto objects = practice::readObjects(question);
    QCOMPARE(objects.size(), std::size_t(1));
    QCOMPARE(objects.front().value["fields"].items().size(), std::size_t(2));
    question.tools.front().parameters = json::Value::object({{"type", json::Value::string("object")}});
    QVERIFY(!practice::readObjects(question).front().value.find("fields"));
}

void TestFieldWishes::answersOfModels()
{
    const auto answer = json::readStrict(
        R"({"fields":[{"name":"a","kind":"number","must":true,"description":"d"},{"name":"b","kind":"?","list":true},)"
        R"({"name":" "},{"name":"a"},7,{"name":"w","kind":"web address"}]})");
    QVERIFY(answer.ok());
    const auto schema = schema::schemaOfSuggestion(*answer);
    QVERIFY(schema.ok());
    const schema::FieldTree tree = schema::fieldTree(*schema);
    QCOMPARE(tree.fields.size(), std::size_t(3));
    QVERIFY(tree.fields[0].must && tree.fields[0].type.kind == schema::FieldKind::Number);
    QCOMPARE(tree.fields[0].description, std::string("d"));
    QVERIFY(tree.fields[1].type == (schema::FieldType{schema::FieldKind::Text, true}) &&
            !tree.fields[1].must);
    QVERIFY(tree.fields[2].type.kind == schema::FieldKind::WebAddress);
    QVERIFY(!schema::schemaOfSuggestion(json::Value::object()).ok());
}

QTEST_GUILESS_MAIN(TestFieldWishes)
#include "tst_fieldwishes.moc"
