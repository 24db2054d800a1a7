// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/errorbody.h"
#include "wire/nextstep.h"
#include "json/read.h"

#include <QTest>

#include <limits>

using namespace espalier;

namespace {

constexpr std::int64_t kNow = 784111777; // Sun, 06 Nov 1994 08:49:37 GMT

Error fromResponse(int status, const std::string &body, const wire::Headers &headers = {})
{
    return wire::errorFromResponse(status, headers, body,
                                   "https://user:pw@host.example/v1/chat/completions?key=abc123", "model-x",
                                   kNow);
}

std::string code(const std::string &code)
{
    return R"({"error":{"message":"m","code":")" + code + "\"}}";
}

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestErrorBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindByStatusAndCode_data();
    void kindByStatusAndCode();
    void wordsNeverDecide();
    void wordsOfEveryForm_data();
    void wordsOfEveryForm();
    void wordsAreMadeFit();
    void messageNamesThePlaceAndHidesSecrets();
    void redirectShowsTheTarget();
    void waitIsOnlyToldWhereWaitingHelps();
    void streamCodes_data();
    void streamCodes();
    void everyKindHasANextStep();
};

void TestErrorBody::kindByStatusAndCode_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("kind");
    const auto row = [](int status, const std::string &body, const char *kind) {
        QTest::addRow("%d %s %s", status, kind, body.c_str()) << status << body << std::string(kind);
    };
    row(400, "", "request-refused");
    row(401, "", "key-refused");
    row(402, "", "out-of-credit");
    row(403, "", "not-allowed");
    row(404, "", "not-found");
    row(405, "", "request-refused");
    row(408, "", "request-refused");
    row(413, "", "document-too-long");
    row(418, "", "request-refused");
    row(422, "", "request-refused");
    row(429, "", "rate-limited");
    row(500, "", "server-fault");
    row(502, "<html>", "server-fault");
    row(503, "", "overloaded");
    row(504, "", "server-fault");
    row(529, "", "overloaded");
    row(302, "", "redirected");
    row(308, "", "redirected");
    row(429, code("insufficient_quota"), "out-of-credit");
    row(429, R"({"error":{"type":"insufficient_quota"}})", "out-of-credit");
    row(429, code("billing_hard_limit_reached"), "out-of-credit");
    row(400, code("billing_not_active"), "out-of-credit");
    row(403, code("insufficient_quota"), "out-of-credit");
    row(429, code("request_too_large"), "document-too-long");
    row(413, code("rate_limit_exceeded"), "document-too-long");
    row(400, code("context_length_exceeded"), "document-too-long");
    row(400, R"({"error":{"type":"exceed_context_size_error","code":400}})", "document-too-long");
    row(400, R"({"object":"error","param":"input_tokens","code":400})", "document-too-long");
    row(400, code("model_not_found"), "not-found");
    row(400, code("invalid_api_key"), "key-refused");
    row(400, code("content_filter"), "refused");
    row(401, code("model_not_found"), "key-refused");
    row(500, code("rate_limit_exceeded"), "server-fault");
}

void TestErrorBody::kindByStatusAndCode()
{
    QFETCH(const int, status);
    QFETCH(const std::string, body);
    QFETCH(const std::string, kind);
    const Error error = fromResponse(status, body);
    QCOMPARE(errorKindName(error.kind), std::string_view(kind));
    QCOMPARE(error.httpStatus, std::optional<int>(status));
    QVERIFY(!error.message.empty() && !error.nextStep.empty());
}

void TestErrorBody::wordsNeverDecide()
{
    const Error error = fromResponse(
        400, R"({"error":{"message":"rate limit: insufficient_quota, context_length_exceeded, api_key"}})");
    QCOMPARE(errorKindName(error.kind), std::string_view("request-refused"));
}

