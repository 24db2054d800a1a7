// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/hookrules.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::HookRule;
using run::RunEventKind;
using run::RunStatus;
using run::Verdict;

namespace {

const QByteArray kBad = R"({"name":"Jason","age":"old"})";

/// A hook that says what the test wants, and remembers what it was asked.
class SayingHook final : public run::ValidationHook
{
public:
    explicit SayingHook(std::vector<Verdict> verdicts)
        : m_verdicts(std::move(verdicts))
    {
    }
    [[nodiscard]] std::string name() const override { return "saying"; }
    void ask(const run::ValidationQuestion &question, QObject *context,
             std::function<void(Verdict)> done) override
    {
        asked.push_back(question);
        const Verdict verdict = m_verdicts[std::min(asked.size(), m_verdicts.size()) - 1];
        QMetaObject::invokeMethod( // later, as one that has to ask somebody
            context, [verdict, done = std::move(done)] { done(verdict); }, Qt::QueuedConnection);
    }
    std::vector<run::ValidationQuestion> asked;

private:
    std::vector<Verdict> m_verdicts;
};

class AmendingHook final : public run::SendHook
{
public:
    explicit AmendingHook(json::Value extra)
        : m_extra(std::move(extra))
    {
    }
    [[nodiscard]] std::string name() const override { return "amending"; }
    [[nodiscard]] json::Value amend(json::Value body) override
    {
        ++calls;
        if (m_extra.isNull())
            return {};
        body.set("seed", m_extra);
        return body;
    }
    int calls = 0;

private:
    json::Value m_extra;
};

} // namespace

/// The decision points and the rules.
class TestHooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHookCountsAsTheSpecificationDoes();
    void retryCountBelowThreeIsFourAttempts();
    void aHookAccepts();
    void aHookStops();
    void aHookWritesTheReask();
    void theFirstThatDoesNotContinueDecides();
    void noHookGoesBeyondTheLimit();
    void aStopTakesTheQuestionBack();
    void rules_data();
    void rules();
    void rulesOfARecipe();
    void aRuleAboutCostNeedsPrices();
    void theRequestIsAmendedOncePerAttempt();
    void anAmendmentThatIsNoRequestIsPassedOver();
};

void TestHooks::theHookCountsAsTheSpecificationDoes()
{
    auto hook = std::make_shared<SayingHook>(std::vector<Verdict>{{}});
    run::ExtractionRequest request = requestWith(0, 2);
    request.hooks.validation = {hook};
    Played played({answers(kBad)}, request);
    QCOMPARE(played.toTheEnd().result().attempts, 3);
    QCOMPARE(hook->asked.size(), 3U);
    for (int i = 0; i < 3; ++i) {
        const auto &question = hook->asked[static_cast<std::size_t>(i)];
        QCOMPARE(question.retryCount, i);
        QCOMPARE(question.failures, i + 1);
        QCOMPARE(question.reasksLeft, 2 - i);
        QCOMPARE(question.issues.size(), 1U);
        QCOMPARE(compact(question.value), kBad);
        QCOMPARE(question.tokens, 15 * (i + 1));
    }
}

void TestHooks::retryCountBelowThreeIsFourAttempts()
{
    class Below3 final : public run::ValidationHook
    {
    public:
        [[nodiscard]] std::string name() const override { return "below 3"; }
        void ask(const run::ValidationQuestion &question, QObject *,
                 std::function<void(Verdict)> done) override
        {
            done({question.retryCount < 3 ? Verdict::Kind::Continue : Verdict::Kind::Stop, {}});
        }
    };
    run::ExtractionRequest request = requestWith(0, 9);
    request.hooks.validation = {std::make_shared<Below3>()};
    Played played({answers(kBad)}, request);
    QCOMPARE(played.toTheEnd().result().attempts, 4);
    QCOMPARE(played.result().error->kind, ErrorKind::StoppedByRule);
    QCOMPARE(played.result().status, RunStatus::Invalid);
}

void TestHooks::aHookAccepts()
{
    auto hook = std::make_shared<SayingHook>(std::vector<Verdict>{{Verdict::Kind::Accept, {}}});
    run::ExtractionRequest request = requestWith(0, 3);
    request.hooks.validation = {hook};
    Played played({answers(kBad)}, request);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Accepted);
    QCOMPARE(compact(result.value), kBad);
    QVERIFY(!result.error);
    QCOMPARE(result.issues.size(), 1U); // what is wrong with it stays known
    QCOMPARE(played.story(), QByteArray("kwargs first_token response usage error validation finished"));
    QCOMPARE(played.run->state(), run::RunState::Done);
}

