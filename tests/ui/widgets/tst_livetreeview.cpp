// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "support/widgettest.h"
#include "theme/fonts.h"
#include "widgets/livetreeview.h"
#include "json/answerreader.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestLiveTreeView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void opensWhatArrives();
    void followsUntilOneScrollsUp();
    void whatWasClosedStaysClosedInTheNextAttempt();
    void longAnswersCloseWhatIsFinished();
    void revealOpensTheWay();
    void everyColumnIsInSight_data();
    void everyColumnIsInSight();
    void aChosenWidthStays();
    void deepNamesStayInSight_data();
    void deepNamesStayInSight();
};

namespace {

/// A view with a model, and a reader that feeds it.
struct Fixture
{
    Fixture()
    {
        view.setLiveModel(&model);
        view.resize(500, 300);
        view.show();
    }
    void feed(const std::string &text)
    {
        reader.feed(text);
        model.apply(reader.takeChanges());
        QApplication::processEvents();
    }
    void begin()
    {
        reader = json::AnswerReader();
        json::TreeChange reset;
        reset.op = json::TreeOp::Reset;
        model.apply({reset});
    }

    PartialTreeModel model;
    LiveTreeView view;
    json::AnswerReader reader;
};

std::string records(int count)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += std::string(i ? "," : "") + R"({"name":"n","age":1,"tags":["a","b"]})";
    return out;
}

} // namespace

void TestLiveTreeView::opensWhatArrives()
{
    Fixture f;
    f.feed(R"({"person":{"name":"Jason","addresses":[{"street":"a)");
    QVERIFY(f.view.isExpanded(f.model.indexOf(QStringLiteral("/person"))));
    QVERIFY(f.view.isExpanded(f.model.indexOf(QStringLiteral("/person/addresses"))));
    QVERIFY(f.view.isExpanded(f.model.indexOf(QStringLiteral("/person/addresses/0"))));
}

void TestLiveTreeView::followsUntilOneScrollsUp()
{
    Fixture f;
    f.feed("[" + records(40));
    QScrollBar *bar = f.view.verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QVERIFY(f.view.visualRect(f.model.latest()).isValid());
    QVERIFY(f.view.viewport()->rect().intersects(f.view.visualRect(f.model.latest())));
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    QVERIFY(!f.view.isFollowing());
    f.feed("," + records(5));
    QCOMPARE(bar->value(), 0);
    bar->triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(f.view.isFollowing());
}

void TestLiveTreeView::whatWasClosedStaysClosedInTheNextAttempt()
{
    Fixture f;
    f.feed(R"({"a":{"x":1},"b":{"y":2},)");
    f.view.collapse(f.model.indexOf(QStringLiteral("/a")));
    f.view.setCurrentIndex(f.model.indexOf(QStringLiteral("/b/y")));
    f.begin();
    f.feed(R"({"a":{"x":1},"b":{"y":2},)");
    QVERIFY(!f.view.isExpanded(f.model.indexOf(QStringLiteral("/a"))));
    QVERIFY(f.view.isExpanded(f.model.indexOf(QStringLiteral("/b"))));
    QCOMPARE(f.view.currentIndex(), f.model.indexOf(QStringLiteral("/b/y")));
}

void TestLiveTreeView::longAnswersCloseWhatIsFinished()
{
    Fixture f;
    f.feed("[");
    for (int i = 0; i < 200; ++i)
        f.feed((i ? "," : "") + records(1));
    f.feed(R"(,{"name":"gro)");
    QVERIFY(f.view.isExpanded(f.model.indexOf(QStringLiteral("/0"))));
    QVERIFY(!f.view.isExpanded(f.model.indexOf(QStringLiteral("/190"))));
    QVERIFY(f.view.isExpanded(f.model.indexOf(QStringLiteral("/200"))));
}

