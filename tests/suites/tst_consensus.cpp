// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What at least three of five tolerant parsers agree on. Cases that end inside a number or literal are left
// out: those are withheld here. Where five agree, so do we; of the rest at most three in a hundred are read
// otherwise, by name and with the reason in tests/data/json/consensus-exceptions.json.

#include "support/jsondocuments.h"
#include "support/reading.h"

#include <QTest>

using namespace espalier;
using json::Value;

namespace {

/// Numbers as doubles: that is what the five tools have.
bool alike(const Value &ours, const Value &theirs)
{
    if (ours.kind() != theirs.kind())
        return false;
    if (ours.isNumber())
        return ours.toDouble() == theirs.toDouble();
    if (ours.isArray())
        return std::equal(ours.items().begin(), ours.items().end(), theirs.items().begin(),
                          theirs.items().end(), alike);
    if (!ours.isObject())
        return ours.equals(theirs);
    const auto member = [&](const json::Member &one) {
        return theirs.find(one.key) && alike(one.value, theirs[one.key]);
    };
    return ours.members().size() == theirs.members().size() &&
           std::all_of(ours.members().begin(), ours.members().end(), member);
}

bool endsInsideScalar(const std::string &input)
{
    json::AnswerReader reader;
    reader.feed(input);
    reader.finish();
    const json::PartialTree &tree = reader.tree();
    const json::PartialTree::Node *node = tree.node(tree.root());
    while (node && !node->children.empty())
        node = tree.node(node->children.back());
    return node && node->state == json::NodeState::Cut && !node->hasValue;
}

Value exceptions()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/json/consensus-exceptions.json"));
    auto value = file.open(QIODevice::ReadOnly) ? json::readStrict(file.readAll().toStdString())
                                                : Result<Value, json::ParseError>(Value());
    return value ? *value : Value();
}

} // namespace

class TestConsensus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreement();
    void exceptionsHaveReasons();
};

void TestConsensus::agreement()
{
    ESPALIER_NEEDS_SUITES();
    const auto cases =
        json::readStrict(test::suiteFile(QStringLiteral("tolerant-json/consensus.json")).toStdString());
    QVERIFY(cases.ok());
    const Value named = exceptions();
    std::size_t leftOut = 0;
    std::size_t five = 0;
    std::size_t rest = 0;
    std::size_t otherwise = 0;
    for (const Value &one : cases->items()) {
        const std::string input = one["input"].text();
        const std::string name = one["name"].text();
        if (endsInsideScalar(input)) {
            ++leftOut;
            continue;
        }
        const bool unanimous = one["agree"].items().size() == 5;
        ++(unanimous ? five : rest);
        const Value ours = test::readWhole(input).value;
        const bool same = alike(ours, one["expected"]);
        const bool excepted = named.find(name) != nullptr;
        QVERIFY2(same || (excepted && !unanimous), (name + "\n" + input + "\n" + writeCompact(ours)).c_str());
        QVERIFY2(!(same && excepted), ("no exception any more: " + name).c_str());
        otherwise += same ? 0 : 1;
    }
    qInfo("%zu unanimous cases, all read alike; of %zu others %zu otherwise; %zu end inside a number or "
          "literal",
          five, rest, otherwise, leftOut);
    QVERIFY(otherwise * 100 <= rest * 3);
    QCOMPARE(five + rest + leftOut, std::size_t{552});
    QVERIFY(leftOut < 60);
}

void TestConsensus::exceptionsHaveReasons()
{
    const Value named = exceptions();
    QVERIFY(!named.members().empty());
    for (const json::Member &one : named.members())
        QVERIFY2(one.value.text().size() > 20, one.key.c_str());
}

QTEST_GUILESS_MAIN(TestConsensus)
#include "tst_consensus.moc"
