// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/versionsdialog.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "widgets/changeview.h"
#include "widgets/rowtree.h"
#include "widgets/worddiffview.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::kNoonish;

namespace {

recipe::Recipe recipeOf(const char *instructions, wire::AnswerMode mode = wire::AnswerMode::Auto)
{
    recipe::Recipe out = test::record(kNoonish, "{}").recipe;
    out.instructions = instructions;
    out.mode = mode;
    return out;
}

std::vector<store::RecipeVersion> three()
{
    return {{1, kNoonish - 3 * 86'400'000LL, recipeOf("Read.")},
            {2, kNoonish - 3'600'000, recipeOf("Read it.")},
            {4, kNoonish - 120'000, recipeOf("Read it.", wire::AnswerMode::Json)}};
}

} // namespace

class TestVersionsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void newestFirstWithWhatChanged();
    void theSelectedIsComparedWithNow();
    void andWithAnyOtherOlderFirst();
    void restoringTellsTheRecipe();
    void whatIsThereAlreadyIsNotRestored();
    void newContentKeepsTheSelection();
    void withoutVersionsOneIsToldWhenTheyCome();
    void stepsGoRound();

private:
    static RowTree *list(const VersionsDialog &dialog);
    static QPushButton *restore(const VersionsDialog &dialog);
    static QString row(const VersionsDialog &dialog, int row);
};

RowTree *TestVersionsDialog::list(const VersionsDialog &dialog)
{
    for (RowTree *found : dialog.findChildren<RowTree *>()) {
        if (found->accessibleName() == QStringLiteral("Versions"))
            return found;
    }
    return nullptr;
}

QPushButton *TestVersionsDialog::restore(const VersionsDialog &dialog)
{
    for (QPushButton *found : dialog.findChildren<QPushButton *>()) {
        if (found->text() == QStringLiteral("Restore this version"))
            return found;
    }
    return nullptr;
}

QString TestVersionsDialog::row(const VersionsDialog &dialog, int row)
{
    QStringList cells;
    for (int column = 0; column < 3; ++column)
        cells.append(list(dialog)->model()->index(row, column).data().toString());
    return cells.join(QStringLiteral(" | "));
}

void TestVersionsDialog::newestFirstWithWhatChanged()
{
    VersionsDialog dialog(recipeOf("Read it."), three(), kNoonish);
    QCOMPARE(list(dialog)->model()->rowCount(), 3);
    QCOMPARE(row(dialog, 0), QStringLiteral("v4 | 2 minutes ago | Mode"));
    QVERIFY(row(dialog, 1).endsWith(QStringLiteral("| instructions")));
    QVERIFY(row(dialog, 2).endsWith(QStringLiteral("| the first one")));
    QCOMPARE(list(dialog)->currentIndex().row(), 0);
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Versions of “People in a text”"));
}

void TestVersionsDialog::theSelectedIsComparedWithNow()
{
    VersionsDialog dialog(recipeOf("Read it well.", wire::AnswerMode::Json), three(), kNoonish);
    auto *words = dialog.findChild<WordDiffView *>();
    auto *table = dialog.findChild<ChangeView *>();
    dialog.select(1);
    QVERIFY(words->toPlainText().contains(QStringLiteral("well")));
    QCOMPARE(table->rows().size(), std::size_t(1));
    QCOMPARE(table->rows().front().after.text, QStringLiteral("json"));
    dialog.select(4);
    QVERIFY(table->rows().empty());
}

void TestVersionsDialog::andWithAnyOtherOlderFirst()
{
    VersionsDialog dialog(recipeOf("Something else."), three(), kNoonish);
    auto *with = dialog.findChild<QComboBox *>();
    auto *table = dialog.findChild<ChangeView *>();
    dialog.select(4);
    QStringList choices;
    for (int i = 0; i < with->count(); ++i)
        choices.append(with->itemText(i));
    QCOMPARE(choices,
             (QStringList{QStringLiteral("as it is now"), QStringLiteral("v2"), QStringLiteral("v1")}));
    with->setCurrentIndex(1);
    Q_EMIT with->activated(1);
    QCOMPARE(table->rows().size(), std::size_t(1));
    QCOMPARE(table->rows().front().before.text, QStringLiteral("auto")); // v2, though v4 is the selected one
    QCOMPARE(table->rows().front().after.text, QStringLiteral("json"));
    dialog.select(1); // still against v2
    QCOMPARE(with->currentText(), QStringLiteral("v2"));
    QVERIFY(dialog.findChild<WordDiffView *>()->toPlainText().contains(QStringLiteral("it")));
    dialog.select(2); // not against itself
    QCOMPARE(with->currentText(), QStringLiteral("as it is now"));
}

void TestVersionsDialog::restoringTellsTheRecipe()
{
    VersionsDialog dialog(recipeOf("Now."), three(), kNoonish);
    const QSignalSpy wanted(&dialog, &VersionsDialog::restoreWanted);
    dialog.select(2);
    restore(dialog)->click();
    QCOMPARE(wanted.count(), 1);
    QVERIFY(wanted.first().first().value<recipe::Recipe>() == three()[1].recipe);
}

void TestVersionsDialog::whatIsThereAlreadyIsNotRestored()
{
    recipe::Recipe now = recipeOf("Read it.", wire::AnswerMode::Json);
    now.name = "Another name";
    now.stored = json::Value::object();
    VersionsDialog dialog(now, three(), kNoonish);
    QVERIFY(!restore(dialog)->isEnabled());
    dialog.select(2);
    QVERIFY(restore(dialog)->isEnabled());
}

void TestVersionsDialog::newContentKeepsTheSelection()
{
    VersionsDialog dialog(recipeOf("Now."), three(), kNoonish);
    dialog.select(2);
    auto more = three();
    more.push_back({5, kNoonish, recipeOf("Now.")});
    dialog.setContent(recipeOf("Read it."), more);
    QCOMPARE(list(dialog)->model()->rowCount(), 4);
    QCOMPARE(list(dialog)->currentIndex().row(), 2);
    QVERIFY(!restore(dialog)->isEnabled()); // it is what is there now
}

void TestVersionsDialog::withoutVersionsOneIsToldWhenTheyCome()
{
    VersionsDialog dialog(recipeOf("Now."), {}, kNoonish);
    QCOMPARE(dialog.findChild<QStackedWidget *>()->currentIndex(), 0);
    QVERIFY(!restore(dialog)->isEnabled());
    QVERIFY(!dialog.step(true));
    dialog.setContent(recipeOf("Now."), three());
    QCOMPARE(dialog.findChild<QStackedWidget *>()->currentIndex(), 1);
    QCOMPARE(list(dialog)->currentIndex().row(), 0);
}

void TestVersionsDialog::stepsGoRound()
{
    VersionsDialog dialog(recipeOf("Read it well.", wire::AnswerMode::MdJson), three(), kNoonish);
    auto *table = dialog.findChild<ChangeView *>();
    QVERIFY(!table->currentIndex().isValid());
    QVERIFY(dialog.step(true));
    QVERIFY(table->currentIndex().isValid());
    QVERIFY(dialog.step(true));
    QVERIFY(!table->currentIndex().isValid());
}

QTEST_MAIN(TestVersionsDialog)
#include "tst_versionsdialog.moc"
