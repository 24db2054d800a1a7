// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/resulttablemodel.h"
#include "panels/resultactions.h"
#include "support/answerpanel.h"
#include "support/widgettest.h"
#include "widgets/banner.h"
#include "json/writer.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace espalier;
using namespace espalier::ui;
using test::Answer;

static QString contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

class TestResultActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void savedAsJsonAndCsv();
    void whatIsNotWholeIsSaid();
    void whatCannotBeWrittenIsSaid();
    void csvIsOffWithoutAList();
    void saveAsksWithoutBlocking();
    void whatWasReadIsTaken();
    void whatWasLeftOutIsNotTaken();
};

void TestResultActions::savedAsJsonAndCsv()
{
    const QTemporaryDir folder;
    Answer a;
    a.feed(R"([{"a":"x, \"y\"","n":1.0},{"a":"-2","n":3}])");
    a.end();
    ResultActions *actions = a.panel.actions();
    actions->writeJson(folder.filePath(QStringLiteral("a.json")));
    QCOMPARE(contents(folder.filePath(QStringLiteral("a.json"))), a.panel.jsonText() + u'\n');
    QVERIFY(a.part<Banner>()->text().contains(QStringLiteral("Saved")));
    actions->writeCsv(folder.filePath(QStringLiteral("a.csv")));
    QCOMPARE(contents(folder.filePath(QStringLiteral("a.csv"))),
             QStringLiteral("a,n\r\n\"x, \"\"y\"\"\",1.0\r\n'-2,3\r\n"));
    actions->copyCsv()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().remove(u'\r'),
             contents(folder.filePath(QStringLiteral("a.csv"))).remove(u'\r'));
    actions->copyJson()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), a.panel.jsonText());
}

void TestResultActions::whatIsNotWholeIsSaid()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.json"));
    Answer a;
    a.feed(R"({"a":"cut he)");
    a.panel.actions()->writeJson(path);
    QVERIFY(a.part<Banner>()->text().contains(QStringLiteral("still growing")));
    a.end(run::RunStatus::Cut);
    a.panel.actions()->writeJson(path);
    QVERIFY(a.part<Banner>()->text().contains(QStringLiteral("not complete: saved what came")));
    QVERIFY(contents(path).contains(QStringLiteral("cut he")));
    Answer invalid;
    invalid.feed(R"({"a":1})");
    invalid.end(run::RunStatus::Invalid);
    invalid.panel.actions()->copyJson()->trigger();
    QVERIFY(invalid.part<Banner>()->text().contains(QStringLiteral("does not fit the schema: copied")));
}

void TestResultActions::whatCannotBeWrittenIsSaid()
{
    const QTemporaryDir folder;
    Answer a;
    a.feed(R"({"a":1})");
    a.end();
    a.panel.actions()->writeJson(folder.filePath(QStringLiteral("no such folder/a.json")));
    QVERIFY(a.part<Banner>()->text().contains(QStringLiteral("cannot be written")));
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("no such folder"))));
    QSignalSpy outside(&a.panel, &ResultPanel::stepWanted);
    a.press(QStringLiteral("Save elsewhere…"));
    QTRY_VERIFY(a.panel.findChild<QFileDialog *>());
    QCOMPARE(outside.count(), 0);
}

void TestResultActions::whatWasReadIsTaken()
{
    Answer a;
    a.expect(R"({"type":"object","properties":{"all_rows":{"type":"array","items":{"type":"object",
        "properties":{"n":{"type":"integer"},"name":{"type":"string"}}}}}})");
    a.feed(R"({"other":[{"x":1}],"allRows":[{"N":"1","name":"a"},{"n":"2"}]})");
    auto *table = a.panel.findChild<ResultTableModel *>();
    run::RunResult result;
    result.value = *json::readStrict(R"({"other":[{"x":1}],"all_rows":[{"n":1,"name":"a"},{"n":2}]})");
    using Kind = schema::CoercionKind;
    result.coercions = {{Kind::MemberName, "/all_rows", "/allRows", "allRows", "all_rows"},
                        {Kind::MemberName, "/all_rows/0/n", "/allRows/0/N", "N", "n"},
                        {Kind::TextToNumber, "/all_rows/0/n", "/allRows/0/N", "\"1\"", "1"},
                        {Kind::TextToNumber, "/all_rows/1/n", "/allRows/1/n", "\"2\"", "2"}};
    table->choose(QStringLiteral("/allRows"));
    a.end(run::RunStatus::Valid, result);
    QCOMPARE(a.panel.jsonText().toStdString(), json::writePretty(result.value));
    QCOMPARE(a.panel.actions()->csvText(), QStringLiteral("n,name\r\n1,a\r\n2,\r\n"));
    a.panel.showPage(ResultPanel::Page::Json);
    QTRY_COMPARE(a.part<JsonView>()->toPlainText(), a.panel.jsonText());
    a.panel.begin(); // the next answer is another one
    QVERIFY(!a.panel.actions()->takesOtherValue());
}

void TestResultActions::whatWasLeftOutIsNotTaken()
{
    Answer a;
    a.feed(R"([1,"x"])");
    run::RunResult result;
    result.value = *json::readStrict("[1]");
    result.setAside = {{1, json::Value::string("x"), {}}};
    a.end(run::RunStatus::Valid, result);
    QCOMPARE(a.panel.jsonText().toStdString(), json::writePretty(result.value));
}

void TestResultActions::csvIsOffWithoutAList()
{
    Answer a;
    ResultActions *actions = a.panel.actions();
    for (const QAction *action : actions->all())
        QVERIFY(!action->isEnabled());
    a.feed(R"({"a":1})");
    a.end();
    QVERIFY(actions->saveJson()->isEnabled() && actions->copyJson()->isEnabled());
    QVERIFY(!actions->saveCsv()->isEnabled() && !actions->copyCsv()->isEnabled());
    QVERIFY(actions->saveCsv()->toolTip().contains(QStringLiteral("no list")));
    Answer list;
    list.feed(R"({"items":[{"x":1}]})");
    list.end();
    QVERIFY(list.panel.actions()->saveCsv()->isEnabled());
}

void TestResultActions::saveAsksWithoutBlocking()
{
    Answer a;
    a.feed(R"([1])");
    a.end();
    a.panel.actions()->setSubject(QStringLiteral("/some/where/two addresses.txt"));
    a.panel.actions()->saveCsv()->trigger(); // comes back at once
    auto *dialog = a.panel.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    QVERIFY(dialog->selectedFiles().first().endsWith(QLatin1String("two addresses.csv")));
    QVERIFY(!dialog->testOption(QFileDialog::DontConfirmOverwrite));
}

QTEST_MAIN(TestResultActions)
#include "tst_resultactions.moc"
