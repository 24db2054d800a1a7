// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/difftext.h"
#include "text/plaintip.h"

#include <QLocale>
#include <QTest>

#include <algorithm>
#include <string>

using namespace espalier;
using namespace espalier::ui;
using recipe::DiffKind;
using recipe::DiffPart;
using Kind = ShownPart::Kind;

class TestDiffText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void shortStretchesStayWhole();
    void longSameStretchesAreFoldedAtLines();
    void aFoldCutsNoPair();
    void hugeChangesAreCutAndSaid();
    void manyChangesEndSomewhere();
    void placesAreCounted();
    void tipsAreNeverRich();
};

void TestDiffText::shortStretchesStayWhole()
{
    const std::vector<DiffPart> parts{
        {DiffKind::Same, "read "}, {DiffKind::Removed, "old"}, {DiffKind::Added, "new"}};
    const std::vector<ShownPart> wanted{{Kind::Same, QStringLiteral("read ")},
                                        {Kind::Removed, QStringLiteral("old")},
                                        {Kind::Added, QStringLiteral("new")}};
    QVERIFY(shownParts(parts) == wanted);
    QVERIFY(shownParts({}).empty());
}

void TestDiffText::longSameStretchesAreFoldedAtLines()
{
    std::string text;
    while (text.size() < 10'000)
        text += "a line of forty letters, all the same...\n";
    const auto shown = shownParts({{DiffKind::Same, text}});
    QCOMPARE(shown.size(), std::size_t(3));
    QVERIFY(shown[1].kind == Kind::LeftOut);
    const qsizetype kept = shown[0].text.size() + shown[2].text.size();
    QVERIFY(shown[0].text.size() >= kContextCharacters && shown[2].text.size() >= kContextCharacters);
    QVERIFY(kept < 4 * kContextCharacters);
    const QString left = QLocale().toString(static_cast<qlonglong>(text.size()) - kept);
    QVERIFY2(shown[1].text.contains(left), qPrintable(shown[1].text));
    QVERIFY(shown[0].text.endsWith(QStringLiteral("...")));
    QVERIFY(shown[2].text.startsWith(QStringLiteral("a line")));
    const QString whole = QString::fromStdString(text);
    QVERIFY(whole.startsWith(shown[0].text) && whole.endsWith(shown[2].text));
}

void TestDiffText::aFoldCutsNoPair()
{
    for (const std::string &lead : {std::string(), std::string("x")}) {
        std::string text = lead;
        while (text.size() < 40'000)
            text += "\xF0\x9F\x8C\xB3";
        const auto folded = shownParts({{DiffKind::Same, text}});
        QVERIFY(!folded.front().text.back().isHighSurrogate());
        QVERIFY(!folded.back().text.front().isLowSurrogate());
        const auto cut = shownParts({{DiffKind::Added, text + text + text}});
        QVERIFY(!cut.front().text.back().isHighSurrogate());
    }
}

void TestDiffText::hugeChangesAreCutAndSaid()
{
    const auto shown = shownParts({{DiffKind::Removed, std::string(30'000, 'a')}});
    QCOMPARE(shown.size(), std::size_t(2));
    QCOMPARE(shown[0].text.size(), kChangeCharacters);
    QCOMPARE(shown[1].text, QStringLiteral("⋯ 10,000 more characters ⋯"));
}

void TestDiffText::manyChangesEndSomewhere()
{
    std::vector<DiffPart> parts;
    for (int i = 0; i < 10'000; ++i)
        parts.push_back({i % 2 ? DiffKind::Added : DiffKind::Same, "word"});
    const auto shown = shownParts(parts);
    const auto changes = std::count_if(shown.begin(), shown.end(),
                                       [](const ShownPart &part) { return part.kind == Kind::Added; });
    QCOMPARE(static_cast<std::size_t>(changes), kMostChanges);
    QVERIFY(shown.back().kind == Kind::LeftOut);
}

void TestDiffText::placesAreCounted()
{
    QCOMPARE(placesText(0), QStringLiteral("the same"));
    QCOMPARE(placesText(1), QStringLiteral("1 place differs"));
    QCOMPARE(placesText(1200), QStringLiteral("1,200 places differ"));
}

void TestDiffText::tipsAreNeverRich()
{
    QCOMPARE(plainTip(QString()), QString());
    QCOMPARE(plainTip(QStringLiteral("<img src=file:///x>\n&")),
             QStringLiteral("<p>&lt;img src=file:///x&gt;<br>&amp;</p>"));
    QVERIFY(plainTip(QString(100'000, u'a')).size() < 3000);
}

QTEST_GUILESS_MAIN(TestDiffText)
#include "tst_difftext.moc"
