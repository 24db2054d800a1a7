// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/fielddetails.h"
#include "recipe/fieldnotes.h"
#include "support/fieldsfixture.h"
#include "support/widgettest.h"
#include "theme/tokens.h"
#include "widgets/commitedit.h"
#include "widgets/linkbutton.h"
#include "widgets/valuespopup.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTemporaryDir>

using namespace espalier;
using namespace espalier::ui;
using Model = FieldTreeModel;

// The pane below the table: what it shows of the current field, and that each change is one step.

namespace {

const QString kShared = QStringLiteral(
    R"({"type":"object","properties":{"home":{"$ref":"#/$defs/Address"},"work":{"$ref":"#/$defs/Address"},)"
    R"("tags":{"type":"array","items":{"type":"string"}}},"$defs":{"Address":{"type":"object",)"
    R"("properties":{"street":{"type":"string"}}}}})");

struct Fixture : test::FieldsFixture
{
    explicit Fixture(const QString &schema = test::kPerson)
        : test::FieldsFixture(schema)
        , details(panel->details())
    {
        panel->resize(600, 800);
        details->setOpen(true);
        QApplication::processEvents();
    }
    void select(const char *pointer) const
    {
        test::FieldsFixture::select(pointer);
        QApplication::processEvents(); // a form of another kind is made and shown
    }
    template <typename Widget = QLineEdit>
    Widget *box(const char *name) const
    {
        for (Widget *each : details->findChildren<Widget *>()) {
            if (each->accessibleName() == QString::fromUtf8(name) && each->isVisibleTo(details))
                return each;
        }
        return nullptr;
    }
    QCheckBox *check(const char *text) const
    {
        for (QCheckBox *each : details->findChildren<QCheckBox *>()) {
            if (each->text() == QString::fromUtf8(text) && each->isVisibleTo(details))
                return each;
        }
        return nullptr;
    }
    void type(const char *name, const char *text) const
    {
        auto *edit = box<QLineEdit>(name);
        QVERIFY2(edit, name);
        edit->setFocus();
        edit->selectAll();
        if (*text)
            QTest::keyClicks(edit, QString::fromUtf8(text));
        else
            QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClick(edit, Qt::Key_Return);
        QApplication::processEvents();
    }
    QString undoText() const { return const_cast<RecipeDocument &>(document).undoStack().undoText(); }
    QString schemaOf(const char *pointer) const
    {
        const json::Value *value = json::resolve(document.lastJson(), pointer);
        return value ? QString::fromStdString(json::writeCompact(*value)) : QString();
    }

    FieldDetails *details;
};

} // namespace

class TestFieldDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void followsTheCurrentField();
    void nameAndDescription();
    void presence();
    void rules();
    void nonsenseIsSaidAndStays();
    void ofAList();
    void valuesAndKind();
    void mayBeInferred();
    void notesFollowTheField();
    void notesAreSaved();
    void definitions();
    void keyboard();
    void frozenWhileThereIsNoJson();
};

void TestFieldDetails::followsTheCurrentField()
{
    Fixture f;
    QCOMPARE(f.box("Name")->text(), QStringLiteral("name")); // where the keys are
    f.select("/properties/age");
    QCOMPARE(f.box("Name")->text(), QStringLiteral("age"));
    QCOMPARE(f.box("At least this number")->text(), QStringLiteral("0"));
    QVERIFY(!f.box("At most this many characters"));
    f.select("/properties/bio");
    QCOMPARE(f.box("Name")->text(), QStringLiteral("bio"));
    QVERIFY(!f.box("At least this number") && f.box("At most this many characters"));
    f.document.setSchemaText(
        QString(test::kPerson).replace(QStringLiteral("\"bio\""), QStringLiteral("\"life\"")));
    QCOMPARE(f.box("Name")->text(), QStringLiteral("life"));
    f.details->setOpen(false);
    QVERIFY(!f.box("Name"));
}