void TestHooks::aHookStops()
{
    auto hook = std::make_shared<SayingHook>(std::vector<Verdict>{{Verdict::Kind::Stop, "Enough."}});
    run::ExtractionRequest request = requestWith(0, 3);
    request.hooks.validation = {hook};
    Played played({answers(kBad)}, request);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.attempts, 1);
    QCOMPARE(result.error->kind, ErrorKind::StoppedByRule);
    QVERIFY(result.error->message.starts_with("Enough."));
    QCOMPARE(compact(*result.lastObject), kBad);
    QCOMPARE(played.count(RunEventKind::CompletionLastAttempt), 1);
}

void TestHooks::aHookWritesTheReask()
{
    auto hook = std::make_shared<SayingHook>(
        std::vector<Verdict>{{Verdict::Kind::Continue, "Age is a number, please."}});
    run::ExtractionRequest request = requestWith(0, 1);
    request.hooks.validation = {hook};
    Played played({answers(kBad), answers(kJason)}, request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(played.messages(1).items().back()["content"].text(), std::string("Age is a number, please."));
    const auto decided = std::find_if(played.events.begin(), played.events.end(), [](const auto &event) {
        return event.kind == RunEventKind::Validation;
    });
    QCOMPARE(
        compact(decided->data),
        QByteArray(R"({"decision":"continue","by":"saying","retry_count":0,"failures":1,"reasks_left":1})"));
}

void TestHooks::theFirstThatDoesNotContinueDecides()
{
    auto first = std::make_shared<SayingHook>(std::vector<Verdict>{{Verdict::Kind::Continue, "mine"}});
    auto second = std::make_shared<SayingHook>(std::vector<Verdict>{{Verdict::Kind::Accept, {}}});
    auto third = std::make_shared<SayingHook>(std::vector<Verdict>{{Verdict::Kind::Stop, {}}});
    run::ExtractionRequest request = requestWith(0, 1);
    request.hooks.validation = {first, second, third};
    Played played({answers(kBad)}, request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Accepted);
    QVERIFY(third->asked.empty());
}

void TestHooks::noHookGoesBeyondTheLimit()
{
    auto hook = std::make_shared<SayingHook>(std::vector<Verdict>{{Verdict::Kind::Continue, "again"}});
    run::ExtractionRequest request = requestWith(0, 0);
    request.hooks.validation = {hook};
    Played played({answers(kBad)}, request);
    QCOMPARE(played.toTheEnd().result().attempts, 1);
    QCOMPARE(played.result().status, RunStatus::Invalid);
}

void TestHooks::aStopTakesTheQuestionBack()
{
    class Silent final : public run::ValidationHook
    {
    public:
        [[nodiscard]] std::string name() const override { return "silent"; }
        void ask(const run::ValidationQuestion &, QObject *context, std::function<void(Verdict)>) override
        {
            asked = context;
        }
        QPointer<QObject> asked;
    };
    auto hook = std::make_shared<Silent>();
    run::ExtractionRequest request = requestWith(0, 3);
    request.hooks.validation = {hook};
    Played played({answers(kBad)}, request);
    played.toTheEnd();
    QVERIFY(played.finished.isEmpty() && hook->asked);
    played.run->stop();
    QVERIFY(!hook->asked);
    settle();
    QCOMPARE(played.result().status, RunStatus::Cancelled);
    QCOMPARE(compact(*played.result().lastObject), kBad);
}

void TestHooks::rules_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<int>("failures");
    QTest::addColumn<double>("cost"); // below 0: unknown
    QTest::addColumn<QByteArray>("places");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char *name, const char *rule, int failures, double cost, const char *places,
                        Verdict::Kind verdict) {
        QTest::newRow(name) << QByteArray(rule) << failures << cost << QByteArray(places)
                            << static_cast<int>(verdict);
    };
    using K = Verdict::Kind;
    const char *after2 = R"({"event":"validation","action":"rule","rule":"stop-after","n":2})";
    row("stop-after, before", after2, 1, -1, "/a", K::Continue);
    row("stop-after, at", after2, 2, -1, "/a", K::Stop);
    const char *cost = R"({"event":"validation","action":"rule","rule":"stop-if-cost","above":0.5})";
    row("cost, at", cost, 1, 0.5, "/a", K::Continue);
    row("cost, above", cost, 1, 0.51, "/a", K::Stop);
    row("cost, unknown", cost, 1, -1, "/a", K::Continue);
    const char *only =
        R"({"event":"validation","action":"rule","rule":"accept-if-only","fields":["/a","/b/c"]})";
    row("only these", only, 1, -1, "/a /b/c", K::Accept);
    row("below them", only, 1, -1, "/a/0/x", K::Accept);
    row("another too", only, 1, -1, "/a /d", K::Continue);
    row("a longer name is another", only, 1, -1, "/ab", K::Continue);
    row("the parent is another", only, 1, -1, "/b", K::Continue);
    row("no issues: nothing to accept", only, 1, -1, "", K::Continue);
}

