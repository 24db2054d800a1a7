// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a reader sees while the answer grows.

#include "support/reading.h"

#include <QTest>

using namespace espalier;
using namespace espalier::json;
using test::Reading;

namespace {

ParseOptions objectWith(std::vector<std::string> keys)
{
    ParseOptions out;
    out.expectation.root = AnswerExpectation::Root::Object;
    out.expectation.keys = std::move(keys);
    return out;
}

ParseOptions rowsWith(std::vector<std::string> keys)
{
    ParseOptions out;
    out.expectation.root = AnswerExpectation::Root::Array;
    out.expectation.keys = std::move(keys);
    out.expectation.envelope = "items";
    return out;
}

/// The visible value after each piece.
std::vector<std::string> shownAfter(const std::vector<std::string> &pieces, const ParseOptions &options = {})
{
    AnswerReader reader(options);
    std::vector<std::string> out;
    for (const std::string &piece : pieces) {
        reader.feed(piece);
        out.push_back(writeCompact(reader.tree().value()));
    }
    return out;
}

std::string shownOf(std::string_view prefix, const ParseOptions &options = {})
{
    return shownAfter({std::string(prefix)}, options).front();
}

/// Replaying what carries `at` up to x.
std::string replayedUpTo(const TreeChanges &changes, std::uint64_t x)
{
    PartialTree tree;
    for (const TreeChange &change : changes) {
        if (change.at <= x)
            tree.apply(change);
    }
    return writeCompact(tree.value());
}

} // namespace

class TestAnswerReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesCarryMomentAndPlace();
    void duplicatesSupersede();
    void keysAppearWithTheirValues_data();
    void keysAppearWithTheirValues();
    void halvesAreHeldBack();
    void growsPieceByPiece();
    void aClosedObjectIsThereBeforeTheNextByte();
    void anEnvelopeIsNeverShown();
    void rowsWithoutAListGrowLive();
    void aBetterCandidateTakesOver();
    void keysInAnotherSpellingFitBetterThanNone();
    void aBetterRankTakesOverWhenItIsOver();
    void aWorseCandidateNeverShows();
    void aFenceBehindTheAnswerLeavesItShown();
    void aNumberIsShownAtItsComma();
    void doubleEncodedTextGrowsLive();
    void proseBracketsDoNotFlicker();
    void replayingShowsWhatAReaderSees_data();
    void replayingShowsWhatAReaderSees();
    void wordsGrowAndLiteralsMayBecomeWords();
    void statesAlongTheWay();
    void numbersKeepTheirText();
};

void TestAnswerReader::changesCarryMomentAndPlace()
{
    const Reading reading = test::readWhole("{\"name\":\"Ja\",\"age\":25}");
    QCOMPARE(test::describeChanges(reading.changes),
             std::string("add node=1 at=1 offset=0 kind=5 state=0 key= text=\n"
                         "add node=2 at=9 offset=8 kind=3 state=0 key=name text=\n"
                         "append node=2 at=11 offset=0 kind=3 state=0 key= text=Ja\n"
                         "close node=2 at=14 offset=12 kind=0 state=1 key= text=\n"
                         "add node=3 at=20 offset=19 kind=2 state=0 key=age text=\n"
                         "set node=3 at=22 offset=0 kind=2 state=0 key= text=25\n"
                         "close node=3 at=22 offset=21 kind=0 state=1 key= text=\n"
                         "close node=1 at=22 offset=22 kind=0 state=1 key= text=\n"));
}

void TestAnswerReader::duplicatesSupersede()
{
    AnswerReader reader;
    reader.feed("{\"age\":25,\"age\":");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"age\":25}"));
    reader.feed("2");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{}"));
    reader.feed("6}");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"age\":26}"));
    QCOMPARE(reader.tree().node(2)->state, NodeState::Superseded);
    std::string many = "{";
    for (int i = 0; i < 200; ++i)
        many += "\"k" + std::to_string(i % 100) + "\":" + std::to_string(i) + ",";
    const Reading reading = test::readWhole(many + "\"end\":0}");
    QCOMPARE(reading.value.members().size(), std::size_t{101});
    QCOMPARE(reading.value["k7"].text(), std::string("107"));
}

