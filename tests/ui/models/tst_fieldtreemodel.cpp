// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/recipedocument.h"
#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using Model = FieldTreeModel;

namespace {

const QString kPerson = QStringLiteral(
    R"({"type":"object","properties":{"name":{"type":"string","description":"full name"},)"
    R"("age":{"type":"integer","minimum":0,"maximum":130},)"
    R"("home":{"type":"array","items":{"type":"object","properties":{"street":{"type":"string"},"land":{"enum":["A","B"]}}}}},)"
    R"("required":["name"]})");

struct Fixture
{
    explicit Fixture(const QString &schema = kPerson) { document.setSchemaText(schema); }
    QModelIndex at(const char *pointer, int column = 0) const
    {
        return model.indexOf(QString::fromUtf8(pointer)).siblingAtColumn(column);
    }
    QStringList names(const QModelIndex &parent = {}) const
    {
        QStringList out;
        for (int row = 0; row < model.rowCount(parent); ++row)
            out.append(model.index(row, 0, parent).data().toString());
        return out;
    }

    RecipeDocument document;
    FieldEditor editor{document};
    FieldTreeModel model{document, editor};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

const char *const kHome = "/properties/home";
const char *const kStreet = "/properties/home/items/properties/street";

} // namespace

class TestFieldTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".+"))); }
    void showsTheFields();
    void editsAreStepsOfTheDocument();
    void refusedEditsAreSaid();
    void rowsKeepTheirIndexes();
    void neverResets();
    void brokenTextFreezesIt();
    void everyEditUnderTheTester();
    void dragsWithin();
    void dropsText();
    void otherKindsKeepTheirKind();
    void hintsStandAtTheNearestRow();
    void placesInAnAnswer();
    void samples();
};

void TestFieldTreeModel::showsTheFields()
{
    Fixture f;
    const auto row = [&f](const char *pointer) {
        QStringList out;
        for (int column = 0; column < Model::kColumns - 1; ++column)
            out.append(f.at(pointer, column).data().toString());
        out.append(QString::number(f.at(pointer, Model::MustColumn).data(Qt::CheckStateRole).toInt()));
        return out.join(u'|');
    };
    QCOMPARE(f.names(), QStringList({QStringLiteral("name"), QStringLiteral("age"), QStringLiteral("home")}));
    QCOMPARE(row("/properties/name"), QStringLiteral("name|text|full name|2"));
    QCOMPARE(row("/properties/age"), QStringLiteral("age|whole number|0 to 130|0"));
    QCOMPARE(row(kHome), QStringLiteral("home|list of group||0"));
    QCOMPARE(row("/properties/home/items/properties/land"), QStringLiteral("land|one of… (2)|A, B|0"));
    QCOMPARE(f.at(kStreet).data(Model::GroupRole).toString(), QStringLiteral("/properties/home/items"));
    QCOMPARE(f.at(kHome, 3).data(Qt::AccessibleTextRole).toString(), QStringLiteral("may be left out"));
}

