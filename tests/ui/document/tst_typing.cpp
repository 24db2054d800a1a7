// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/typing.h"

#include <QTest>

using namespace espalier::ui;

class TestTyping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacements_data();
    void replacements();
    void pairsAreNotCut();
    void whatContinues_data();
    void whatContinues();
};

void TestTyping::replacements_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("removed");
    QTest::addColumn<QString>("inserted");
    const auto row = [](const char *name, const char *before, const char *after, int at, int removed,
                        const char *inserted) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << at << removed
                            << QString::fromUtf8(inserted);
    };
    row("nothing", "abc", "abc", 3, 0, "");
    row("inserted", "ac", "abc", 1, 0, "b");
    row("removed", "abc", "ac", 1, 1, "");
    row("replaced", "axxc", "abbbc", 1, 2, "bbb");
    row("doubled letter", "aa", "aaa", 2, 0, "a");
    row("all", "", "abc", 0, 0, "abc");
    row("cleared", "abc", "", 0, 3, "");
}

void TestTyping::replacements()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(int, at);
    QFETCH(int, removed);
    QFETCH(QString, inserted);
    QCOMPARE(replacementOf(before, after), (Replacement{at, removed, inserted}));
    QString made = before;
    made.replace(at, removed, inserted);
    QCOMPARE(made, after);
}

void TestTyping::pairsAreNotCut()
{
    // U+1F600 and U+1F601 share their first half, U+1F600 and U+1FA00 their second.
    for (const auto &[before, after] : {std::pair(u8"x😀y", u8"x😁y"), std::pair(u8"x😀y", u8"x🨀y")}) {
        const QString a = QString::fromUtf8(reinterpret_cast<const char *>(before));
        const QString b = QString::fromUtf8(reinterpret_cast<const char *>(after));
        const Replacement change = replacementOf(a, b);
        QCOMPARE(change.at, 1);
        QCOMPARE(change.removed, 2);
        QCOMPARE(change.inserted.size(), 2);
    }
}

void TestTyping::whatContinues_data()
{
    QTest::addColumn<Replacement>("last");
    QTest::addColumn<Replacement>("next");
    QTest::addColumn<bool>("expected");
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    QTest::newRow("next letter") << Replacement{3, 0, text("a")} << Replacement{4, 0, text("b")} << true;
    QTest::newRow("elsewhere") << Replacement{3, 0, text("a")} << Replacement{6, 0, text("b")} << false;
    QTest::newRow("blank ends a word")
        << Replacement{3, 0, text("a")} << Replacement{4, 0, text(" ")} << false;
    QTest::newRow("after the blank") << Replacement{3, 0, text(" ")} << Replacement{4, 0, text("b")} << true;
    QTest::newRow("second blank") << Replacement{3, 0, text(" ")} << Replacement{4, 0, text(" ")} << true;
    QTest::newRow("new line ends") << Replacement{3, 0, text("\n")} << Replacement{4, 0, text("b")} << false;
    QTest::newRow("pasted") << Replacement{3, 0, text("a")} << Replacement{4, 0, text("bcd")} << false;
    QTest::newRow("backspaces") << Replacement{3, 1, QString()} << Replacement{2, 1, QString()} << true;
    QTest::newRow("deletes") << Replacement{3, 1, QString()} << Replacement{3, 1, QString()} << true;
    QTest::newRow("a selection") << Replacement{3, 1, QString()} << Replacement{0, 3, QString()} << false;
    QTest::newRow("typed, then taken away")
        << Replacement{3, 0, text("a")} << Replacement{3, 1, QString()} << false;
    QTest::newRow("replaced") << Replacement{3, 1, text("a")} << Replacement{4, 0, text("b")} << false;
}

void TestTyping::whatContinues()
{
    QFETCH(Replacement, last);
    QFETCH(Replacement, next);
    QFETCH(bool, expected);
    QCOMPARE(continues(last, next), expected);
}

QTEST_GUILESS_MAIN(TestTyping)
#include "tst_typing.moc"
