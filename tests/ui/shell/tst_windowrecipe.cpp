// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpointdialog.h"
#include "panels/designpanel.h"
#include "panels/documentspanel.h"
#include "panels/endpointbar.h"
#include "panels/examplespanel.h"
#include "panels/historypanel.h"
#include "panels/resultpanel.h"
#include "panels/startpage.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/banner.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

static void save(Fixture &f)
{
    for (QAction *action : f.window.findChildren<QAction *>()) {
        if (action->text() == QLatin1String("&Save"))
            return action->trigger();
    }
    QFAIL("no action to save");
}

/// What the window does with the recipe, its files, and what was asked before.
class TestWindowRecipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everySampleOpens();
    void workIsRememberedOrNot();
    void undoGoesOverAllParts();
    void everyTryIsKeptAndComesBack();
    void anAnswerBecomesAnExample();
    void stepsLeadSomewhere();
    void whatIsSavedElsewhereIsWhatFailed();
    void filesAreToldApart();
    void whatAnotherProgramWroteIsAskedFor();
    void theNextRecipeEndsTheComplaint();
    void whatIsNotSavedIsAskedFor();
    void whatIsNotKeptIsAskedForAtTheEnd();
    void aSchemaInATipIsPlain();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowRecipe::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindowRecipe::everySampleOpens()
{
    Fixture f(m_folder->path(), true);
    for (int i = 0; i < 5; ++i) {
        f.window.startSample(i);
        QVERIFY(f.window.recipe().schema().has_value());
        QVERIFY(!f.window.recipe().isModified());
        QVERIFY(!f.window.workspace().text().text.isEmpty());
        QCOMPARE(f.window.workspace().texts().rowCount(), 2 * (i + 1));
    }
    f.window.startSample(0); // its texts are there already
    QCOMPARE(f.window.workspace().texts().rowCount(), 10);
    QCOMPARE(f.window.workspace().currentText(), 0);
}

void TestWindowRecipe::workIsRememberedOrNot()
{
    {
        Fixture f(m_folder->path());
        f.window.recipe().setInstructions(QStringLiteral("my instructions"));
        f.part<EndpointBar>()->setFocus();
        f.window.close();
    }
    {
        Fixture f(m_folder->path(), true);
        QVERIFY(!f.part<StartPage>()->isVisible());
        QCOMPARE(f.window.recipe().instructions(), QStringLiteral("my instructions"));
        QVERIFY(f.window.workspace().text().text.contains(QStringLiteral("Jason")));
        for (QAction *action : f.window.findChildren<QAction *>()) {
            if (action->text() != QLatin1String("&Keep my work and tries"))
                continue;
            QVERIFY(action->toolTip().contains(m_folder->path()));
            action->setChecked(false);
        }
        f.window.close(); // it would be gone: asks
        f.part<QMessageBox>()->button(QMessageBox::Discard)->click();
        QTRY_VERIFY(!f.window.isVisible());
    }
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("session.json"))));
    Fixture f(m_folder->path(), true);
    QVERIFY(f.part<StartPage>()->isVisible());
}

void TestWindowRecipe::undoGoesOverAllParts()
{
    Fixture f(m_folder->path());
    RecipeDocument &recipe = f.window.recipe();
    const RecipeContent before = recipe.content();
    recipe.setInstructions(QStringLiteral("other"));
    f.part<QComboBox>("Streaming")->setCurrentIndex(0);
    Q_EMIT f.part<QComboBox>("Streaming")->activated(0); // as a person does
    QCOMPARE(recipe.settings().streaming, f.part<EndpointBar>()->stream());
    QVERIFY(recipe.isModified());
    recipe.undoStack().undo();
    QCOMPARE(f.part<EndpointBar>()->stream(), before.settings.streaming);
    recipe.undoStack().undo();
    QVERIFY(recipe.content() == before);
    QVERIFY(!recipe.isModified());
}

