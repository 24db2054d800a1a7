// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/tablepage.h"
#include "panels/valuepane.h"
#include "support/answerpanel.h"
#include "support/widgettest.h"
#include "widgets/banner.h"
#include "widgets/notelist.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace espalier;
using namespace espalier::ui;
using test::Answer;

class TestResultPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void fourWaysToLook();
    void theBytesOfTheSelectedValueAreMarked();
    void theMarkGrowsWithTheValue();
    void aClickInTheTextSelectsTheValue();
    void anotherTextIsNotMarked();
    void whatIsEmptySaysWhy();
    void severalRowsAreCopied();
    void theTableShowsTheList();
    void aTableWithoutAnAnswerSaysSo();
    void cellsLeadToTheTree();
    void stepsOfAnErrorAreButtons();
    void theTabsStandAlone_data();
    void theTabsStandAlone();
    void aWrongValueIsReadBelowItsReason();
    void stepsInsideAreTakenHere();
    void foreignTextIsPlainText();
    void theWholeRowIsSpoken();
};

void TestResultPanel::fourWaysToLook()
{
    Answer a;
    a.feed(R"({"name":"Jason","list":[{"a":1}]})");
    a.end();
    auto *tabs = a.part<QTabBar>();
    QStringList names;
    for (int tab = 0; tab < tabs->count(); ++tab)
        names.append(tabs->tabText(tab));
    QCOMPARE(names, (QStringList{QStringLiteral("Tree"), QStringLiteral("Table"), QStringLiteral("JSON"),
                                 QStringLiteral("Raw")}));
    QVERIFY(a.part<LiveTreeView>()->isVisible());
    a.panel.showPage(ResultPanel::Page::Table);
    QVERIFY(a.part<TablePage>()->isVisible() && !a.part<LiveTreeView>()->isVisible());
    a.panel.showPage(ResultPanel::Page::Json);
    QTRY_COMPARE(a.part<JsonView>()->wholeText(), a.panel.jsonText());
    a.panel.showPage(ResultPanel::Page::Raw);
    QTRY_COMPARE(a.part<RawView>()->wholeText(), QString::fromStdString(a.text));
}

void TestResultPanel::theBytesOfTheSelectedValueAreMarked()
{
    Answer a;
    a.feed("Sure 😀:\n```json\n{\"größe\": \"12 €\", \"list\": [1, {\"k\": \"😀é\"}]}\n```");
    a.end();
    a.panel.showPage(ResultPanel::Page::Raw);
    QTRY_COMPARE(a.part<RawView>()->wholeText(), QString::fromStdString(a.text));
    a.select("/größe");
    QCOMPARE(a.marked(), QString());
    a.part<LiveTreeView>()->setCurrentIndex(a.tree.indexOf(QString::fromUtf8("/größe")));
    QCOMPARE(a.marked(), QString::fromUtf8("\"12 €\""));
    QCOMPARE(a.part<RawView>()->extraSelections().size(), 1);
    a.select("/list/1/k");
    QCOMPARE(a.marked(), QString::fromUtf8("\"😀é\""));
    a.select("/list");
    QCOMPARE(a.marked(), QString::fromUtf8("[1, {\"k\": \"😀é\"}]"));
}

void TestResultPanel::theMarkGrowsWithTheValue()
{
    Answer a;
    a.panel.showPage(ResultPanel::Page::Raw);
    a.feed(R"({"a":{"b":1)");
    a.part<LiveTreeView>()->setCurrentIndex(a.tree.indexOf(QStringLiteral("/a")));
    a.feed(R"(,"c":2,"d":[)");
    QTRY_COMPARE(a.marked(), QStringLiteral(R"({"b":1,"c":2,"d":[)"));
    a.feed("3]},\"e\":4}");
    a.end();
    QTRY_COMPARE(a.marked(), QStringLiteral(R"({"b":1,"c":2,"d":[3]})"));
}

