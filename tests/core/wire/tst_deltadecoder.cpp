// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What compatible servers leave open, one row each. Every body goes through the answer decoder at every
// split.

#include "collected.h"

#include <QTest>

using namespace espalier;
using espalier::test::Collected;
using espalier::test::Pieces;
using Call = espalier::test::Collected::Call;

Q_DECLARE_METATYPE(espalier::test::Collected)

namespace {

Collected text(const std::string &text)
{
    Collected out;
    out.text = text;
    return out;
}

Collected calls(std::vector<Call> calls)
{
    Collected out;
    out.calls = std::move(calls);
    return out;
}

/// Events of a stream with choice 0 holding each of these.
std::string stream(const std::vector<std::string> &choices)
{
    std::string out;
    for (const std::string &choice : choices)
        out += "data: {\"choices\":[" + choice + "]}\n\n";
    return out + "data: [DONE]\n\n";
}

std::string deltas(const std::vector<std::string> &all)
{
    std::vector<std::string> choices;
    for (const std::string &delta : all)
        choices.push_back(R"({"index":0,"delta":)" + delta + "}");
    return stream(choices);
}

std::string message(const std::string &message)
{
    return R"({"choices":[{"index":0,"message":)" + message + "}]}";
}

} // namespace

class TestDeltaDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void content_data();
    void content();
    void toolCalls_data();
    void toolCalls();
    void finishReasons_data();
    void finishReasons();
    void usage_data();
    void usage();
    void errors_data();
    void errors();
    void streamsOfNothingReadable();
    void nothingAfterTheEndMarker();
    void onlyChoiceZeroIsTold();
    void modelIsToldOnce();
};

void TestDeltaDecoder::content_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<Collected>("expected");
    const auto row = [](const char *name, const std::string &body, const Collected &expected) {
        QTest::newRow(name) << body << expected;
    };
    Collected thinking = text("answer");
    thinking.reasoning = "why";
    Collected refusal;
    refusal.refusal = "I cannot";

    row("deltas", deltas({R"({"content":"a"})", R"({"content":null})", R"({"content":"b"})"}), text("ab"));
    row("message", message(R"({"content":"ab"})"), text("ab"));
    row("parts",
        message(R"({"content":[{"type":"text","text":"a"},"b",{"type":"reference","reference_ids":[1]}]})"),
        text("ab"));
    row("thinking parts",
        message(
            R"({"content":[{"type":"thinking","thinking":[{"type":"text","text":"w"},"hy"]},{"type":"text","text":"answer"}]})"),
        thinking);
    row("thinking text",
        message(R"({"content":[{"type":"thinking","thinking":"why"},{"type":"text","text":"answer"}]})"),
        thinking);
    row("reasoning_content", deltas({R"({"reasoning_content":"why"})", R"({"content":"answer"})"}), thinking);
    row("reasoning", deltas({R"({"reasoning":"why"})", R"({"content":"answer"})"}), thinking);
    row("the same thoughts under all names",
        message(
            R"({"reasoning":"why","reasoning_content":"why","reasoning_details":[{"text":"why"}],"content":"answer"})"),
        thinking);
    row("reasoning_details alone",
        message(
            R"({"reasoning":null,"reasoning_details":[{"text":"w"},{"summary":"hy"},{"data":"x"}],"content":"answer"})"),
        thinking);
    row("refusal", deltas({R"({"refusal":"I "})", R"({"refusal":"cannot"})"}), refusal);
    row("refusal part", message(R"({"content":[{"type":"refusal","refusal":"I cannot"}]})"), refusal);
    row("delta and message in each chunk",
        stream({R"({"delta":{"content":"a"},"message":{"content":"a"}})",
                R"({"delta":{"content":"b"},"message":{"content":"ab"}})",
                R"({"delta":{"content":""},"message":{"content":"ab"}})"}),
        text("ab"));
    row("closing message", stream({R"({"delta":{"content":"ab"}})", R"({"message":{"content":"ab"}})"}),
        text("ab"));
    row("message alone in a stream", stream({R"({"message":{"content":"ab"}})"}), text("ab"));
    row("body with an empty delta", R"({"choices":[{"delta":{},"message":{"content":"ab"}}]})", text("ab"));
    row("legacy completion", R"({"choices":[{"text":"ab","index":0}]})", text("ab"));
    row("legacy stream", stream({R"({"text":"a"})", R"({"text":"b"})"}), text("ab"));
    row("no choices", R"({"choices":[]})", text(""));
    row("keep-alives",
        ": waiting\n\ndata: {}\n\nevent: ping\ndata: ping\n\ndata: 7\n\n" + deltas({R"({"content":"ab"})"}),
        text("ab"));
    row("wrong kinds everywhere",
        message(
            R"({"content":{"a":1},"refusal":7,"tool_calls":{"a":1},"function_call":[1],"reasoning":[true]})"),
        text(""));
}

