// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "widgets/formlabels.h"
#include "widgets/framed.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// Labels stand level with the first line of what they name.
class TestFormLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { test::prepareWidgets(); }
    void cleanupTestCase() { m_theme.reset(); }
    void level();
    void rowsWithoutALabelStay();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestFormLabels::level()
{
    QWidget page;
    auto *form = new QFormLayout(&page);
    auto *line = new QLineEdit;
    auto *choice = new QComboBox;
    auto *word = new QLabel(QStringLiteral("as it is"));
    QFrame *tall = framed(new QPlainTextEdit);
    tall->setMinimumHeight(200);
    form->addRow(QStringLiteral("Line"), line);
    form->addRow(QStringLiteral("Choice"), choice);
    form->addRow(QStringLiteral("Word"), word);
    form->addRow(QStringLiteral("Tall"), tall);
    levelLabels(*form);
    page.resize(400, 500);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    const int firstLine = line->height();
    for (QWidget *field : {static_cast<QWidget *>(line), static_cast<QWidget *>(choice),
                           static_cast<QWidget *>(word), static_cast<QWidget *>(tall)}) {
        const QRect label = form->labelForField(field)->geometry();
        const QRect beside(field->x(), field->y(), field->width(), std::min(field->height(), firstLine));
        QVERIFY2(std::abs(label.center().y() - beside.center().y()) <= 1,
                 qPrintable(QStringLiteral("%1 beside %2").arg(label.center().y()).arg(beside.center().y())));
    }
}

void TestFormLabels::rowsWithoutALabelStay()
{
    QWidget page;
    auto *form = new QFormLayout(&page);
    auto *wide = new QLineEdit;
    form->addRow(wide);
    auto *lonely = new QLabel(QStringLiteral("Label"));
    form->setWidget(1, QFormLayout::LabelRole, lonely);
    const int most = lonely->maximumHeight();
    levelLabels(*form);
    QCOMPARE(lonely->maximumHeight(), most); // no field it could stand beside
    QCOMPARE(wide->maximumHeight(), most);
}

QTEST_MAIN(TestFormLabels)
#include "tst_formlabels.moc"
