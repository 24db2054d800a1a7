// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/comparedialog.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "widgets/changeview.h"
#include "widgets/recipediffview.h"
#include "widgets/textdiffview.h"
#include "widgets/tryhead.h"
#include "widgets/valuediffview.h"
#include "widgets/worddiffview.h"

#include <QCheckBox>
#include <QLabel>
#include <QPointer>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using Page = CompareDialog::Page;
using test::kNoonish;
using test::record;

namespace {

store::TryRecord older()
{
    return record(kNoonish - 5 * 60'000, R"({"name":"Jason","age":25,"old":true})");
}

store::TryRecord newer()
{
    store::TryRecord out = record(kNoonish, R"({"name":"Jason","age":26,"bio":"likes rivers"})");
    out.recipe.instructions = "Read every person.\n\n{{document}}";
    out.recipe.mode = wire::AnswerMode::Json;
    out.document = "Jason is 26 years old.";
    out.result.requestBody =
        R"({"model":"practice-reader","messages":[{"role":"user","content":"Read all."}]})";
    out.result.status = run::RunStatus::Invalid;
    return out;
}

template <typename T>
T *pageOf(CompareDialog &dialog, Page page)
{
    dialog.showPage(page);
    return qobject_cast<T *>(dialog.findChild<QStackedWidget *>()->currentWidget());
}

QStringList wordsIn(const QWidget &widget)
{
    QStringList out;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        out.append(label->text());
    return out;
}

} // namespace

class TestCompareDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void headsSayWhatEachWas();
    void resultIsComparedFieldByField();
    void theSelectedFieldIsReadInFull();
    void onlyDifferencesAreShown();
    void keysGoRound();
    void recipeRequestAndTextAreCompared();
    void stepsOfTheRecipeGoThroughBoth();
    void whatIsTheSameIsSaid();
    void withoutAnAnswerTheOtherIsNew();
    void bigBodiesAreBounded();
    void itIsAWindowOfItsOwn();
};

void TestCompareDialog::headsSayWhatEachWas()
{
    CompareDialog dialog(older(), newer(), kNoonish);
    const auto heads = dialog.findChildren<TryHead *>();
    QCOMPARE(heads.size(), 2);
    const QStringList a = wordsIn(*heads[0]);
    QVERIFY2(a.contains(QStringLiteral("A · 5 minutes ago")), qPrintable(a.join(u'|')));
    QVERIFY(a.contains(QStringLiteral("People in a text, v7")));
    QVERIFY(a.contains(QStringLiteral("Practice · practice-reader")));
    QVERIFY(a.contains(QStringLiteral("done, fits the schema · – · 0.62 s")));
    const QStringList b = wordsIn(*heads[1]);
    QVERIFY(b.contains(QStringLiteral("B · just now")));
    QVERIFY(b.contains(QStringLiteral("done, does not fit the schema · – · 0.62 s")));
}

void TestCompareDialog::resultIsComparedFieldByField()
{
    CompareDialog dialog(older(), newer(), kNoonish);
    auto *result = pageOf<ValueDiffView>(dialog, Page::Result);
    QVERIFY(result);
    QVERIFY(wordsIn(*result).contains(QStringLiteral("1 changed, 1 new, 1 gone, 1 same")));
    QCOMPARE(result->changes()->shownRows(), 4);
}

void TestCompareDialog::theSelectedFieldIsReadInFull()
{
    store::TryRecord a = older();
    store::TryRecord b = newer();
    a.result.lastObject = test::jsonOf(R"({"bio":"likes rivers and old towns"})");
    b.result.lastObject = test::jsonOf(R"({"bio":"likes rivers and new towns"})");
    CompareDialog dialog(a, b, kNoonish);
    auto *result = pageOf<ValueDiffView>(dialog, Page::Result);
    auto *words = result->findChild<WordDiffView *>();
    QCOMPARE(words->toPlainText(), QString());
    QVERIFY(dialog.step(true));
    QCOMPARE(words->toPlainText(), QStringLiteral("likes rivers and oldnew towns"));
}

void TestCompareDialog::onlyDifferencesAreShown()
{
    CompareDialog dialog(older(), newer(), kNoonish);
    auto *result = pageOf<ValueDiffView>(dialog, Page::Result);
    result->findChild<QCheckBox *>()->setChecked(true);
    QCOMPARE(result->changes()->shownRows(), 3);
}

void TestCompareDialog::keysGoRound()
{
    CompareDialog dialog(older(), newer(), kNoonish);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *changes = pageOf<ValueDiffView>(dialog, Page::Result)->changes();
    QList<int> rows;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(&dialog, Qt::Key_F7);
        rows.append(changes->currentIndex().row());
    }
    QCOMPARE(rows[3], rows[0]); // three differences, then the first again
    QVERIFY(rows[0] < rows[1] && rows[1] < rows[2]);
    QTest::keyClick(&dialog, Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(changes->currentIndex().row(), rows[2]);
}

