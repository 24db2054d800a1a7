// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/sampledialog.h"
#include "panels/fielddetails.h"
#include "support/fieldsfixture.h"
#include "support/widgettest.h"
#include "theme/tokens.h"
#include "widgets/linkbutton.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace espalier;
using namespace espalier::ui;
using Model = FieldTreeModel;
using Fixture = test::FieldsFixture;
using test::kPerson;

class TestFieldsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void emptyOffersTheFirstStep();
    void insertAddsAndEdits();
    void keys();
    void tabReachesWhatStandsAbove();
    void spaceAndClickTurnMust();
    void copyCutPaste();
    void sharedFieldsKeepTheirRow();
    void brokenTextIsSaid();
    void whatCannotBeUsedIsSaid();
    void notesAreSaidOnce();
    void rootForm();
    void selectionAndOpenGroupsStay();
    void samples();
    void otherSamples_data();
    void otherSamples();
    void sampleFiles();
    void hintsOfProviders();
    void followsThePalette();
    void screenReadersForgetWhatIsGone();
};

void TestFieldsPanel::emptyOffersTheFirstStep()
{
    Fixture f{QString()};
    auto *add = f.button<QPushButton>("Add field");
    QVERIFY(add && add->isVisible());
    QVERIFY(!f.view->isVisible());
    add->click();
    QVERIFY(f.view->isVisible() && !add->isVisible());
    QCOMPARE(f.names(), QStringLiteral("field"));
    QVERIFY(f.nameEdit());
    QCOMPARE(f.hint(), QString());
    QVERIFY(f.document.schema().has_value());
    f.document.undoStack().undo();
    QVERIFY(add->isVisible());
}

void TestFieldsPanel::insertAddsAndEdits()
{
    Fixture f;
    f.select("/properties/name");
    f.key(Qt::Key_Insert);
    QCOMPARE(f.names(), QStringLiteral("name,field,age,home{street},bio"));
    QVERIFY(f.nameEdit());
    QTest::keyClicks(f.nameEdit(), QStringLiteral("born"));
    QTest::keyClick(f.nameEdit(), Qt::Key_Return);
    QApplication::processEvents();
    QCOMPARE(f.names(), QStringLiteral("name,born,age,home{street},bio"));
    QCOMPARE(f.view->selectedFields(), QStringList(QStringLiteral("/properties/born")));
    f.select("/properties/home");
    f.button<LinkButton>("+ Field")->click(); // into the group
    QCOMPARE(f.names(), QStringLiteral("name,born,age,home{street,field},bio"));
}

void TestFieldsPanel::keys()
{
    Fixture f;
    f.select("/properties/age");
    f.key(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(f.names(), QStringLiteral("age,name,home{street},bio"));
    f.key(Qt::Key_Up, Qt::AltModifier); // is first
    f.key(Qt::Key_Down, Qt::AltModifier);
    f.key(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(f.names(), QStringLiteral("name,home{street},age,bio"));
    f.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(f.names(), QStringLiteral("name,home{street,age},bio"));
    QCOMPARE(f.view->selectedFields(), QStringList(QStringLiteral("/properties/home/properties/age")));
    f.key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(f.names(), QStringLiteral("name,home{street},age,bio"));
    f.key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(f.names(), QStringLiteral("name,home{street},age,age_2,bio"));
    f.key(Qt::Key_Delete);
    QCOMPARE(f.names(), QStringLiteral("name,home{street},age,bio"));
    QVERIFY(f.view->currentIndex().isValid());
    for (int i = 0; i < 7; ++i)
        f.document.undoStack().undo();
    QCOMPARE(f.document.schemaText(), kPerson);
}

void TestFieldsPanel::tabReachesWhatStandsAbove()
{
    QWidget window; // outlives the panel in it
    Fixture f;
    auto *before = new QLineEdit;
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(before);
    layout->addWidget(f.panel.get());
    window.show();
    window.activateWindow();
    before->setFocus();
    QApplication::processEvents();
    QStringList reached;
    for (int step = 0; step < 12 && QApplication::focusWidget() != f.view; ++step) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.append(QApplication::focusWidget()->accessibleName());
    }
    QVERIFY(reached.contains(QStringLiteral("What the answer is")));
    QVERIFY(reached.contains(QStringLiteral("Add field")));
    QCOMPARE(QApplication::focusWidget(), f.view);
}

void TestFieldsPanel::spaceAndClickTurnMust()
{
    Fixture f;
    const auto must = [&f](const char *pointer) {
        return f.at(pointer, Model::MustColumn).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    };
    f.select("/properties/age");
    f.key(Qt::Key_Space);
    QVERIFY(must("/properties/age"));
    f.view->selectAll();
    f.key(Qt::Key_Space); // as the current one turns
    QVERIFY(!must("/properties/age") && !must("/properties/name") &&
            !must("/properties/home/properties/street"));
    const QRect cell = f.view->visualRect(f.at("/properties/bio", Model::MustColumn));
    const QPoint dot(cell.left() + 10, cell.center().y());
    QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {}, dot);
    QVERIFY(must("/properties/bio"));
    QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 2, cell.center().y()));
    QVERIFY(must("/properties/bio")); // beside the dot
}