void TestAnswerReader::keysAppearWithTheirValues_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *prefix, const char *shown) {
        QTest::newRow(prefix) << QByteArray(prefix) << QByteArray(shown);
    };
    row("{\"a", "{}");
    row("{\"a\"", "{}");
    row("{\"a\":", "{}");
    row("{\"a\": ", "{}");
    row("{\"a\":\"", "{\"a\":\"\"}");
    row("{\"a\":[", "{\"a\":[]}");
    row("{\"a\":1", "{}");
    row("{\"a\":1,", "{\"a\":1}");
    row("{\"a\":1 ", "{\"a\":1}");
    row("{\"a\":-", "{}");
    row("{\"a\":1.", "{}");
    row("{\"a\":1.5e", "{}");
    row("{\"a\":tru", "{}");
    row("{\"a\":true", "{\"a\":true}");
    row("{\"a\":nul", "{}");
    row("{\"a\":null", "{\"a\":null}");
    row("[\"a\",true", "[\"a\",true]");
    row("[\"a\",tr", "[\"a\"]");
    row("25", "null");
    row("25 ", "25");
    row("true", "true");
    row("\"abc", "\"abc\"");
}

void TestAnswerReader::keysAppearWithTheirValues()
{
    QFETCH(QByteArray, prefix);
    QTEST(QByteArray::fromStdString(shownOf(prefix.toStdString())), "shown");
}

void TestAnswerReader::halvesAreHeldBack()
{
    const std::string x = "{\"a\":\"x\"}";
    const std::string begin = "{\"a\":\"x";
    for (const char *half : {"\\", "\\u00e", "\\ud83d", "\\ud83d\\", "\\ud83d\\ude0", "\xF0\x9F\x98", "\xC3"})
        QCOMPARE(shownOf(begin + half), x);
    QCOMPARE(shownOf(begin + "\\ud83d\\ude00"), std::string("{\"a\":\"x\xF0\x9F\x98\x80\"}"));
    QCOMPARE(shownOf(begin + "\\\""), std::string("{\"a\":\"x\\\"\"}"));
}

void TestAnswerReader::growsPieceByPiece()
{
    const std::vector<std::string> shown = shownAfter({"{\"name\": \"Jo", "hn\", \"age\": 25}"});
    QCOMPARE(shown, (std::vector<std::string>{"{\"name\":\"Jo\"}", "{\"name\":\"John\",\"age\":25}"}));
    const std::vector<std::string> blanks =
        shownAfter({"\n", "\t", " ", std::string(1, '\0'), "{\"a\": 42, \"b\": {\"b\": 1}}"});
    QCOMPARE(blanks[3], std::string("null"));
    QCOMPARE(blanks[4], std::string("{\"a\":42,\"b\":{\"b\":1}}"));
}

void TestAnswerReader::aClosedObjectIsThereBeforeTheNextByte()
{
    AnswerReader reader;
    reader.feed("before ");
    reader.feed("{\"a\":");
    reader.feed("1}");
    QCOMPARE(reader.state(), AnswerState::Complete);
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"a\":1}"));
    reader.feed(" after");
    reader.finish();
    QCOMPARE(reader.state(), AnswerState::Complete);
}

void TestAnswerReader::anEnvelopeIsNeverShown()
{
    const std::string text = "{\"items\":[{\"name\":\"A\"}]}";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const std::string shown = shownOf(text.substr(0, length), rowsWith({"name"}));
        QVERIFY2(shown == "null" || shown.front() == '[', shown.c_str());
    }
    const Reading reading = test::readWhole(text, rowsWith({"name"}));
    QVERIFY(reading.repairs.empty());
    QCOMPARE(reading.changes.front().op, TreeOp::Add);
    QCOMPARE(reading.changes.front().kind, Value::Kind::Array);
    QCOMPARE(reading.changes.front().parent, kNoNode);
    QVERIFY(!reading.changes.front().hasKey);
    QCOMPARE(reading.changes.front().at, std::uint64_t{10});
    QCOMPARE(shownOf("{\"items\":[{\"na", rowsWith({"name"})), std::string("[{}]"));
}

void TestAnswerReader::rowsWithoutAListGrowLive()
{
    AnswerReader reader(rowsWith({"name"}));
    reader.feed("{\"name\":\"A\"}\n{\"name\":\"B");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("[{\"name\":\"A\"},{\"name\":\"B\"}]"));
    QCOMPARE(reader.state(), AnswerState::Growing);
    reader.feed("\"}\n");
    reader.finish();
    QCOMPARE(reader.state(), AnswerState::Complete);
    QCOMPARE(reader.tree().node(reader.tree().root())->state, NodeState::Repaired);
}