void TestCompareDialog::recipeRequestAndTextAreCompared()
{
    CompareDialog dialog(older(), newer(), kNoonish);
    auto *recipe = pageOf<RecipeDiffView>(dialog, Page::Recipe);
    QVERIFY(recipe);
    QVERIFY(recipe->findChild<WordDiffView *>()->toPlainText().startsWith(
        QStringLiteral("Read theevery person.")));
    QCOMPARE(recipe->findChild<ChangeView *>()->rows().size(), std::size_t(1));
    QCOMPARE(recipe->findChild<ChangeView *>()->rows().front().name, QStringLiteral("Mode"));
    auto *request = pageOf<TextDiffView>(dialog, Page::Request);
    QVERIFY(
        request->view()->toPlainText().contains(QStringLiteral("\n      \"role\": \"user\""))); // indented
    QVERIFY(request->view()->differences() >= 1);
    auto *text = pageOf<TextDiffView>(dialog, Page::Text);
    QCOMPARE(text->view()->toPlainText(), QStringLiteral("Jason is 2526 years old."));
    QCOMPARE(text->said(), QStringLiteral("1 place differs"));
}

void TestCompareDialog::stepsOfTheRecipeGoThroughBoth()
{
    CompareDialog dialog(older(), newer(), kNoonish);
    auto *recipe = pageOf<RecipeDiffView>(dialog, Page::Recipe);
    auto *words = recipe->findChild<WordDiffView *>();
    auto *table = recipe->findChild<ChangeView *>();
    QCOMPARE(words->current(), 0);
    QVERIFY(!table->currentIndex().isValid());
    QVERIFY(dialog.step(true)); // on into the table
    QVERIFY(table->currentIndex().isValid());
    QVERIFY(dialog.step(true)); // round to the first
    QVERIFY(!table->currentIndex().isValid());
    QCOMPARE(words->current(), 0);
    QVERIFY(dialog.step(false)); // round to the last
    QVERIFY(table->currentIndex().isValid());
    QVERIFY(dialog.step(false));
    QVERIFY(!table->currentIndex().isValid());
    QCOMPARE(words->current(), 0);
}

void TestCompareDialog::whatIsTheSameIsSaid()
{
    CompareDialog dialog(older(), older(), kNoonish);
    for (const Page page : {Page::Result, Page::Recipe, Page::Request, Page::Text}) {
        dialog.showPage(page);
        QVERIFY(!dialog.step(true));
        QVERIFY(!dialog.step(false));
    }
    QCOMPARE(pageOf<TextDiffView>(dialog, Page::Text)->said(), QStringLiteral("Both read the same text."));
    QCOMPARE(pageOf<TextDiffView>(dialog, Page::Request)->said(), QStringLiteral("Both sent the same."));
    QVERIFY(wordsIn(*pageOf<RecipeDiffView>(dialog, Page::Recipe))
                .contains(QStringLiteral("Fields and settings are the same.")));
}

void TestCompareDialog::withoutAnAnswerTheOtherIsNew()
{
    store::TryRecord none = older();
    none.result.status = run::RunStatus::Failed;
    none.result.lastObject.reset();
    CompareDialog dialog(none, newer(), kNoonish);
    QVERIFY(wordsIn(*pageOf<ValueDiffView>(dialog, Page::Result)).contains(QStringLiteral("3 new")));
}

void TestCompareDialog::bigBodiesAreBounded()
{
    store::TryRecord a = older();
    store::TryRecord b = newer();
    a.result.requestBody = "\"" + std::string(TextDiffView::kMostCompared + 100, 'x') + "\"";
    b.result.requestBody = a.result.requestBody;
    b.result.requestBody[5] = 'y';
    CompareDialog dialog(a, b, kNoonish);
    auto *request = pageOf<TextDiffView>(dialog, Page::Request);
    QVERIFY(request->view()->document()->characterCount() < 100'000);
    QVERIFY(request->said().contains(QStringLiteral("only the first 2 MiB")));
    QVERIFY(request->view()->differences() >= 1);
}

void TestCompareDialog::itIsAWindowOfItsOwn()
{
    QPointer<CompareDialog> dialog = new CompareDialog(older(), newer(), kNoonish);
    dialog->show();
    QVERIFY(!dialog->isModal());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTRY_VERIFY(dialog.isNull());
}

QTEST_MAIN(TestCompareDialog)
#include "tst_comparedialog.moc"