void TestWindowRecipe::everyTryIsKeptAndComesBack()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    f.engine.run->stream(R"({"name":"Jason","age":)");
    f.engine.run->stream(R"("old"})");
    run::RunResult result;
    result.status = run::RunStatus::Invalid;
    result.text = R"({"name":"Jason","age":"old"})";
    result.lastObject =
        json::Value::object({{"name", json::Value::string("Jason")}, {"age", json::Value::string("old")}});
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
    QTRY_COMPARE(f.window.workspace().tries().list().size(), 1U);
    const auto tries = f.window.workspace().tries().list();
    QCOMPARE(tries.front().recipeVersion, 1);
    f.window.recipe().setInstructions(QStringLiteral("something else"));
    f.window.tryNow();
    f.engine.run->stream("{}");
    f.engine.run->end();
    QTRY_COMPARE(f.window.workspace().tries().list().size(), 2U);
    QCOMPARE(f.window.workspace().tries().list().front().recipeVersion, 2);
    Q_EMIT f.part<HistoryPanel>()->showWanted(QString::fromStdString(tries.front().id));
    QTRY_VERIFY(f.part<ResultPanel>()->jsonText().contains(QStringLiteral("\"old\"")));
    Q_EMIT f.part<HistoryPanel>()->restoreWanted(QString::fromStdString(tries.front().id));
    QTRY_VERIFY(f.window.recipe().instructions().startsWith(QStringLiteral("Extract the person")));
    f.window.recipe().undoStack().undo();
    QCOMPARE(f.window.recipe().instructions(), QStringLiteral("something else"));
}

void TestWindowRecipe::anAnswerBecomesAnExample()
{
    Fixture f(m_folder->path());
    f.window.tryNow();
    f.engine.run->stream(R"({"name":"Jason"})");
    f.engine.run->end();
    QTRY_VERIFY(!f.window.controller().isRunning());
    Q_EMIT f.part<ExamplesPanel>()->lastTryWanted();
    QCOMPARE(f.window.recipe().content().examples.size(), 1);
    const recipe::Example example = f.window.recipe().content().examples.constFirst();
    QVERIFY(example.text.find("Jason is 25") != std::string::npos);
    QCOMPARE(example.value["name"].text(), std::string("Jason"));
    f.part<DocumentsPanel>()->setCurrentRow(1); // another text is looked at now
    Q_EMIT f.part<ExamplesPanel>()->lastTryWanted();
    QCOMPARE(f.window.recipe().content().examples.constLast().text, example.text);
    f.window.tryNow();
    QCOMPARE(f.engine.orders.constLast().examples.size(), 2U);
}

void TestWindowRecipe::stepsLeadSomewhere()
{
    Fixture f(m_folder->path());
    auto *design = f.part<DesignPanel>();
    auto *result = f.part<ResultPanel>();
    Q_EMIT result->stepWanted(NextStep::EditDocument);
    QCOMPARE(design->page(), DesignPanel::DocumentPage);
    Q_EMIT result->stepWanted(NextStep::EditLimits);
    QCOMPARE(design->page(), DesignPanel::HooksPage);
    Q_EMIT result->stepWanted(NextStep::EditInstructions);
    QCOMPARE(design->page(), DesignPanel::FieldsPage);
    Q_EMIT result->stepWanted(NextStep::ShowChecks);
    QCOMPARE(design->page(), DesignPanel::ChecksPage);
    Q_EMIT result->stepWanted(NextStep::TryAgain);
    QCOMPARE(f.engine.orders.size(), 1);
    f.window.stop();
    QTRY_VERIFY(!f.window.controller().isRunning());
    f.window.tryNow();
    run::RunResult cut;
    cut.status = run::RunStatus::Cut;
    f.engine.run->end(cut);
    QTRY_VERIFY(!f.window.controller().isRunning());
    Q_EMIT result->stepWanted(NextStep::EditLimits); // that of the answer's tokens
    QCOMPARE(design->page(), DesignPanel::SettingsPage);
    Q_EMIT result->stepWanted(NextStep::SetKey);
    QVERIFY(f.part<EndpointDialog>() && f.part<EndpointDialog>()->isVisible());
}

