// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void comesBackAsItWas();
    void onlyTheOwnerMayRead();
    void rubbishIsLeftBeside();
    void aCrashIsToldApart();
    void twoProgramsHaveTwoSessions();
    void forgets();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("state/session.json")); }
    static RecipeState recipe();
    static TextState texts();

    std::unique_ptr<QTemporaryDir> m_folder;
};

RecipeState TestSession::recipe()
{
    RecipeState state;
    state.content.name = QStringLiteral("Größe");
    state.content.instructions = QStringLiteral("Read {{document}}\n");
    state.content.schemaText = QStringLiteral("{\"type\": "); // in the middle of typing
    state.content.examples.append({"text", json::Value::object({{"n", json::Value::number("1.0")}})});
    state.content.answerDrafts = {{0, QStringLiteral("{\"n\": [")}};
    state.content.settings.parametersDraft = QStringLiteral("{\"seed\": 7, ");
    state.content.settings.mode = wire::AnswerMode::MdJson;
    state.content.settings.streaming = wire::StreamKind::Iterable;
    state.content.settings.limits.idleSeconds = 7;
    state.path = QStringLiteral("/home/somebody/x.recipe.json");
    state.key = state.path;
    state.unsaved = true;
    return state;
}

TextState TestSession::texts()
{
    TextState state;
    TextDocument first;
    first.name = QStringLiteral("a.txt");
    first.text = QStringLiteral("a\n\u00e9 😀");
    first.path = QStringLiteral("/tmp/a.txt");
    state.documents = {first, TextDocument{}};
    state.current = 1;
    return state;
}

void TestSession::comesBackAsItWas()
{
    SessionFile file(path());
    QVERIFY(!file.loadRecipe());
    QVERIFY(!file.loadTexts());
    QVERIFY(file.saveRecipe(recipe()));
    QVERIFY(file.saveTexts(texts()));
    const std::optional<RecipeState> back = file.loadRecipe();
    QVERIFY(back);
    QVERIFY(back->content == recipe().content);
    QCOMPARE(back->path, recipe().path);
    QCOMPARE(back->key, recipe().key);
    QVERIFY(back->unsaved);
    QVERIFY(file.loadTexts() == texts());
}

void TestSession::onlyTheOwnerMayRead()
{
    SessionFile file(path());
    QVERIFY(file.saveRecipe(recipe()) && file.saveTexts(texts()));
    const QFileInfoList files = QFileInfo(path()).dir().entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 2);
    for (const QFileInfo &info : files) {
        const bool holdsTexts = info.suffix() == QLatin1String("json");
        if (holdsTexts)
            QVERIFY2(!(info.permissions() & (QFile::ReadGroup | QFile::ReadOther)),
                     qPrintable(info.fileName()));
    }
}

void TestSession::rubbishIsLeftBeside()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile broken(path());
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"recipe\":") > 0);
    broken.close();
    SessionFile file(path());
    QVERIFY(!file.loadRecipe());
    QVERIFY(file.saveRecipe(recipe()));
    QFile kept(path() + QStringLiteral(".broken"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("{\"recipe\":"));
}

void TestSession::aCrashIsToldApart()
{
    {
        SessionFile file(path());
        QVERIFY(file.endedWell());
        QVERIFY(file.saveRecipe(recipe()));
    } // no end()
    {
        SessionFile file(path());
        QVERIFY(!file.endedWell());
        QVERIFY(file.loadRecipe());
        file.end(true);
    }
    SessionFile file(path());
    QVERIFY(file.endedWell());
    QVERIFY(file.loadRecipe());
}

void TestSession::twoProgramsHaveTwoSessions()
{
    SessionFile first(path());
    QVERIFY(first.saveRecipe(recipe()));
    {
        SessionFile second(path());
        QVERIFY(second.path() != first.path());
        QVERIFY(!second.loadRecipe());
        RecipeState other = recipe();
        other.content.name = QStringLiteral("other");
        QVERIFY(second.saveRecipe(other));
        QCOMPARE(first.loadRecipe()->content.name, recipe().content.name);
        QCOMPARE(first.orphans(), 0); // its program runs
        second.end(true);
        QVERIFY(!QFile::exists(second.path())); // who comes next begins anew
    }
    {
        SessionFile crashed(path());
        QVERIFY(crashed.saveRecipe(recipe()));
    } // no end()
    QCOMPARE(first.orphans(), 1);
    first.end(true);
    QVERIFY(QFile::exists(first.path()));
}

void TestSession::forgets()
{
    SessionFile file(path());
    QVERIFY(file.saveRecipe(recipe()) && file.saveTexts(texts()));
    file.end(false);
    const QStringList left = QFileInfo(path()).dir().entryList({QStringLiteral("*.json")}, QDir::Files);
    QCOMPARE(left, QStringList());
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