void TestResultPanel::aClickInTheTextSelectsTheValue()
{
    Answer a;
    a.feed(R"({"name": "😀 Jason", "age": 25})");
    a.end();
    a.panel.showPage(ResultPanel::Page::Raw);
    auto *raw = a.part<RawView>();
    QTRY_COMPARE(raw->wholeText(), QString::fromStdString(a.text));
    const auto chosen = [&a] {
        return a.part<LiveTreeView>()->currentIndex().data(PartialTreeModel::PointerRole).toString();
    };
    QTextCursor cursor(raw->document());
    cursor.setPosition(int(raw->wholeText().indexOf(QLatin1String("25"))) + 1);
    raw->setTextCursor(cursor);
    QTest::mouseClick(raw->viewport(), Qt::LeftButton, {}, raw->cursorRect(cursor).center());
    QCOMPARE(chosen(), QStringLiteral("/age"));
    QCOMPARE(a.marked(), QStringLiteral("25"));
    cursor.setPosition(int(raw->wholeText().indexOf(QLatin1String("Jason"))));
    raw->setTextCursor(cursor);
    QTest::keyClick(raw, Qt::Key_Return);
    QCOMPARE(chosen(), QStringLiteral("/name"));
}

void TestResultPanel::anotherTextIsNotMarked()
{
    Answer a; // words in another place came as well: the text is not the one the tree was read from
    a.panel.addRaw(QStringLiteral("I call a function.\n"));
    a.feed(R"({"name":"Jason"})");
    a.end();
    a.panel.showPage(ResultPanel::Page::Raw);
    a.select("/name");
    QCOMPARE(a.marked(), QString());
    QVERIFY(a.part<RawView>()->extraSelections().isEmpty());
    QSignalSpy chosen(a.part<LiveTreeView>()->selectionModel(), &QItemSelectionModel::currentChanged);
    QTest::keyClick(a.part<RawView>(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
}

void TestResultPanel::whatIsEmptySaysWhy()
{
    Answer a;
    a.expect(R"({"type":"object","properties":{"name":{},"bio":{}},"required":["name"]})");
    a.feed(R"({"name":"Jas)");
    a.select("/bio");
    QVERIFY(a.part<ValuePane>()->reason().contains(QStringLiteral("growing")));
    a.feed(R"(on"})");
    a.end();
    QVERIFY(a.part<ValuePane>()->reason().contains(QStringLiteral("left it out")));
    a.select("/name");
    QCOMPARE(a.part<ValuePane>()->reason(), QString());
    a.focus(a.part<LiveTreeView>());
    QTest::keyClick(a.part<LiveTreeView>(), Qt::Key_F1); // asked all the same
    QVERIFY(!a.part<ValuePane>()->reason().isEmpty());
}

void TestResultPanel::severalRowsAreCopied()
{
    Answer a;
    a.feed(R"({"a":"x","b":{"c":1},"d":null})");
    a.end();
    auto *tree = a.part<LiveTreeView>();
    a.focus(tree);
    tree->setCurrentIndex(a.tree.index(2, 0));
    tree->selectionModel()->select(a.tree.index(0, 0),
                                   QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("[\"x\",\nnull]"));
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/a\n/d"));
    a.select("/a");
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("x"));
}

void TestResultPanel::theTableShowsTheList()
{
    Answer a;
    a.panel.showPage(ResultPanel::Page::Table);
    auto *view = a.part<QTableView>();
    QVERIFY(!view->isVisible());
    a.feed(R"({"addresses":[{"street":"x","city":"=1+1"},{"street":"y)");
    QVERIFY(view->isVisible());
    QCOMPARE(view->model()->rowCount(), 2);
    QVERIFY(!view->isSortingEnabled());
    a.feed(R"("}]})");
    a.end();
    QVERIFY(view->isSortingEnabled());
    QCOMPARE(view->model()->index(0, 0).data().toString(), QStringLiteral("x")); // as it came
    a.focus(view);
    view->setCurrentIndex(view->model()->index(0, 1));
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("=1+1")); // one value as it is
    view->selectAll();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().remove(u'\r'),
             QStringLiteral("street\tcity\nx\t'=1+1\ny\t\n"));
}

