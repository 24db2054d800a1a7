// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/timelinedelegate.h"
#include "models/attemptlistmodel.h"
#include "support/widgettest.h"
#include "theme/tokens.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QStyleOptionViewItem>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestTimelineDelegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void rowsGrowWithTheFont();
    void phasesHaveTheirColours();
    void theSameTimeIsAtTheSamePlace();
    void aFailureIsSeenHoweverShort();
    void aWaitIsHatched();
    void manySpansCostLittle();

private:
    static QStyleOptionViewItem optionFor(const Tokens &tokens);
    static QImage paint(const QModelIndex &index, const Tokens &tokens);
    /// First and last column of the bar that has that colour; -1 when none has.
    static QPair<int, int> columns(const QImage &image, const QColor &colour);
};

QStyleOptionViewItem TestTimelineDelegate::optionFor(const Tokens &tokens)
{
    QStyleOptionViewItem option;
    option.rect = QRect(0, 0, 900, 30);
    option.palette = paletteFor(tokens);
    option.fontMetrics = QFontMetrics(option.font);
    return option;
}

QImage TestTimelineDelegate::paint(const QModelIndex &index, const Tokens &tokens)
{
    const QStyleOptionViewItem option = optionFor(tokens);
    QImage image(option.rect.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(tokens.ground);
    QPainter painter(&image);
    TimelineDelegate().paint(&painter, option, index);
    return image;
}

QPair<int, int> TestTimelineDelegate::columns(const QImage &image, const QColor &colour)
{
    const QRect bar = TimelineDelegate::barRect(optionFor(lightTokens()));
    QPair<int, int> out{-1, -1};
    for (int x = bar.left() + 1; x < bar.right(); ++x) {
        if (image.pixelColor(x, bar.center().y()) != colour)
            continue;
        out.first = out.first < 0 ? x : out.first;
        out.second = x;
    }
    return out;
}

void TestTimelineDelegate::rowsGrowWithTheFont()
{
    TimelineDelegate delegate;
    QStyleOptionViewItem option;
    option.font.setPixelSize(13);
    option.fontMetrics = QFontMetrics(option.font);
    QVERIFY(delegate.sizeHint(option, {}).height() >= 28);
    option.font.setPixelSize(39);
    option.fontMetrics = QFontMetrics(option.font);
    QVERIFY(delegate.sizeHint(option, {}).height() >= option.fontMetrics.height() + 12);
}

void TestTimelineDelegate::phasesHaveTheirColours()
{
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
        AttemptListModel model;
        model.beginTry(1, 1, 1, 0);
        model.setState(run::RunState::Connecting, 50);
        model.setState(run::RunState::Streaming, 100);
        model.setProgress(150, 1, 0, 400); // the axis is 500
        const QImage growing = paint(model.index(0), *tokens);
        QVERIFY(columns(growing, tokens->faint).first >= 0);
        QVERIFY(columns(growing, tokens->amberSoft).first > columns(growing, tokens->faint).second);
        QVERIFY(columns(growing, tokens->blue).first > columns(growing, tokens->amberSoft).second);
        QCOMPARE(columns(growing, tokens->leaf).first, -1);
        run::AttemptRecord record;
        record.status = run::RunStatus::Valid;
        model.setState(run::RunState::Checking, 440);
        model.endTry(record, 480);
        const QImage done = paint(model.index(0), *tokens);
        QCOMPARE(columns(done, tokens->blue).first, -1);
        QVERIFY(columns(done, tokens->leaf).second > columns(growing, tokens->blue).second);
        QVERIFY(columns(done, tokens->amber).first > columns(done, tokens->leaf).second); // it was checked
        QCOMPARE(columns(done, tokens->brick).first, -1);
    }
}

void TestTimelineDelegate::theSameTimeIsAtTheSamePlace()
{
    const Tokens &tokens = lightTokens();
    AttemptListModel model;
    run::AttemptRecord invalid;
    invalid.status = run::RunStatus::Invalid;
    model.beginTry(1, 1, 2, 0);
    model.setState(run::RunState::Connecting, 0);
    model.setState(run::RunState::Streaming, 0);
    model.setProgress(0, 1, 0, 100);
    model.endTry(invalid, 400);
    model.beginTry(2, 1, 2, 400);
    model.setSent("{}", 400);
    model.tick(480);
    const int end = columns(paint(model.index(0), tokens), tokens.brick).second;
    const int begin = columns(paint(model.index(1), tokens), tokens.faint).first;
    QVERIFY2(qAbs(begin - end) <= 2, qPrintable(QStringLiteral("%1 %2").arg(begin).arg(end)));
}

void TestTimelineDelegate::aFailureIsSeenHoweverShort()
{
    const Tokens &tokens = lightTokens();
    AttemptListModel model;
    run::AttemptRecord failed;
    failed.status = run::RunStatus::Failed;
    model.beginTry(1, 1, 1, 0);
    model.endTry(failed, 0);
    QVERIFY(columns(paint(model.index(0), tokens), tokens.brick).first >= 0);
}

void TestTimelineDelegate::aWaitIsHatched()
{
    for (const Tokens *tokens : {&lightTokens(), &darkTokens()}) {
        AttemptListModel model;
        model.beginTry(1, 1, 2, 0);
        model.setSent("{}", 0);
        model.endTry({}, 100);
        model.wait(400, false, 100);
        const QImage image = paint(model.index(0), *tokens);
        const QRect bar = TimelineDelegate::barRect(optionFor(*tokens));
        QSet<QRgb> seen;
        for (int x = bar.left() + bar.width() / 2; x < bar.left() + bar.width() * 3 / 4; ++x)
            seen.insert(image.pixel(x, bar.center().y()));
        QVERIFY(seen.contains(tokens->amber.rgb()) && seen.size() >= 2);
    }
}

/// What a row paints does not grow with what happened in it.
void TestTimelineDelegate::manySpansCostLittle()
{
    AttemptListModel model;
    for (int row = 0; row < 200; ++row) {
        model.beginTry(1, row + 1, 4, row * 100);
        model.setSent("{}", row * 100);
        model.setState(run::RunState::Streaming, row * 100 + 10);
        model.setProgress(20, 5, 0, row * 100 + 40);
        model.endTry({}, row * 100 + 60);
        model.wait(40, false, row * 100 + 60);
        const auto spans = model.index(row).data(AttemptListModel::SpansRole).value<QList<AttemptSpan>>();
        QVERIFY(spans.size() <= 7);
    }
}

QTEST_MAIN(TestTimelineDelegate)
#include "tst_timelinedelegate.moc"
