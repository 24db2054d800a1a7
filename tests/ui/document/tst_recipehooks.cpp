// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/recipedocument.h"
#include "recipe/recipejson.h"
#include "json/read.h"
#include "json/writer.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using ui::RecipeDocument;

/// Checks and hooks of the recipe that is open.
class TestRecipeHooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachChangeIsAStep();
    void whatIsNotKnownSurvives();
    void aListIsAList();
    void anEmptyListIsNotWritten();

private:
    static json::Value::Array list(const char *text) { return json::readStrict(text)->items(); }
};

void TestRecipeHooks::eachChangeIsAStep()
{
    RecipeDocument document;
    QSignalSpy checks(&document, &RecipeDocument::checksChanged);
    QSignalSpy hooks(&document, &RecipeDocument::hooksChanged);
    QSignalSpy changed(&document, &RecipeDocument::changed);
    const auto check = list(R"([{"name":"a","expression":"value.age > 0"}])");
    const auto hook = list(R"([{"event":"validation","action":"ask"}])");
    document.setChecks(check, QStringLiteral("Add check"));
    document.setHooks(hook, QStringLiteral("Add hook"));
    document.setHooks(hook, QStringLiteral("Nothing"));
    QCOMPARE(document.undoStack().count(), 2);
    QCOMPARE(document.undoStack().undoText(), QStringLiteral("Add hook"));
    QCOMPARE(checks.count(), 1);
    QCOMPARE(hooks.count(), 1);
    document.undoStack().undo();
    QVERIFY(document.content().hooks.empty());
    QVERIFY(document.content().checks == check);
    document.undoStack().undo();
    QVERIFY(document.content().checks.empty());
    QVERIFY(!document.isModified());
    document.undoStack().redo();
    document.undoStack().redo();
    QVERIFY(document.content().hooks == hook);
    QCOMPARE(changed.count(), 6);
}

void TestRecipeHooks::whatIsNotKnownSurvives()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.recipe.json"));
    const QByteArray text =
        R"({"espalier":1,"name":"A","schema":{},"checks":[{"name":"n","expression":"true","severity":1.50}],
        "hooks":[{"event":"validation","action":"rule","rule":"stop-after","n":2,"colour":"blue"},{"event":"x:y","action":"dance"}]})";
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    RecipeDocument document;
    QVERIFY(!document.open(path));
    QCOMPARE(document.content().checks.size(), 1U);
    QCOMPARE(document.content().hooks.size(), 2U);
    auto hooks = document.content().hooks;
    hooks[0].set("n", json::Value::number(3));
    document.setHooks(hooks, QStringLiteral("Edit hook"));
    QVERIFY(!document.save(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto saved = json::readStrict(file.readAll().toStdString());
    QVERIFY(saved.ok());
    QCOMPARE(json::writeCompact((*saved)["checks"]),
             std::string(R"([{"name":"n","expression":"true","severity":1.50}])"));
    QCOMPARE(
        json::writeCompact((*saved)["hooks"]),
        std::string(R"([{"event":"validation","action":"rule","rule":"stop-after","n":3,"colour":"blue"},)"
                    R"({"event":"x:y","action":"dance"}])"));
}

void TestRecipeHooks::aListIsAList()
{
    for (const char *bad : {R"({"espalier":1,"checks":{}})", R"({"espalier":1,"hooks":["x"]})"}) {
        const auto read = recipe::readRecipe(bad);
        QVERIFY2(!read.ok(), bad);
        QVERIFY2(read.error().nextStep.find("It takes a list of {") != std::string::npos,
                 read.error().nextStep.c_str());
    }
}

void TestRecipeHooks::anEmptyListIsNotWritten()
{
    RecipeDocument document;
    document.setName(QStringLiteral("A"));
    const json::Value written = recipe::recipeValue(document.toRecipe());
    QVERIFY(!written.find("checks") && !written.find("hooks"));
}

QTEST_GUILESS_MAIN(TestRecipeHooks)
#include "tst_recipehooks.moc"