void TestFieldDetails::nameAndDescription()
{
    Fixture f;
    f.select("/properties/age");
    f.type("Name", "years");
    QCOMPARE(f.names(), QStringLiteral("name,years,home{street},bio"));
    QCOMPARE(f.undoText(), QStringLiteral("Rename field"));
    auto *what = f.box<CommitEdit>("What it is");
    what->setFocus();
    QTest::keyClicks(what, QStringLiteral("in years"));
    QTest::keyClick(what, Qt::Key_Return);
    QTest::keyClicks(what, QStringLiteral("not months"));
    f.select("/properties/name"); // leaves it
    QCOMPARE(f.schemaOf("/properties/years/description"), QStringLiteral("\"in years\\nnot months\""));
    QCOMPARE(f.document.undoStack().count(), 3); // the fixture's schema is the first
    QCOMPARE(what->toPlainText(), QString());
    f.type("Name", "bio"); // taken
    QVERIFY(f.hint().contains(QStringLiteral("bio")));
    QCOMPARE(f.box("Name")->text(), QStringLiteral("name"));
}

void TestFieldDetails::presence()
{
    Fixture f;
    f.select("/properties/name");
    QVERIFY(f.check("must be there")->isChecked());
    f.check("must be there")->click();
    QVERIFY(!f.at("/properties/name", Model::MustColumn).data(Qt::CheckStateRole).toInt());
    f.check("may be nothing (null)")->click();
    QCOMPARE(f.schemaOf("/properties/name"), QStringLiteral(R"({"type":["string","null"]})"));
    QCOMPARE(f.at("/properties/name", Model::KindColumn).data().toString(),
             QStringLiteral("text or nothing"));
    f.document.undoStack().undo();
    QVERIFY(!f.check("may be nothing (null)")->isChecked());
}

void TestFieldDetails::rules()
{
    Fixture f;
    f.select("/properties/name");
    f.type("At least this many characters", "2");
    f.type("Like this pattern (a regular expression)", "^[A-Z]");
    f.type("Value where there is none", "Jason");
    QCOMPARE(f.schemaOf("/properties/name"),
             QStringLiteral(R"({"type":"string","minLength":2,"pattern":"^[A-Z]","default":"Jason"})"));
    QCOMPARE(f.undoText(), QStringLiteral("Change rule"));
    f.type("Like this pattern (a regular expression)", "");
    QCOMPARE(f.undoText(), QStringLiteral("Remove rule"));
    auto *examples = f.box<CommitEdit>("Examples, one a line");
    examples->setFocus();
    QTest::keyClicks(examples, QStringLiteral("Sarah"));
    QTest::keyClick(examples, Qt::Key_Return);
    QTest::keyClicks(examples, QStringLiteral("Mike"));
    f.box("Name")->setFocus();
    auto *formats = f.box<QComboBox>("Written as");
    QTest::keyClick(formats, Qt::Key_Down);
    QCOMPARE(
        f.schemaOf("/properties/name"),
        QStringLiteral(
            R"({"type":"string","minLength":2,"default":"Jason","examples":["Sarah","Mike"],"format":"time"})"));
    QVERIFY(
        f.at("/properties/name", Model::WhatColumn).data().toString().contains(QStringLiteral("at least 2")));
    for (int i = 0; i < 6; ++i)
        f.document.undoStack().undo();
    QCOMPARE(f.document.schemaText(), test::kPerson);
    QCOMPARE(f.box("At least this many characters")->text(), QString());
    f.select("/properties/age");
    f.type("At most this number", "1.50e2");
    QCOMPARE(f.schemaOf("/properties/age/maximum"), QStringLiteral("1.50e2"));
}

void TestFieldDetails::nonsenseIsSaidAndStays()
{
    Fixture f;
    f.select("/properties/age");
    f.type("At most this number", "-1");
    QCOMPARE(f.hint(), QStringLiteral("Nothing is at least 0 and at most -1. Change one of the two."));
    auto *edit = f.box("At most this number");
    QCOMPARE(edit->text(), QStringLiteral("-1"));
    QCOMPARE(edit->palette().color(QPalette::Text), tokensFor(QApplication::palette()).brick);
    QCOMPARE(f.document.schemaText(), test::kPerson);
    f.type("At most this number", "9");
    QCOMPARE(f.hint(), QString());
    QVERIFY(edit->palette().color(QPalette::Text) != tokensFor(QApplication::palette()).brick);
    f.type("Value where there is none", "ten");
    QVERIFY2(f.hint().startsWith(QStringLiteral("The default \"ten\" does not fit")), qPrintable(f.hint()));
}

