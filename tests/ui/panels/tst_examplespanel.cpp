// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/examplespanel.h"
#include "support/widgettest.h"
#include "widgets/commitedit.h"
#include "widgets/notelist.h"
#include "json/read.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestExamplesPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptySaysWhatBelongsThere();
    void addRemoveAndMoveAreOneStepEach();
    void typingIsOneStepAPlace();
    void answersAreCheckedAgainstTheSchema();
    void withIterableTheAnswerIsAList();
    void anAnswerThatIsNoJsonIsKept();
    void undoShowsInTheList();
    void theLastTryIsTakenWhenThereIsOne();

private:
    QPushButton *button(const char *text) const;
    CommitEdit *editor(const char *name) const;
    QListWidget *list() const;
    QStringList issues() const;
    bool says(const char *text) const;
    void type(const char *editorName, const QString &text) const;
    const QList<recipe::Example> &examples() const { return m_document->content().examples; }
    int steps() const { return m_document->undoStack().count(); }

    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<ExamplesPanel> m_panel;
};

static constexpr const char *kText = "Text of the example";
static constexpr const char *kAnswer = "Right answer as JSON";

void TestExamplesPanel::init()
{
    test::prepareWidgets();
    m_document = std::make_unique<RecipeDocument>();
    RecipeContent content;
    content.schemaText = QStringLiteral(R"({"type":"object","properties":{"name":{"type":"string"},
        "age":{"type":"integer"}},"required":["name"]})");
    m_document->start(content, {});
    m_panel = std::make_unique<ExamplesPanel>(*m_document);
}

void TestExamplesPanel::cleanup()
{
    m_panel.reset();
    m_document.reset();
}

QPushButton *TestExamplesPanel::button(const char *text) const
{
    // Both pages have some of them; the one that is shown counts.
    const QWidget *page = m_panel->findChild<QStackedWidget *>()->currentWidget();
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->text() == QLatin1String(text))
            return button;
    }
    qFatal("no button %s", text);
    return nullptr;
}

CommitEdit *TestExamplesPanel::editor(const char *name) const
{
    for (CommitEdit *edit : m_panel->findChildren<CommitEdit *>()) {
        if (edit->accessibleName() == QLatin1String(name))
            return edit;
    }
    qFatal("no editor %s", name);
    return nullptr;
}

QListWidget *TestExamplesPanel::list() const
{
    for (QListWidget *list : m_panel->findChildren<QListWidget *>()) {
        if (!qobject_cast<NoteList *>(list))
            return list;
    }
    return nullptr;
}

QStringList TestExamplesPanel::issues() const
{
    QStringList out;
    const auto *notes = m_panel->findChild<NoteList *>();
    for (int row = 0; row < notes->count(); ++row)
        out.append(notes->item(row)->text());
    return out;
}

bool TestExamplesPanel::says(const char *text) const
{
    for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
        if (label->text().contains(QLatin1String(text)))
            return true;
    }
    return false;
}

void TestExamplesPanel::type(const char *editorName, const QString &text) const
{
    editor(editorName)->setPlainText(text);
    editor(editorName)->commit();
}

void TestExamplesPanel::emptySaysWhatBelongsThere()
{
    QVERIFY(says("An example is a text with the answer that is right for it"));
    QCOMPARE(m_panel->findChild<QStackedWidget *>()->currentIndex(), 0);
    button("Add example")->click();
    QCOMPARE(m_panel->findChild<QStackedWidget *>()->currentIndex(), 1);
    QCOMPARE(examples().size(), 1);
    QCOMPARE(examples().first().value, json::Value::object());
    button("Remove")->click();
    QVERIFY(examples().isEmpty());
    QCOMPARE(m_panel->findChild<QStackedWidget *>()->currentIndex(), 0);
}

void TestExamplesPanel::addRemoveAndMoveAreOneStepEach()
{
    for (const char *text : {"one", "two", "three"})
        m_panel->addExample(QLatin1String(text), json::Value::object());
    QCOMPARE(steps(), 3);
    QCOMPARE(list()->currentRow(), 2);
    QVERIFY(!button("Move down")->isEnabled());
    button("Move up")->click();
    QCOMPARE(steps(), 4);
    QCOMPARE(list()->currentRow(), 1);
    QCOMPARE(examples().at(1).text, std::string("three"));
    QCOMPARE(list()->item(1)->text(), QStringLiteral("2   three"));
    list()->setCurrentRow(0);
    QVERIFY(!button("Move up")->isEnabled());
    button("Remove")->click();
    QCOMPARE(steps(), 5);
    QCOMPARE(examples().size(), 2);
    QCOMPARE(examples().at(0).text, std::string("three"));
    QCOMPARE(editor(kText)->toPlainText(), QStringLiteral("three"));
}

void TestExamplesPanel::typingIsOneStepAPlace()
{
    button("Add example")->click();
    const int before = steps();
    for (const QChar letter : QStringLiteral("Jason is 25."))
        editor(kText)->insertPlainText(letter);
    QCOMPARE(steps(), before);
    m_panel->commit();
    QCOMPARE(steps(), before + 1);
    QCOMPARE(examples().first().text, std::string("Jason is 25."));
    QCOMPARE(list()->item(0)->text(), QStringLiteral("1   Jason is 25."));
    // Choosing another one finishes this one.
    m_panel->addExample(QStringLiteral("two"), json::Value::object());
    editor(kText)->setPlainText(QStringLiteral("second"));
    list()->setCurrentRow(0);
    QCOMPARE(examples().at(1).text, std::string("second"));
    QCOMPARE(examples().at(0).text, std::string("Jason is 25."));
    QCOMPARE(editor(kText)->toPlainText(), QStringLiteral("Jason is 25."));
}

