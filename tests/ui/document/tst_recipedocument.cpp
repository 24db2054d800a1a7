// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/recipedocument.h"
#include "json/read.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestRecipeDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void typingIsOneStepAWord();
    void partsAreStepsOfTheirOwn();
    void savingEndsAStep();
    void signalsTellWhatChanged();
    void theSchemaIsCheckedAtOnce();
    void brokenTextKeepsTheLastJson();
    void emptyTextIsNoFields();
    void anEditLeavesTheRestOfTheText();
    void cleanState();
    void savesAndOpens();
    void whatIsNotKnownSurvives();
    void brokenJsonIsNotSaved();
    void aFailedSaveLeavesEverything();
    void whatCannotBeOpenedLeavesTheDocument();
    void startForgetsTheHistory();

private:
    QTemporaryDir m_folder;
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    static void type(RecipeDocument &document, const char *letters);
    static QByteArray read(const QString &path);
    static void write(const QString &path, const QByteArray &bytes);
};

void TestRecipeDocument::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".+")));
}

void TestRecipeDocument::type(RecipeDocument &document, const char *letters)
{
    for (const char letter : QByteArray(letters))
        document.setInstructions(document.instructions() + QLatin1Char(letter));
}

QByteArray TestRecipeDocument::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestRecipeDocument::write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void TestRecipeDocument::typingIsOneStepAWord()
{
    RecipeDocument document;
    type(document, "read the name");
    QCOMPARE(document.undoStack().count(), 3);
    document.undoStack().undo();
    QCOMPARE(document.instructions(), QStringLiteral("read the"));
    document.undoStack().undo();
    document.undoStack().undo();
    QCOMPARE(document.instructions(), QString());
    document.undoStack().redo();
    QCOMPARE(document.instructions(), QStringLiteral("read"));
    type(document, "y");
    QVERIFY(!document.undoStack().canRedo());
}

void TestRecipeDocument::partsAreStepsOfTheirOwn()
{
    RecipeDocument document;
    document.setInstructions(QStringLiteral("a"));
    document.setSchemaText(QStringLiteral("{"));
    document.setSchemaText(QStringLiteral("{}"));
    document.setSchemaText(QStringLiteral("{ }"), QStringLiteral("Tidy"));
    document.setSchema(json::Value::object({{"type", json::Value::string("object")}}),
                       QStringLiteral("Add field"));
    QCOMPARE(document.undoStack().count(), 4);
    QCOMPARE(document.undoStack().undoText(), QStringLiteral("Add field"));
    QCOMPARE(document.schemaText(), QStringLiteral("{\n  \"type\": \"object\"\n}"));
    document.undoStack().undo();
    QCOMPARE(document.schemaText(), QStringLiteral("{ }"));
    QCOMPARE(document.instructions(), QStringLiteral("a"));
    document.setSchemaText(QStringLiteral("{ }"), QStringLiteral("Nothing"));
    QVERIFY(document.undoStack().canRedo()); // what changes nothing is no step
}

void TestRecipeDocument::anEditLeavesTheRestOfTheText()
{
    RecipeDocument document;
    document.setSchemaText(QStringLiteral("{ \"maxProperties\" : 1E1,\n\t\"title\":\"\\u0041\" }\n"));
    json::Value schema = document.lastJson();
    schema.set("maxProperties", json::Value::number(5));
    document.setSchema(schema, QStringLiteral("Change"));
    QCOMPARE(document.schemaText(), QStringLiteral("{ \"maxProperties\" : 5,\n\t\"title\":\"\\u0041\" }\n"));
    document.undoStack().undo();
    QCOMPARE(document.schemaText(),
             QStringLiteral("{ \"maxProperties\" : 1E1,\n\t\"title\":\"\\u0041\" }\n"));
}

void TestRecipeDocument::savingEndsAStep()
{
    RecipeDocument document;
    type(document, "ab");
    QVERIFY(!document.save(path("step.recipe.json")));
    type(document, "c");
    QCOMPARE(document.undoStack().count(), 2);
    document.undoStack().undo();
    QCOMPARE(document.instructions(), QStringLiteral("ab"));
    QVERIFY(!document.isModified());
}

