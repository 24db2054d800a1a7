// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/prettystream.h"
#include "randomchanges.h"
#include "json/answerreader.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestPrettyStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheWriterAfterEveryByte_data();
    void equalsTheWriterAfterEveryByte();
    void saysWhenItCannotFollow();
    void neverWrongOnOddChanges();
};

void TestPrettyStream::equalsTheWriterAfterEveryByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("object") << QByteArray(
        R"({"name":"Jas\"on\u00e9","age":25,"ok":true,"none":null,"list":[1,2,{"a":[]},{}],"s":""})");
    QTest::newRow("list") << QByteArray(R"([[],[[1.0]],"x","y"])");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("scalar") << QByteArray(R"("words \n and 😀")");
    QTest::newRow("number") << QByteArray("12345678901234567890123");
}

void TestPrettyStream::equalsTheWriterAfterEveryByte()
{
    QFETCH(QByteArray, text);
    json::AnswerReader reader;
    PrettyStream pretty;
    QString shown;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size())
            reader.feed(std::string_view(text.constData() + at, 1));
        else
            reader.finish();
        pretty.apply(reader.takeChanges());
        const PrettyStream::Edit edit = pretty.takeEdit();
        shown = shown.left(edit.keep) + edit.text;
        const json::PartialTree::Node *root = reader.tree().node(reader.tree().root());
        const QString expected = root && root->hasValue
                                     ? QString::fromStdString(json::writePretty(reader.tree().value()))
                                     : QString();
        QCOMPARE(shown, expected);
    }
    QVERIFY(!pretty.isIrregular());
}

void TestPrettyStream::saysWhenItCannotFollow()
{
    json::AnswerReader reader;
    PrettyStream pretty;
    reader.feed(R"({"a":1,"a":2})");
    reader.finish();
    pretty.apply(reader.takeChanges());
    QVERIFY(pretty.isIrregular());
    pretty.apply(json::TreeChanges{test::resetChange()});
    QVERIFY(!pretty.isIrregular());
    QCOMPARE(pretty.takeEdit().keep, 0);
}

void TestPrettyStream::neverWrongOnOddChanges()
{
    for (std::uint32_t seed = 1; seed < 200; ++seed) {
        PrettyStream pretty;
        json::PartialTree tree;
        QString shown;
        const json::TreeChanges changes = test::RandomChanges(seed).make(60);
        for (std::size_t at = 0; at < changes.size(); ++at) {
            const json::TreeChange &change = changes[at];
            pretty.apply(json::TreeChanges{change});
            tree.apply(change);
            const PrettyStream::Edit edit = pretty.takeEdit();
            shown = shown.left(edit.keep) + edit.text;
            const json::PartialTree::Node *root = tree.node(tree.root());
            // Between the second member of a name and the news that the first has gone there is nothing to
            // compare.
            const bool between = at + 1 < changes.size() && changes[at + 1].op == json::TreeOp::Supersede;
            if (!pretty.isIrregular() && !between && root && root->hasValue)
                QCOMPARE(shown, QString::fromStdString(json::writePretty(tree.value())));
        }
    }
}

QTEST_GUILESS_MAIN(TestPrettyStream)
#include "tst_prettystream.moc"