void TestExamplesPanel::answersAreCheckedAgainstTheSchema()
{
    button("Add example")->click();
    QCOMPARE(issues().size(), 1); // name is missing
    type(kAnswer, QStringLiteral(R"({"name": "Jason", "age": "old"})"));
    QCOMPARE(issues().size(), 1);
    QVERIFY2(issues().first().startsWith(QLatin1String("/age")), qPrintable(issues().first()));
    QVERIFY(says("1 place does not fit the schema"));
    type(kAnswer, QStringLiteral(R"({"name": "Jason", "age": 25})"));
    QVERIFY(issues().isEmpty());
    QVERIFY(says("Fits the schema."));
    QCOMPARE(examples().first().value["age"].toInt64().value_or(0), 25);
    // The schema changes beside it.
    m_document->setSchemaText(QStringLiteral(R"({"type":"object","required":["city"]})"));
    QCOMPARE(issues().size(), 1);
    m_document->setSchemaText(QStringLiteral("{"));
    QVERIFY(issues().isEmpty());
    QVERIFY(says("Not checked"));
}

void TestExamplesPanel::withIterableTheAnswerIsAList()
{
    m_panel->addExample(QStringLiteral("x"), *json::readStrict(R"([{"name":"Jason"},{"age":3}])"));
    QVERIFY(!issues().isEmpty());
    RecipeSettings settings = m_document->settings();
    settings.streaming = wire::StreamKind::Iterable;
    m_document->setSettings(settings, QStringLiteral("Choose streaming"));
    QCOMPARE(issues().size(), 1); // only the second item, whose name is missing
    QVERIFY2(issues().first().startsWith(QLatin1String("/1")), qPrintable(issues().first()));
}

void TestExamplesPanel::anAnswerThatIsNoJsonIsKept()
{
    m_panel->addExample(QStringLiteral("one"), *json::readStrict(R"({"name":"a"})"));
    m_panel->addExample(QStringLiteral("two"), *json::readStrict(R"({"name":"b"})"));
    const int before = steps();
    type(kAnswer, QStringLiteral("{\"name\": "));
    QCOMPARE(steps(), before + 1); // a change, though nothing that a recipe's file could hold
    QCOMPARE(m_document->unfinished()->row, 1);
    QCOMPARE(examples().at(1).value["name"].text(), std::string("b"));
    QVERIFY(list()->item(1)->text().contains(QLatin1String("no JSON yet")));
    QVERIFY(says("No JSON yet"));
    list()->setCurrentRow(0);
    QVERIFY(editor(kAnswer)->toPlainText().contains(QLatin1String("\"a\"")));
    button("Move down")->click(); // now it is the second
    QVERIFY(editor(kAnswer)->toPlainText().contains(QLatin1String("\"a\"")));
    list()->setCurrentRow(0);
    QCOMPARE(editor(kAnswer)->toPlainText(), QStringLiteral("{\"name\": "));
    type(kAnswer, QStringLiteral("{\"name\": \"c\"}"));
    QCOMPARE(examples().at(0).value["name"].text(), std::string("c"));
    QVERIFY(!m_document->unfinished());
    m_document->undoStack().undo();
    QCOMPARE(editor(kAnswer)->toPlainText(), QStringLiteral("{\"name\": "));
    button("Remove")->click(); // and its text with it
    QVERIFY(!m_document->unfinished());
    QVERIFY(editor(kAnswer)->toPlainText().contains(QLatin1String("\"a\"")));
}

void TestExamplesPanel::undoShowsInTheList()
{
    m_panel->addExample(QStringLiteral("one"), *json::readStrict(R"({"name":"a"})"));
    type(kText, QStringLiteral("changed"));
    m_document->undoStack().undo();
    QCOMPARE(editor(kText)->toPlainText(), QStringLiteral("one"));
    m_document->undoStack().undo();
    QCOMPARE(list()->count(), 0);
    m_document->undoStack().redo();
    QCOMPARE(list()->count(), 1);
    QCOMPARE(editor(kText)->toPlainText(), QStringLiteral("one"));
}

void TestExamplesPanel::theLastTryIsTakenWhenThereIsOne()
{
    QSignalSpy wanted(m_panel.get(), &ExamplesPanel::lastTryWanted);
    QVERIFY(!button("Take from the last try")->isEnabled());
    m_panel->setLastTry(true);
    button("Take from the last try")->click();
    QCOMPARE(wanted.count(), 1);
    m_panel->addExample(QStringLiteral("Jason is 25."), *json::readStrict(R"({"name":"Jason"})"));
    button("Take from the last try")->click();
    QCOMPARE(wanted.count(), 2);
    QCOMPARE(examples().size(), 1);
}

QTEST_MAIN(TestExamplesPanel)
#include "tst_examplespanel.moc"