/// Three kinds of file can fail to be written; "Save elsewhere…" is about the one that did.
void TestWindowRecipe::whatIsSavedElsewhereIsWhatFailed()
{
    Fixture f(m_folder->path());
    auto *banner = f.part<Banner>();
    Q_EMIT f.window.workspace().notKept(QStringLiteral("/proc/session.json"));
    QVERIFY(banner->isVisible());
    Q_EMIT banner->stepWanted(NextStep::SaveElsewhere);
    auto *dialog = f.part<QFileDialog>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->nameFilters().join(u' ').contains(QStringLiteral("recipe.json")));
    dialog->reject();
}

void TestWindowRecipe::filesAreToldApart()
{
    const QString recipePath = m_folder->filePath(QStringLiteral("a.recipe.json"));
    const QString textPath = m_folder->filePath(QStringLiteral("letter.txt"));
    const QString brokenPath = m_folder->filePath(QStringLiteral("broken.recipe.json"));
    const auto put = [](const QString &path, const QByteArray &bytes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    put(recipePath, R"({"espalier":1,"name":"Mine","schema":{"type":"object"},"instructions":"Read."})");
    put(textPath, "Dear <img src=file:///x>");
    put(brokenPath, "{\"espalier\":1,\n\"name\":}");
    Fixture f(m_folder->path(), true);
    f.window.openFile(recipePath);
    QCOMPARE(f.window.recipe().content().name, QStringLiteral("Mine"));
    QCOMPARE(f.window.recipe().path(), recipePath);
    f.window.openFile(textPath);
    QCOMPARE(f.window.workspace().text().text, QStringLiteral("Dear <img src=file:///x>"));
    f.window.openFile(brokenPath);
    QCOMPARE(f.window.recipe().content().name, QStringLiteral("Mine")); // as it was
    QVERIFY(!f.part<Banner>()->isHidden());
    QVERIFY2(f.part<Banner>()->text().contains(QStringLiteral("broken.recipe.json")),
             qPrintable(f.part<Banner>()->text()));
}

void TestWindowRecipe::whatAnotherProgramWroteIsAskedFor()
{
    const QString path = m_folder->filePath(QStringLiteral("shared.recipe.json"));
    const auto onDisk = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto writeThere = [&path](const QByteArray &bytes) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QByteArray theirs;
    {
        Fixture f(m_folder->path());
        QVERIFY(!f.window.recipe().save(path));
        f.window.recipe().setInstructions(QStringLiteral("mine"));
        save(f); // nobody else was there
        QVERIFY(onDisk().contains("mine"));
        theirs = onDisk();
        theirs.replace("mine", "theirs");
        QVERIFY(writeThere(theirs));
        f.window.recipe().setInstructions(QStringLiteral("mine again"));
        f.window.close(); // also after the end of the program
    }
    Fixture g(m_folder->path(), true);
    QCOMPARE(g.window.recipe().path(), path);
    save(g);
    QCOMPARE(onDisk(), theirs);
    const auto answer = [&g](const char *text) {
        for (auto *question : g.window.findChildren<QMessageBox *>()) { // an answered one goes a turn later
            for (QAbstractButton *button : question->buttons()) {
                if (button->text() == QLatin1String(text) && question->isVisible())
                    return button->click();
            }
        }
        QFAIL(text);
    };
    answer("Cancel");
    QTRY_VERIFY(!g.window.findChild<QMessageBox *>());
    save(g);
    answer("&Save anyway");
    QVERIFY(onDisk().contains("mine again"));
    QTRY_VERIFY(!g.window.findChild<QMessageBox *>());
    QVERIFY(writeThere(theirs));
    g.window.recipe().setInstructions(QStringLiteral("once more"));
    save(g);
    answer("&Load what is there");
    QCOMPARE(g.window.recipe().instructions(), QStringLiteral("theirs"));
    QVERIFY(!g.window.recipe().isChangedOutside());
    const auto versions = g.window.workspace().versions().list(); // what went is among them
    QVERIFY(std::any_of(versions.begin(), versions.end(), [](const store::RecipeVersion &version) {
        return version.recipe.instructions == "once more";
    }));
    // One question may follow another: unsaved work, and a file that is another's meanwhile.
    QTRY_VERIFY(!g.window.findChild<QMessageBox *>());
    g.window.recipe().setInstructions(QStringLiteral("and mine"));
    QVERIFY(writeThere(theirs + "\n"));
    g.window.startSample(0);
    g.part<QMessageBox>()->button(QMessageBox::Save)->click();
    answer("&Save anyway");
    QVERIFY(onDisk().contains("and mine"));
    QTRY_COMPARE(g.window.recipe().path(), QString()); // the sample
}

void TestWindowRecipe::theNextRecipeEndsTheComplaint()
{
    const QString bad = m_folder->filePath(QStringLiteral("bad.recipe.json"));
    QFile file(bad);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[") == 1);
    file.close();
    const QString good = m_folder->filePath(QStringLiteral("good.recipe.json"));
    Fixture f(m_folder->path());
    QVERIFY(!f.window.recipe().save(good));
    f.window.openFile(bad);
    QVERIFY(f.part<Banner>()->isVisible());
    f.window.openFile(good);
    QVERIFY(!f.part<Banner>()->isVisible());
}

void TestWindowRecipe::whatIsNotSavedIsAskedFor()
{
    Fixture f(m_folder->path());
    f.window.recipe().setInstructions(QStringLiteral("mine"));
    f.window.startSample(1);
    auto *box = f.part<QMessageBox>();
    QVERIFY(box && box->isVisible());
    QCOMPARE(box->textFormat(), Qt::PlainText);
    QCOMPARE(f.window.recipe().instructions(), QStringLiteral("mine"));
    box->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!f.part<QMessageBox>());
    QCOMPARE(f.window.recipe().instructions(), QStringLiteral("mine"));
    f.window.startSample(1);
    f.part<QMessageBox>()->button(QMessageBox::Discard)->click();
    QCOMPARE(f.window.recipe().content().name, QStringLiteral("Invoice"));
}

void TestWindowRecipe::whatIsNotKeptIsAskedForAtTheEnd()
{
    Fixture f(m_folder->path());
    f.window.workspace().setKeeping(false);
    f.window.recipe().setInstructions(QStringLiteral("mine"));
    f.window.close();
    QVERIFY(f.window.isVisible());
    QVERIFY(f.part<QMessageBox>() && f.part<QMessageBox>()->isVisible());
    f.window.close(); // no second question over the first
    QCOMPARE(f.window.findChildren<QMessageBox *>().size(), 1);
    f.part<QMessageBox>()->button(QMessageBox::Cancel)->click();
    QTRY_VERIFY(!f.part<QMessageBox>());
    QVERIFY(f.window.isVisible());
    f.window.close();
    f.part<QMessageBox>()->button(QMessageBox::Discard)->click();
    QTRY_VERIFY(!f.window.isVisible());
}

void TestWindowRecipe::aSchemaInATipIsPlain()
{
    Fixture f(m_folder->path());
    f.window.recipe().setSchemaText(QStringLiteral("{\"type\":\"<img src=file:///x.png>\"}"));
    const QString tip = f.button(QStringLiteral("&Try"))->toolTip();
    QVERIFY2(tip.contains(QStringLiteral("&lt;img")) && !tip.contains(QStringLiteral("<img")),
             qPrintable(tip));
}

QTEST_MAIN(TestWindowRecipe)
#include "tst_windowrecipe.moc"
