// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/recipepanel.h"
#include "support/widgettest.h"
#include "widgets/schemaeditor.h"

#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestRecipePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void errorsStandAtTheirLine_data();
    void errorsStandAtTheirLine();
    void mendingClearsTheError();
    void checksWhileTyping();
    void keepsTheTextsAsTheyAre();
    void anEmptySchemaIsSaidAsSuch();
    void aLongLineLeavesNoScrollBarBehind();
    void whatIsNotCheckedIsNamed();
};

void TestRecipePanel::errorsStandAtTheirLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("a comma too many") << QStringLiteral("{\n  \"type\": \"object\",\n}") << 3;
    QTest::newRow("not closed") << QStringLiteral("{\n  \"type\": \"object\"\n") << 3;
    QTest::newRow("no such type")
        << QStringLiteral(
               "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"a\": {\"type\": \"strin\"}\n  }\n}")
        << 4;
    QTest::newRow("reference to nowhere")
        << QStringLiteral("{\n  \"type\": \"object\",\n  \"properties\": {\n    \"a\": {\n      \"$ref\": "
                          "\"#/$defs/none\"\n    }\n  }\n}")
        << 5;
    QTest::newRow("no schema") << QStringLiteral("[]") << 1;
    QTest::newRow("nothing") << QString() << 1;
}

void TestRecipePanel::errorsStandAtTheirLine()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    RecipePanel panel;
    panel.setTexts(QString(), QString(), text);
    auto *editor = panel.findChild<SchemaEditor *>();
    QVERIFY(panel.schemaError().has_value());
    QVERIFY(!panel.schema().has_value());
    QCOMPARE(editor->errorLine(), line);
    QVERIFY(!editor->annotation(line - 1).isEmpty());
    QVERIFY(editor->markersAtLine(line - 1) != 0);
}

void TestRecipePanel::mendingClearsTheError()
{
    RecipePanel panel;
    panel.setTexts(QString(), QString(), QStringLiteral("{"));
    auto *editor = panel.findChild<SchemaEditor *>();
    QVERIFY(editor->errorLine() > 0);
    editor->setText(QStringLiteral("{\"type\": \"object\"}"));
    QVERIFY(panel.schema().has_value()); // asked before the delay is over: checked now
    QCOMPARE(editor->errorLine(), 0);
    QVERIFY(editor->annotation(0).isEmpty());
    QCOMPARE(editor->markersAtLine(0), 0U);
}

void TestRecipePanel::checksWhileTyping()
{
    RecipePanel panel;
    panel.setTexts(QString(), QString(), QStringLiteral("{}"));
    QSignalSpy checked(&panel, &RecipePanel::schemaChecked);
    auto *editor = panel.findChild<SchemaEditor *>();
    for (const char letter : {'{', '"', 'a'})
        editor->insert(QString(QLatin1Char(letter)));
    QCOMPARE(checked.count(), 0);
    QTRY_COMPARE(checked.count(), 1);
    QVERIFY(panel.schemaError().has_value());
}

void TestRecipePanel::keepsTheTextsAsTheyAre()
{
    RecipePanel panel;
    const QString schema = QStringLiteral("{ \"title\" : \"Größe 😀\" }\n");
    panel.setTexts(QStringLiteral("Read {{document}} twice"), QStringLiteral("a\tb\n\n"), schema);
    QCOMPARE(panel.instructions(), QStringLiteral("Read {{document}} twice"));
    QCOMPARE(panel.document(), QStringLiteral("a\tb\n\n"));
    QCOMPARE(panel.schemaText(), schema);
    const std::optional<json::Value> value = panel.schema();
    QCOMPARE((*value)["title"].text(), std::string("Größe 😀"));
}

void TestRecipePanel::anEmptySchemaIsSaidAsSuch()
{
    RecipePanel panel;
    panel.setTexts(QString(), QString(), QStringLiteral(" \n"));
    QVERIFY(panel.schemaError()->message.find("no schema yet") != std::string::npos);
}

void TestRecipePanel::aLongLineLeavesNoScrollBarBehind()
{
    RecipePanel panel;
    panel.resize(400, 600);
    panel.show();
    panel.setTexts({}, {}, QStringLiteral("{\"title\": \"%1\"}").arg(QString(300, u'x')));
    auto *bar = panel.findChild<SchemaEditor *>()->horizontalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    panel.setTexts({}, {}, QStringLiteral("{}"));
    QTRY_COMPARE(bar->maximum(), 0);
}

void TestRecipePanel::whatIsNotCheckedIsNamed()
{
    RecipePanel panel;
    const auto says = [&panel](const char *schema) {
        panel.setTexts({}, {}, QLatin1String(schema));
        QStringList out;
        for (const QLabel *label : panel.findChildren<QLabel *>())
            out.append(label->text());
        return out.filter(QStringLiteral("can be used")).join(u'|');
    };
    QCOMPARE(says(R"({"type": "integer"})"), QStringLiteral("can be used"));
    QCOMPARE(says(R"({"type": "integer", "minimum": 1, "multipleOf": 2})"),
             QStringLiteral("can be used · not checked in this version: minimum, multipleOf"));
}

QTEST_MAIN(TestRecipePanel)
#include "tst_recipepanel.moc"
