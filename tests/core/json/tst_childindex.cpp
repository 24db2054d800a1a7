// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/childindex.h"

#include "json/pointer.h"
#include "json/read.h"

#include <QTest>

#include <string>

using namespace espalier::json;

class TestChildIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatResolveFinds_data();
    void findsWhatResolveFinds();
    void ofDuplicatesTheLastCounts();
};

/// {"m0":[0],"m1":[1],…,"a/b":{"~":true}}
static Value objectOf(int count)
{
    std::string text = "{";
    for (int i = 0; i < count; ++i)
        text += "\"m" + std::to_string(i) + "\":[" + std::to_string(i) + "],";
    return readStrict(text + R"("a/b":{"~":true}})").value();
}

void TestChildIndex::findsWhatResolveFinds_data()
{
    QTest::addColumn<int>("members");
    for (const int count : {0, 31, 32, 33, 500})
        QTest::addRow("%d", count) << count;
}

void TestChildIndex::findsWhatResolveFinds()
{
    QFETCH(const int, members);
    const Value document = objectOf(members);
    ChildIndex index;
    for (const char *pointer : {"", "/m0", "/m0/0", "/m30/0", "/m32/0", "/m499/0", "/m0/1", "/m0/00", "/m0/-",
                                "/m", "/a~1b/~0", "/a/b", "/a~1b/~", "m0", "/a~1b/~0/x"}) {
        QCOMPARE(index.resolve(document, pointer), resolve(document, pointer));
        QCOMPARE(index.resolve(document, pointer), resolve(document, pointer)); // the second look
    }
}

void TestChildIndex::ofDuplicatesTheLastCounts()
{
    Value document = objectOf(100);
    document.mutableMembers().push_back({"m3", Value::string("last")});
    ChildIndex index;
    QCOMPARE(index.child(document, "m3"), &document.members().back().value);
    QCOMPARE(index.child(document, "m3"), document.find("m3"));
    QCOMPARE(index.child(Value::string("m3"), "m3"), nullptr);
}

QTEST_APPLESS_MAIN(TestChildIndex)
#include "tst_childindex.moc"