void TestRecipeDocument::signalsTellWhatChanged()
{
    RecipeDocument document;
    QSignalSpy name(&document, &RecipeDocument::nameChanged);
    QSignalSpy instructions(&document, &RecipeDocument::instructionsChanged);
    QSignalSpy schema(&document, &RecipeDocument::schemaTextChanged);
    QSignalSpy checked(&document, &RecipeDocument::schemaChecked);
    QSignalSpy examples(&document, &RecipeDocument::examplesChanged);
    QSignalSpy settings(&document, &RecipeDocument::settingsChanged);
    QSignalSpy changed(&document, &RecipeDocument::changed);
    RecipeContent content = document.content();
    content.name = QStringLiteral("n");
    content.schemaText = QStringLiteral("{}");
    content.examples.append({"text", json::Value::object()});
    document.setContent(content, QStringLiteral("Restore"));
    QCOMPARE(name.count(), 1);
    QCOMPARE(instructions.count(), 0);
    QCOMPARE(schema.count(), 1);
    QCOMPARE(checked.count(), 1);
    QCOMPARE(examples.count(), 1);
    QCOMPARE(settings.count(), 0);
    QCOMPARE(changed.count(), 1);
    document.undoStack().undo();
    QCOMPARE(changed.count(), 2);
    QCOMPARE(document.content(), RecipeContent());
}

void TestRecipeDocument::theSchemaIsCheckedAtOnce()
{
    RecipeDocument document;
    bool usable = false;
    connect(&document, &RecipeDocument::schemaTextChanged, this,
            [&] { usable = document.schema().has_value(); });
    document.setSchemaText(QStringLiteral(R"({"type": "integer", "divisibleBy": 2})"));
    QVERIFY(usable);
    QCOMPARE(document.notChecked(), QStringList(QStringLiteral("divisibleBy")));
    document.setSchemaText(QStringLiteral("{\n\"type\": \"strin\"}"));
    QVERIFY(!usable);
    QVERIFY(document.isJson());
    QCOMPARE(document.schemaError()->line, 2U);
    QCOMPARE(document.lastJson()["type"].text(), std::string("strin"));
    document.undoStack().undo();
    QVERIFY(usable);
    QVERIFY(!document.schemaError());
}

void TestRecipeDocument::brokenTextKeepsTheLastJson()
{
    RecipeDocument document;
    document.setSchemaText(QStringLiteral(R"({"title": "T"})"));
    document.setSchemaText(QStringLiteral("{\"title\": \n \"T\""));
    QVERIFY(!document.isJson());
    QVERIFY(!document.schema());
    QCOMPARE(document.schemaError()->line, 2U);
    QCOMPARE(document.lastJson()["title"].text(), std::string("T"));
    document.setSchemaText(QStringLiteral("[]"));
    QVERIFY(!document.isJson());
}

void TestRecipeDocument::emptyTextIsNoFields()
{
    RecipeDocument document;
    document.setSchemaText(QStringLiteral(R"({"title": "T"})"));
    document.setSchemaText(QStringLiteral(" \n"));
    QVERIFY(document.isJson());
    QVERIFY(!document.schema());
    QVERIFY(document.schemaError()->message.find("no fields yet") != std::string::npos);
    QCOMPARE(document.lastJson(), json::Value::object());
}

void TestRecipeDocument::cleanState()
{
    RecipeDocument document;
    QVERIFY(!document.isModified());
    QSignalSpy modified(&document, &RecipeDocument::modifiedChanged);
    type(document, "a");
    QCOMPARE(modified.count(), 1);
    QCOMPARE(modified.takeFirst().at(0).toBool(), true);
    document.undoStack().undo();
    QCOMPARE(modified.takeFirst().at(0).toBool(), false);
    document.start({}, {}, true);
    QVERIFY(document.isModified());
    QCOMPARE(modified.last().at(0).toBool(), true);
}