void TestDeltaDecoder::content()
{
    QFETCH(const std::string, body);
    QFETCH(const Collected, expected);
    test::forEverySplit(body, [&](const Pieces &pieces) {
        const Collected got = test::collect("", pieces);
        QVERIFY2(!got.error, got.error ? got.error->message.c_str() : "");
        QCOMPARE(got.text, expected.text);
        QCOMPARE(got.reasoning, expected.reasoning);
        QCOMPARE(got.refusal, expected.refusal);
        QVERIFY(got.calls == expected.calls);
        QCOMPARE(got.doneCount, 1);
    });
}

void TestDeltaDecoder::toolCalls_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<Collected>("expected");
    const auto row = [](const char *name, const std::string &body, const Collected &expected) {
        QTest::newRow(name) << body << expected;
    };
    const Collected one = calls({{"i", "f", R"({"a":1})", false}});
    const Collected two = calls({{"i", "f", R"({"a":1})", false}, {"j", "g", R"({"b":2})", false}});

    row("joined by index",
        deltas({R"({"tool_calls":[{"index":0,"id":"i","function":{"name":"f","arguments":""}}]})",
                R"({"tool_calls":[{"index":0,"function":{"arguments":"{\"a\""}}]})",
                R"({"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]})"}),
        one);
    row("interleaved",
        deltas(
            {R"({"tool_calls":[{"index":0,"id":"i","function":{"name":"f","arguments":"{\"a\""}}]})",
             R"({"tool_calls":[{"index":1,"id":"j","function":{"name":"g","arguments":"{\"b\""}}]})",
             R"({"tool_calls":[{"index":0,"function":{"arguments":":1}"}},{"index":1,"function":{"arguments":":2}"}}]})"}),
        two);
    row("numbered from 1",
        deltas({R"({"tool_calls":[{"index":1,"id":"i","function":{"name":"f","arguments":"{\"a\":1}"}}]})"}),
        one);
    row("all with index 0",
        deltas({R"({"tool_calls":[{"index":0,"id":"i","function":{"name":"f","arguments":"{\"a\":1}"}}]})",
                R"({"tool_calls":[{"index":0,"id":"j","function":{"name":"g","arguments":"{\"b\""}}]})",
                R"({"tool_calls":[{"index":0,"id":"j","function":{"arguments":":2}"}}]})"}),
        two);
    row("another id in each piece, without name",
        deltas({R"({"tool_calls":[{"index":0,"id":"i","function":{"name":"f","arguments":"{\"a\""}}]})",
                R"({"tool_calls":[{"index":0,"id":"k","function":{"name":null,"arguments":":1}"}}]})"}),
        one);
    row("by id, without index or type",
        deltas({R"({"tool_calls":[{"id":"i","function":{"name":"f","arguments":"{\"a\""}}]})",
                R"({"tool_calls":[{"id":"j","function":{"name":"g","arguments":"{\"b\":2}"}}]})",
                R"({"tool_calls":[{"id":"i","function":{"arguments":":1}"}}]})"}),
        two);
    row("neither index nor id",
        deltas({R"({"tool_calls":[{"function":{"name":"f","arguments":"{\"a\""}}]})",
                R"({"tool_calls":[{"function":{"arguments":":1}"}}]})"}),
        calls({{"", "f", R"({"a":1})", false}}));
    row("whole body, two calls",
        message(
            R"({"content":null,"tool_calls":[{"id":"i","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},
                    {"id":"j","type":"function","function":{"name":"g","arguments":"{\"b\":2}"}}]})"),
        two);
    row("arguments as an object",
        message(R"({"tool_calls":[{"id":"i","function":{"name":"f","arguments":{"a": 1}}}]})"), one);
    row("arguments null", message(R"({"tool_calls":[{"id":"i","function":{"name":"f","arguments":null}}]})"),
        calls({{"i", "f", "", false}}));
    row("legacy function_call",
        message(R"({"content":null,"function_call":{"name":"f","arguments":"{\"a\":1}"}})"),
        calls({{"", "f", R"({"a":1})", true}}));
    row("empty function_call", message(R"({"content":"","function_call":{"name":"","arguments":""}})"),
        calls({}));
    row("empty entry", deltas({R"({"tool_calls":[{},{"index":5}]})"}), calls({}));
}

void TestDeltaDecoder::toolCalls()
{
    content();
}

