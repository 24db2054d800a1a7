// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/valuerows.h"
#include "support/comparedpair.h"
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
#include <QSemaphore>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>
#include <QThreadPool>

#include <memory>
#include <string>
#include <utility>

using namespace espalier;
using namespace espalier::ui;
using Page = CompareDialog::Page;
using test::ComparedPair;
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
T *pageOf(ComparedPair &dialog, Page page)
{
    dialog.turnTo(page);
    return qobject_cast<T *>(dialog.findChild<QStackedWidget *>()->currentWidget());
}

/// Two tries that are read when the test says so.
struct Slow
{
    CompareDialog::Read read(store::TryRecord a, store::TryRecord b) const
    {
        return
            [gate = gate, pair = CompareDialog::Pair{
                              std::move(a), std::move(b), {}, {}}]() -> Result<CompareDialog::Pair, Error> {
                gate->acquire();
                return pair;
            };
    }
    std::shared_ptr<QSemaphore> gate = std::make_shared<QSemaphore>();
};

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
    void itSaysThatItCompares();
    void aNewerOrderTakesThePlace();
    void anOrderAfterItStandsBesideIt();
    void closedWhileItCompares();
    void whatCannotBeReadClosesIt();
    void aLongFieldIsComparedAside();
};

void TestCompareDialog::headsSayWhatEachWas()
{
    ComparedPair dialog(older(), newer(), kNoonish);
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
    ComparedPair dialog(older(), newer(), kNoonish);
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
    ComparedPair dialog(a, b, kNoonish);
    auto *result = pageOf<ValueDiffView>(dialog, Page::Result);
    auto *words = result->findChild<WordDiffView *>();
    QCOMPARE(words->toPlainText(), QString());
    QVERIFY(dialog.step(true));
    QCOMPARE(words->toPlainText(), QStringLiteral("likes rivers and oldnew towns"));
}

void TestCompareDialog::onlyDifferencesAreShown()
{
    ComparedPair dialog(older(), newer(), kNoonish);
    auto *result = pageOf<ValueDiffView>(dialog, Page::Result);
    result->findChild<QCheckBox *>()->setChecked(true);
    QCOMPARE(result->changes()->shownRows(), 3);
}

