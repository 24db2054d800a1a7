// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/reask.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunStatus;
using wire::AnswerMode;
using wire::StreamKind;

/// The messages of a re-ask in every mode, byte for byte.
class TestReask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textModes_data();
    void textModes();
    void aCallIsAnsweredByItsTool();
    void withoutTheToolRoleTheUserAnswers();
    void aCallThatIsNoJsonIsShownAsText();
    void contentInsteadOfACallIsShownAsText();
    void parallelCallsHearOfTheirOwnIssues();
    void anAnswerWithoutAnythingIsNotShownAgain();
    void onlyTheLastFailureIsSent();
    void aWholeAnswerIsAskedAboutTheSame();
    void manyIssuesAreCounted();

private:
    /// What the second request adds to the messages of the first, compact.
    [[nodiscard]] static QByteArray added(const Played &played, std::size_t request = 1);
};

namespace {

const QByteArray kBad = R"({"name":"Jason","age":"old"})";
const QByteArray kComplaint = R"(- \"/age\" must be of type integer, but the answer has \"old\".)";

QByteArray callEvent(int index, const QByteArray &id, const QByteArray &name, const QByteArray &arguments)
{
    const json::Value text = json::Value::string(arguments.toStdString());
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":" +
           QByteArray::number(index) + ",\"id\":\"" + id +
           "\",\"type\":\"function\",\"function\":{\"name\":\"" + name +
           "\",\"arguments\":" + QByteArray::fromStdString(json::writeCompact(text)) + "}}]}}]}\n\n";
}

Play calls(const QByteArray &id, const QByteArray &arguments)
{
    return streamed(callEvent(0, id, "Person", arguments) + kStop + kDone);
}

QByteArray aboutCall(const QByteArray &complaint)
{
    return "This cannot be used:\\n" + complaint +
           "\\nCall the function again with all of its arguments, this put right and everything else as it "
           "was.";
}

QByteArray aboutJson(const QByteArray &complaint)
{
    return "Your last answer cannot be used:\\n" + complaint +
           "\\nAnswer again with the whole JSON value, this put right and everything else as it was, and "
           "with "
           "nothing but the JSON.";
}

QByteArray quoted(QByteArray text)
{
    return "\"" + text.replace("\"", "\\\"") + "\"";
}

} // namespace

QByteArray TestReask::added(const Played &played, std::size_t request)
{
    const auto before = played.messages(0).items();
    const auto now = played.messages(request).items();
    json::Value::Array more(now.begin() + static_cast<std::ptrdiff_t>(before.size()), now.end());
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] != now[i])
            return "the question itself has changed";
    }
    return compact(json::Value::array(std::move(more)));
}

void TestReask::textModes_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("json") << static_cast<int>(AnswerMode::Json) << QByteArray();
    QTest::newRow("json_schema") << static_cast<int>(AnswerMode::JsonSchema) << QByteArray();
    QTest::newRow("md_json") << static_cast<int>(AnswerMode::MdJson)
                             << QByteArray(
                                    R"(\n\nWrite the JSON into one Markdown code block that begins with )"
                                    R"(```json, and nothing before or after it.)");
}

void TestReask::textModes()
{
    QFETCH(int, mode);
    QFETCH(QByteArray, more);
    Played played({answers(kBad), answers(kJason)},
                  requestWith(0, 1, StreamKind::Partial, static_cast<AnswerMode>(mode)));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(added(played), R"([{"role":"assistant","content":)" + quoted(kBad) +
                                R"(},{"role":"user","content":")" + aboutJson(kComplaint) + more + R"("}])");
}

void TestReask::aCallIsAnsweredByItsTool()
{
    Played played({calls("call_7", kBad), calls("call_8", kJason)},
                  requestWith(0, 1, StreamKind::Partial, AnswerMode::Tools));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(added(played),
             R"([{"role":"assistant","content":null,"tool_calls":[{"id":"call_7","type":"function",)"
             R"("function":{"name":"Person","arguments":)" +
                 quoted(kBad) + R"(}}]},{"role":"tool","tool_call_id":"call_7","name":"Person","content":")" +
                 aboutCall(kComplaint) + R"("}])");
}

void TestReask::withoutTheToolRoleTheUserAnswers()
{
    run::ExtractionRequest request = requestWith(0, 1, StreamKind::Partial, AnswerMode::Tools);
    request.profile.dialect.toolRole = false;
    Played played({calls("call_7", kBad), calls("call_8", kJason)}, request);
    played.toTheEnd();
    const json::Value last = played.messages(1).items().back();
    QCOMPARE(last["role"].text(), std::string("user"));
    QVERIFY(last["content"].text().find("must be of type integer") != std::string::npos);
}

void TestReask::aCallThatIsNoJsonIsShownAsText()
{
    Played played({calls("call_7", "{"), calls("call_8", kJason)},
                  requestWith(0, 1, StreamKind::Partial, AnswerMode::Tools));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(added(played),
             R"([{"role":"assistant","content":"{"},{"role":"user","content":")" +
                 aboutCall("- Its JSON ends in the middle: not everything that was opened is closed.") +
                 R"("}])");
}