void TestResultPanel::aTableWithoutAnAnswerSaysSo()
{
    const auto said = [](const char *answer, run::RunStatus status) {
        Answer a;
        a.panel.showPage(ResultPanel::Page::Table);
        a.feed(answer);
        a.end(status);
        QStringList out;
        for (const QLabel *label : a.panel.findChildren<QLabel *>()) {
            if (label->isVisible())
                out.append(label->text());
        }
        return out.join(u'|');
    };
    QVERIFY(said("", run::RunStatus::Failed).contains(QStringLiteral("No answer came.")));
    QVERIFY(said("1", run::RunStatus::Valid).contains(QStringLiteral("The answer holds no list.")));
}

void TestResultPanel::cellsLeadToTheTree()
{
    Answer a;
    a.feed(R"([{"a":1},{"a":2}])");
    a.end();
    a.panel.showPage(ResultPanel::Page::Table);
    Q_EMIT a.part<TablePage>()->placeChosen(QStringLiteral("/1/a"));
    QVERIFY(a.part<LiveTreeView>()->isVisible());
    QCOMPARE(a.part<LiveTreeView>()->currentIndex().data(PartialTreeModel::PointerRole).toString(),
             QStringLiteral("/1/a"));
}

void TestResultPanel::stepsOfAnErrorAreButtons()
{
    Answer a;
    QSignalSpy wanted(&a.panel, &ResultPanel::stepWanted);
    run::RunResult result;
    result.error = Error{ErrorKind::NotFound, "no model x", "Choose another.", 404, {}, {}};
    a.end(run::RunStatus::Failed, result);
    const QList<QPushButton *> buttons = a.part<Banner>()->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 2);
    for (const QPushButton *button : buttons) {
        QVERIFY(button->isVisible());
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
    }
    a.press(QStringLiteral("Choose another model"));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().value<NextStep>(), NextStep::ChooseModel);
    a.panel.begin();
    QVERIFY(a.part<Banner>()->isHidden());
}

void TestResultPanel::theTabsStandAlone_data()
{
    QTest::addColumn<int>("more");
    QTest::newRow("the least") << 0;
    QTest::newRow("a little more") << 40;
    QTest::newRow("wide") << 400;
}

void TestResultPanel::theTabsStandAlone()
{
    QFETCH(const int, more);
    Answer a;
    a.panel.setLiveText(QStringLiteral("done, does not fit the schema"));
    a.panel.resize(a.panel.minimumWidth() + more, 600);
    QApplication::processEvents();
    const auto *tabs = a.part<QTabBar>();
    QVERIFY(tabs->tabRect(tabs->count() - 1).right() <= tabs->width());
    const QWidget *head = tabs->parentWidget();
    int words = 0;
    for (const QWidget *beside : head->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        if (beside->isHidden())
            continue;
        QVERIFY(beside == tabs || beside->width() == 0 || beside->x() >= tabs->geometry().right());
        QVERIFY(beside->geometry().right() < head->width());
        if (const auto *label = qobject_cast<const QLabel *>(beside))
            words = label->width();
    }
    // All of the words, a telling part of them, or none.
    QVERIFY(words == 0 || words >= a.panel.fontMetrics().averageCharWidth() * 12);
    QCOMPARE(words > 0, more == 400);
}

void TestResultPanel::aWrongValueIsReadBelowItsReason()
{
    Answer a;
    a.panel.resize(700, 300);
    a.feed(R"({"age":"old"})");
    run::RunResult result;
    schema::Issue issue;
    issue.instance = "/age";
    issue.message = "must be a whole number";
    result.issues.push_back(issue);
    a.end(run::RunStatus::Invalid, result);
    a.select("/age");
    QApplication::processEvents();
    QVERIFY(!a.part<ValuePane>()->reason().isEmpty());
    const auto *value = a.part<ValueView>();
    QVERIFY(value->viewport()->height() >= value->cursorRect().bottom());
}

