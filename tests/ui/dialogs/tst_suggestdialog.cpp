// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/suggestdialog.h"

#include "delegates/fielddelegate.h"
#include "schema/fieldtree.h"
#include "support/widgettest.h"
#include "widgets/fieldsview.h"
#include "json/read.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

using namespace espalier;
using namespace espalier::ui;

namespace {

struct Fixture
{
    explicit Fixture(bool hasFields = true)
        : dialog(new SuggestDialog(QStringLiteral("Your sentence stays here."), hasFields, nullptr))
    {
        QObject::connect(dialog, &SuggestDialog::taken, dialog,
                         [this](const json::Value &schema, bool replaced) {
                             taken = schema;
                             replace = replaced;
                         });
        dialog->show();
    }
    ~Fixture() { delete dialog; }
    QPushButton *button(const char *text) const
    {
        for (QPushButton *each : dialog->findChildren<QPushButton *>()) {
            if (each->text().remove(u'&') == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }
    bool says(const char *words) const
    {
        for (const QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(QString::fromUtf8(words)))
                return true;
        }
        return false;
    }

    QPointer<SuggestDialog> dialog;
    json::Value taken;
    bool replace = false;
};

json::Value twoFields()
{
    const auto value =
        json::readStrict(R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}}})");
    return value ? *value : json::Value::null();
}

} // namespace

class TestSuggestDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void asksAndTakes();
    void aProblemIsSaidAndTheSentenceStays();
    void whatIsNotWantedIsLeftOut();
    void aKindCanBeChanged();
};

void TestSuggestDialog::asksAndTakes()
{
    Fixture f;
    QVERIFY(f.says("stays here"));
    QVERIFY(!f.button("Suggest")->isEnabled() && !f.button("Add these fields")->isEnabled());
    QSignalSpy asked(f.dialog, &SuggestDialog::asked);
    f.dialog->findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral(" a and b\n"));
    f.button("Suggest")->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toString(), QStringLiteral("a and b"));
    QVERIFY(!f.button("Suggest")->isEnabled()); // one at a time
    f.dialog->setFields(twoFields());
    QVERIFY(f.button("Suggest")->isEnabled());
    f.button("Replace all fields")->click();
    QVERIFY(f.replace && f.taken == twoFields());
}

void TestSuggestDialog::aProblemIsSaidAndTheSentenceStays()
{
    Fixture f;
    auto *sentence = f.dialog->findChild<QPlainTextEdit *>();
    sentence->setPlainText(QStringLiteral("x"));
    f.button("Suggest")->click();
    Error error;
    error.kind = ErrorKind::NoConnection;
    error.message = "nobody is <b>there</b>";
    error.nextStep = "Look for it.";
    f.dialog->setProblem(error);
    QVERIFY(f.says("nobody is <b>there</b>\nLook for it."));
    QCOMPARE(sentence->toPlainText(), QStringLiteral("x"));
    QVERIFY(f.button("Suggest")->isEnabled() && !f.button("Add these fields")->isEnabled());
}

void TestSuggestDialog::whatIsNotWantedIsLeftOut()
{
    Fixture f(false);
    QVERIFY(!f.button("Replace all fields")->isVisible());
    f.dialog->setFields(twoFields());
    auto *view = f.dialog->findChild<FieldsView *>();
    view->reveal(QStringLiteral("/properties/a"));
    f.dialog->activateWindow();
    view->setFocus();
    QApplication::processEvents();
    QTest::keyClick(view, Qt::Key_Delete);
    f.button("Take these fields")->click();
    QVERIFY(f.replace);
    QCOMPARE(schema::fieldTree(f.taken).fields.size(), std::size_t(1));
}

void TestSuggestDialog::aKindCanBeChanged()
{
    Fixture f(false);
    f.dialog->setFields(twoFields());
    auto *view = f.dialog->findChild<FieldsView *>();
    Q_EMIT view->fieldDelegate().typeChosen(QStringLiteral("/properties/a"),
                                            {schema::FieldKind::YesNo, false});
    f.button("Take these fields")->click();
    QCOMPARE(f.taken["properties"]["a"]["type"].text(), std::string("boolean"));
}

QTEST_MAIN(TestSuggestDialog)
#include "tst_suggestdialog.moc"