void TestReask::contentInsteadOfACallIsShownAsText()
{
    Played played({answers("I am sorry."), calls("call_8", kJason)},
                  requestWith(0, 1, StreamKind::Partial, AnswerMode::Tools));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(added(played), R"([{"role":"assistant","content":"I am sorry."},{"role":"user","content":")" +
                                aboutCall("- It holds no JSON.") + R"("}])");
}

void TestReask::parallelCallsHearOfTheirOwnIssues()
{
    run::ExtractionRequest request = requestWith(0, 1, StreamKind::Partial, AnswerMode::ParallelTools);
    request.chat.shape =
        schema::AnswerShape::of(
            readValue(
                R"({"title":"Thing","anyOf":[)"
                R"({"title":"Person","type":"object","properties":{"name":{"type":"string"}},"required":["name"]},)"
                R"({"title":"Place","type":"object","properties":{"city":{"type":"string"}},"required":["city"]}]})"),
            false)
            .value();
    const Play first = streamed(callEvent(0, "a", "Person", R"({"name":"Jason"})") +
                                callEvent(1, "b", "Place", R"({"city":7})") + kStop + kDone);
    const Play second = streamed(callEvent(0, "c", "Person", R"({"name":"Jason"})") +
                                 callEvent(1, "d", "Place", R"({"city":"Rome"})") + kStop + kDone);
    Played played({first, second}, request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    const auto sent = played.messages(1).items();
    const auto size = sent.size();
    QCOMPARE(sent[size - 3]["tool_calls"].items().size(), 2U);
    QCOMPARE(sent[size - 2]["tool_call_id"].text(), std::string("a"));
    QCOMPARE(sent[size - 2]["name"].text(), std::string("Person"));
    QCOMPARE(
        sent[size - 2]["content"].text(),
        std::string("Nothing is wrong with this call. Make it again, together with the corrected ones."));
    QCOMPARE(sent[size - 1]["tool_call_id"].text(), std::string("b"));
    QCOMPARE(sent[size - 1]["name"].text(), std::string("Place"));
    QVERIFY(sent[size - 1]["content"].text().starts_with("This cannot be used:\n- "));
}

void TestReask::anAnswerWithoutAnythingIsNotShownAgain()
{
    Played played({answers(""), answers(kJason)}, requestWith(0, 1));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    // The correction follows a user message and is merged with it: two in a row are refused by some servers.
    const auto before = played.messages(0).items();
    const auto now = played.messages(1).items();
    QCOMPARE(now.size(), before.size());
    QVERIFY(
        now.back()["content"].text().starts_with(before.back()["content"].text() + "\n\nYour last answer"));
}

void TestReask::onlyTheLastFailureIsSent()
{
    Played played({answers(R"({"name":"first","age":"a"})"), answers(R"({"name":"second","age":"b"})"),
                   answers(R"({"name":"third","age":"c"})"), answers(kJason)},
                  requestWith(0, 3));
    QSignalSpy again(played.run.get(), &run::ExtractionRun::askingAgain);
    QCOMPARE(played.toTheEnd().result().attempts, 4);
    QCOMPARE(again.count(), 3);
    QCOMPARE(again.last().at(0).value<run::RunResult>().text, std::string(R"({"name":"third","age":"c"})"));
    QCOMPARE(again.last().at(1).toInt(), 4);
    QVERIFY(added(played, 3).contains("third") && !added(played, 3).contains("second") &&
            !added(played, 3).contains("first"));
    for (std::size_t i = 1; i < 4; ++i)
        QCOMPARE(played.messages(i).items().size(), played.messages(0).items().size() + 2);
}

void TestReask::aWholeAnswerIsAskedAboutTheSame()
{
    const auto whole = [](const QByteArray &content) -> Play {
        return [content](FakeStream &stream) {
            stream.respond(200, {{"Content-Type", "application/json"}});
            const json::Value text = json::Value::string(content.toStdString());
            stream.send(R"({"choices":[{"index":0,"message":{"content":)" +
                        QByteArray::fromStdString(json::writeCompact(text)) +
                        R"(},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
            stream.end();
        };
    };
    Played played({whole(kBad), whole(kJason)}, requestWith(0, 1, StreamKind::None));
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(added(played), R"([{"role":"assistant","content":)" + quoted(kBad) +
                                R"(},{"role":"user","content":")" + aboutJson(kComplaint) + R"("}])");
}

void TestReask::manyIssuesAreCounted()
{
    run::RunResult result;
    result.text = std::string(65 * 1024, 'x');
    for (int i = 0; i < 25; ++i) {
        schema::Issue issue;
        issue.forModel = "issue " + std::to_string(i);
        result.issues.push_back(issue);
    }
    const wire::Correction correction = run::correctionFor({}, result, AnswerMode::Json);
    QVERIFY(correction.text.find("- issue 19\n- and 5 more\n") != std::string::npos);
    QVERIFY(correction.text.find("issue 20") == std::string::npos);
    QVERIFY(correction.answer.empty()); // too long to be sent again
    QCOMPARE(run::correctionFor({}, result, AnswerMode::Json, "Just do it.").text,
             std::string("Just do it."));
}

QTEST_GUILESS_MAIN(TestReask)
#include "tst_reask.moc"