void TestDeltaDecoder::finishReasons_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<bool>("told");
    QTest::addColumn<std::string>("reason");
    QTest::newRow("in a stream") << stream({R"({"delta":{"content":"a"},"finish_reason":null})",
                                            R"({"delta":{},"finish_reason":"length"})"})
                                 << true << std::string("length");
    QTest::newRow("empty in every chunk")
        << stream({R"({"delta":{"content":"a"},"finish_reason":""})"}) << false << std::string();
    QTest::newRow("empty, then told")
        << stream({R"({"delta":{},"finish_reason":""})", R"({"delta":{},"finish_reason":"stop"})"}) << true
        << std::string("stop");
    QTest::newRow("empty in a body") << std::string(R"({"choices":[{"message":{},"finish_reason":""}]})")
                                     << true << std::string();
    QTest::newRow("none in a body") << std::string(R"({"choices":[{"message":{},"finish_reason":null}]})")
                                    << false << std::string();
}

void TestDeltaDecoder::finishReasons()
{
    QFETCH(const std::string, body);
    QFETCH(const bool, told);
    QFETCH(const std::string, reason);
    const Collected got = test::collect("", {body});
    QCOMPARE(got.finishReason.has_value(), told);
    QCOMPARE(got.finishReason.value_or(""), reason);
}

void TestDeltaDecoder::usage_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<qint64>("total");
    const std::string counted = R"({"prompt_tokens":3,"completion_tokens":4,"total_tokens":7})";
    const auto chunk = [](const std::string &members) {
        return "data: {" + members + "}\n\ndata: [DONE]\n\n";
    };
    QTest::newRow("last chunk without choices") << chunk(R"("choices":[],"usage":)" + counted) << qint64(7);
    QTest::newRow("x_groq") << chunk(R"("choices":[],"x_groq":{"usage":)" + counted + "}") << qint64(7);
    QTest::newRow("in the choice") << chunk(R"("choices":[{"delta":{},"usage":)" + counted + "}]")
                                   << qint64(7);
    QTest::newRow("the last one counts") << "data: {\"choices\":[],\"usage\":{\"total_tokens\":1}}\n\n" +
                                                chunk(R"("choices":[],"usage":)" + counted)
                                         << qint64(7);
    QTest::newRow("total missing") << chunk(
                                          R"("choices":[],"usage":{"prompt_tokens":3,"completion_tokens":9})")
                                   << qint64(12);
    QTest::newRow("null") << chunk(R"("choices":[],"usage":null)") << qint64(-1);
    QTest::newRow("no counts") << chunk(R"("choices":[],"usage":{"prompt_tokens":-3,"total_tokens":1.5})")
                               << qint64(-1);
    QTest::newRow("huge")
        << chunk(R"("choices":[],"usage":{"prompt_tokens":9223372036854775807,"completion_tokens":9})")
        << std::numeric_limits<qint64>::max();
}

void TestDeltaDecoder::usage()
{
    QFETCH(const std::string, body);
    QFETCH(const qint64, total);
    const Collected got = test::collect("", {body});
    QCOMPARE(got.usage.has_value(), total >= 0);
    if (got.usage) {
        QCOMPARE(qint64(got.usage->totalTokens), total);
        QVERIFY(got.usage->raw.isObject());
        QVERIFY(!got.usage->estimated);
    }
}

void TestDeltaDecoder::errors_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<std::string>("words");
    const auto row = [](const char *name, const std::string &body, ErrorKind kind, const std::string &words) {
        QTest::newRow(name) << body << static_cast<int>(kind) << words;
    };
    const std::string first = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    row("event: error", first + "event: error\ndata: {\"error\":{\"message\":\"broke\"}}\n\n",
        ErrorKind::StreamError, "broke");
    row("event: error without envelope", first + "event: error\ndata: {\"message\":\"broke\"}\n\n",
        ErrorKind::StreamError, "broke");
    row("event: error in words", first + "event: error\ndata: broke\n\n", ErrorKind::StreamError, "broke");
    row("in a chunk", first + "data: {\"error\":{\"code\":500,\"message\":\"broke\"},\"choices\":[]}\n\n",
        ErrorKind::StreamError, "broke");
    row("in a choice", first + "data: {\"choices\":[{\"delta\":{},\"error\":{\"message\":\"broke\"}}]}\n\n",
        ErrorKind::StreamError, "broke");
    row("a finish reason",
        first + R"(data: {"choices":[{"delta":{"content":""},"finish_reason":"error"}]})" +
            "\n\ndata: [DONE]\n\n",
        ErrorKind::StreamError, "finish_reason \"error\"");
    row("a finish reason in a body", R"({"choices":[{"message":{"content":"a"},"finish_reason":"error"}]})",
        ErrorKind::StreamError, "finish_reason");
    row("a finish reason with words",
        first +
            R"(data: {"error":{"code":502,"message":"gone"},"choices":[{"delta":{},"finish_reason":"error"}]})" +
            "\n\n",
        ErrorKind::StreamError, "gone");
    row("as text", first + "data: {\"error\":\"broke\"}\n\n", ErrorKind::StreamError, "broke");
    row("with a code that says more", first + "data: {\"error\":{\"code\":429,\"message\":\"slow\"}}\n\n",
        ErrorKind::RateLimited, "slow");
    row("with a name that says more",
        first + "data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n",
        ErrorKind::Overloaded, "busy");
    row("an event that is no JSON", first + "data: {\"choices\":[\n\n", ErrorKind::StreamError, "choices");
    row("in a body", R"({"choices":[{"message":{"content":"a"}}],"error":{"message":"broke"}})",
        ErrorKind::StreamError, "broke");
}