void TestRecipeDocument::savesAndOpens()
{
    RecipeDocument document;
    RecipeContent content;
    content.name = QStringLiteral("Größe 😀");
    content.instructions = QStringLiteral("Read {{document}}\ttwice\n");
    content.schemaText = QStringLiteral("{\n  \"z\": 1.0,\n  \"a\": 12345678901234567890\n}");
    content.examples.append({"a text", json::Value::object({{"k", json::Value::number("1.50")}})});
    content.settings.limits.reasks = 7;
    content.settings.limits.deadlineSeconds = 90;
    content.settings.parameters.push_back({"temperature", json::Value::number("0.10")});
    content.settings.mode = wire::AnswerMode::Tools;
    document.start(content, {}, true);
    QVERIFY(!document.save(path("one.recipe.json")));
    QVERIFY(!document.isModified());
    QCOMPARE(document.path(), path("one.recipe.json"));
    QCOMPARE(document.key(), path("one.recipe.json"));

    RecipeDocument again;
    const QString before = again.key();
    QVERIFY(!again.open(path("one.recipe.json")));
    QVERIFY(!again.isModified());
    QVERIFY(again.key() != before);
    QCOMPARE(again.content().name, content.name);
    QCOMPARE(again.content().instructions, content.instructions);
    QCOMPARE(again.content().schemaText, content.schemaText);
    QCOMPARE(again.content().examples, content.examples);
    QCOMPARE(again.content().settings, content.settings);
    const QByteArray bytes = read(path("one.recipe.json"));
    QVERIFY(!again.save(path("one.recipe.json")));
    QCOMPARE(read(path("one.recipe.json")), bytes);
}

void TestRecipeDocument::whatIsNotKnownSurvives()
{
    write(path("future.recipe.json"),
          R"({"espalier": 1, "x-later": {"b": 1, "a": [2]}, "schema": {"type": "object"}})");
    RecipeDocument document;
    QVERIFY(!document.open(path("future.recipe.json")));
    QCOMPARE(document.content().name, QStringLiteral("future"));
    type(document, "hello");
    QVERIFY(!document.save(path("future.recipe.json")));
    const auto value = json::readStrict(read(path("future.recipe.json")).toStdString());
    QVERIFY(value.ok());
    QCOMPARE((*value)["x-later"], json::readStrict(R"({"b": 1, "a": [2]})").value());
    QCOMPARE((*value)["instructions"].text(), std::string("hello"));
}

void TestRecipeDocument::brokenJsonIsNotSaved()
{
    RecipeDocument document;
    document.setSchemaText(QStringLiteral("{}"));
    QVERIFY(!document.save(path("good.recipe.json")));
    const QByteArray bytes = read(path("good.recipe.json"));
    document.setSchemaText(QStringLiteral("{\n\"a\": }"));
    const std::optional<Error> error = document.save(path("good.recipe.json"));
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::Usage);
    QVERIFY(error->message.find("line 2") != std::string::npos);
    QVERIFY(!error->nextStep.empty());
    QCOMPARE(read(path("good.recipe.json")), bytes);
    QVERIFY(document.isModified());
    QVERIFY(document.save(path("new.recipe.json")).has_value());
    QVERIFY(!QFile::exists(path("new.recipe.json")));
}

void TestRecipeDocument::aFailedSaveLeavesEverything()
{
    RecipeDocument document;
    document.setSchemaText(QStringLiteral("{}"));
    const std::optional<Error> error = document.save(path("no/such/folder/x.recipe.json"));
    QVERIFY(error.has_value());
    QCOMPARE(error->kind, ErrorKind::CannotWrite);
    QVERIFY(document.isModified());
    QCOMPARE(document.path(), QString());
}

void TestRecipeDocument::whatCannotBeOpenedLeavesTheDocument()
{
    RecipeDocument document;
    type(document, "mine");
    write(path("bad.json"), "{\"espalier\": 1,");
    write(path("list.json"), "[1]");
    for (const QString &file : {path("none.json"), path("bad.json"), path("list.json"), m_folder.path()}) {
        const std::optional<Error> error = document.open(file);
        QVERIFY2(error.has_value(), qPrintable(file));
        QVERIFY(error->message.find(file.toStdString()) == 0);
        QVERIFY(!error->nextStep.empty());
        QCOMPARE(document.instructions(), QStringLiteral("mine"));
        QVERIFY(document.undoStack().canUndo());
    }
}

void TestRecipeDocument::startForgetsTheHistory()
{
    RecipeDocument document;
    type(document, "a");
    const QString key = document.key();
    document.start({}, {});
    QVERIFY(!document.undoStack().canUndo());
    QVERIFY(document.key() != key);
    QCOMPARE(document.lastJson(), json::Value::object());
}

QTEST_GUILESS_MAIN(TestRecipeDocument)
#include "tst_recipedocument.moc"