void TestFieldsPanel::copyCutPaste()
{
    Fixture f;
    f.select("/properties/home");
    f.key(Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(f.names(), QStringLiteral("name,age,bio"));
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("street")));
    Fixture other{QString()};
    other.editor()->paste(QApplication::clipboard()->text(), {}, 0);
    QCOMPARE(other.names(), QStringLiteral("home{street}"));
    f.select("/properties/name");
    f.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.names(), QStringLiteral("name,home{street},age,bio"));
    QApplication::clipboard()->setText(QStringLiteral("no fields"));
    f.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(f.hint().startsWith(QStringLiteral("The clipboard holds no fields.")));
}

void TestFieldsPanel::sharedFieldsKeepTheirRow()
{
    Fixture f(QStringLiteral(R"({"properties":{"a":{"$ref":"#/$defs/D"},"b":{"$ref":"#/$defs/D"}},)"
                             R"("$defs":{"D":{"type":"object","properties":{"c":{"type":"string"}}}}})"));
    const QModelIndex second = f.view->fields().index(0, 0, f.at("/properties/b"));
    QVERIFY(second.isValid());
    f.view->setCurrentIndex(second);
    f.key(Qt::Key_Space); // changes the definition, so both rows
    QCOMPARE(f.view->currentIndex().parent().data().toString(), QStringLiteral("b"));
    QCOMPARE(f.at("/$defs/D/properties/c", Model::MustColumn).data(Qt::CheckStateRole).toInt(),
             static_cast<int>(Qt::Checked));
    QVERIFY(f.at("/$defs/D/properties/c")
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("In “D”, used 2 times")));
    QCOMPARE(f.hint(), QStringLiteral("In “D”, used 2 times. A change here changes all of them."));
}

void TestFieldsPanel::brokenTextIsSaid()
{
    Fixture f;
    QSignalSpy wanted(f.panel.get(), &FieldsPanel::schemaErrorWanted);
    f.select("/properties/age");
    f.document.setSchemaText(QStringLiteral("{\n\"a\": }"));
    QCOMPARE(f.hint(),
             QStringLiteral("The JSON has an error in line 2; the table shows what it was before."));
    QCOMPARE(f.names(), QStringLiteral("name,age,home{street},bio"));
    for (const QAction *action : f.view->actions())
        QVERIFY2(action->isSeparator() || action->text() == QStringLiteral("&Copy") ||
                     action->text() == QStringLiteral("D&etails") || !action->isEnabled(),
                 qPrintable(action->text()));
    f.key(Qt::Key_Space);
    f.key(Qt::Key_Delete);
    QCOMPARE(f.document.schemaText(), QStringLiteral("{\n\"a\": }"));
    f.button<LinkButton>("Show")->click();
    QCOMPARE(wanted.count(), 1);
    f.document.undoStack().undo();
    QCOMPARE(f.hint(), QString());
    f.key(Qt::Key_Delete);
    QCOMPARE(f.names(), QStringLiteral("name,home{street},bio"));
}

