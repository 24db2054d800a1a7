// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/valuediff.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/writer.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace espalier;
using json::Value;
using recipe::ValueChange;
using recipe::ValueChangeKind;

namespace {

Value value(std::string_view text)
{
    const auto out = json::readStrict(text);
    if (!out.ok())
        qFatal("test data: %s", out.error().message.c_str());
    return *out;
}

std::optional<Value> maybe(const std::string &text)
{
    return text.empty() ? std::nullopt : std::optional(value(text));
}

/// "=/name" "~/age 25→30" "-/b 1" "+/c 2", a blank between.
std::string told(const std::vector<ValueChange> &changes)
{
    std::string out;
    for (const ValueChange &change : changes) {
        out += out.empty() ? "" : " ";
        if (change.kind == ValueChangeKind::Same)
            out += "=" + change.pointer;
        else if (change.kind == ValueChangeKind::Changed)
            out += "~" + change.pointer + ":" + json::writeCompact(*change.before) + ">" +
                   json::writeCompact(*change.after);
        else if (change.kind == ValueChangeKind::Removed)
            out += "-" + change.pointer + ":" + json::writeCompact(*change.before);
        else
            out += "+" + change.pointer + ":" + json::writeCompact(*change.after);
    }
    return out;
}

Value randomValue(std::mt19937 &random, int depth)
{
    const auto pick = random() % (depth > 0 ? 7 : 4);
    if (pick == 0)
        return Value();
    if (pick == 1)
        return Value::boolean(random() % 2 == 0);
    if (pick == 2)
        return Value::number(std::int64_t(random() % 3));
    if (pick == 3)
        return Value::string(std::string(random() % 2, 'x'));
    if (pick < 5) {
        Value out = Value::object();
        for (auto n = random() % 4; n > 0; --n)
            out.set(std::string(1, static_cast<char>('a' + random() % 4)), randomValue(random, depth - 1));
        return out;
    }
    Value out = Value::array();
    for (auto n = random() % 5; n > 0; --n)
        out.mutableItems().push_back(randomValue(random, depth - 1));
    return out;
}

std::size_t leaves(const Value &value)
{
    if (value.members().empty() && value.items().empty())
        return 1;
    std::size_t out = 0;
    for (const Value &item : value.items())
        out += leaves(item);
    for (const json::Member &member : value.members())
        out += leaves(member.value);
    return out;
}

} // namespace

class TestValueDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesAreCompared_data();
    void leavesAreCompared();
    void nothingIsLostOrMadeUp();
    void equalValuesAreAllSame();
    void longListsAreBounded();
};

void TestValueDiff::leavesAreCompared_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
        QTest::newRow(name) << std::string(before) << std::string(after) << std::string(expected);
    };
    row("none", "", "", "");
    row("only after", "", R"({"a":1,"b":[2,{}]})", "+/a:1 +/b/0:2 +/b/1:{}");
    row("only before", R"({"a":1,"b":[2,{}]})", "", "-/a:1 -/b/0:2 -/b/1:{}");
    row("null is a value", "null", "null", "=");
    row("numbers by value", R"({"a":1.0,"b":1e2})", R"({"a":1,"b":101})", "=/a ~/b:1e2>101");
    row("order of after", R"({"a":1,"b":2})", R"({"b":2,"a":3})", "=/b ~/a:1>3");
    row("removed where it stood", R"({"a":1,"b":2,"c":3,"d":4})", R"({"d":4,"b":2,"e":5})",
        "-/a:1 =/d =/b -/c:3 +/e:5");
    row("kinds", R"({"a":1,"b":{"x":1},"c":[1]})", R"({"a":"1","b":[1],"c":{"x":1}})",
        R"(~/a:1>"1" ~/b:{"x":1}>[1] ~/c:[1]>{"x":1})");
    row("empty containers", R"({"a":{},"b":[],"c":{"x":1}})", R"({"a":{},"b":[1],"c":{}})",
        "=/a +/b/0:1 -/c/x:1");
    row("escaped names", R"({"a/b":{"~":1}})", R"({"a/b":{"~":2}})", "~/a~1b/~0:1>2");
    row("duplicates: the last counts", R"({"a":1,"a":2})", R"({"a":2})", "=/a");
    row("put in front", R"([{"n":"Sarah"},{"n":"Mike"}])", R"([{"n":"Jason"},{"n":"Sarah"},{"n":"Mike"}])",
        R"(+/0/n:"Jason" =/1/n =/2/n)");
    row("taken out", R"([1,2,3])", R"([1,3])", "=/0 -/1:2 =/1");
    row("most in common", R"([{"n":"A","x":1,"y":1},{"n":"B","x":2,"y":2}])",
        R"([{"n":"C","x":9,"y":9},{"n":"A","x":1,"y":5},{"n":"B","x":2,"y":6}])",
        R"(+/0/n:"C" +/0/x:9 +/0/y:9 =/1/n =/1/x ~/1/y:1>5 =/2/n =/2/x ~/2/y:2>6)");
    row("one for one", R"([1,2,3])", R"([1,5,3])", "=/0 ~/1:2>5 =/2");
    row("nothing in common", R"([{"a":1}])", R"([{"a":2}])", "~/0/a:1>2");
    row("other kind of item", R"([{"a":1}])", R"([5])", "-/0/a:1 +/0:5");
    row("lists in lists", R"([[1,2],[3,4]])", R"([[0],[1,2],[3,5]])", "+/0/0:0 =/1/0 =/1/1 =/2/0 ~/2/1:4>5");
    row("root", "1", "2", "~:1>2");
}

