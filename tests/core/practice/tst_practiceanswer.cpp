// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/answer.h"

#include "practice/answerstream.h"
#include "wire/answerdecoder.h"
#include "json/read.h"

#include <QTest>

using namespace espalier;
using practice::Answer;
using practice::AnswerHead;
using practice::AnswerStream;
using Kind = wire::Delta::Kind;

namespace {

const AnswerHead head{"chatcmpl-1", "practice-reader", 1700000000, 11};

Answer twoCalls()
{
    Answer answer;
    answer.calls = {{"A", "{\"name\":\"J\u00f6rg \u20ac\"}"}, {"B", "{}"}};
    return answer;
}

std::string streamed(Answer answer, bool usage, std::optional<std::size_t> errorAfter = {})
{
    AnswerStream stream(std::move(answer), head, usage, errorAfter);
    std::string out;
    while (const auto event = stream.next())
        out += *event;
    return out;
}

wire::Deltas decoded(const std::string &body, std::string_view type)
{
    wire::AnswerDecoder decoder(type);
    wire::Deltas out = decoder.feed(body);
    wire::Deltas last = decoder.finish();
    out.insert(out.end(), last.begin(), last.end());
    return out;
}

/// The text of all deltas of a kind, for calls of that index.
std::string joined(const wire::Deltas &deltas, Kind kind, std::uint32_t index = 0)
{
    std::string out;
    for (const wire::Delta &delta : deltas) {
        if (delta.kind == kind && delta.index == index)
            out += delta.text;
    }
    return out;
}

std::size_t count(const wire::Deltas &deltas, Kind kind)
{
    return static_cast<std::size_t>(
        std::count_if(deltas.begin(), deltas.end(), [&](const wire::Delta &d) { return d.kind == kind; }));
}

} // namespace

class TestPracticeAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesAreOfWholeCharacters();
    void limitCutsTextAndCalls();
    void streamOfContent();
    void streamOfCalls();
    void errorInTheStream();
    void wholeBodies();
    void emptyAnswer();
};

void TestPracticeAnswer::piecesAreOfWholeCharacters()
{
    const std::string text = "{\"a\":\"\u20ac\u20ac\u20ac\u20ac\u20ac \U0001F600 b\"}";
    std::string joined;
    std::size_t pieces = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = practice::pieceEnd(text, at);
        QVERIFY(end > at);
        const QString piece = QString::fromStdString(text.substr(at, end - at));
        QVERIFY(!piece.contains(QChar::ReplacementCharacter));
        QVERIFY(piece.toUcs4().size() <= 4);
        joined += text.substr(at, end - at);
        at = end;
        ++pieces;
    }
    QCOMPARE(joined, text);
    QCOMPARE(practice::countPieces(text), pieces);
    QCOMPARE(practice::countPieces(""), 0u);
    QCOMPARE(practice::pieceEnd("ab cd", 0), 2u); // a blank begins a piece
}

void TestPracticeAnswer::limitCutsTextAndCalls()
{
    Answer answer;
    answer.content = "aaaabbbbcccc";
    QCOMPARE(answer.tokens(), 3u);
    QVERIFY(!practice::limited(answer, 3).cutAtLimit);
    const Answer cut = practice::limited(answer, 2);
    QCOMPARE(cut.content, std::string("aaaabbbb"));
    QCOMPARE(cut.finishReason(), std::string_view("length"));
    const std::size_t first = practice::countPieces(twoCalls().calls[0].arguments);
    QCOMPARE(practice::limited(twoCalls(), first).calls.size(), 1u);
    QVERIFY(practice::limited(twoCalls(), first).cutAtLimit);
    QVERIFY(!practice::limited(twoCalls(), first + 1).cutAtLimit);
    QCOMPARE(practice::limited(twoCalls(), first + 1).finishReason(), std::string_view("tool_calls"));
    QVERIFY(practice::limited(twoCalls(), 0).cutAtLimit);
}

void TestPracticeAnswer::streamOfContent()
{
    Answer answer;
    answer.content = "{\"name\":\"J\u00f6rg\"}";
    const wire::Deltas deltas = decoded(streamed(answer, true), "text/event-stream");
    QCOMPARE(joined(deltas, Kind::Text), answer.content);
    QCOMPARE(joined(deltas, Kind::Finish), std::string("stop"));
    QCOMPARE(joined(deltas, Kind::Model), std::string("practice-reader"));
    QCOMPARE(count(deltas, Kind::Done), 1u);
    QCOMPARE(count(deltas, Kind::Usage), 1u);
    for (const wire::Delta &delta : deltas) {
        if (delta.kind == Kind::Usage) {
            QCOMPARE(delta.usage.promptTokens, 11);
            QCOMPARE(delta.usage.completionTokens, static_cast<std::int64_t>(answer.tokens()));
        }
    }
    QCOMPARE(count(decoded(streamed(answer, false), "text/event-stream"), Kind::Usage), 0u);
}

void TestPracticeAnswer::streamOfCalls()
{
    const wire::Deltas deltas = decoded(streamed(twoCalls(), false), "text/event-stream");
    QCOMPARE(joined(deltas, Kind::ToolCall, 0), twoCalls().calls[0].arguments);
    QCOMPARE(joined(deltas, Kind::ToolCall, 1), std::string("{}"));
    QCOMPARE(joined(deltas, Kind::Finish), std::string("tool_calls"));
    QCOMPARE(joined(deltas, Kind::Text), std::string());
    std::vector<std::string> names;
    for (const wire::Delta &delta : deltas) {
        if (!delta.name.empty())
            names.push_back(delta.name + '/' + std::to_string(delta.index) +
                            (delta.id.empty() ? " no id" : ""));
    }
    QCOMPARE(names, (std::vector<std::string>{"A/0", "B/1"}));
}

void TestPracticeAnswer::errorInTheStream()
{
    const std::string body = streamed(twoCalls(), true, 2);
    const wire::Deltas deltas = decoded(body, "text/event-stream");
    QCOMPARE(count(deltas, Kind::StreamError), 1u);
    QCOMPARE(count(deltas, Kind::Done), 0u);
    QVERIFY(!joined(deltas, Kind::ToolCall).empty());
    QVERIFY(body.find("[DONE]") == std::string::npos);
}

void TestPracticeAnswer::wholeBodies()
{
    const wire::Deltas calls = decoded(practice::wholeBody(twoCalls(), head), "application/json");
    QCOMPARE(joined(calls, Kind::ToolCall, 0), twoCalls().calls[0].arguments);
    QCOMPARE(joined(calls, Kind::ToolCall, 1), std::string("{}"));
    QCOMPARE(joined(calls, Kind::Finish), std::string("tool_calls"));
    Answer answer;
    answer.content = "plain \"text\"\n";
    const wire::Deltas text = decoded(practice::wholeBody(answer, head), "application/json");
    QCOMPARE(joined(text, Kind::Text), answer.content);
    const auto body = json::readStrict(practice::wholeBody(answer, head));
    QVERIFY(body.ok());
    QCOMPARE((*body)["object"].text(), std::string("chat.completion"));
    QCOMPARE((*body)["usage"]["total_tokens"].toInt64().value_or(0),
             11 + static_cast<std::int64_t>(answer.tokens()));
}

void TestPracticeAnswer::emptyAnswer()
{
    const wire::Deltas deltas = decoded(streamed({}, false), "text/event-stream");
    QCOMPARE(joined(deltas, Kind::Finish), std::string("stop"));
    QCOMPARE(count(deltas, Kind::Done), 1u);
}

QTEST_GUILESS_MAIN(TestPracticeAnswer)
#include "tst_practiceanswer.moc"
