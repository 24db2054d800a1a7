// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/firingspanel.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "theme/tokens.h"
#include "widgets/changeview.h"
#include "widgets/rowtree.h"
#include "widgets/tryview.h"

#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

/// Where the words of tables begin: looked at as they are painted, at 100 and 200 %.
class TestRowTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanupTestCase() { m_theme.reset(); }
    void plainTables();
    void tablesWithOwnRows();
    void markedRows();
    void aDayIsLevelWithItsTries();

private:
    struct Ink
    {
        double first = -1; ///< of the strip's pixels, in the widget's measure
        double last = -1;
    };
    static Ink inkIn(const QTreeView &view, const QRect &strip, int scale);
    static QRect headingRect(const QTreeView &view, int column);
    static QRect cellRect(const QTreeView &view, const QModelIndex &index);
    static std::unique_ptr<QStandardItemModel> sameWords();
    static void levelColumns(const QTreeView &view, double begin);

    std::unique_ptr<Theme> m_theme;
};

void TestRowTree::init()
{
    test::prepareWidgets();
    m_theme->setChoice(Theme::Choice::Light);
}

/// Of what is painted in a part of the view.
TestRowTree::Ink TestRowTree::inkIn(const QTreeView &view, const QRect &strip, int scale)
{
    QImage image(view.size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(lightTokens().panel);
    const_cast<QTreeView &>(view).render(&image);
    const QRect pixels(strip.topLeft() * scale, strip.size() * scale);
    Ink ink;
    for (int x = pixels.left(); x <= pixels.right(); ++x) {
        for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
            if (std::abs(qGray(image.pixel(x, y)) - qGray(lightTokens().panel.rgb())) <
                3) // also the soft ground of a mark
                continue;
            ink.first = ink.first < 0 ? double(x) / scale : ink.first;
            ink.last = double(x) / scale;
        }
    }
    return ink;
}

QRect TestRowTree::headingRect(const QTreeView &view, int column)
{
    const QHeaderView *header = view.header();
    return {header->x() + header->sectionViewportPosition(column), header->y(), header->sectionSize(column),
            header->height() - 2}; // without the line below
}

QRect TestRowTree::cellRect(const QTreeView &view, const QModelIndex &index)
{
    const QHeaderView *header = view.header();
    const QRect row = view.visualRect(index).translated(view.viewport()->pos());
    return {headingRect(view, index.column()).left(), row.top() + 1, header->sectionSize(index.column()),
            row.height() - 2};
}

/// Headings and cells of the same letters; the last column at the right.
std::unique_ptr<QStandardItemModel> TestRowTree::sameWords()
{
    auto model = std::make_unique<QStandardItemModel>(1, 3);
    for (int column = 0; column < 3; ++column) {
        const Qt::Alignment side = Qt::AlignVCenter | (column == 2 ? Qt::AlignRight : Qt::AlignLeft);
        auto *heading = new QStandardItem(QStringLiteral("HIH"));
        heading->setTextAlignment(side);
        model->setHorizontalHeaderItem(column, heading);
        auto *cell = new QStandardItem(QStringLiteral("HIH"));
        cell->setTextAlignment(side);
        model->setItem(0, column, cell);
    }
    return model;
}

void TestRowTree::levelColumns(const QTreeView &view, double begin)
{
    for (const int scale : {1, 2}) {
        for (int column = 0; column < 3; ++column) {
            const Ink heading = inkIn(view, headingRect(view, column), scale);
            const Ink cell = inkIn(view, cellRect(view, view.model()->index(0, column)), scale);
            QVERIFY(heading.first > 0 && cell.first > 0);
            QCOMPARE(column == 2 ? cell.last : cell.first, column == 2 ? heading.last : heading.first);
            if (column == 0)
                QVERIFY2(cell.first >= begin && cell.first <= begin + 2,
                         qPrintable(QString::number(cell.first)));
        }
    }
}

void TestRowTree::plainTables()
{
    const auto model = sameWords();
    RowTree rows;
    QTreeView plain;
    plain.setRootIsDecorated(false);
    plain.setFrameShape(QFrame::NoFrame);
    for (QTreeView *view : {static_cast<QTreeView *>(&rows), &plain}) {
        view->setModel(model.get());
        view->resize(600, 120);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view));
    }
    levelColumns(rows, 12);
    levelColumns(plain, 6);
}

void TestRowTree::tablesWithOwnRows()
{
    FiringsPanel panel;
    panel.resize(1200, 200);
    panel.show();
    run::RunEvent event;
    event.kind = run::RunEventKind::CompletionKwargs;
    event.attempt = event.tryNumber = 1;
    event.data = json::Value::object();
    panel.model().add(event);
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto *view = panel.findChild<RowTree *>();
    for (const int scale : {1, 2}) {
        for (int column : {0, 1}) {
            // A letter may reach a pixel to the left.
            const double at = headingRect(*view, column).left() + (column == 0 ? 12 : 6);
            const Ink heading = inkIn(*view, headingRect(*view, column), scale);
            const Ink cell = inkIn(*view, cellRect(*view, view->model()->index(0, column)), scale);
            QVERIFY2(heading.first >= at - 1 && heading.first <= at + 2,
                     qPrintable(QString::number(heading.first)));
            QVERIFY2(cell.first >= at - 1 && cell.first <= at + 2, qPrintable(QString::number(cell.first)));
        }
    }
}

void TestRowTree::markedRows()
{
    ChangeView view;
    view.setTitles(QStringLiteral("Field"), QStringLiteral("HIH"), QStringLiteral("HIH"));
    view.setRows({{ChangeMark::Changed,
                   QStringLiteral("age"),
                   {QStringLiteral("HIH"), false},
                   {QStringLiteral("HIH"), false},
                   QStringLiteral("changed")}});
    view.resize(900, 120);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    for (const int scale : {1, 2}) {
        const Ink heading = inkIn(view, headingRect(view, 0), scale);
        const Ink mark = inkIn(view, cellRect(view, view.model()->index(0, 0)), scale);
        QVERIFY2(heading.first >= 12 && heading.first <= 14, qPrintable(QString::number(heading.first)));
        QVERIFY2(mark.first >= 12 && mark.first <= 15, qPrintable(QString::number(mark.first)));
        for (const int column : {1, 2})
            QCOMPARE(inkIn(view, cellRect(view, view.model()->index(0, column)), scale).first,
                     inkIn(view, headingRect(view, column), scale).first);
    }
}

void TestRowTree::aDayIsLevelWithItsTries()
{
    TryListModel tries(QTimeZone::utc());
    tries.sync({test::summary("a", test::kNoonish)}, test::kNoonish);
    TryView view(tries);
    view.resize(1200, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QModelIndex day = view.model()->index(0, 0);
    const QModelIndex one = view.model()->index(0, 0, day);
    for (const int scale : {1, 2}) {
        for (const Ink &ink :
             {inkIn(view, headingRect(view, 0), scale), inkIn(view, cellRect(view, day), scale),
              inkIn(view, cellRect(view, one), scale)})
            QVERIFY2(ink.first >= 12 && ink.first <= 15, qPrintable(QString::number(ink.first)));
    }
}

QTEST_MAIN(TestRowTree)
#include "tst_rowtree.moc"