void TestResultPanel::stepsInsideAreTakenHere()
{
    Answer a;
    a.feed(R"({"group":{"age":-1}})");
    QSignalSpy outside(&a.panel, &ResultPanel::stepWanted);
    run::RunResult result;
    result.attempts = 4;
    schema::Issue issue;
    issue.instance = "/group/age";
    issue.message = "must be at least 0, got -1";
    result.issues.push_back(issue);
    a.end(run::RunStatus::Invalid, result);
    QVERIFY(a.part<Banner>()->text().contains(QStringLiteral("after 4 attempts")));
    a.panel.showPage(ResultPanel::Page::Raw);
    a.press(QStringLiteral("Show in the tree"));
    QVERIFY(a.part<LiveTreeView>()->isVisible());
    QCOMPARE(a.part<LiveTreeView>()->currentIndex().data(PartialTreeModel::PointerRole).toString(),
             QStringLiteral("/group/age"));
    QVERIFY(a.part<ValuePane>()->reason().contains(QStringLiteral("must be at least 0")));
    QCOMPARE(a.tree.value()->find("group")->find("age")->text(), std::string("-1")); // kept and shown
    a.panel.finish({}, true);
    QCOMPARE(outside.count(), 0);
}

void TestResultPanel::foreignTextIsPlainText()
{
    const std::string image = "<img src=file:///etc/hostname>";
    Answer a;
    a.feed(R"({"list":[{")" + image + R"(":")" + image + R"("}]})");
    run::RunResult result;
    result.error = Error{ErrorKind::RequestRefused, image, image, 400, image, {}};
    schema::Issue issue;
    issue.instance = "/list/0";
    issue.message = image;
    result.issues.push_back(issue);
    result.notes.push_back(image);
    a.end(run::RunStatus::Failed, result);
    const QString shown = QString::fromStdString(image);
    a.part<LiveTreeView>()->setCurrentIndex(a.tree.index(0, 0, a.tree.index(0, 0, a.tree.index(0, 0))));
    a.panel.setLiveText(shown);
    for (const ResultPanel::Page page : {ResultPanel::Page::Tree, ResultPanel::Page::Table,
                                         ResultPanel::Page::Json, ResultPanel::Page::Raw}) {
        a.panel.showPage(page);
        QTest::qWait(60);
        (void)a.panel.grab();
    }
    // What could take it for markup is told not to.
    for (const QLabel *label : a.panel.findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
    for (const QWidget *widget : a.panel.findChildren<QWidget *>())
        QVERIFY2(!Qt::mightBeRichText(widget->toolTip()), qPrintable(widget->toolTip()));
    for (const QAction *action : a.panel.findChildren<QAction *>())
        QVERIFY(!Qt::mightBeRichText(action->toolTip()));
    auto *table = a.part<QTableView>()->model();
    QVERIFY(!table->index(0, 0).data(Qt::ToolTipRole).isValid());
    QVERIFY(!a.tree.index(0, 0).data(Qt::ToolTipRole).isValid());
    // And it is all there, letter by letter.
    QVERIFY(a.part<Banner>()->text().contains(shown));
    QCOMPARE(table->index(0, 0).data().toString(), shown);
    QCOMPARE(table->headerData(0, Qt::Horizontal).toString(), shown);
    QVERIFY(a.part<RawView>()->toPlainText().contains(shown));
    QVERIFY(a.part<ValueView>()->toPlainText().contains(shown));
    QVERIFY(a.part<NoteList>()->item(0)->text().contains(shown));
}

void TestResultPanel::theWholeRowIsSpoken()
{
    Answer a;
    a.expect(R"({"type":"object","properties":{"name":{},"bio":{}}})");
    a.feed(R"({"name":"Jason","x":)");
    const auto spoken = [&a](const char *pointer) {
        return a.tree.indexOf(QLatin1String(pointer)).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(spoken("/name"), QStringLiteral("name, Jason, complete"));
    QCOMPARE(spoken("/bio"), QStringLiteral("bio, not yet, absent"));
    for (const QWidget *widget : a.panel.findChildren<QWidget *>()) {
        if (widget->inherits("QHeaderView") || widget->inherits("QComboBox") ||
            widget->inherits("QToolButton"))
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestResultPanel)
#include "tst_resultpanel.moc"
