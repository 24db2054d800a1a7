// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/workspace.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void beginsWithNothing();
    void aChangeOutlivesACrash();
    void anAnswerThatACrashTookIsKnown();
    void whoTypesWithoutAPauseIsSaved();
    void nothingIsWrittenWhenNothingIsKept();
    void versionsFollowTheRecipe();
    void triesAreKeptAndForgotten();
    void whatIsBeingWrittenIsWrittenToTheEnd();
    void whatCannotBeWrittenIsSaidOnce();

private:
    WorkspacePlaces places() const
    {
        return {m_folder->filePath(QStringLiteral("session.json")),
                m_folder->filePath(QStringLiteral("tries")), m_folder->filePath(QStringLiteral("versions"))};
    }
    static TextDocument text(const QString &name)
    {
        TextDocument out;
        out.name = name;
        out.text = QStringLiteral("some text");
        return out;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWorkspace::beginsWithNothing()
{
    Workspace work(places(), 10);
    QCOMPARE(work.restore(), Workspace::Beginning::First);
    QCOMPARE(work.currentText(), -1);
    QCOMPARE(work.text().text, QString());
    work.end();
    QVERIFY(!QFile::exists(places().session)); // nothing changed: nothing to keep
}

void TestWorkspace::anAnswerThatACrashTookIsKnown()
{
    const auto crash = [this](bool underWay) {
        Workspace work(places(), 10);
        work.restore();
        work.noteAsking(true);
        work.noteAsking(underWay);
    };
    {
        Workspace work(places(), 10);
        work.restore();
        work.recipe().setInstructions(QStringLiteral("Read it"));
        work.end();
    }
    crash(true); // nothing has changed, so nothing but the answer is lost
    {
        Workspace work(places(), 10);
        QCOMPARE(work.restore(), Workspace::Beginning::Recovered);
        QVERIFY(work.lostAnswer());
    } // and once more, with nothing under way
    crash(false);
    {
        Workspace work(places(), 10);
        QCOMPARE(work.restore(), Workspace::Beginning::Recovered);
        QVERIFY(!work.lostAnswer());
        work.end();
    }
    Workspace work(places(), 10);
    QCOMPARE(work.restore(), Workspace::Beginning::Restored);
    QVERIFY(!work.lostAnswer());
}

void TestWorkspace::aChangeOutlivesACrash()
{
    {
        Workspace work(places(), 10);
        QCOMPARE(work.restore(), Workspace::Beginning::First);
        work.recipe().setInstructions(QStringLiteral("Read it"));
        work.recipe().setSchemaText(QStringLiteral("{\"type\":"));
        work.setCurrentText(work.texts().add(text(QStringLiteral("a.txt"))));
        QTRY_VERIFY(QFile::exists(places().session));
        QTRY_VERIFY(QFile::exists(m_folder->filePath(QStringLiteral("session.texts.json"))));
    } // no end()
    {
        Workspace work(places(), 10);
        QCOMPARE(work.restore(), Workspace::Beginning::Recovered);
        QCOMPARE(work.recipe().instructions(), QStringLiteral("Read it"));
        QCOMPARE(work.recipe().schemaText(), QStringLiteral("{\"type\":"));
        QVERIFY(work.recipe().isModified());
        QCOMPARE(work.text().name, QStringLiteral("a.txt"));
        work.end();
    }
    Workspace work(places(), 10);
    QCOMPARE(work.restore(), Workspace::Beginning::Restored);
    QVERIFY(work.recipe().isModified()); // it was never saved to a file of its own
}

void TestWorkspace::whoTypesWithoutAPauseIsSaved()
{
    Workspace work(places(), 10);
    work.restore();
    QElapsedTimer since;
    since.start();
    int typed = 0;
    while (!QFile::exists(places().session) && since.elapsed() < 20 * Workspace::kSaveDelayMs) {
        work.recipe().setInstructions(QString::number(++typed));
        QTest::qWait(Workspace::kSaveDelayMs / 10); // shorter than the delay
    }
    QVERIFY(QFile::exists(places().session));
}

void TestWorkspace::nothingIsWrittenWhenNothingIsKept()
{
    Workspace work(places(), 10);
    work.restore();
    work.setKeeping(false);
    work.recipe().setInstructions(QStringLiteral("secret plans"));
    work.versions().keep();
    work.keeper().begin({}, work.recipe().toRecipe(), 0, wire::AnswerMode::Tools);
    work.keeper().end({});
    work.saveNow();
    work.end();
    QVERIFY(!QFile::exists(places().session));
    QVERIFY(work.tries().list().empty());
    QVERIFY(work.versions().list().empty());
}

void TestWorkspace::versionsFollowTheRecipe()
{
    Workspace work(places(), 10);
    work.restore();
    QSignalSpy told(&work.versions(), &RecipeVersions::labelChanged);
    QCOMPARE(work.versions().label(), QStringLiteral("new"));
    work.recipe().setInstructions(QStringLiteral("one"));
    QCOMPARE(work.versions().keep(), 1);
    QCOMPARE(work.versions().label(), QStringLiteral("v1"));
    QCOMPARE(work.versions().keep(), 1); // the same
    work.recipe().setInstructions(QStringLiteral("two"));
    QCOMPARE(work.versions().label(), QStringLiteral("v1, changed"));
    work.recipe().undoStack().undo();
    QCOMPARE(work.versions().label(), QStringLiteral("v1"));
    work.recipe().undoStack().redo();
    QCOMPARE(work.versions().keep(), 2);
    QVERIFY(told.count() >= 4);
    const QString former = work.recipe().key();
    QVERIFY(!work.recipe().save(m_folder->filePath(QStringLiteral("mine.recipe.json"))));
    work.versions().follow(former);
    QCOMPARE(work.versions().label(), QStringLiteral("v2"));
    QCOMPARE(work.versions().list().size(), 2U);
}

void TestWorkspace::triesAreKeptAndForgotten()
{
    Workspace work(places(), 10);
    work.restore();
    QSignalSpy kept(&work.keeper(), &TryKeeper::kept);
    RunOrder order;
    order.model = QStringLiteral("m");
    order.document = QStringLiteral("the text");
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.lastObject = json::Value::object({{"a", json::Value::number("1")}});
    work.keeper().end(result); // of no run that began: nothing
    QCOMPARE(kept.count(), 0);
    work.keeper().begin(order, work.recipe().toRecipe(), 3, wire::AnswerMode::Json);
    work.keeper().end(result);
    work.keeper().end(result);
    QCOMPARE(kept.count(), 0); // written elsewhere, told of from the event loop
    QTRY_COMPARE(kept.count(), 1);
    const auto record = work.tries().load(kept.first().first().toString().toStdString());
    QVERIFY(record);
    QCOMPARE(record->document, std::string("the text"));
    QCOMPARE(record->recipeVersion, 3);
    QVERIFY(record->result.lastObject == result.lastObject);
    QVERIFY(!work.forgetAll());
    QVERIFY(work.tries().list().empty());
}

void TestWorkspace::whatIsBeingWrittenIsWrittenToTheEnd()
{
    {
        Workspace work(places(), 10);
        work.restore();
        RunOrder order;
        order.document = QString(5'000'000, u'x');
        work.keeper().begin(order, work.recipe().toRecipe(), 1, wire::AnswerMode::Json);
        work.keeper().end({});
    }
    QCOMPARE(store::TryStore(places().tries).list().size(), 1U);
}

void TestWorkspace::whatCannotBeWrittenIsSaidOnce()
{
    WorkspacePlaces nowhere = places();
    nowhere.session = QStringLiteral("/proc/nowhere/session.json");
    Workspace work(nowhere, 10);
    work.restore();
    QSignalSpy said(&work, &Workspace::notKept);
    work.recipe().setInstructions(QStringLiteral("one"));
    work.saveNow();
    work.recipe().setInstructions(QStringLiteral("two"));
    work.saveNow();
    QCOMPARE(said.count(), 1);
    QVERIFY(!work.outlivesItsEnd()); // so closing asks
    QVERIFY(said.first().first().toString().contains(QStringLiteral("/proc/nowhere")));
}

QTEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