void TestFieldTreeModel::hintsStandAtTheNearestRow()
{
    Fixture f(
        QStringLiteral(R"({"properties":{"a":{"type":"string","pattern":"x"},"b":{"$ref":"#/$defs/D"}},)"
                       R"("$defs":{"D":{"properties":{"c":{"not":{}}},"minProperties":1}}})"));
    QSignalSpy changed(&f.model, &Model::dataChanged);
    const auto hint = [&f](const char *pointer) { return f.at(pointer).data(Model::HintRole).toString(); };
    const QStringList homeless =
        f.model.setHints({{QStringLiteral("/properties/a/pattern"), QStringLiteral("one")},
                          {QStringLiteral("/properties/a"), QStringLiteral("two")},
                          {QStringLiteral("/$defs/D/minProperties"), QStringLiteral("three")},
                          {QStringLiteral("/$defs/D/properties/c/not"), QStringLiteral("<b>")},
                          {QString(), QStringLiteral("all")},
                          {QStringLiteral("/title"), QStringLiteral("title")}});
    QCOMPARE(homeless, QStringList({QStringLiteral("all"), QStringLiteral("title")}));
    QCOMPARE(hint("/properties/a"), QStringLiteral("one\ntwo"));
    QCOMPARE(hint("/properties/b"), QStringLiteral("three"));
    QCOMPARE(hint("/$defs/D/properties/c"), QStringLiteral("<b>"));
    QVERIFY(
        f.at("/$defs/D/properties/c").data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
    QCOMPARE(changed.count(), 3);
    f.model.setHints({{QStringLiteral("/properties/a"), QStringLiteral("two")}});
    QCOMPARE(changed.count(), 6);
    QCOMPARE(hint("/properties/b"), QString());
    f.model.setHints({{QStringLiteral("/properties/a"), QStringLiteral("two")}});
    QCOMPARE(changed.count(), 6);
}

void TestFieldTreeModel::placesInAnAnswer()
{
    Fixture f;
    QCOMPARE(f.at(kStreet).data(Model::PlaceRole).toString(), QStringLiteral("/home/street"));
    QCOMPARE(f.at("/properties/age").data(Model::PlaceRole).toString(), QStringLiteral("/age"));
    Fixture answer(QStringLiteral(R"({"type":"string"})"));
    QCOMPARE(answer.at("").data(Model::PlaceRole).toString(), QString());
}

void TestFieldTreeModel::editsAreStepsOfTheDocument()
{
    Fixture f;
    const int before = f.document.undoStack().count();
    QVERIFY(f.model.setData(f.at("/properties/age"), QStringLiteral("years")));
    QVERIFY(f.model.setData(f.at("/properties/years", Model::WhatColumn), QStringLiteral("how old")));
    QVERIFY(f.model.setData(f.at("/properties/years", Model::MustColumn), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(f.editor.setType(QStringLiteral("/properties/years"), {schema::FieldKind::Number, false}));
    QCOMPARE(f.document.undoStack().count(), before + 4);
    QCOMPARE(f.at("/properties/years", Model::WhatColumn).data().toString(),
             QStringLiteral("how old · 0 to 130"));
    QCOMPARE(f.at("/properties/years", Model::KindColumn).data().toString(), QStringLiteral("number"));
    for (int i = 0; i < 4; ++i)
        f.document.undoStack().undo();
    QCOMPARE(f.document.schemaText(), kPerson);
    QCOMPARE(f.names().at(1), QStringLiteral("age"));
    QVERIFY(f.model.setData(f.at("/properties/age"), QStringLiteral("age"))); // the same again
    QCOMPARE(f.document.schemaText(), kPerson);
}

void TestFieldTreeModel::refusedEditsAreSaid()
{
    Fixture f;
    QSignalSpy refused(&f.editor, &FieldEditor::refused);
    QVERIFY(!f.model.setData(f.at("/properties/age"), QStringLiteral("name")));
    QCOMPARE(refused.count(), 1);
    QVERIFY(!f.model.nameProblem(f.at("/properties/age"), QStringLiteral("name")).isEmpty());
    QVERIFY(!f.model.nameProblem(f.at("/properties/age"), QString()).isEmpty());
    QVERIFY(f.model.nameProblem(f.at("/properties/age"), QStringLiteral("age")).isEmpty());
    QVERIFY(f.model.nameProblem(f.at("/properties/age"), QStringLiteral("street")).isEmpty());
    QCOMPARE(f.document.schemaText(), kPerson);
}

void TestFieldTreeModel::rowsKeepTheirIndexes()
{
    Fixture f;
    const QPersistentModelIndex street = f.at(kStreet);
    const QPersistentModelIndex age = f.at("/properties/age");
    QVERIFY(f.editor.add({}, 0));
    QVERIFY(f.editor.move({QString::fromLatin1(kHome)}, {}, 0));
    QVERIFY(f.editor.rename(QString::fromLatin1(kHome), QStringLiteral("homes")));
    QVERIFY(f.editor.setRootForm(schema::RootForm::List));
    QVERIFY(street.isValid() && age.isValid());
    QCOMPARE(street.data(Model::PointerRole).toString(),
             QStringLiteral("/items/properties/homes/items/properties/street"));
    QCOMPARE(age.row(), 3);
    QVERIFY(f.editor.remove({age.data(Model::PointerRole).toString()}));
    QVERIFY(!age.isValid());
    QVERIFY(street.isValid());
    f.document.undoStack().setIndex(1);
    QVERIFY(street.isValid());
    QCOMPARE(street.data(Model::PointerRole).toString(), QString::fromLatin1(kStreet));
}

void TestFieldTreeModel::neverResets()
{
    Fixture f;
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged);
    f.document.setSchemaText(f.document.schemaText() + u'\n');
    QCOMPARE(changed.count(), 0); // the same fields
    QString text = kPerson;
    f.document.setSchemaText(text.replace(QStringLiteral("full name"), QStringLiteral("its name")));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    f.document.setSchemaText(QStringLiteral(R"({"type":"string"})"));
    QCOMPARE(f.names(), QStringList(QStringLiteral("the answer")));
    f.document.setSchemaText(QString());
    QCOMPARE(f.model.rowCount(), 0);
    QCOMPARE(reset.count(), 0);
}

void TestFieldTreeModel::brokenTextFreezesIt()
{
    Fixture f;
    QSignalSpy refused(&f.editor, &FieldEditor::refused);
    f.document.setSchemaText(QStringLiteral("{"));
    QVERIFY(!f.model.isEditable());
    QCOMPARE(f.names().size(), 3);
    QVERIFY(!(f.model.flags(f.at("/properties/age")) & Qt::ItemIsEditable));
    QVERIFY(!f.model.setData(f.at("/properties/age"), QStringLiteral("x")));
    QVERIFY(!f.editor.add({}, 0));
    QCOMPARE(refused.count(), 1);
    QCOMPARE(f.document.schemaText(), QStringLiteral("{"));
    f.document.undoStack().undo();
    QVERIFY(f.model.isEditable());
    QVERIFY(f.model.flags(f.at("/properties/age")) & Qt::ItemIsEditable);
}

void TestFieldTreeModel::everyEditUnderTheTester()
{
    Fixture f;
    const QString home = QString::fromLatin1(kHome);
    const QString group = QStringLiteral("/properties/home/items");
    QVERIFY(f.editor.add(group, 1));
    QVERIFY(f.editor.duplicate({home, QStringLiteral("/properties/name")}));
    QCOMPARE(f.names().join(u','), QStringLiteral("name,name_2,age,home,home_2"));
    QVERIFY(f.editor.move({QStringLiteral("/properties/name"), QStringLiteral("/properties/age")}, group, 1));
    QCOMPARE(f.names(f.at(kHome)).join(u','), QStringLiteral("street,name,age,field,land"));
    QVERIFY(f.editor.move(
        {QStringLiteral("/properties/home/items/properties/land"), QString::fromLatin1(kStreet)}, group, 0));
    QCOMPARE(f.names(f.at(kHome)).join(u','), QStringLiteral("land,street,name,age,field"));
    QVERIFY(f.editor.move({QString::fromLatin1(kStreet)}, group, 5));
    QCOMPARE(f.names(f.at(kHome)).join(u','), QStringLiteral("land,name,age,field,street"));
    QVERIFY(f.editor.remove({home, QString::fromLatin1(kStreet)}));
    QCOMPARE(f.names().join(u','), QStringLiteral("name_2,home_2"));
    QVERIFY(
        f.editor.setMust({QStringLiteral("/properties/name_2"), QStringLiteral("/properties/home_2")}, true));
    QVERIFY(f.editor.setType(QStringLiteral("/properties/home_2"), {schema::FieldKind::Text, true}));
    QCOMPARE(f.model.rowCount(f.at("/properties/home_2")), 0);
    while (f.document.undoStack().index() > 1)
        f.document.undoStack().undo();
    QCOMPARE(f.document.schemaText(), kPerson);
    while (f.document.undoStack().canRedo())
        f.document.undoStack().redo();
    QCOMPARE(f.names().join(u','), QStringLiteral("name_2,home_2"));
}

void TestFieldTreeModel::dragsWithin()
{
    Fixture f;
    std::unique_ptr<QMimeData> data(
        f.model.mimeData({f.at("/properties/name"), f.at("/properties/name", 1)}));
    QVERIFY(data->text().contains(QStringLiteral("full name")));
    const QModelIndex home = f.at(kHome);
    QVERIFY(!f.model.canDropMimeData(data.get(), Qt::MoveAction, -1, -1, f.at("/properties/age")));
    QVERIFY(f.model.canDropMimeData(data.get(), Qt::MoveAction, 1, 0, home));
    QVERIFY(f.model.dropMimeData(data.get(), Qt::MoveAction, 1, 0, home));
    QCOMPARE(f.names(f.at(kHome)).join(u','), QStringLiteral("street,name,land"));
    QCOMPARE(f.names().join(u','), QStringLiteral("age,home"));
    QVERIFY(f.document.lastJson()["required"].isNull()); // it was required where it was
    data.reset(f.model.mimeData({f.at(kHome)}));
    QVERIFY(!f.model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, f.at(kHome))); // into itself
    QVERIFY(f.model.dropMimeData(data.get(), Qt::CopyAction, 0, 0, {}));
    QCOMPARE(f.names().join(u','), QStringLiteral("home_2,age,home"));
}

void TestFieldTreeModel::dropsText()
{
    Fixture f;
    Fixture other(QString{});
    std::unique_ptr<QMimeData> data(f.model.mimeData({f.at(kHome), f.at("/properties/name")}));
    QVERIFY(other.model.dropMimeData(data.get(), Qt::MoveAction, -1, -1, {})); // another window: a copy
    QCOMPARE(other.names().join(u','), QStringLiteral("home,name"));
    QCOMPARE(f.names().size(), 3);
    QSignalSpy refused(&f.editor, &FieldEditor::refused);
    QMimeData words;
    words.setText(QStringLiteral("just words"));
    QVERIFY(!f.model.dropMimeData(&words, Qt::CopyAction, -1, -1, {}));
    QCOMPARE(refused.count(), 1);
}

void TestFieldTreeModel::otherKindsKeepTheirKind()
{
    Fixture f(QStringLiteral(R"({"properties":{"a":{"anyOf":[{"type":"string"},{"type":"integer"}]}}})"));
    const auto editable = [&f](int column) {
        return static_cast<bool>(f.model.flags(f.at("/properties/a", column)) & Qt::ItemIsEditable);
    };
    QVERIFY(editable(Model::NameColumn) && editable(Model::WhatColumn) && !editable(Model::KindColumn));
    QCOMPARE(f.at("/properties/a", Model::WhatColumn).data().toString(),
             QStringLiteral("a choice between several schemas"));
    QVERIFY(f.model.setData(f.at("/properties/a", Model::WhatColumn), QStringLiteral("either")));
    QVERIFY(f.document.schema()->find("properties"));
}

void TestFieldTreeModel::samples()
{
    Fixture f;
    QSignalSpy refused(&f.editor, &FieldEditor::refused);
    QVERIFY(!f.editor.takeSample(QStringLiteral("{\n"), true));
    QVERIFY(!f.editor.takeSample(QStringLiteral("5"), false));
    QCOMPARE(refused.count(), 2);
    QVERIFY(f.editor.takeSample(QStringLiteral(R"([{"born":"2001-02-03","name":"x"}])"), false));
    QCOMPARE(f.names().join(u','), QStringLiteral("name,age,home,born,name_2"));
    QVERIFY(f.editor.takeSample(QStringLiteral(R"([{"born":"2001-02-03"}])"), true));
    QCOMPARE(f.names().join(u','), QStringLiteral("born"));
    QCOMPARE(f.model.rootForm(), schema::RootForm::List);
    QVERIFY(f.document.schema().has_value());
}

QTEST_GUILESS_MAIN(TestFieldTreeModel)
#include "tst_fieldtreemodel.moc"