void TestErrorBody::wordsOfEveryForm_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("message");
    QTest::addColumn<std::string>("code");
    const auto row = [](const char *name, const char *body, const char *message, const char *errorCode) {
        QTest::newRow(name) << std::string(body) << std::string(message) << std::string(errorCode);
    };
    row("object", R"({"error":{"message":"m","code":"c"}})", "m", "c");
    row("number code", R"({"error":{"message":"m","code":400}})", "m", "400");
    row("no code", R"({"error":{"message":"m","code":null}})", "m", "");
    row("error as text", R"({"error":"m"})", "m", "");
    row("message", R"({"message":"m","code":"c","object":"error"})", "m", "c");
    row("detail text", R"({"detail":"m"})", "m", "");
    row("detail object", R"({"detail":{"message":"m"}})", "m", "");
    row("detail list", R"({"detail":[{"msg":"a","loc":["body","x",0],"type":"t"},{"msg":"b"}]})",
        "a at body.x.0; b", "");
    row("list at the root", R"([{"error":{"message":"m","code":400}}])", "m", "400");
    row("errors", R"({"success":false,"errors":[{"code":7000,"message":"m"}]})", "m", "7000");
    row("object inside object", R"({"error":{"message":{"a":1}}})", R"({"a":1})", "");
    row("nothing", R"({"a":1})", "", "");
    row("empty list", "[]", "", "");
    row("text", R"("m")", "m", "");
    row("null", "null", "", "");
}

void TestErrorBody::wordsOfEveryForm()
{
    QFETCH(const std::string, body);
    QFETCH(const std::string, message);
    QFETCH(const std::string, code);
    const auto value = json::readStrict(body);
    QVERIFY(value.ok());
    const wire::ErrorWords words = wire::errorWords(*value);
    QCOMPARE(words.message, message);
    QCOMPARE(words.code, code);
}

void TestErrorBody::wordsAreMadeFit()
{
    json::Value body;
    const auto words = [&](const std::string &message) {
        body.set("message", json::Value::string(message));
        return wire::errorWords(body).message;
    };
    QCOMPARE(words("\x1B[31mred\x1B[0m \x1B]8;;http://x\alink\x1B]8;;\x1B\\ a\tb\n\nc\x01\x7F"),
             std::string("red link a b c"));
    QCOMPARE(words("failed: Traceback (most recent call last):\n  File \"x.py\", line 1\n    raise "
                   "E\nValueError: no such thing\n"),
             std::string("failed: ValueError: no such thing"));
    std::string longText;
    while (longText.size() < 5000)
        longText += "\xC3\xA9";
    const std::string cut = words(longText);
    QVERIFY(cut.size() <= 2000 && cut.size() > 1990);
    QVERIFY(cut.ends_with("\xC3\xA9…"));

    body = json::Value();
    json::Value param;
    param.set("role", json::Value::string("user"));
    body.set("param", param);
    QCOMPARE(wire::errorWords(body).param, std::string(R"({"role":"user"})"));
}

void TestErrorBody::messageNamesThePlaceAndHidesSecrets()
{
    const Error error = fromResponse(404, R"({"detail":"no such model"})");
    QVERIFY(contains(error.message, "404") && contains(error.message, "host.example/v1") &&
            contains(error.message, "no such model"));
    QVERIFY(contains(error.nextStep, "model-x") && contains(error.nextStep, "host.example"));
    for (const std::string &shown : {error.message, error.nextStep})
        QVERIFY(!contains(shown, "abc123") && !contains(shown, "pw"));
    // A body that is no JSON is shown as what it is, and only its first part is looked at.
    const Error page = fromResponse(502, "<html><body><h1>Bad gateway</h1>" + std::string(1 << 20, 'x'));
    QVERIFY(contains(page.message, "Bad gateway"));
    QVERIFY(page.message.size() < 600);
}

void TestErrorBody::redirectShowsTheTarget()
{
    const Error error = fromResponse(307, "", {{"location", "https://elsewhere.example/v1?token=secret"}});
    QVERIFY(contains(error.message, "elsewhere.example"));
    QVERIFY(!contains(error.message, "secret"));
    QVERIFY(!fromResponse(302, "").message.empty());
    QVERIFY(contains(fromResponse(302, "", {{"Location", "/login"}}).message, "host.example/login"));
    QVERIFY(
        contains(fromResponse(302, "", {{"Location", "//other.example/v1"}}).message, "to //other.example"));
    for (const char *target : {"https://other.example/v1", "HTTP://other.example", "/v2/chat"}) {
        const Error moved = fromResponse(302, "", {{"Location", target}});
        QVERIFY2(moved.nextStep.find("enter it as the base URL") != std::string::npos, target);
    }
    for (const char *target : {"file:///etc/passwd", "javascript:alert(1)", ""}) { // nobody is to enter that
        const Error moved = fromResponse(302, "", {{"Location", target}});
        QVERIFY2(moved.nextStep.find("enter it") == std::string::npos, target);
    }
}

