// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/nodestore.h"
#include "json/partialtree.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier::json;

namespace {

TreeChange add(NodeId node, NodeId parent, std::uint32_t row, Value::Kind kind, const char *key = nullptr)
{
    TreeChange out;
    out.op = TreeOp::Add;
    out.node = node;
    out.parent = parent;
    out.row = row;
    out.kind = kind;
    out.hasKey = key != nullptr;
    out.key = key ? key : "";
    return out;
}

TreeChange on(TreeOp op, NodeId node, const char *text = "", Value::Kind kind = Value::Kind::String)
{
    TreeChange out;
    out.op = op;
    out.node = node;
    out.text = text;
    out.kind = kind;
    out.state = NodeState::Closed;
    return out;
}

} // namespace

class TestPartialTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsByChangesAlone();
    void showsOnlyWhatIsFinished();
    void supersededMembersAreLeftOut();
    void resetForgetsAndGoesOn();
    void aScalarMayTurnIntoText();
    void pointers();
    void nodesStayWhereTheyAre();
    void copiesAreDeep();
};

void TestPartialTree::growsByChangesAlone()
{
    PartialTree tree;
    QCOMPARE(tree.root(), kNoNode);
    QVERIFY(tree.value().isNull());
    tree.apply({add(1, 0, 0, Value::Kind::Object), add(2, 1, 0, Value::Kind::String, "name"),
                on(TreeOp::AppendText, 2, "Ja"), on(TreeOp::AppendText, 2, "son"), on(TreeOp::Close, 2),
                add(3, 1, 1, Value::Kind::Array, "tags"), add(4, 3, 0, Value::Kind::Bool),
                on(TreeOp::SetScalar, 4, "true", Value::Kind::Bool)});
    QCOMPARE(writeCompact(tree.value()), std::string(R"({"name":"Jason","tags":[true]})"));
    QCOMPARE(tree.node(2)->state, NodeState::Closed);
    QCOMPARE(tree.node(3)->state, NodeState::Open);
    QCOMPARE(tree.node(3)->children, std::vector<NodeId>{4});
    QCOMPARE(tree.size(), std::size_t{4});
    QVERIFY(!tree.node(0));
    QVERIFY(!tree.node(5));
}

void TestPartialTree::showsOnlyWhatIsFinished()
{
    PartialTree tree;
    tree.apply({add(1, 0, 0, Value::Kind::Array), add(2, 1, 0, Value::Kind::Number),
                add(3, 1, 1, Value::Kind::String)});
    QCOMPARE(writeCompact(tree.value()), std::string(R"([""])"));
    tree.apply(on(TreeOp::SetScalar, 2, "1.0", Value::Kind::Number));
    QCOMPARE(writeCompact(tree.value()), std::string(R"([1.0,""])"));
    PartialTree root;
    root.apply(add(1, 0, 0, Value::Kind::Bool));
    QVERIFY(root.value().isNull());
}

void TestPartialTree::supersededMembersAreLeftOut()
{
    PartialTree tree;
    tree.apply({add(1, 0, 0, Value::Kind::Object), add(2, 1, 0, Value::Kind::String, "a"),
                on(TreeOp::Close, 2), on(TreeOp::Supersede, 2), add(3, 1, 1, Value::Kind::String, "a"),
                on(TreeOp::AppendText, 3, "x")});
    QCOMPARE(writeCompact(tree.value()), std::string(R"({"a":"x"})"));
    QCOMPARE(tree.size(), std::size_t{3});
    QCOMPARE(tree.node(2)->state, NodeState::Superseded);
}

void TestPartialTree::resetForgetsAndGoesOn()
{
    PartialTree tree;
    tree.apply({add(1, 0, 0, Value::Kind::Object), add(2, 1, 0, Value::Kind::String, "a"),
                on(TreeOp::Reset, 0), add(3, 0, 0, Value::Kind::Array), add(4, 3, 0, Value::Kind::Object)});
    QCOMPARE(tree.root(), NodeId{3});
    QVERIFY(!tree.node(1));
    QCOMPARE(writeCompact(tree.value()), std::string("[{}]"));
}

void TestPartialTree::aScalarMayTurnIntoText()
{
    PartialTree tree;
    tree.apply({add(1, 0, 0, Value::Kind::Number), on(TreeOp::SetScalar, 1, "2024", Value::Kind::Number),
                on(TreeOp::SetScalar, 1, "2024-01", Value::Kind::String), on(TreeOp::AppendText, 1, "-15")});
    QCOMPARE(writeCompact(tree.value()), std::string("\"2024-01-15\""));
}

void TestPartialTree::pointers()
{
    PartialTree tree;
    tree.apply({add(1, 0, 0, Value::Kind::Object), add(2, 1, 0, Value::Kind::Array, "a/b"),
                add(3, 2, 0, Value::Kind::Null), add(4, 2, 1, Value::Kind::Object),
                add(5, 4, 0, Value::Kind::Null, "~")});
    QCOMPARE(tree.pointer(1), std::string());
    QCOMPARE(tree.pointer(3), std::string("/a~1b/0"));
    QCOMPARE(tree.pointer(5), std::string("/a~1b/1/~0"));
}

void TestPartialTree::nodesStayWhereTheyAre()
{
    PartialTree tree;
    tree.apply(add(1, 0, 0, Value::Kind::Array));
    const PartialTree::Node *root = tree.node(1);
    for (NodeId i = 0; i < 2000; ++i)
        tree.apply(add(i + 2, 1, i, Value::Kind::String));
    QCOMPARE(tree.node(1), root);
    QCOMPARE(tree.node(2001)->row, std::uint32_t{1999});
    QCOMPARE(tree.value().items().size(), std::size_t{2000});
}

void TestPartialTree::copiesAreDeep()
{
    PartialTree tree;
    tree.apply({add(1, 0, 0, Value::Kind::String), on(TreeOp::AppendText, 1, "a")});
    const PartialTree copy = tree;
    tree.apply(on(TreeOp::AppendText, 1, "b"));
    QCOMPARE(copy.value().text(), std::string("a"));
    PartialTree moved = std::move(tree);
    QCOMPARE(moved.value().text(), std::string("ab"));
    NodeStore<int> numbers;
    for (int i = 0; i < 700; ++i)
        numbers.append() = i;
    const NodeStore<int> same = numbers;
    numbers.clear();
    QCOMPARE(numbers.size(), std::size_t{0});
    QCOMPARE(same.size(), std::size_t{700});
    QCOMPARE(same[699], 699);
}

QTEST_GUILESS_MAIN(TestPartialTree)
#include "tst_partialtree.moc"