void TestValueDiff::leavesAreCompared()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    QFETCH(std::string, expected);
    QCOMPARE(told(recipe::valueDiff(maybe(before), maybe(after))), expected);
}

void TestValueDiff::nothingIsLostOrMadeUp()
{
    std::mt19937 random(3);
    for (int round = 0; round < 3000; ++round) {
        const Value before = randomValue(random, 4);
        const Value after = randomValue(random, 4);
        std::size_t old = 0;
        std::size_t now = 0;
        for (const ValueChange &change : recipe::valueDiff(before, after)) {
            old += change.before ? leaves(*change.before) : 0;
            now += change.after ? leaves(*change.after) : 0;
            if (change.after) {
                const Value *there = json::resolve(after, change.pointer);
                QVERIFY(there && *there == *change.after);
            }
            const bool same = change.before && change.after && change.before->equals(*change.after);
            QCOMPARE(change.kind == ValueChangeKind::Same, same);
            QCOMPARE(change.kind == ValueChangeKind::Added, !change.before.has_value());
            QCOMPARE(change.kind == ValueChangeKind::Removed, !change.after.has_value());
        }
        // An empty container against a full one of its kind has no entry of its own.
        QVERIFY(old <= leaves(before) && now <= leaves(after));
        if (json::writeCompact(before).find("[]") == std::string::npos &&
            json::writeCompact(before).find("{}") == std::string::npos)
            QCOMPARE(old, leaves(before));
    }
}

void TestValueDiff::equalValuesAreAllSame()
{
    std::mt19937 random(5);
    for (int round = 0; round < 500; ++round) {
        const Value value = randomValue(random, 5);
        const auto changes = recipe::valueDiff(value, value);
        QCOMPARE(changes.size(), leaves(value));
        for (const ValueChange &change : changes)
            QCOMPARE(change.kind, ValueChangeKind::Same);
    }
}

void TestValueDiff::longListsAreBounded()
{
    Value before = Value::array();
    Value after = Value::array();
    for (int i = 0; i < 20'000; ++i) {
        before.mutableItems().push_back(Value::object({{"id", Value::number(std::int64_t(i))}}));
        after.mutableItems().push_back(Value::object({{"id", Value::number(std::int64_t(-i - 1))}}));
    }
    QElapsedTimer timer;
    timer.start();
    const auto changes = recipe::valueDiff(before, after);
    QVERIFY2(timer.elapsed() < 20'000, "bounded work");
    QCOMPARE(changes.size(), 20'000U);
    QCOMPARE(changes.front().kind, ValueChangeKind::Changed);
}

QTEST_GUILESS_MAIN(TestValueDiff)
#include "tst_valuediff.moc"