void TestFieldDetails::ofAList()
{
    Fixture f(kShared);
    f.select("/properties/tags");
    f.type("At most this many items", "3");
    f.type("At least this many characters", "1");
    f.check("none twice")->click();
    QCOMPARE(
        f.schemaOf("/properties/tags"),
        QStringLiteral(
            R"({"type":"array","items":{"type":"string","minLength":1},"maxItems":3,"uniqueItems":true})"));
    f.check("none twice")->click();
    QVERIFY(!f.schemaOf("/properties/tags").contains(QStringLiteral("unique")));
}

void TestFieldDetails::valuesAndKind()
{
    Fixture f(QStringLiteral(R"({"properties":{"c":{"enum":["a","b"]},"t":{"type":"string"}}})"));
    f.select("/properties/c");
    f.button<LinkButton>("Change values…")->click();
    auto *popup = f.panel->findChild<ValuesPopup *>();
    QVERIFY(popup);
    auto *text = popup->findChild<QPlainTextEdit *>();
    QCOMPARE(text->toPlainText(), QStringLiteral("a\nb"));
    text->appendPlainText(QStringLiteral("c"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.schemaOf("/properties/c"), QStringLiteral(R"({"enum":["a","b","c"]})"));
    f.select("/properties/t");
    auto *kind = f.box<QComboBox>("Kind");
    QCOMPARE(kind->currentText(), QStringLiteral("text"));
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QCOMPARE(f.schemaOf("/properties/t"), QStringLiteral(R"({"type":"integer"})"));
    QCOMPARE(f.undoText(), QStringLiteral("Change kind"));
    QApplication::processEvents();
    QVERIFY(f.box("At least this number"));
}

void TestFieldDetails::mayBeInferred()
{
    Fixture f;
    f.select("/properties/home/properties/street");
    auto *source = f.box<QComboBox>("Where its value comes from");
    QCOMPARE(source->currentText(), QStringLiteral("stands word for word in the text"));
    source->setFocus();
    QTest::keyClick(source, Qt::Key_Down);
    QVERIFY(recipe::mayBeInferred(f.document.fields(), "/home/street"));
    QCOMPARE(f.undoText(), QStringLiteral("Let it be inferred"));
    QCOMPARE(f.document.schemaText(), test::kPerson);
    f.document.undoStack().undo();
    QCOMPARE(source->currentIndex(), 0);
    f.document.undoStack().redo();
    QCOMPARE(source->currentIndex(), 1);
}

void TestFieldDetails::notesFollowTheField()
{
    Fixture f;
    f.editor()->setInferred(QStringLiteral("/home/street"), true);
    const auto inferred = [&f](const char *place) {
        return recipe::mayBeInferred(f.document.fields(), place);
    };
    f.editor()->rename(QStringLiteral("/properties/home"), QStringLiteral("place"));
    QVERIFY(inferred("/place/street") && !inferred("/home/street"));
    f.editor()->move({QStringLiteral("/properties/place/properties/street")}, QString(), 0);
    QVERIFY(inferred("/street"));
    f.editor()->duplicate({QStringLiteral("/properties/street")});
    QVERIFY(inferred("/street") && inferred("/street_2"));
    f.editor()->remove({QStringLiteral("/properties/street")});
    QVERIFY(!inferred("/street"));
    f.document.undoStack().undo(); // one step for both
    QVERIFY(inferred("/street"));
    for (int i = 0; i < 3; ++i)
        f.document.undoStack().undo();
    QVERIFY(inferred("/home/street"));
    QCOMPARE(f.document.schemaText(), test::kPerson);
}

void TestFieldDetails::notesAreSaved()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("r.recipe.json"));
    Fixture f;
    f.editor()->setInferred(QStringLiteral("/bio"), true);
    QVERIFY(!f.document.save(path));
    f.editor()->rename(QStringLiteral("/properties/bio"), QStringLiteral("life"));
    QVERIFY(!f.document.save(path));
    RecipeDocument other;
    QVERIFY(!other.open(path));
    QCOMPARE(other.fields(), f.document.fields());
    QVERIFY(recipe::mayBeInferred(other.fields(), "/life"));
}