void TestFieldsPanel::whatCannotBeUsedIsSaid()
{
    Fixture f(QStringLiteral(R"({"properties":{"a":{"type":"strin"},"b":{}}})"));
    QVERIFY(f.hint().startsWith(QStringLiteral("The schema cannot be used yet: ")));
    QVERIFY(f.editor()->setType(QStringLiteral("/properties/a"),
                                {schema::FieldKind::Text, false})); // mended here
    QCOMPARE(f.hint(), QString());
}

void TestFieldsPanel::notesAreSaidOnce()
{
    Fixture f;
    f.editor()->setType(QStringLiteral("/properties/age"), {schema::FieldKind::Text, false});
    QCOMPARE(f.hint(), QStringLiteral("Left out, because it makes no sense for the new kind: “minimum”."));
    f.document.undoStack().undo();
    QCOMPARE(f.hint(), QString());
    f.editor()->move({QStringLiteral("/properties/home")}, QStringLiteral("/properties/home"), 0);
    QVERIFY(f.hint().startsWith(QStringLiteral("A group cannot be put into itself.")));
    f.button<LinkButton>("Close")->click();
    QCOMPARE(f.hint(), QString());
}

void TestFieldsPanel::rootForm()
{
    Fixture f;
    auto *form = f.button<LinkButton>("one object");
    QVERIFY(form);
    const QList<QAction *> choices = form->findChild<QMenu *>()->actions();
    choices.at(1)->trigger();
    QCOMPARE(form->text(), QStringLiteral("a list of objects"));
    QCOMPARE(f.names(), QStringLiteral("name,age,home{street},bio"));
    choices.at(0)->trigger();
    QCOMPARE(form->text(), QStringLiteral("one object"));
}

void TestFieldsPanel::selectionAndOpenGroupsStay()
{
    Fixture f;
    QVERIFY(f.view->isExpanded(f.at("/properties/home"))); // from the start
    f.select("/properties/home/properties/street");
    f.document.setSchemaText(
        QString(kPerson).replace(QStringLiteral("\"street\""), QStringLiteral("\"road\"")));
    QCOMPARE(f.view->selectedFields(), QStringList(QStringLiteral("/properties/home/properties/road")));
    f.view->collapse(f.at("/properties/home"));
    f.editor()->rename(QStringLiteral("/properties/age"), QStringLiteral("years"));
    QVERIFY(!f.view->isExpanded(f.at("/properties/home")));
    f.editor()->add(QStringLiteral("/properties/home"), 1); // shown, so its group opens
    QVERIFY(f.view->isExpanded(f.at("/properties/home")));
}

void TestFieldsPanel::samples()
{
    Fixture f{QString()};
    f.button<LinkButton>("From sample…")->click();
    auto *dialog = f.panel->findChild<SampleDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QPushButton *take = nullptr;
    for (QPushButton *each : dialog->findChildren<QPushButton *>()) {
        if (each->text() == QStringLiteral("Take these fields"))
            take = each;
    }
    QVERIFY(take && !take->isEnabled());
    auto *text = dialog->findChild<QPlainTextEdit *>();
    text->setPlainText(QStringLiteral("{\"a\": 1,}"));
    take->click();
    QVERIFY(dialog->isVisible()); // the sample is not lost
    text->setPlainText(QStringLiteral("{\"a\": 1, \"b\": [{\"c\": \"2001-02-03\"}]}"));
    take->click();
    QVERIFY(!dialog->isVisible());
    QCOMPARE(f.names(), QStringLiteral("a,b{c}"));
    QCOMPARE(f.document.undoStack().undoText(), QStringLiteral("Take fields from a sample"));
}

void TestFieldsPanel::otherSamples_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("names");
    QTest::newRow("lines") << "{\"a\":1}\n{\"a\":2,\"b\":\"x\"}\n"
                           << "a,b";
    QTest::newRow("table") << "name,age\nJason,25\n"
                           << "name,age";
    QTest::newRow("tool") << R"({"type":"function","function":{"name":"f","parameters":{"type":"object",)"
                             R"("properties":{"p":{"type":"string"}}}}})"
                          << "p";
    QTest::newRow("response format")
        << R"({"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object","properties":{"q":{}}}}})"
        << "q";
}

