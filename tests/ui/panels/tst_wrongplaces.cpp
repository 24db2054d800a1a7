// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/wrongplaces.h"
#include "schema/validator.h"
#include "support/answerpanel.h"
#include "support/widgettest.h"
#include "widgets/banner.h"
#include "widgets/notelist.h"
#include "json/read.h"

using namespace espalier;
using namespace espalier::ui;
using test::Answer;

/// What is said about where an answer does not fit is true.
class TestWrongPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void saysWhatIsMarkedAndWhatIsNot_data();
    void saysWhatIsMarkedAndWhatIsNot();
    void aPlaceIsCountedOnce();
    void aMissingMemberIsMarked();
    void theWholeIsNotInTheTree();
    void theFirstThatHasARowIsShown();
};

void TestWrongPlaces::saysWhatIsMarkedAndWhatIsNot_data()
{
    QTest::addColumn<int>("marked");
    QTest::addColumn<QStringList>("rowless");
    QTest::addColumn<QString>("said");
    const QStringList none;
    const QStringList whole{QString()};
    const QStringList place{QStringLiteral("/a/b")};
    const QStringList two{QString(), QStringLiteral("/a/b")};
    QTest::newRow("1") << 1 << none << QStringLiteral("1 place is wrong; it is marked in the tree.");
    QTest::newRow("1200") << 1200 << none
                          << QStringLiteral("1,200 places are wrong; they are marked in the tree.");
    QTest::newRow("whole") << 0 << whole << QStringLiteral("The answer as a whole is wrong: too short.");
    QTest::newRow("place") << 0 << place
                           << QStringLiteral(
                                  "1 place is wrong and has no row in the tree: /a/b (too short).");
    QTest::newRow("two") << 0 << two
                         << QStringLiteral(
                                "2 places are wrong; they have no rows in the tree and are listed below it.");
    QTest::newRow("1, whole") << 1 << whole
                              << QStringLiteral(
                                     "1 place is wrong; it is marked in the tree. The answer as a whole is "
                                     "wrong, too: too short.");
    QTest::newRow("2, place") << 2 << place
                              << QStringLiteral(
                                     "2 places are wrong; they are marked in the tree. 1 more has no row "
                                     "there: /a/b (too short).");
    QTest::newRow("2, two") << 2 << two
                            << QStringLiteral(
                                   "2 places are wrong; they are marked in the tree. 2 more have no rows "
                                   "there and are listed below it.");
}

void TestWrongPlaces::saysWhatIsMarkedAndWhatIsNot()
{
    QFETCH(int, marked);
    QFETCH(QStringList, rowless);
    QFETCH(QString, said);
    WrongPlaces places;
    places.marked = static_cast<std::size_t>(marked);
    for (const QString &pointer : rowless)
        places.rowless.push_back({pointer, QStringLiteral("too short")});
    QCOMPARE(wrongPlacesText(places), said);
}

void TestWrongPlaces::aPlaceIsCountedOnce()
{
    const ValueMark whole{QString(), ValueState::Invalid, QStringLiteral("too short")};
    const ValueMark again{QString(), ValueState::Invalid, QStringLiteral("too odd")};
    const ValueMark read{QStringLiteral("/x"), ValueState::Repaired, QStringLiteral("read as 1")};
    const WrongPlaces places = wrongPlacesOf({whole, again, read}, {3, {0, 1, 2}});
    QCOMPARE(places.marked, std::size_t{3});
    QCOMPARE(places.rowless.size(), std::size_t{1});
    QCOMPARE(places.rowless.front().text, QStringLiteral("too short"));
}

namespace {

/// The answer, judged by the schema, on show.
void show(Answer &a, const char *schema, const std::string &answer)
{
    a.expect(schema);
    a.feed(answer);
    run::RunResult result;
    result.issues =
        schema::Validator::compile(*json::readStrict(schema))->validate(*json::readStrict(answer));
    a.end(run::RunStatus::Invalid, result);
}

QString chip(const Answer &a, const char *pointer)
{
    return a.tree.indexOf(QLatin1String(pointer), PartialTreeModel::StateColumn).data().toString();
}

} // namespace

void TestWrongPlaces::aMissingMemberIsMarked()
{
    // Required in a branch alone, so that nobody expected it.
    Answer a;
    show(
        a,
        R"({"type":"object","properties":{"who":{"type":"object","if":{"required":["age"]},"then":{"required":["born"]}}},
                "required":["x"]})",
        R"({"who":{"age":25}})");
    QVERIFY(a.part<Banner>()->text().contains(
        QStringLiteral("2 places are wrong; they are marked in the tree.")));
    QCOMPARE(chip(a, "/x"), QStringLiteral("missing"));
    QCOMPARE(chip(a, "/who/born"), QStringLiteral("missing"));
    a.press(QStringLiteral("Show in the tree"));
    QVERIFY(a.part<LiveTreeView>()->currentIndex().isValid());
}

void TestWrongPlaces::theWholeIsNotInTheTree()
{
    Answer a;
    show(a, R"({"type":"object","minProperties":2})", R"({"a":1})");
    QVERIFY(a.part<Banner>()->text().contains(
        QStringLiteral("The answer as a whole is wrong: must have at least 2")));
    QVERIFY(!a.part<Banner>()->text().contains(QStringLiteral("marked in the tree")));
    for (const QPushButton *button : a.panel.findChildren<QPushButton *>())
        QVERIFY(!button->isVisible() || !button->text().contains(QStringLiteral("in the tree")));
    a.press(QStringLiteral("Show the raw text"));
    QVERIFY(a.part<RawView>()->isVisible());
}

void TestWrongPlaces::theFirstThatHasARowIsShown()
{
    Answer a;
    show(a, R"({"type":"object","minProperties":3,"properties":{"a":{"type":"string"}}})",
         R"({"b":1,"a":2})");
    QCOMPARE(a.part<NoteList>()->count(), 2);
    a.press(QStringLiteral("Show in the tree"));
    QCOMPARE(a.part<LiveTreeView>()->currentIndex().data(PartialTreeModel::PointerRole).toString(),
             QStringLiteral("/a"));
}

QTEST_MAIN(TestWrongPlaces)
#include "tst_wrongplaces.moc"
