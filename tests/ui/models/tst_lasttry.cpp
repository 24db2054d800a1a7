// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lasttry.h"
#include "support/tryrecords.h"

#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using namespace espalier::test;

/// Which try is taken for the last one of a text.
class TestLastTry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestOfThisTextAndRecipe();
    void nobodyWaitsAnyMore();
};

void TestLastTry::theNewestOfThisTextAndRecipe()
{
    const QTemporaryDir folder;
    store::TryStore tries(folder.path());
    const auto add = [&](int minute, const char *answer, const char *recipe, const char *name,
                         const char *text) {
        store::TryRecord one = record(kNoonish + 60'000 * minute, answer);
        one.recipe.name = recipe;
        one.documentName = name;
        one.document = text;
        QVERIFY(tries.add(one));
    };
    add(1, R"({"name":"older"})", "People", "a.txt", "Ann.");
    add(2, R"({"name":"newer"})", "People", "a.txt", "Ann.");
    add(3, R"({"name":"edited since"})", "People", "a.txt", "Ann, 30.");
    add(4, R"({"name":"other text"})", "People", "b.txt", "Bo.");
    add(5, R"({"name":"other recipe"})", "Places", "a.txt", "Ann.");
    const std::atomic<bool> over = false;
    const auto found = [&](const char *recipe, const char *name, const char *text) {
        const auto one = lastTryOf(tries, {recipe, name, text}, over);
        return one ? one->result.value["name"].text() : std::string();
    };
    QCOMPARE(found("People", "a.txt", "Ann."), std::string("newer"));
    QCOMPARE(found("People", "a.txt", "Ann, 30."), std::string("edited since"));
    QCOMPARE(found("Places", "a.txt", "Ann."), std::string("other recipe"));
    QCOMPARE(found("People", "a.txt", "Bo."), std::string());
    QCOMPARE(found("People", "c.txt", "Ann."), std::string());
}

void TestLastTry::nobodyWaitsAnyMore()
{
    const QTemporaryDir folder;
    store::TryStore tries(folder.path());
    const store::TryRecord one = record(kNoonish, R"({"name":"x"})");
    QVERIFY(tries.add(one));
    const TryOfText wanted{one.recipe.name, one.documentName, one.document};
    std::atomic<bool> over = false;
    QVERIFY(lastTryOf(tries, wanted, over));
    over = true;
    QVERIFY(!lastTryOf(tries, wanted, over));
}

QTEST_GUILESS_MAIN(TestLastTry)
#include "tst_lasttry.moc"