void TestFieldsPanel::otherSamples()
{
    QFETCH(QString, text);
    QFETCH(QString, names);
    Fixture f;
    QVERIFY(f.editor()->takeSample(text, true));
    QCOMPARE(f.names(), names);
    f.document.undoStack().undo();
    QCOMPARE(f.document.schemaText(), kPerson);
}

void TestFieldsPanel::sampleFiles()
{
    QTemporaryDir folder;
    const auto write = [&folder](const char *name, const char *text) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0 ? file.fileName() : QString();
    };
    const QString one = write("1.json", "{\n  \"a\": 1\n}");
    const QString two = write("2.json", "{\n  \"b\": [1]\n}");
    const QString table = write("t.csv", "c;d\n1;2\n");
    Fixture f{QString()};
    f.button<LinkButton>("From sample…")->click();
    auto *dialog = f.panel->findChild<SampleDialog *>();
    auto *text = dialog->findChild<QPlainTextEdit *>();
    dialog->load({one, table}); // a table stands alone
    QCOMPARE(text->toPlainText(), QString());
    dialog->load({one, two});
    QCOMPARE(text->toPlainText(), QStringLiteral("{\"a\":1}\n{\"b\":[1]}"));
    dialog->load({table});
    QCOMPARE(text->toPlainText(), QStringLiteral("c;d\n1;2\n"));
}

void TestFieldsPanel::hintsOfProviders()
{
    Fixture f(
        QStringLiteral(R"({"type":"object","additionalProperties":false,"properties":{"a":{"type":"string"},)"
                       R"("b":{"type":"string"}},"required":["a"]})"));
    const auto hint = [&f](const char *pointer) { return f.at(pointer).data(Model::HintRole).toString(); };
    QVERIFY2(hint("/properties/b").contains(QStringLiteral("OpenAI strict: ")),
             qPrintable(hint("/properties/b")));
    QCOMPARE(hint("/properties/a"), QString());
    const LinkButton *all = nullptr; // over the table: it counts what is marked there
    for (const LinkButton *link : f.panel->findChildren<LinkButton *>()) {
        if (link->text() == QLatin1String("1 hint"))
            all = link;
    }
    QVERIFY(all && all->isVisible());
    QVERIFY(all->accessibleDescription().contains(QStringLiteral("marked ~")));
    f.select("/properties/b");
    f.key(Qt::Key_Space);
    QTRY_COMPARE(hint("/properties/b"), QString());
    QVERIFY(all->isHidden());
}

void TestFieldsPanel::followsThePalette()
{
    Fixture f;
    f.select("/properties/age");
    const auto ground = [&f] {
        QApplication::processEvents(); // a palette is told later
        const QImage image = f.panel->grab().toImage();
        return image.pixelColor(image.width() / 2, image.height() * 3 / 4).lightness(); // below the rows
    };
    QCOMPARE(ground(), 255);
    const QPalette before = QApplication::palette();
    QApplication::setPalette(paletteFor(darkTokens()));
    const int dark = ground();
    QApplication::setPalette(before);
    QVERIFY2(dark < 80, qPrintable(QString::number(dark)));
    QVERIFY(ground() > 200);
}

/// Qt keeps an object for each widget that a screen reader has asked about, until the widget's destroyed().
void TestFieldsPanel::screenReadersForgetWhatIsGone()
{
    QList<QAccessible::Id> known;
    {
        Fixture f{kPerson};
        f.panel->details()->setOpen(true);
        f.select("/properties/age");
        for (QWidget *each : f.panel->details()->findChildren<QWidget *>())
            known.append(QAccessible::uniqueId(QAccessible::queryAccessibleInterface(each)));
        QVERIFY(known.size() > 4 && QAccessible::accessibleInterface(known.last()));
    }
    for (const QAccessible::Id id : known)
        QVERIFY(!QAccessible::accessibleInterface(id));
}

QTEST_MAIN(TestFieldsPanel)
#include "tst_fieldspanel.moc"
