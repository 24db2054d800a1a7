// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "played.h"

#include "run/hookrules.h"
#include "run/recipecode.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using run::RunEventKind;

/// What a recipe brings of checks, scripts and programs, and the hashes that permission is bound to.
class TestRecipeCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeOfARecipe();
    void aProgramListensOnceToAllOfItsEvents();
    void whatIsOffIsNotRead();
    void entriesHaveHashesOfTheirOwn();
    void theHashIsThatOfWhatRuns();
};

void TestRecipeCode::codeOfARecipe()
{
    const auto code = run::codeOf(readValue(
        R"({"checks":[{"expression":"true"}],"hooks":[{"event":"validation","action":"rule","rule":"stop-after","n":2},
            {"event":"validation","action":"script","script":"failures < 3"},
            {"event":"run:finished","action":"program","command":"notify-send 'it is done'"},
            {"event":"validation","action":"notify"}]})"));
    QVERIFY(code.ok());
    QCOMPARE(code->checks.size(), 1U);
    QCOMPARE(code->hooks.size(), 2U);
    QCOMPARE(code->hooks[0].script, std::string("failures < 3"));
    QCOMPARE(code->hooks[1].event, RunEventKind::RunFinished);
    QCOMPARE(code->hooks[1].command,
             (QStringList{QStringLiteral("notify-send"), QStringLiteral("it is done")}));
    QCOMPARE(code->inWords(), std::string("1 check, 1 script, 1 program"));
    QVERIFY(run::codeOf(readValue("{}"))->isEmpty());
    for (const char *bad : {R"({"hooks":[{"event":"no:such","action":"program","command":"x"}]})",
                            R"({"hooks":[{"event":"run:finished","action":"program","command":""}]})",
                            R"({"hooks":[{"event":"run:finished","action":"program","command":"'x"}]})",
                            R"({"hooks":[{"event":"run:finished","action":"script","script":"1"}]})",
                            R"({"hooks":[{"event":"validation","action":"script"}]})"})
        QVERIFY2(!run::codeOf(readValue(bad)).ok(), bad);
}

void TestRecipeCode::aProgramListensOnceToAllOfItsEvents()
{
    const QStringList log{QStringLiteral("log"), QStringLiteral("a b")};
    const QStringList other{QStringLiteral("log")};
    const auto program = [](RunEventKind event, const QStringList &command) {
        return run::CodeHook{event, {}, command};
    };
    const auto listeners = run::listenersOf({program(RunEventKind::CompletionKwargs, log),
                                             program(RunEventKind::Validation, log), // decides
                                             program(RunEventKind::RunFinished, other),
                                             {RunEventKind::Validation, "true", {}},
                                             program(RunEventKind::RunFinished, log),
                                             program(RunEventKind::RunFinished, log)});
    const std::vector<run::Listener> expected{
        {log, {RunEventKind::CompletionKwargs, RunEventKind::RunFinished}},
        {other, {RunEventKind::RunFinished}},
        {log, {RunEventKind::RunFinished}}}; // stands there twice
    QVERIFY(listeners == expected);
    QVERIFY(run::listenersOf({}).empty());
}

void TestRecipeCode::whatIsOffIsNotRead()
{
    const json::Value recipe = readValue(
        R"({"checks":[{"name":"off","expression":"","enabled":false},{"expression":"true","enabled":true}],
            "hooks":[{"event":"validation","action":"rule","rule":"no such","enabled":false},
                     {"event":"validation","action":"rule","rule":"stop-after","n":2},
                     {"event":"no:such","action":"program","command":"","enabled":false}]})");
    const auto code = run::codeOf(recipe);
    QVERIFY(code.ok());
    QCOMPARE(code->checks.size(), 1U);
    QCOMPARE(code->checks[0].name, std::string("check 2")); // as it is counted in the file
    QVERIFY(code->hooks.empty());
    const auto rules = run::hookRules(recipe["hooks"]);
    QVERIFY(rules.ok());
    QCOMPARE(rules->size(), 1U);
}

void TestRecipeCode::entriesHaveHashesOfTheirOwn()
{
    const auto check = [](const char *entry) { return run::checkCodeHash(readValue(entry)); };
    const auto hook = [](const char *entry) { return run::hookCodeHash(readValue(entry)); };
    const std::string first = check(R"({"name":"a","expression":"value > 1"})");
    QCOMPARE(first.size(), 64U);
    QCOMPARE(check(R"({"name":"b","expression":"value > 1","enabled":false})"), first);
    QVERIFY(check(R"({"expression":"value > 1","field":"/x"})") != first);
    QVERIFY(check(R"({"stands":"/x"})").empty());
    QVERIFY(check(R"({"name":"a"})").empty()); // it cannot run
    QVERIFY(hook(R"({"event":"validation","action":"ask"})").empty());
    QVERIFY(hook(R"({"event":"validation","action":"rule","rule":"stop-after","n":1})").empty());
    QCOMPARE(hook(R"({"event":"validation","action":"script","script":"true"})").size(), 64U);
    // A check is never taken for a hook of the same words.
    QVERIFY(check(R"({"expression":"validation","field":"/x/.y"})") !=
            hook(R"({"event":"validation","action":"script","script":"/x/.y"})"));
}

void TestRecipeCode::theHashIsThatOfWhatRuns()
{
    const auto hash = [](const char *recipe) { return run::codeOf(readValue(recipe))->hash; };
    const std::string first = hash(R"({"checks":[{"name":"a","expression":"value > 1"}]})");
    QCOMPARE(first.size(), 64U);
    QCOMPARE(hash(R"({"name":"r","checks":[{"name":"b","message":"m","expression":"value > 1"}]})"), first);
    QVERIFY(hash(R"({"checks":[{"name":"a","expression":"value > 2"}]})") != first);
    QVERIFY(hash(R"({"checks":[{"name":"a","expression":"value > 1","field":"/x"}]})") != first);
    const std::string program =
        hash(R"({"hooks":[{"event":"validation","action":"program","command":"a b"}]})");
    QVERIFY(hash(R"({"hooks":[{"event":"validation","action":"program","command":"'a b'"}]})") != program);
    QVERIFY(hash(R"({"hooks":[{"event":"run:finished","action":"program","command":"a b"}]})") != program);
}

QTEST_GUILESS_MAIN(TestRecipeCode)
#include "tst_recipecode.moc"