void TestLiveTreeView::revealOpensTheWay()
{
    Fixture f;
    f.feed("[" + records(200) + "]");
    const QModelIndex deep = f.model.indexOf(QStringLiteral("/150/tags/1"));
    f.view.reveal(deep);
    QCOMPARE(f.view.currentIndex(), deep);
    QVERIFY(f.view.isExpanded(deep.parent()));
    QVERIFY(!f.view.isFollowing());
}

void TestLiveTreeView::everyColumnIsInSight_data()
{
    QTest::addColumn<int>("letters"); // the width of the view
    QTest::newRow("the smallest window") << 42;
    QTest::newRow("narrow") << 60;
    QTest::newRow("as it first opens") << 74;
    QTest::newRow("usual") << 100;
}

void TestLiveTreeView::everyColumnIsInSight()
{
    QFETCH(const int, letters);
    Fixture f;
    const int letter = f.view.fontMetrics().averageCharWidth();
    f.view.resize(letters * letter, 300);
    f.feed(R"({"name":"Jason","age":25})");
    QCOMPARE(f.view.horizontalScrollBar()->maximum(), 0);
    QCOMPARE(f.view.header()->length(), f.view.viewport()->width());
    for (int column = 0; column < f.view.header()->count(); ++column)
        QVERIFY(f.view.header()->sectionSize(column) >= 8 * letter);
    // "complete" stands in most rows; where there is room, the words of a common issue are not cut.
    const QFontMetrics small(scaledFont(f.view.font(), 0.86));
    QVERIFY(f.view.header()->sectionSize(PartialTreeModel::StateColumn) >=
            small.horizontalAdvance(QStringLiteral("complete")) + 28);
    if (letters >= 74)
        QVERIFY(f.view.header()->sectionSize(PartialTreeModel::StateColumn) >=
                small.horizontalAdvance(QStringLiteral("99 issues inside")) + 28);
    if (letters == 100)
        QVERIFY(f.view.header()->sectionSize(PartialTreeModel::StateColumn) >=
                small.horizontalAdvance(QStringLiteral("must be a whole number")) + 28);
}

void TestLiveTreeView::aChosenWidthStays()
{
    Fixture f;
    f.view.resize(900, 300);
    QHeaderView *header = f.view.header();
    header->resizeSection(PartialTreeModel::FieldColumn, 333);
    f.view.resize(1200, 300);
    QCOMPARE(header->sectionSize(PartialTreeModel::FieldColumn), 333);
    f.view.startOver();
    QCOMPARE(header->sectionSize(PartialTreeModel::FieldColumn), 333);
}

void TestLiveTreeView::deepNamesStayInSight_data()
{
    QTest::addColumn<int>("levels");
    QTest::newRow("60") << 60;
    QTest::newRow("400") << 400;
}

void TestLiveTreeView::deepNamesStayInSight()
{
    QFETCH(const int, levels);
    Fixture f;
    f.view.resize(900, 400);
    const QHeaderView *header = f.view.header();
    const int before = header->sectionSize(PartialTreeModel::FieldColumn);
    const int step = f.view.indentation();
    std::string text;
    QString pointer;
    for (int depth = 0; depth < levels; ++depth) {
        text += R"({"level":)";
        pointer += QStringLiteral("/level");
    }
    f.feed(text + R"("end")");
    const QModelIndex end = f.model.indexOf(pointer);
    QVERIFY(f.view.visualRect(end).width() >=
            f.view.fontMetrics().horizontalAdvance(QStringLiteral("level")));
    const QRect value = f.view.visualRect(end.siblingAtColumn(PartialTreeModel::ValueColumn));
    QVERIFY(value.width() >= f.view.fontMetrics().horizontalAdvance(QStringLiteral("end")));
    QVERIFY(value.right() < f.view.viewport()->width());
    f.view.startOver();
    QCOMPARE(header->sectionSize(PartialTreeModel::FieldColumn), before);
    QCOMPARE(f.view.indentation(), step);
}

QTEST_MAIN(TestLiveTreeView)
#include "tst_livetreeview.moc"