void TestAnswerReader::aBetterCandidateTakesOver()
{
    AnswerReader reader(objectWith({"person"}));
    reader.feed("Given {\"verified\":true} we find {\"person\"");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"verified\":true}"));
    reader.feed(":{\"name\":\"A");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"person\":{\"name\":\"A\"}}"));
    TreeChanges changes = reader.takeChanges();
    const auto reset = std::find_if(changes.begin(), changes.end(),
                                    [](const TreeChange &c) { return c.op == TreeOp::Reset; });
    QVERIFY(reset != changes.end());
    QVERIFY((reset + 1)->node > (reset - 1)->node); // numbers go on
    reader.finish();
    QCOMPARE(reader.state(), AnswerState::Cut);
    QCOMPARE(reader.ignored(), (std::vector<IgnoredSpan>{{6, 23}}));
}

void TestAnswerReader::keysInAnotherSpellingFitBetterThanNone()
{
    const ParseOptions options = objectWith({"first_name", "zip-code"});
    const auto read = [&options](std::string_view text) {
        return writeCompact(test::readWhole(text, options).value);
    };
    const std::string noise = R"({"thinking":"which of the many fields is meant","done":true} )";
    QCOMPARE(read(noise + R"({"firstName":"A"})"), std::string(R"({"firstName":"A"})"));
    QCOMPARE(read(R"({"ZIP_CODE":1} )" + noise), std::string(R"({"ZIP_CODE":1})"));
    QCOMPARE(read(R"({"FirstName":"A","x":1} {"first_name":"B"})"), std::string(R"({"first_name":"B"})"));
}

void TestAnswerReader::aBetterRankTakesOverWhenItIsOver()
{
    AnswerReader reader;
    reader.feed("{\"a\":1,} and {\"b\":2");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"a\":1}"));
    reader.feed("}");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"b\":2}"));
    QVERIFY(std::none_of(reader.repairs().begin(), reader.repairs().end(),
                         [](const Repair &repair) { return repair.kind == RepairKind::TrailingComma; }));
}

void TestAnswerReader::aWorseCandidateNeverShows()
{
    const Reading reading = test::readWhole("{\"a\":{\"b\":\"long enough\"}} {\"c\":1} [2] {\"d\":");
    for (const TreeChange &change : reading.changes)
        QVERIFY(change.op != TreeOp::Reset);
    QCOMPARE(reading.ignored.size(), std::size_t{3});
    QCOMPARE(writeCompact(reading.value), std::string("{\"a\":{\"b\":\"long enough\"}}"));
}

void TestAnswerReader::aFenceBehindTheAnswerLeavesItShown()
{
    const Reading reading = test::readWhole("{\"name\":\"A\",\"age\":25}\n```\n\nIf the age were unknown: "
                                            "{\"name\":\"A\",\"age\":0}.",
                                            objectWith({"name", "age"}));
    for (const TreeChange &change : reading.changes)
        QVERIFY(change.op != TreeOp::Reset);
    QCOMPARE(writeCompact(reading.value), std::string("{\"name\":\"A\",\"age\":25}"));
}

/// The comma ends it; whether it groups digits shows with the byte after that, and never in well-formed JSON.
void TestAnswerReader::aNumberIsShownAtItsComma()
{
    AnswerReader reader;
    reader.feed("{\"a\":1,");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"a\":1}"));
    QCOMPARE(reader.tree().node(2)->state, NodeState::Open);
    reader.feed("\"");
    QCOMPARE(reader.tree().node(2)->state, NodeState::Closed);
    reader.feed("b\":1,234.5");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"a\":1,\"b\":1}"));
    reader.feed("6}");
    QCOMPARE(writeCompact(reader.tree().value()), std::string("{\"a\":1,\"b\":\"1,234.56\"}"));
    QCOMPARE(test::splitDifference("{\"a\":" + std::string(2000, '1') + ",2" + std::string(300, '3') + ":4}"),
             std::string());
}

