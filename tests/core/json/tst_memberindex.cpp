// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/memberindex.h"

#include <QTest>

#include <string>

using namespace espalier::json;

class TestMemberIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameIsFoundAgain_data();
    void everyNameIsFoundAgain();
    void objectsInsideDoNotDisturb();
};

void TestMemberIndex::everyNameIsFoundAgain_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 23, 24, 25, 26, 32, 33, 64, 65, 128, 5'000})
        QTest::addRow("%d", count) << count;
}

void TestMemberIndex::everyNameIsFoundAgain()
{
    QFETCH(const int, count);
    MemberIndex index;
    index.open();
    for (int i = 0; i < count; ++i)
        QCOMPARE(index.insert("name " + std::to_string(i), static_cast<NodeId>(i)), kNoNode);
    QCOMPARE(index.lastKey(0), std::string_view("name " + std::to_string(count - 1)));
    for (int i = 0; i < count; ++i) {
        const auto later = static_cast<NodeId>(count + i);
        QCOMPARE(index.insert("name " + std::to_string(i), later), static_cast<NodeId>(i));
        QCOMPARE(index.insert("name " + std::to_string(i), later), later);
    }
    QCOMPARE(index.insert("another", 0), kNoNode);
}

void TestMemberIndex::objectsInsideDoNotDisturb()
{
    MemberIndex index;
    index.open();
    for (int i = 0; i < 200; ++i) {
        const std::string name = std::to_string(i);
        QCOMPARE(index.insert(name, static_cast<NodeId>(i)), kNoNode);
        index.open();
        QVERIFY(index.lastKey(1).empty());
        for (int inner = 0; inner <= i; ++inner)
            QCOMPARE(index.insert(std::to_string(inner), 1'000), kNoNode);
        QCOMPARE(index.lastKey(0), std::string_view(name));
        index.close();
    }
    for (int i = 0; i < 200; ++i)
        QCOMPARE(index.insert(std::to_string(i), 2'000), static_cast<NodeId>(i));
}

QTEST_APPLESS_MAIN(TestMemberIndex)
#include "tst_memberindex.moc"