void TestHooks::rules()
{
    QFETCH(QByteArray, rule);
    QFETCH(int, failures);
    QFETCH(double, cost);
    QFETCH(QByteArray, places);
    QFETCH(int, verdict);
    const auto rules = run::hookRules(json::Value::array({readValue(rule.toStdString())}));
    QVERIFY(rules && rules->size() == 1);
    run::ValidationQuestion question;
    question.failures = failures;
    if (cost >= 0)
        question.cost = cost;
    for (const QByteArray &place : places.split(' ')) {
        schema::Issue issue;
        issue.instance = place.toStdString();
        if (!place.isEmpty())
            question.issues.push_back(issue);
    }
    QCOMPARE(static_cast<int>(run::verdictOf(rules->front(), question).kind), verdict);
}

void TestHooks::rulesOfARecipe()
{
    const auto read = [](std::string_view text) { return run::hookRules(readValue(text)); };
    QVERIFY(read("[]")->empty());
    QVERIFY(read(R"([{"event":"validation","action":"script","code":"1"}])")->empty());
    for (const char *bad :
         {R"([{"event":"validation","action":"rule","rule":"stop-after"}])",
          R"([{"event":"validation","action":"rule","rule":"stop-after","n":0}])",
          R"([{"event":"validation","action":"rule","rule":"stop-if-cost","above":"x"}])",
          R"([{"event":"validation","action":"rule","rule":"accept-if-only","fields":[]}])",
          R"([{"event":"validation","action":"rule","rule":"accept-if-only","fields":["a"]}])",
          R"([{"event":"run:finished","action":"rule","rule":"stop-after","n":1}])",
          R"([{"event":"validation","action":"rule","rule":"nonsense"}])"}) {
        const auto rules = read(bad);
        QVERIFY2(!rules && rules.error().kind == ErrorKind::Usage, bad);
    }
    run::ExtractionRequest request = requestWith(0, 9);
    request.hooks.validation = {run::hookOf({HookRule::Kind::StopAfter, 2, 0, {}})};
    Played played({answers(kBad)}, request);
    QCOMPARE(played.toTheEnd().result().attempts, 2);
    QCOMPARE(played.result().error->kind, ErrorKind::StoppedByRule);
}

void TestHooks::aRuleAboutCostNeedsPrices()
{
    run::ExtractionRequest request = requestWith(0, 9);
    request.hooks.validation = {run::hookOf({HookRule::Kind::StopIfCost, 1, 0.00005, {}})};
    Played none({answers(kJason)}, request);
    const run::RunResult refused = none.toTheEnd().result();
    QCOMPARE(refused.status, RunStatus::Failed);
    QCOMPARE(refused.error->kind, ErrorKind::Usage);
    QVERIFY(refused.error->message.find("needs the model's prices") != std::string::npos);
    QVERIFY(none.transport.requests().empty());
    request.profile.modelEntry("m-1").price = settings::ModelPrice{2, 4, "USD"}; // 0.00004 each
    Played priced({answers(kBad)}, request);
    QCOMPARE(priced.toTheEnd().result().attempts, 2);
    QCOMPARE(priced.result().error->kind, ErrorKind::StoppedByRule);
}

void TestHooks::theRequestIsAmendedOncePerAttempt()
{
    auto hook = std::make_shared<AmendingHook>(json::Value::number(7));
    run::ExtractionRequest request = requestWith(1, 1);
    request.hooks.beforeSend = {hook};
    Played played({status(500), answers(kBad), answers(kJason)}, request);
    QCOMPARE(played.toTheEnd().result().status, RunStatus::Valid);
    QCOMPARE(hook->calls, 2);
    for (const net::HttpRequest &sent : played.transport.requests()) {
        QVERIFY(sent.body.contains("\"seed\":7"));
        QCOMPARE(sent.url.toString(), QStringLiteral("https://models.example/v1/chat/completions"));
    }
    QCOMPARE(compact(played.events.front().data["request"]["seed"]), QByteArray("7"));
}

void TestHooks::anAmendmentThatIsNoRequestIsPassedOver()
{
    run::ExtractionRequest request = requestWith(0, 0);
    request.hooks.beforeSend = {std::make_shared<AmendingHook>(json::Value())};
    Played played({answers(kJason)}, request);
    const run::RunResult result = played.toTheEnd().result();
    QCOMPARE(result.status, RunStatus::Valid);
    QVERIFY(played.transport.requests()[0].body.contains("messages"));
    QVERIFY(result.notes.front().find("amending") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestHooks)
#include "tst_hooks.moc"
