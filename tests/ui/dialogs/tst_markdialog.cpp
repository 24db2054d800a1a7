// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/markdialog.h"

#include "support/widgettest.h"
#include "json/writer.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

namespace {

struct Fixture
{
    explicit Fixture(const QString &text, bool hasFields = false)
        : dialog(new MarkDialog(text, hasFields, nullptr))
    {
        QObject::connect(dialog, &MarkDialog::taken, dialog,
                         [this](const json::Value &schema, bool replaced) {
                             taken = QByteArray::fromStdString(json::writeCompact(schema["properties"]));
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
    void mark(const QString &part, const QString &name) const
    {
        auto *text = dialog->findChild<QPlainTextEdit *>();
        text->moveCursor(QTextCursor::Start);
        QVERIFY(text->find(part));
        dialog->findChild<QLineEdit *>()->setText(name);
        button("Mark")->click();
    }

    QPointer<MarkDialog> dialog;
    QByteArray taken;
    bool replace = false;
};

} // namespace

/// What is selected and named becomes fields.
class TestMarkDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void markedPartsBecomeFields();
    void aMarkCanBeRemoved();
    void nothingMarkedIsNothingToTake();
};

void TestMarkDialog::markedPartsBecomeFields()
{
    Fixture fixture(QStringLiteral("Zoë €\r\n is 25 years old, Max is 30."), true);
    fixture.mark(QStringLiteral("Zoë"), QStringLiteral("people.name"));
    fixture.mark(QStringLiteral("25"), QStringLiteral("people.age"));
    fixture.mark(QStringLiteral("Max"), QStringLiteral("people.name"));
    QCOMPARE(fixture.dialog->findChild<QListWidget *>()->count(), 3);
    fixture.button("Add these fields")->click();
    QVERIFY(!fixture.replace);
    QCOMPARE(
        fixture.taken,
        QByteArray(
            R"({"people":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name"]}}})"));
}

void TestMarkDialog::aMarkCanBeRemoved()
{
    Fixture fixture(QStringLiteral("Ann, 25"));
    fixture.mark(QStringLiteral("Ann"), QStringLiteral("name"));
    fixture.mark(QStringLiteral("25"), QStringLiteral("age"));
    fixture.dialog->findChild<QListWidget *>()->setCurrentRow(0);
    fixture.button("Remove")->click();
    fixture.button("Take these fields")->click();
    QVERIFY(fixture.replace);
    QCOMPARE(fixture.taken, QByteArray(R"({"age":{"type":"integer"}})"));
}

void TestMarkDialog::nothingMarkedIsNothingToTake()
{
    Fixture fixture(QStringLiteral("Ann, 25"));
    QVERIFY(!fixture.button("Take these fields")->isEnabled());
    QVERIFY(!fixture.button("Mark")->isEnabled());
    fixture.dialog->findChild<QLineEdit *>()->setText(QStringLiteral("name"));
    QVERIFY(!fixture.button("Mark")->isEnabled()); // no part is selected
    fixture.dialog->findChild<QPlainTextEdit *>()->selectAll();
    QVERIFY(fixture.button("Mark")->isEnabled());
}

QTEST_MAIN(TestMarkDialog)
#include "tst_markdialog.moc"
