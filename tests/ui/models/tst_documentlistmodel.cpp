// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/documentlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace espalier::ui;

class TestDocumentListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAndRemovesUnderWatch();
    void anotherTextIsAnotherQuestion();
    void namesAreEditedNeverEmptied();
    void foreignNamesStayPlain();

private:
    static TextDocument document(const char *name, const char *text)
    {
        TextDocument out;
        out.name = QString::fromUtf8(name);
        out.text = QString::fromUtf8(text);
        return out;
    }
};

void TestDocumentListModel::addsAndRemovesUnderWatch()
{
    DocumentListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &DocumentListModel::contentChanged);
    QCOMPARE(model.add(document("a.txt", "one")), 0);
    QCOMPARE(model.add(document("b.txt", "two")), 1);
    model.insert(0, document("first", ""));
    QCOMPARE(model.documents().at(0).name, QStringLiteral("first"));
    model.insert(99, document("last", ""));
    QCOMPARE(model.documents().constLast().name, QStringLiteral("last"));
    model.removeAt(1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.documents().at(1).name, QStringLiteral("b.txt"));
    QCOMPARE(changed.count(), 5);
    model.removeAt(7);
    model.removeAt(-1);
    QCOMPARE(changed.count(), 5);
    model.setDocuments({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.rowCount(model.index(0)), 0);
}

void TestDocumentListModel::anotherTextIsAnotherQuestion()
{
    DocumentListModel model;
    model.add(document("a.txt", "one"));
    const QModelIndex index = model.index(0);
    QCOMPARE(index.data(DocumentListModel::WordsRole).toString(), QStringLiteral("3 characters"));
    model.setState(0, ValueState::Invalid, QStringLiteral("1 issue"));
    QCOMPARE(index.data(DocumentListModel::StateRole).toInt(), static_cast<int>(ValueState::Invalid));
    QCOMPARE(index.data(DocumentListModel::WordsRole).toString(), QStringLiteral("1 issue"));
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), QStringLiteral("a.txt, 1 issue"));
    QSignalSpy changed(&model, &DocumentListModel::contentChanged);
    model.setText(0, QStringLiteral("one"));
    QCOMPARE(changed.count(), 0); // the same text: the same question
    QCOMPARE(index.data(DocumentListModel::WordsRole).toString(), QStringLiteral("1 issue"));
    model.setText(0, QString());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(index.data(DocumentListModel::StateRole).toInt(), static_cast<int>(ValueState::Absent));
    QCOMPARE(index.data(DocumentListModel::WordsRole).toString(), QStringLiteral("empty"));
}

void TestDocumentListModel::namesAreEditedNeverEmptied()
{
    DocumentListModel model;
    model.add(document("a.txt", "one"));
    QVERIFY(model.setData(model.index(0), QStringLiteral(" letter "), Qt::EditRole));
    QCOMPARE(model.documents().at(0).name, QStringLiteral("letter"));
    QVERIFY(!model.setData(model.index(0), QStringLiteral("  "), Qt::EditRole));
    QVERIFY(!model.setData({}, QStringLiteral("x"), Qt::EditRole));
    QCOMPARE(model.documents().at(0).name, QStringLiteral("letter"));
}

void TestDocumentListModel::foreignNamesStayPlain()
{
    DocumentListModel model;
    model.add(document("<img src=file:///x>\u202etxt.exe", "one"));
    const QModelIndex index = model.index(0);
    QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
    QVERIFY(index.data().toString().contains(QStringLiteral("‹RLO›")));
    QCOMPARE(index.data(Qt::EditRole).toString(), model.documents().at(0).name);
}

QTEST_MAIN(TestDocumentListModel)
#include "tst_documentlistmodel.moc"
