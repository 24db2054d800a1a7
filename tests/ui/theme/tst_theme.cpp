// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "theme/icons.h"
#include "theme/styleshapes.h"
#include "theme/theme.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QImage>
#include <QStyle>
#include <QTabBar>
#include <QTest>

#include <cmath>

using namespace espalier;
using namespace espalier::ui;

namespace {

/// Relative luminance and contrast (WCAG 2.2).
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void textCanBeRead_data();
    void textCanBeRead();
    void changesWhileRunning();
    void iconsFollowThePalette();
    void tabsHaveRoomForTheirBoldLetters();
    void namesAreKept();
};

void TestTheme::textCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::textCanBeRead()
{
    QFETCH(bool, dark);
    const Tokens &t = dark ? darkTokens() : lightTokens();
    const QPalette palette = paletteFor(t);
    for (const QColor &ground : {t.ground, t.panel, t.selection}) {
        for (const QColor &text : {t.text, t.dim, t.faint, t.leaf, t.blue, t.amber, t.brick})
            QVERIFY2(contrast(text, ground) >= 4.5,
                     qPrintable(text.name() + QStringLiteral(" on ") + ground.name()));
    }
    const std::pair<QColor, QColor> chips[] = {
        {t.leaf, t.leafSoft}, {t.blue, t.blueSoft}, {t.amber, t.amberSoft}, {t.brick, t.brickSoft}};
    for (const auto &[text, ground] : chips)
        QVERIFY2(contrast(text, ground) >= 4.5,
                 qPrintable(text.name() + QStringLiteral(" on ") + ground.name()));
    QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
    QCOMPARE(isDark(palette), dark);
    QCOMPARE(&tokensFor(palette), &t);
}

void TestTheme::changesWhileRunning()
{
    Theme theme(*qApp);
    QWidget window;
    window.show();
    theme.setChoice(Theme::Choice::Dark);
    QApplication::processEvents();
    QCOMPARE(window.palette().color(QPalette::Window), darkTokens().ground);
    theme.setChoice(Theme::Choice::Light);
    QApplication::processEvents();
    QCOMPARE(window.palette().color(QPalette::Window), lightTokens().ground);
    theme.setChoice(Theme::Choice::System);
    QVERIFY(&tokensFor(QApplication::palette()) == &lightTokens() ||
            &tokensFor(QApplication::palette()) == &darkTokens());
}

void TestTheme::iconsFollowThePalette()
{
    Theme theme(*qApp);
    const QIcon picture = icon(QStringLiteral("close"));
    const auto darkest = [&] {
        const QImage image = picture.pixmap(QSize(24, 24), 2.0).toImage();
        QColor most;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() == 255)
                    most = image.pixelColor(x, y);
            }
        }
        return most;
    };
    theme.setChoice(Theme::Choice::Light);
    QCOMPARE(darkest().name(), lightTokens().text.name());
    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(darkest().name(), darkTokens().text.name());
    QCOMPARE(picture.pixmap(QSize(24, 24), 2.0).devicePixelRatio(), 2.0);
}

/// The current tab is bolder; Qt gives a tab the room of its plain letters.
void TestTheme::tabsHaveRoomForTheirBoldLetters()
{
    const Theme theme(*qApp);
    QTabBar tabs;
    tabs.setExpanding(false);
    const QStringList titles{QStringLiteral("ii"), QStringLiteral("How often and how long it is asked"),
                             QStringLiteral("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")};
    for (const QString &title : titles)
        tabs.addTab(title);
    tabs.show();
    const QFontMetrics bold(currentTabFont(tabs.font()));
    QVERIFY(bold.horizontalAdvance(titles.last()) >
            QFontMetrics(tabs.font()).horizontalAdvance(titles.last()));
    const int air = tabs.style()->pixelMetric(QStyle::PM_TabBarTabHSpace);
    for (int at = 0; at < tabs.count(); ++at)
        QVERIFY2(tabs.tabRect(at).width() >= bold.horizontalAdvance(titles[at]) + air,
                 qPrintable(titles[at]));
    const QSize last = tabs.tabRect(2).size();
    tabs.setCurrentIndex(2);
    QCOMPARE(tabs.tabRect(2).size(), last); // no tab grows when it becomes current
}

void TestTheme::namesAreKept()
{
    for (const Theme::Choice choice : {Theme::Choice::System, Theme::Choice::Light, Theme::Choice::Dark})
        QCOMPARE(Theme::choiceFromName(Theme::nameOf(choice)), choice);
    QCOMPARE(Theme::choiceFromName(QStringLiteral("sepia")), Theme::Choice::System);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