void TestAnswerReader::doubleEncodedTextGrowsLive()
{
    QCOMPARE(shownOf("\"{\\\"name\\\":\\\"Ja", objectWith({"name"})), std::string("{\"name\":\"Ja\"}"));
    const Reading reading = test::readWhole("\"{\\\"n\\\":\\\"\\\\u00e9\\\\n\\\"}\"", objectWith({"n"}));
    QCOMPARE(writeCompact(reading.value), std::string("{\"n\":\"\xC3\xA9\\n\"}"));
    QCOMPARE(reading.changes.front().offset, std::uint64_t{1}); // places stay places in the input
    QCOMPARE(reading.changes.back().offset, std::uint64_t{23});
}

void TestAnswerReader::proseBracketsDoNotFlicker()
{
    const std::string text = "As noted [1] and [see below], {name} gives {\"a\":1}.";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const std::string shown = shownOf(text.substr(0, length), objectWith({"a"}));
        QVERIFY2(shown == "null" || shown == "{\"a\":1}" || shown == "{}" || shown.starts_with("[1") ||
                     shown.starts_with("[\"see"),
                 shown.c_str());
    }
    QCOMPARE(shownOf("See [section] and [", objectWith({"a"})), std::string("[\"section\"]"));
    QCOMPARE(shownOf("See [sect", objectWith({"a"})), std::string("null"));
    QCOMPARE(shownOf("Take {no", objectWith({"a"})), std::string("null"));
}

void TestAnswerReader::replayingShowsWhatAReaderSees_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"{\"a\":[1,2.5,{\"b\":\"x\\u00e9y\"}],\"c\":null,\"a\":\"\\ud83d\\ude00z\"}",
          "```json\n[true, \"say \"hi\" now\", 2024-01-15]\n```", "{\"x\":1,} then {\"y\":22} and [1, 2]",
          "{'k': word here, 'l': [1 2}", "<think>[1]</think>25 "})
        QTest::newRow(text) << QByteArray(text);
}

void TestAnswerReader::replayingShowsWhatAReaderSees()
{
    QFETCH(QByteArray, text);
    const std::string all = text.toStdString();
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{3}}) {
        TreeChanges changes;
        AnswerReader whole;
        for (const std::string_view piece : test::evenPieces(all, chunk)) {
            whole.feed(piece);
            TreeChanges some = whole.takeChanges();
            std::move(some.begin(), some.end(), std::back_inserter(changes));
        }
        for (std::size_t x = 0; x <= all.size(); x += chunk)
            QCOMPARE(replayedUpTo(changes, x), shownOf(std::string_view(all).substr(0, x)));
    }
}

void TestAnswerReader::wordsGrowAndLiteralsMayBecomeWords()
{
    QCOMPARE(
        shownAfter({"{\"a\":hel", "lo wor", "ld}"}),
        (std::vector<std::string>{"{\"a\":\"hel\"}", "{\"a\":\"hello wor\"}", "{\"a\":\"hello world\"}"}));
    QCOMPARE(shownAfter({"{\"a\":tru", "e", "st me}"}),
             (std::vector<std::string>{"{}", "{\"a\":true}", "{\"a\":\"truest me\"}"}));
    const Reading reading = test::readWhole("[2024-01-15]");
    QCOMPARE(reading.changes[1].kind, Value::Kind::Number);
    QCOMPARE(reading.changes[2].op, TreeOp::SetScalar);
    QCOMPARE(reading.changes[2].kind, Value::Kind::String);
}

void TestAnswerReader::statesAlongTheWay()
{
    AnswerReader reader;
    QCOMPARE(reader.state(), AnswerState::None);
    reader.feed("Well: ");
    QCOMPARE(reader.state(), AnswerState::None);
    reader.feed("{\"a\":");
    reader.feed("1");
    QCOMPARE(reader.state(), AnswerState::Growing);
    reader.feed("}");
    QCOMPARE(reader.state(), AnswerState::Complete);
    AnswerReader cut;
    cut.feed("[1");
    cut.finish();
    QCOMPARE(cut.state(), AnswerState::Cut);
    AnswerReader strict(ParseOptions{true, true, {}, {}, {}, {}});
    strict.feed("[1");
    QCOMPARE(strict.state(), AnswerState::Growing);
    strict.finish();
    QCOMPARE(strict.error()->code, ParseErrorCode::UnexpectedEnd);
}

void TestAnswerReader::numbersKeepTheirText()
{
    const std::string text = "[1.0,123456789012345678901234567890,1E+05,-0]";
    QCOMPARE(writeCompact(test::readWhole(text).value), text);
}

QTEST_GUILESS_MAIN(TestAnswerReader)
#include "tst_answerreader.moc"
