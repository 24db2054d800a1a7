// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/answerdelegate.h"
#include "delegates/statemark.h"
#include "models/partialtreemodel.h"
#include "support/widgettest.h"
#include "theme/espalierstyle.h"
#include "json/answerreader.h"

#include <QImage>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestAnswerDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void rowsGrowWithTheFont();
    void everyStateHasAMarkOfItsOwn();
    void aCaretStandsWhereTextGrows();

private:
    static QImage paint(const QModelIndex &index, const Tokens &tokens);
};

QImage TestAnswerDelegate::paint(const QModelIndex &index, const Tokens &tokens)
{
    QImage image(300, 28, QImage::Format_ARGB32_Premultiplied);
    image.fill(tokens.panel);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.palette = paletteFor(tokens);
    option.fontMetrics = QFontMetrics(option.font);
    AnswerDelegate().paint(&painter, option, index);
    return image;
}

void TestAnswerDelegate::rowsGrowWithTheFont()
{
    AnswerDelegate delegate;
    QStyleOptionViewItem option;
    option.font.setPixelSize(13);
    option.fontMetrics = QFontMetrics(option.font);
    const int usual = delegate.sizeHint(option, {}).height();
    QVERIFY(usual >= 28);
    option.font.setPixelSize(39);
    option.fontMetrics = QFontMetrics(option.font);
    QVERIFY(delegate.sizeHint(option, {}).height() >= option.fontMetrics.height() + 12);
}

void TestAnswerDelegate::everyStateHasAMarkOfItsOwn()
{
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
        QList<QImage> marks;
        for (int state = static_cast<int>(ValueState::Absent); state <= static_cast<int>(ValueState::Invalid);
             ++state) {
            QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
            image.fill(tokens->panel);
            QPainter painter(&image);
            paintStateMark(&painter, QRectF(image.rect()), static_cast<ValueState>(state), *tokens);
            painter.end();
            QVERIFY2(!marks.contains(image), qPrintable(QString::number(state)));
            marks.append(image);
        }
    }
}

void TestAnswerDelegate::aCaretStandsWhereTextGrows()
{
    json::AnswerReader reader;
    PartialTreeModel model;
    reader.feed(R"({"street":"456 Beach)");
    model.apply(reader.takeChanges());
    const auto blue = [](const QImage &image, const Tokens &tokens) {
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixelColor(x, y) == tokens.blue ? 1 : 0;
        }
        return pixels;
    };
    const QModelIndex value = model.indexOf(QStringLiteral("/street"), PartialTreeModel::ValueColumn);
    QVERIFY(blue(paint(value, lightTokens()), lightTokens()) > 0);
    QVERIFY(blue(paint(value, darkTokens()), darkTokens()) > 0);
    reader.feed("\"}");
    model.apply(reader.takeChanges());
    QCOMPARE(blue(paint(value, lightTokens()), lightTokens()), 0);
}

QTEST_MAIN(TestAnswerDelegate)
#include "tst_answerdelegate.moc"