void TestDeltaDecoder::errors()
{
    QFETCH(const std::string, body);
    QFETCH(const int, kind);
    QFETCH(const std::string, words);
    test::forEverySplit(body, [&](const Pieces &pieces) {
        const Collected got = test::collect("", pieces);
        QCOMPARE(got.text, std::string("a")); // what came before stays
        QVERIFY(got.streamError.has_value());
        QCOMPARE(static_cast<int>(got.streamError->kind), kind);
        QVERIFY2(got.streamError->message.find(words) != std::string::npos, got.streamError->message.c_str());
        QVERIFY(!got.streamError->nextStep.empty());
        QCOMPARE(got.doneCount, 0);
    });
    // "No error" is written in several ways.
    for (const char *none : {"null", "{}", "\"\"", "false"}) {
        const std::string fine =
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"error\":" + std::string(none) + "}\n\n";
        QVERIFY(!test::collect("", {fine}).streamError);
    }
}

void TestDeltaDecoder::streamsOfNothingReadable()
{
    test::forEverySplit("data: hello\n\ndata: [DONE]\n\n", [&](const Pieces &pieces) {
        const Collected got = test::collect("text/event-stream", pieces);
        QVERIFY(got.streamError.has_value());
        QCOMPARE(static_cast<int>(got.streamError->kind), static_cast<int>(ErrorKind::StreamError));
        QVERIFY2(got.streamError->message.find("cannot be read: hello") != std::string::npos,
                 got.streamError->message.c_str());
        QCOMPARE(got.doneCount, 0);
    });
    const std::string nothing = "data: {\"choices\":[]}\n\n";
    for (const std::string &alive : {"data: hello\n\n" + nothing, nothing + "data: hello\n\n",
                                     std::string("event: ping\ndata: hello\n\n")}) {
        const Collected got = test::collect("text/event-stream", {alive + "data: [DONE]\n\n"});
        QVERIFY2(!got.streamError, alive.c_str());
        QCOMPARE(got.doneCount, 1);
    }
}

void TestDeltaDecoder::nothingAfterTheEndMarker()
{
    const std::string after = "data: {\"choices\":[{\"delta\":{\"content\":\"late\"}}]}\n\ndata: [DONE]\n\n";
    const Collected done = test::collect("", {"data: [DONE]\n\n" + after});
    QCOMPARE(done.text, std::string());
    QCOMPARE(done.doneCount, 1);
    const std::string failed = "data: {\"error\":\"x\"}\n\n" + after;
    QCOMPARE(test::collect("", {failed}).doneCount, 0);
}

void TestDeltaDecoder::onlyChoiceZeroIsTold()
{
    const std::string body = R"({"choices":[{"index":1,"message":{"content":"one"},"finish_reason":"length"},
                                            {"index":0,"message":{"content":"zero"},"finish_reason":"stop"}]})";
    const Collected got = test::collect("", {body});
    QCOMPARE(got.text, std::string("zero"));
    QCOMPARE(got.finishReason.value_or(""), std::string("stop"));
    QCOMPARE(test::collect("", {stream({R"({"index":1,"delta":{"content":"x"}})"})}).text, std::string());
}

void TestDeltaDecoder::modelIsToldOnce()
{
    const std::string chunk = "data: {\"model\":\"m\",\"choices\":[]}\n\n";
    const Collected got = test::collect("", {"data: {\"model\":\"\",\"choices\":[]}\n\n" + chunk + chunk});
    QCOMPARE(got.model, std::string("m"));
    QCOMPARE(got.modelCount, 1);
}

QTEST_GUILESS_MAIN(TestDeltaDecoder)
#include "tst_deltadecoder.moc"
