// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/httpdate.h"
#include "wire/retryafter.h"

#include <QTest>

#include <limits>

using namespace espalier;

Q_DECLARE_METATYPE(espalier::HttpHeaders)

namespace {

constexpr std::int64_t kNow = 784111777; // Sun, 06 Nov 1994 08:49:37 GMT
constexpr int kNothing = -1;

} // namespace

class TestRetryAfter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waits_data();
    void waits();
    void dates_data();
    void dates();
};

void TestRetryAfter::waits_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<int>("milliseconds");
    const auto row = [](const char *name, const HttpHeaders &headers, int milliseconds) {
        QTest::newRow(name) << headers << milliseconds;
    };
    row("none", {}, kNothing);
    row("seconds", {{"Retry-After", "3"}}, 3000);
    row("zero", {{"retry-after", "0"}}, 0);
    row("fraction", {{"Retry-After", " 0.25 "}}, 250);
    row("date", {{"Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"}}, 60000);
    row("date gone by", {{"Retry-After", "Sun, 06 Nov 1994 08:00:00 GMT"}}, 0);
    row("milliseconds first", {{"Retry-After", "3"}, {"retry-after-ms", "40"}}, 40);
    row("bad milliseconds", {{"Retry-After", "3"}, {"retry-after-ms", "soon"}}, 3000);
    row("negative", {{"Retry-After", "-3"}}, kNothing);
    row("words", {{"Retry-After", "soon"}}, kNothing);
    row("empty", {{"Retry-After", ""}}, kNothing);
    row("not a number", {{"Retry-After", "nan"}}, kNothing);
    row("beyond an int", {{"Retry-After", "99999999999999999999"}}, std::numeric_limits<int>::max());
    row("twice, the longer", {{"Retry-After", "2"}, {"retry-after", "1"}}, 2000);
    row("twice, joined", {{"Retry-After", "1, 2"}}, 2000);
    row("twice, a date among them", {{"Retry-After", "7, Sun, 06 Nov 1994 08:50:37 GMT, 3"}}, 60000);
    row("twice, one of no use", {{"Retry-After", "soon, 4,"}}, 4000);
    row("milliseconds twice", {{"retry-after-ms", "40,70"}, {"Retry-After", "3"}}, 70);
    row("far beyond", {{"Retry-After", std::string(400, '9')}}, kNothing);

    const char *requests = "X-RateLimit-Reset-Requests";
    row("reset, seconds", {{requests, "1s"}}, 1000);
    row("reset, minutes and seconds", {{requests, "6m0s"}}, 360000);
    row("reset, milliseconds", {{requests, "20ms"}}, 20);
    row("reset, all units", {{requests, "1h2m3.5s"}}, 3723500);
    row("reset, microseconds", {{requests, "10µs"}}, 1);
    row("reset, plain", {{requests, "12"}}, 12000);
    row("reset, point in time", {{requests, "1741305600"}}, std::numeric_limits<int>::max());
    row("reset, point in milliseconds", {{"x-ratelimit-reset", "1000000000000"}},
        std::numeric_limits<int>::max());
    row("reset, unit missing", {{requests, "6m7"}}, kNothing);
    row("reset, nonsense", {{requests, "later"}}, kNothing);
    row("reset, empty", {{requests, ""}}, kNothing);
    row("the longest", {{requests, "1s"}, {"x-ratelimit-reset-tokens", "4s"}}, 4000);
    row("the one used up",
        {{requests, "1s"},
         {"x-ratelimit-reset-tokens", "4s"},
         {"x-ratelimit-remaining-requests", "0"},
         {"x-ratelimit-remaining-tokens", "9"}},
        1000);
    row("said directly before reset", {{requests, "1s"}, {"Retry-After", "9"}}, 9000);
}

void TestRetryAfter::waits()
{
    QFETCH(const HttpHeaders, headers);
    QFETCH(const int, milliseconds);
    QCOMPARE(wire::retryAfterMs(headers, kNow).value_or(kNothing), milliseconds);
}

void TestRetryAfter::dates_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<qint64>("seconds");
    const auto row = [](const char *text, qint64 seconds) {
        QTest::newRow(text) << std::string(text) << seconds;
    };
    row("Sun, 06 Nov 1994 08:49:37 GMT", kNow);
    row("Sunday, 06-Nov-94 08:49:37 GMT", kNow);
    row("Sun Nov  6 08:49:37 1994", kNow);
    row("Sun, 22 Nov 2026 10:00:00 GMT", 1795341600);
    row("Sunday, 22-Nov-26 10:00:00 GMT", 1795341600);
    row("Thu, 01 Jan 1970 00:00:00 GMT", 0);
    for (const char *bad :
         {"", "tomorrow", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Now 1994 08:49:37 GMT",
          "Sun, xx Nov 1994 08:49:37 GMT", "1 2 3 4 5 6 7"})
        row(bad, kNothing);
}

void TestRetryAfter::dates()
{
    QFETCH(const std::string, text);
    QFETCH(const qint64, seconds);
    QCOMPARE(qint64(wire::unixSecondsFromHttpDate(text).value_or(kNothing)), seconds);
}

QTEST_GUILESS_MAIN(TestRetryAfter)
#include "tst_retryafter.moc"