void TestErrorBody::waitIsOnlyToldWhereWaitingHelps()
{
    const wire::Headers told{{"Retry-After", "7"}};
    const wire::Headers reset{{"x-ratelimit-reset-requests", "2s"}};
    QCOMPARE(fromResponse(429, "", told).retryAfterMs, std::optional<int>(7000));
    QVERIFY(contains(fromResponse(429, "", told).nextStep, "7 seconds"));
    QCOMPARE(fromResponse(503, "", told).retryAfterMs, std::optional<int>(7000));
    QCOMPARE(fromResponse(408, "", told).retryAfterMs, std::optional<int>(7000));
    QCOMPARE(fromResponse(400, "", told).retryAfterMs, std::optional<int>());
    QCOMPARE(fromResponse(429, "", reset).retryAfterMs, std::optional<int>(2000));
    QCOMPARE(fromResponse(503, "", reset).retryAfterMs,
             std::optional<int>()); // comes with every answer, says nothing here
    QCOMPARE(fromResponse(429, "").retryAfterMs, std::optional<int>());
}

void TestErrorBody::streamCodes_data()
{
    QTest::addColumn<std::string>("error");
    QTest::addColumn<std::string>("kind");
    const auto row = [](const char *error, const char *kind) {
        QTest::newRow(error) << std::string(error) << std::string(kind);
    };
    row(R"({"message":"m"})", "error-in-stream");
    row(R"("m")", "error-in-stream");
    row(R"({"code":400,"message":"m"})", "error-in-stream");
    row(R"({"code":502,"message":"m"})", "error-in-stream");
    row(R"({"code":"tool_use_failed"})", "error-in-stream");
    row(R"({"code":401})", "key-refused");
    row(R"({"code":402})", "out-of-credit");
    row(R"({"code":"429"})", "rate-limited");
    row(R"({"code":529})", "overloaded");
    row(R"({"code":301})", "error-in-stream");
    row(R"({"code":"context_length_exceeded"})", "document-too-long");
    row(R"({"type":"overloaded_error"})", "overloaded");
    row(R"({"code":99999999999999})", "error-in-stream");
}

void TestErrorBody::streamCodes()
{
    QFETCH(const std::string, error);
    QFETCH(const std::string, kind);
    const Error typed = wire::errorFromStream(*json::readStrict(error));
    QCOMPARE(errorKindName(typed.kind), std::string_view(kind));
    QVERIFY(!typed.httpStatus);
    QVERIFY(!typed.nextStep.empty());
}

void TestErrorBody::everyKindHasANextStep()
{
    for (int i = static_cast<int>(ErrorKind::None); i <= static_cast<int>(ErrorKind::KeychainUnavailable);
         ++i) {
        const auto kind = static_cast<ErrorKind>(i);
        const bool silent = kind == ErrorKind::None || kind == ErrorKind::StoppedByUser;
        const std::string step = wire::nextStep(kind);
        QVERIFY2(step.empty() == silent, errorKindName(kind).data());
        QVERIFY(silent || step.ends_with('.'));
    }
    QCOMPARE(wire::nextStep(ErrorKind::RateLimited, {"", "", 1}).substr(0, 24),
             std::string("Try again in a second. A"));
    QVERIFY(contains(wire::nextStep(ErrorKind::RateLimited, {"", "", 119001}), "2 minutes"));
    QVERIFY(contains(wire::nextStep(ErrorKind::RateLimited, {"", "", 7'140'001}), "2 hours"));
    QVERIFY(contains(wire::nextStep(ErrorKind::RateLimited, {"", "", 200'000'000}), "3 days"));
    QVERIFY(contains(wire::nextStep(ErrorKind::RateLimited, {"", "", std::numeric_limits<int>::max()}),
                     "some weeks"));
    QVERIFY(contains(wire::nextStep(ErrorKind::Overloaded, {"", "", 1001}), "2 seconds"));
}

QTEST_GUILESS_MAIN(TestErrorBody)
#include "tst_errorbody.moc"
