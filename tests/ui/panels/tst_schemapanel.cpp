// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/recipedocument.h"
#include "panels/schemapanel.h"
#include "support/widgettest.h"
#include "widgets/instructionsbinding.h"
#include "widgets/instructionsedit.h"
#include "widgets/schemaeditor.h"

#include <QLabel>
#include <QScrollBar>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestSchemaPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void typingGoesToTheDocument();
    void changesOfTheDocumentKeepTheCursor();
    void anyTextComesThroughAsItIs();
    void undoIsTheDocuments();
    void errorsStandAtTheirLine();
    void whatIsNotCheckedIsNamed();
    void instructionsBothWays();
    void instructionsUndo();
};

namespace {

struct Fixture
{
    explicit Fixture(const QString &schema = {})
    {
        document.setSchemaText(schema);
        panel = std::make_unique<SchemaPanel>(document);
        editor = panel->findChild<SchemaEditor *>();
        panel->resize(400, 200);
        panel->show();
    }
    QString note() const
    {
        QStringList out;
        for (const QLabel *label : panel->findChildren<QLabel *>())
            out.append(label->text());
        return out.join(u'|');
    }

    RecipeDocument document;
    std::unique_ptr<SchemaPanel> panel;
    SchemaEditor *editor = nullptr;
};

} // namespace

void TestSchemaPanel::typingGoesToTheDocument()
{
    Fixture f(QStringLiteral("{}"));
    QCOMPARE(f.editor->text(), QStringLiteral("{}"));
    f.editor->setCursorPosition(0, 1);
    QTest::keyClicks(f.editor, QStringLiteral("\"title\": \"ab\""));
    QCOMPARE(f.document.schemaText(), QStringLiteral("{\"title\": \"ab\"}"));
    QVERIFY(f.document.schema().has_value());
    QCOMPARE(f.document.undoStack().count(), 3); // the text, two words
    QTRY_VERIFY(f.note().contains(QStringLiteral("can be used")));
}

void TestSchemaPanel::changesOfTheDocumentKeepTheCursor()
{
    QString text = QStringLiteral("{\n");
    for (int i = 0; i < 60; ++i)
        text += QStringLiteral("\"é%1\": 1,\n").arg(i);
    text += QStringLiteral("\"z\": 1\n}");
    Fixture f(text);
    f.editor->setCursorPosition(40, 3);
    f.editor->setFirstVisibleLine(35);
    f.document.setSchemaText(QString(text).replace(QStringLiteral("é5\""), QStringLiteral("a longer😀\"")),
                             QStringLiteral("Rename"));
    QCOMPARE(f.editor->text(), f.document.schemaText());
    int line = 0;
    int column = 0;
    f.editor->getCursorPosition(&line, &column);
    QCOMPARE(line, 40);
    QCOMPARE(column, 3);
    QCOMPARE(f.editor->firstVisibleLine(), 35);
    f.document.undoStack().undo();
    QCOMPARE(f.editor->text(), text);
}

void TestSchemaPanel::anyTextComesThroughAsItIs()
{
    Fixture f;
    for (const char *text : {"{ \"a\" : \"Größe 😀\" }\r\n", "", "x", "😀😁", "😁😀", "é\n\n\n", "{}"}) {
        const QString wanted = QString::fromUtf8(text);
        f.document.setSchemaText(wanted, QStringLiteral("Set"));
        QCOMPARE(f.editor->text(), wanted);
        QCOMPARE(f.document.schemaText(), wanted);
    }
}

void TestSchemaPanel::undoIsTheDocuments()
{
    Fixture f(QStringLiteral("{}"));
    f.document.setInstructions(QStringLiteral("a"));
    f.editor->setCursorPosition(0, 2);
    QTest::keyClick(f.editor, Qt::Key_X);
    QCOMPARE(f.editor->text(), QStringLiteral("{}x"));
    QTest::keyClick(f.editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.editor->text(), QStringLiteral("{}"));
    QTest::keyClick(f.editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.document.instructions(), QString()); // one history for all
    QTest::keyClick(f.editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(f.editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(f.editor->text(), QStringLiteral("{}x"));
    QVERIFY(!f.editor->isUndoAvailable());
}

void TestSchemaPanel::errorsStandAtTheirLine()
{
    Fixture f(QStringLiteral("{\n\"type\": \"strin\"\n}"));
    QCOMPARE(f.editor->errorLine(), 2);
    QVERIFY(f.note().contains(QStringLiteral("error in line 2")));
    f.panel->showError();
    int line = 0;
    int column = 0;
    f.editor->getCursorPosition(&line, &column);
    QCOMPARE(line, 1);
    f.editor->setCursorPosition(1, 14);
    QTest::keyClick(f.editor, Qt::Key_G); // "string"
    QTRY_COMPARE(f.editor->errorLine(), 0);
    QTest::keyClick(f.editor, Qt::Key_X);
    QCOMPARE(f.editor->errorLine(), 0); // not in the middle of a word
    QTRY_COMPARE(f.editor->errorLine(), 2);
    f.document.undoStack().undo();
    QCOMPARE(f.editor->errorLine(), 2); // back at the text it was
}

void TestSchemaPanel::whatIsNotCheckedIsNamed()
{
    Fixture f(QStringLiteral(R"({"type": "integer", "disallow": "null", "divisibleBy": 2})"));
    QVERIFY(f.note().contains(QStringLiteral("can be used · not checked: disallow, divisibleBy")));
}

void TestSchemaPanel::instructionsBothWays()
{
    RecipeDocument document;
    document.setInstructions(QStringLiteral("Read\u00A0the name.\nAnd the age."));
    InstructionsEdit editor;
    new InstructionsBinding(editor, document);
    editor.show();
    QCOMPARE(editor.toPlainText(), QStringLiteral("Read the name.\nAnd the age."));
    editor.moveCursor(QTextCursor::End);
    QTest::keyClicks(&editor, QStringLiteral("!"));
    QCOMPARE(document.instructions(), QStringLiteral("Read\u00A0the name.\nAnd the age.!"));
    QTextCursor cursor = editor.textCursor();
    cursor.setPosition(20);
    editor.setTextCursor(cursor);
    document.setInstructions(QStringLiteral("Please read\u00A0the name.\nAnd the age.!"));
    QCOMPARE(editor.textCursor().position(), 27);
    QCOMPARE(editor.toPlainText(), QStringLiteral("Please read the name.\nAnd the age.!"));
    const int steps = document.undoStack().count();
    QEvent palette(QEvent::PaletteChange);
    QApplication::sendEvent(&editor, &palette); // colours are no edit
    QCOMPARE(document.undoStack().count(), steps);
    document.setInstructions(QStringLiteral("a\r\nb"));
    QCOMPARE(editor.toPlainText(), QStringLiteral("a\nb"));
    QCOMPARE(document.instructions(), QStringLiteral("a\r\nb")); // showing changes nothing
}

void TestSchemaPanel::instructionsUndo()
{
    RecipeDocument document;
    InstructionsEdit editor;
    new InstructionsBinding(editor, document);
    editor.show();
    QTest::keyClicks(&editor, QStringLiteral("two words"));
    QCOMPARE(document.undoStack().count(), 2);
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.toPlainText(), QStringLiteral("two"));
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(editor.toPlainText(), QString());
    QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editor.toPlainText(), QStringLiteral("two"));
}

QTEST_MAIN(TestSchemaPanel)
#include "tst_schemapanel.moc"