void TestCompareDialog::keysGoRound()
{
    ComparedPair dialog(older(), newer(), kNoonish);
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
    ComparedPair dialog(older(), newer(), kNoonish);
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
    ComparedPair dialog(older(), newer(), kNoonish);
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
    ComparedPair dialog(older(), older(), kNoonish);
    for (const Page page : {Page::Result, Page::Recipe, Page::Request, Page::Text}) {
        dialog.turnTo(page);
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
    ComparedPair dialog(none, newer(), kNoonish);
    QVERIFY(wordsIn(*pageOf<ValueDiffView>(dialog, Page::Result)).contains(QStringLiteral("3 new")));
}

void TestCompareDialog::bigBodiesAreBounded()
{
    store::TryRecord a = older();
    store::TryRecord b = newer();
    a.result.requestBody = "\"" + std::string(TextDiffView::kMostCompared + 100, 'x') + "\"";
    b.result.requestBody = a.result.requestBody;
    b.result.requestBody[5] = 'y';
    ComparedPair dialog(a, b, kNoonish);
    auto *request = pageOf<TextDiffView>(dialog, Page::Request);
    QVERIFY(request->view()->document()->characterCount() < 100'000);
    QVERIFY(request->said().contains(QStringLiteral("only the first 2 MiB")));
    QVERIFY(request->view()->differences() >= 1);
}

void TestCompareDialog::itIsAWindowOfItsOwn()
{
    QPointer<CompareDialog> dialog = new CompareDialog(CompareDialog::Kind::Tries, kNoonish);
    dialog->show();
    QVERIFY(!dialog->isModal());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTRY_VERIFY(dialog.isNull());
}

void TestCompareDialog::itSaysThatItCompares()
{
    const Slow slow;
    CompareDialog dialog(CompareDialog::Kind::Tries, kNoonish);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    dialog.compare(slow.read(older(), newer()));
    const auto *pages = dialog.findChild<QStackedWidget *>();
    const auto *waiting = qobject_cast<QLabel *>(pages->currentWidget());
    QVERIFY(waiting);
    QCOMPARE(waiting->text(), QStringLiteral("Comparing…"));
    dialog.showPage(Page::Text); // turned to before there is anything
    QCOMPARE(pages->currentWidget(), waiting);
    QVERIFY(dialog.isComparing());
    QVERIFY(!dialog.step(true));
    QVERIFY(dialog.findChildren<TryHead *>().isEmpty());
    slow.gate->release();
    QTRY_VERIFY(!dialog.isComparing());
    QCOMPARE(dialog.findChildren<TryHead *>().size(), 2);
    QCOMPARE(qobject_cast<TextDiffView *>(pages->currentWidget())->said(), QStringLiteral("1 place differs"));
    dialog.showPage(Page::Result);
    QTRY_VERIFY(qobject_cast<ValueDiffView *>(pages->currentWidget()));
}

void TestCompareDialog::aNewerOrderTakesThePlace()
{
    QPointer<CompareDialog> last;
    const Slow slow;
    CompareDialog &first = CompareDialog::forOrder(last, CompareDialog::Kind::Tries, nullptr);
    first.compare(slow.read(older(), older()));
    CompareDialog &second = CompareDialog::forOrder(last, CompareDialog::Kind::Tries, nullptr);
    QCOMPARE(&first, &second);
    const Slow next;
    second.compare(next.read(older(), newer()));
    slow.gate->release();
    QTest::qWait(50);
    QVERIFY(second.isComparing()); // the older one has ended, which nobody was told
    QVERIFY(second.findChildren<TryHead *>().isEmpty());
    next.gate->release();
    QTRY_VERIFY(!second.isComparing());
    QCOMPARE(second.findChildren<TryHead *>().size(), 2);
    QVERIFY(wordsIn(second).contains(QStringLiteral("1 changed, 1 new, 1 gone, 1 same")));
    delete last;
}

void TestCompareDialog::anOrderAfterItStandsBesideIt()
{
    QPointer<CompareDialog> last;
    const Slow slow;
    slow.gate->release(2);
    QPointer<CompareDialog> first = &CompareDialog::forOrder(last, CompareDialog::Kind::Tries, nullptr);
    first->compare(slow.read(older(), newer()));
    QTRY_VERIFY(!first->isComparing());
    CompareDialog &second = CompareDialog::forOrder(last, CompareDialog::Kind::Tries, nullptr);
    QVERIFY(first != &second);
    second.compare(slow.read(older(), older()));
    QTRY_VERIFY(!second.isComparing());
    QVERIFY(wordsIn(*first).contains(QStringLiteral("1 changed, 1 new, 1 gone, 1 same")));
    delete first;
    delete last;
}

void TestCompareDialog::closedWhileItCompares()
{
    const Slow slow;
    QPointer<CompareDialog> last;
    CompareDialog &first = CompareDialog::forOrder(last, CompareDialog::Kind::Tries, nullptr);
    first.compare(slow.read(older(), newer()));
    first.close();
    // An order that comes before it is gone is not lost with it.
    CompareDialog &second = CompareDialog::forOrder(last, CompareDialog::Kind::Tries, nullptr);
    QVERIFY(&first != &second);
    QPointer<CompareDialog> gone = &first;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTRY_VERIFY(gone.isNull());
    slow.gate->release();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    delete last;
}

void TestCompareDialog::whatCannotBeReadClosesIt()
{
    QPointer<CompareDialog> dialog = new CompareDialog(CompareDialog::Kind::Tries, kNoonish);
    QSignalSpy failed(dialog, &CompareDialog::failed);
    dialog->show();
    Error error;
    error.kind = ErrorKind::CannotRead;
    error.message = "there is no such try any more";
    dialog->compare([error]() -> Result<CompareDialog::Pair, Error> { return error; });
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>(), error);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTRY_VERIFY(dialog.isNull());
}

void TestCompareDialog::aLongFieldIsComparedAside()
{
    const std::string many(300'000, 'x');
    ValueDiffView view;
    view.setRows(valueRows(test::jsonOf("{\"a\":\"" + many + " old\",\"b\":1}"),
                           test::jsonOf("{\"a\":\"" + many + " new\",\"b\":2}")));
    const auto *words = view.findChild<WordDiffView *>();
    QVERIFY(view.step(true));
    QVERIFY(words->toPlainText().contains(QStringLiteral("Comparing…")));
    QTRY_VERIFY(words->toPlainText().endsWith(QStringLiteral("oldnew")));
    QVERIFY(view.wrap(true));
    QVERIFY(view.step(true)); // the short one counts, though the long one is still compared
    QCOMPARE(words->toPlainText(), QStringLiteral("12"));
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    QCOMPARE(words->toPlainText(), QStringLiteral("12"));
}

QTEST_MAIN(TestCompareDialog)
#include "tst_comparedialog.moc"