void TestFieldDetails::definitions()
{
    Fixture f(kShared);
    f.select("/properties/home");
    QVERIFY(f.at("/properties/home", Model::WhatColumn)
                .data()
                .toString()
                .contains(QStringLiteral("from Address, used 2 times")));
    auto *own = f.button<LinkButton>("Make it its own");
    QVERIFY(own->isVisibleTo(f.details));
    own->click();
    QCOMPARE(f.schemaOf("/properties/home"),
             QStringLiteral(R"({"type":"object","properties":{"street":{"type":"string"}}})"));
    QVERIFY(
        !f.at("/properties/home", Model::WhatColumn).data().toString().contains(QStringLiteral("Address")));
    QVERIFY(!own->isVisibleTo(f.details));
    QCOMPARE(f.undoText(), QStringLiteral("Make it its own"));
    f.document.undoStack().undo();
    QCOMPARE(f.document.schemaText(), kShared);
    const QModelIndex street = f.view->fields().index(0, 0, f.at("/properties/work"));
    f.view->setCurrentIndex(street);
    bool said = false;
    for (const QLabel *label : f.details->findChildren<QLabel *>())
        said =
            said ||
            (label->isVisibleTo(f.details) &&
             label->text().contains(QStringLiteral("In “Address”, used 2 times. A change here changes all")));
    QVERIFY(said);
}

void TestFieldDetails::keyboard()
{
    Fixture f;
    f.select("/properties/name");
    f.details->setOpen(false);
    f.key(Qt::Key_Return, Qt::AltModifier);
    QVERIFY(f.details->isOpen());
    QCOMPARE(QApplication::focusWidget(), f.box<CommitEdit>("What it is"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), f.view);
    // Tab goes through the cells of a row and out of it.
    QTest::keyClick(f.view, Qt::Key_Tab);
    QCOMPARE(f.view->currentIndex().column(), int(Model::KindColumn));
    QTest::keyClick(f.view, Qt::Key_Tab);
    QTest::keyClick(f.view, Qt::Key_Tab);
    QCOMPARE(f.view->currentIndex().column(), int(Model::MustColumn));
    QCOMPARE(f.view->selectedFields(), QStringList(QStringLiteral("/properties/name")));
    QTest::keyClick(f.view, Qt::Key_Space);
    QVERIFY(!f.check("must be there")->isChecked());
    QTest::keyClick(f.view, Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget() != f.view);
    // In an editor Tab goes on to the next text.
    f.select("/properties/age");
    f.view->setFocus();
    f.view->edit(f.at("/properties/age"));
    QTest::keyClick(f.nameEdit(), Qt::Key_Tab);
    QApplication::processEvents();
    QCOMPARE(f.view->currentIndex().column(), int(Model::WhatColumn));
    auto *what = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(what && what->accessibleName() == QStringLiteral("What it is"));
    QTest::keyClicks(what, QStringLiteral("in years"));
    QTest::keyClick(what, Qt::Key_Tab);
    QApplication::processEvents();
    QCOMPARE(f.schemaOf("/properties/age/description"), QStringLiteral("\"in years\""));
    QCOMPARE(f.view->currentIndex(), f.at("/properties/home"));
}

void TestFieldDetails::frozenWhileThereIsNoJson()
{
    Fixture f;
    f.select("/properties/age");
    f.document.setSchemaText(QStringLiteral("{"));
    QVERIFY(!f.box("Name")->isEnabled());
    QCOMPARE(f.box("Name")->text(), QStringLiteral("age"));
    f.document.undoStack().undo();
    QVERIFY(f.box("Name")->isEnabled());
}

QTEST_MAIN(TestFieldDetails)
#include "tst_fielddetails.moc"
