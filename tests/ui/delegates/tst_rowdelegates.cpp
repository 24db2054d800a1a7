// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/changedelegate.h"
#include "delegates/changemark.h"
#include "delegates/documentdelegate.h"
#include "delegates/trydelegate.h"
#include "models/changerowsmodel.h"
#include "models/documentlistmodel.h"
#include "models/trylistmodel.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"

#include <QImage>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTest>
#include <QtMath>

using namespace espalier;
using namespace espalier::ui;

class TestRowDelegates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void rowsGrowWithTheFont();
    void everyChangeHasAMarkOfItsOwn();
    void everyCellIsPainted();
    void aDayIsAHeading();
    void aNameThatHasItsRoomIsWhole();

private:
    static QImage painted(const QStyledItemDelegate &delegate, const QModelIndex &index,
                          const Tokens &tokens);
    static bool isEmpty(const QImage &image, const Tokens &tokens);
};

QImage TestRowDelegates::painted(const QStyledItemDelegate &delegate, const QModelIndex &index,
                                 const Tokens &tokens)
{
    QImage image(200, 30, QImage::Format_ARGB32_Premultiplied);
    image.fill(tokens.panel);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.palette = paletteFor(tokens);
    option.fontMetrics = QFontMetrics(option.font);
    delegate.paint(&painter, option, index);
    return image;
}

bool TestRowDelegates::isEmpty(const QImage &image, const Tokens &tokens)
{
    QImage ground(image.size(), image.format());
    ground.fill(tokens.panel);
    return image == ground;
}

void TestRowDelegates::rowsGrowWithTheFont()
{
    const RowDelegate delegate;
    QStyleOptionViewItem option;
    option.font.setPixelSize(13);
    option.fontMetrics = QFontMetrics(option.font);
    QVERIFY(delegate.sizeHint(option, {}).height() >= 30);
    option.font.setPixelSize(39);
    option.fontMetrics = QFontMetrics(option.font);
    QVERIFY(delegate.sizeHint(option, {}).height() >= option.fontMetrics.height() + 14);
}

void TestRowDelegates::everyChangeHasAMarkOfItsOwn()
{
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
        QList<QImage> marks;
        for (const ChangeMark mark : {ChangeMark::Same, ChangeMark::Changed, ChangeMark::Added,
                                      ChangeMark::Removed, ChangeMark::Moved}) {
            QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
            image.fill(tokens->panel);
            QPainter painter(&image);
            // In one colour: the shape alone tells them apart.
            Tokens grey = *tokens;
            grey.leaf = grey.brick = grey.amber = grey.blue = grey.faint;
            grey.leafSoft = grey.brickSoft = grey.amberSoft = grey.blueSoft = grey.ground;
            paintChangeMark(&painter, QRectF(image.rect()), mark, grey);
            painter.end();
            QVERIFY2(!marks.contains(image), qPrintable(changeWord(mark)));
            marks.append(image);
        }
    }
}

void TestRowDelegates::everyCellIsPainted()
{
    ChangeRowsModel changes;
    changes.setRows({{ChangeMark::Changed,
                      QStringLiteral("age"),
                      {QStringLiteral("25"), false},
                      {QStringLiteral("26"), false},
                      QStringLiteral("changed")}});
    TryListModel tries(QTimeZone::utc());
    tries.sync({test::summary("a", test::kNoonish)}, test::kNoonish);
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
        for (int column = 0; column < ChangeRowsModel::ColumnCount; ++column)
            QVERIFY(!isEmpty(painted(ChangeDelegate(), changes.index(0, column), *tokens), *tokens));
        for (int column = 0; column < TryListModel::ColumnCount; ++column) {
            const QModelIndex cell = tries.indexOf(QStringLiteral("a")).siblingAtColumn(column);
            QVERIFY(!isEmpty(painted(TryDelegate(), cell, *tokens), *tokens));
        }
    }
}

void TestRowDelegates::aDayIsAHeading()
{
    TryListModel tries(QTimeZone::utc());
    tries.sync({test::summary("a", test::kNoonish)}, test::kNoonish);
    const QImage day = painted(TryDelegate(), tries.index(0, 0), lightTokens());
    QVERIFY(!isEmpty(day, lightTokens()));
    QVERIFY(day != painted(TryDelegate(), tries.indexOf(QStringLiteral("a")), lightTokens()));
}

void TestRowDelegates::aNameThatHasItsRoomIsWhole()
{
    DocumentListModel model;
    const QString name = QStringLiteral("invoice 4471.txt"); // no whole number of pixels wide
    TextDocument document;
    document.name = name;
    document.text = QString(324, u'x');
    model.add(document);
    const DocumentDelegate delegate;
    const auto painted = [&](int width) {
        QImage image(width, 30, QImage::Format_ARGB32_Premultiplied);
        image.fill(lightTokens().panel);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.palette = paletteFor(lightTokens());
        option.font.setPixelSize(12);
        option.fontMetrics = QFontMetrics(option.font);
        delegate.paint(&painter, option, model.index(0));
        return image;
    };
    QFont font;
    font.setPixelSize(12);
    const int end = 12 + 16 + 8 + qCeil(QFontMetricsF(font).horizontalAdvance(name));
    const QImage whole = painted(1000).copy(0, 0, end, 30);
    for (int width = end + 12; width < end + 200; ++width)
        QCOMPARE(painted(width).copy(0, 0, end, 30), whole);
}

QTEST_MAIN(TestRowDelegates)
#include "tst_rowdelegates.moc"
