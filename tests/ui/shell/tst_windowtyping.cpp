// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/designpanel.h"
#include "panels/fieldspanel.h"
#include "panels/resultpanel.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "text/nextstep.h"
#include "widgets/banner.h"
#include "widgets/commitedit.h"
#include "widgets/fieldsview.h"
#include "json/writer.h"

#include <QAbstractButton>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

/// What is typed and not finished: nothing of it is lost, and nothing is done with what stood there before.
class TestWindowTyping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anAnswerThatIsNoJsonIsKept();
    void parametersThatAreNoJsonAreKept();
    void whatIsTypedInACellCounts_data();
    void whatIsTypedInACellCounts();

private:
    [[nodiscard]] QString recipePath() const
    {
        return m_folder->filePath(QStringLiteral("mine.recipe.json"));
    }
    [[nodiscard]] QByteArray onDisk() const
    {
        QFile file(recipePath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowTyping::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

static constexpr const char *kAnswer = "Right answer as JSON";
static constexpr const char *kParameters = "Further parameters as a JSON object";

/// Neither Save nor Try does anything with a recipe of which a text cannot be used, and both say why.
static void objects(Fixture &f, const QByteArray &page)
{
    QVERIFY(f.window.recipe().isModified());
    QVERIFY(f.window.isWindowModified());
    QVERIFY2(f.part<Banner>()->text().contains(QString::fromUtf8(page)),
             qPrintable(f.part<Banner>()->text()));
    QVERIFY(!f.button(QStringLiteral("&Try"))->isEnabled());
    QVERIFY(f.button(QStringLiteral("&Try"))->toolTip().contains(QString::fromUtf8(page)));
    f.window.tryNow();
    QVERIFY(f.engine.orders.isEmpty());
}

void TestWindowTyping::anAnswerThatIsNoJsonIsKept()
{
    const QString typed = QStringLiteral("{\"name\": \"Anna\", \"age\": 30, \"addresses\": [");
    {
        Fixture f(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        f.part<DesignPanel>()->setPage(DesignPanel::ExamplesPage);
        f.button(QStringLiteral("Add example"))->click();
        QVERIFY(!f.window.recipe().save(recipePath()));
        const QByteArray before = onDisk();
        auto *answer = f.part<CommitEdit>(kAnswer);
        answer->setFocus();
        answer->setPlainText(typed);
        QTest::keyClick(answer, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(onDisk(), before);
        objects(f, "“Examples”");
        f.part<DesignPanel>()->setPage(DesignPanel::FieldsPage);
        for (auto *step : f.part<Banner>()->findChildren<QAbstractButton *>()) {
            if (step->text().remove(u'&') == nextStepText(NextStep::ShowUnfinished).remove(u'&'))
                step->click();
        }
        QCOMPARE(f.part<DesignPanel>()->page(), DesignPanel::ExamplesPage);
        QVERIFY(answer->hasFocus());
        f.window.close();
    }
    Fixture f(m_folder->path());
    auto *answer = f.part<CommitEdit>(kAnswer);
    QCOMPARE(answer->toPlainText(), typed);
    QVERIFY(f.window.recipe().isModified());
    QVERIFY(!f.button(QStringLiteral("&Try"))->isEnabled());
    answer->setPlainText(typed + QStringLiteral("]}"));
    answer->commit();
    QVERIFY(f.button(QStringLiteral("&Try"))->isEnabled());
    QVERIFY(!f.window.recipe().save(recipePath()));
    QVERIFY(onDisk().contains("Anna"));
}

void TestWindowTyping::parametersThatAreNoJsonAreKept()
{
    const QString typed = QStringLiteral("{\"seed\": 7, \"stop\": [");
    {
        Fixture f(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QVERIFY(!f.window.recipe().save(recipePath()));
        f.part<DesignPanel>()->setPage(DesignPanel::SettingsPage);
        auto *further = f.part<CommitEdit>(kParameters);
        further->setFocus();
        further->setPlainText(typed);
        QTest::keyClick(further, Qt::Key_S, Qt::ControlModifier);
        objects(f, "“Settings”");
        f.window.close();
    }
    Fixture f(m_folder->path());
    auto *further = f.part<CommitEdit>(kParameters);
    QCOMPARE(further->toPlainText(), typed);
    QVERIFY(!f.button(QStringLiteral("&Try"))->isEnabled());
    further->setPlainText(typed + QStringLiteral("]}"));
    further->commit();
    f.window.tryNow();
    QCOMPARE(f.engine.orders.size(), 1);
    QCOMPARE(f.engine.orders.constFirst().parameters.size(), std::size_t(2));
}

void TestWindowTyping::whatIsTypedInACellCounts_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("save") << static_cast<int>(Qt::Key_S);
    QTest::newRow("try") << static_cast<int>(Qt::Key_Return);
    QTest::newRow("quit") << static_cast<int>(Qt::Key_Q);
}

void TestWindowTyping::whatIsTypedInACellCounts()
{
    QFETCH(int, key);
    {
        Fixture f(m_folder->path());
        QVERIFY(QTest::qWaitForWindowActive(&f.window));
        QVERIFY(!f.window.recipe().save(recipePath()));
        auto *view = f.part<FieldsView>();
        const QModelIndex first = view->model()->index(0, 0);
        view->setFocus();
        view->setCurrentIndex(first);
        view->edit(first);
        auto *cell = view->viewport()->findChild<QLineEdit *>();
        QVERIFY(cell);
        cell->selectAll();
        QTest::keyClicks(cell, QStringLiteral("typed_name"));
        QTest::keyClick(cell, static_cast<Qt::Key>(key), Qt::ControlModifier);
        QVERIFY(f.window.recipe().schemaText().contains(QStringLiteral("typed_name")));
        QCOMPARE(onDisk().contains("typed_name"), key == Qt::Key_S);
        if (key == Qt::Key_Return)
            QVERIFY(json::writeCompact(f.engine.orders.constFirst().schema).find("typed_name") !=
                    std::string::npos);
    }
    if (key == Qt::Key_Q) {
        Fixture f(m_folder->path());
        QVERIFY(f.window.recipe().schemaText().contains(QStringLiteral("typed_name")));
    }
}

QTEST_MAIN(TestWindowTyping)
#include "tst_windowtyping.moc"
