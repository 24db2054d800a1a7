// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/textorigin.h"
#include "json/answerreader.h"

#include <QTest>

using namespace espalier;
using ui::TextOrigin;

class TestTextOrigin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTextIsKnownAsItGrows();
    void aTextThatGrows();
    void wordsBeforeTheAnswer();
    void anotherTextBefore();
    void severalCalls();
    void aNewCandidateBeginsAnew();
};

namespace {

/// The changes of a text that comes after `other` bytes of another one, as a run tells them.
json::TreeChanges changesOf(const std::string &text, std::uint64_t other = 0, json::NodeId firstId = 1)
{
    json::AnswerReader reader;
    reader.feed(text);
    json::TreeChanges changes = reader.takeChanges();
    for (json::TreeChange &change : changes) {
        change.at += other;
        change.node += firstId - 1;
    }
    return changes;
}

} // namespace

void TestTextOrigin::oneTextIsKnownAsItGrows()
{
    TextOrigin origin;
    QCOMPARE(origin.knownUpTo(), std::uint64_t(0));
    origin.take(changesOf(R"({"a":[1,{"b":"x)"));
    QCOMPARE(origin.knownUpTo(), std::uint64_t(15)); // with the letter that has come of the text
    origin.take({});
    QVERIFY(origin.inOrder());
}

void TestTextOrigin::aTextThatGrows()
{
    const auto known = [](const std::string &text) {
        TextOrigin origin;
        json::AnswerReader reader;
        for (const char byte : text) {
            reader.feed(std::string(1, byte));
            origin.take(reader.takeChanges());
        }
        return origin.knownUpTo();
    };
    QCOMPARE(known("{\"a\":\"plain € text"), std::uint64_t(20));
    QCOMPARE(known("{\"a\":\"before \\n after"), std::uint64_t(13));    // up to the escape
    QCOMPARE(known("{\"a\":\"before \\n after\"}"), std::uint64_t(23)); // until it closes
}

void TestTextOrigin::wordsBeforeTheAnswer()
{
    TextOrigin origin; // told late, but of one text
    origin.take(changesOf(R"(Here it is: {"a":{"b":1},"c":2)"));
    QCOMPARE(origin.knownUpTo(), std::uint64_t(30));
}

void TestTextOrigin::anotherTextBefore()
{
    TextOrigin origin;
    origin.take(changesOf(R"({"a":{"b":1},"c":[2]})", 7));
    QCOMPARE(origin.knownUpTo(), std::uint64_t(0));
}

void TestTextOrigin::severalCalls()
{
    TextOrigin origin;
    json::TreeChange list;
    list.node = 1;
    list.kind = json::Value::Kind::Array;
    origin.take({list});
    const auto call = [](std::uint64_t other, json::NodeId first) {
        json::TreeChanges changes = changesOf(R"({"a":{"b":1}})", other, first);
        changes.front().parent = 1;
        return changes;
    };
    origin.take(call(0, 2));
    QVERIFY(origin.knownUpTo() > 0); // so far it is the only one
    origin.take(call(13, 5));
    QVERIFY(!origin.inOrder());
    QCOMPARE(origin.knownUpTo(), std::uint64_t(0));
}

void TestTextOrigin::aNewCandidateBeginsAnew()
{
    TextOrigin origin;
    origin.take(changesOf(R"([1,2])"));
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    origin.take({reset});
    QCOMPARE(origin.knownUpTo(), std::uint64_t(0));
}

QTEST_GUILESS_MAIN(TestTextOrigin)
#include "tst_textorigin.moc"
