// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "largeobjects.h"
#include "schematest.h"

#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;

// Objects so large that members are found by an index, looked at by many schemas.

class TestHostileValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyBranchesForALargeObject();
    void largeObjectsInsideALargeOne();
    void manyLooksAtAVeryLargeObject_data();
    void manyLooksAtAVeryLargeObject();
};

void TestHostileValues::manyBranchesForALargeObject()
{
    std::string branches;
    for (int i = 0; i < 3'000; ++i)
        branches +=
            (i == 0 ? "" : ",") + (R"({"properties":{"a)" + std::to_string(i) +
                                   R"(":{"maximum":5}},"required":["a)" + std::to_string(i % 90) + "\"]}");
    const auto validator = compiledSchema(R"({"allOf":[)" + branches + R"(],"unevaluatedProperties":false})");
    const std::string members = objectOf(100, [](int) { return std::string("1"); });
    QVERIFY(validator.fits(readJson(members)));
    const std::string more = members.substr(0, members.size() - 1);
    QCOMPARE(briefly(validator.validate(readJson(more + R"(,"a7":6})"))), std::string("/a7 maximum"));
    QVERIFY(validator.fits(readJson(R"({"a7":6,)" + members.substr(1)))); // of duplicates the last counts
    QCOMPARE(briefly(validator.validate(readJson(more + R"(,"b":1})"))),
             std::string("/b unevaluatedProperties"));
    QVERIFY(!validator.fits(readJson(objectOf(80, [](int) { return std::string("1"); }))));
}

void TestHostileValues::largeObjectsInsideALargeOne()
{
    // Looked at more than once, each has its members looked up by name, the inner between two of the outer.
    const auto validator = compiledSchema(
        R"({"allOf":[{"required":["b"]},{"required":["in","b"],"properties":{"b":{"type":"string"},"in":)"
        R"({"allOf":[{"required":["a1"]},{"required":["a2"],"properties":{"b":{"type":"null"}}}]}}}]})");
    const auto with = [](int members, const char *last) {
        const std::string all = objectOf(members, [](int) { return std::string("1"); });
        return all.substr(0, all.size() - 1) + last + "}";
    };
    const std::string inner = R"(,"in":)" + with(1'000, R"(,"b":null)");
    QVERIFY(validator.fits(readJson(with(100, (inner + R"(,"b":"text")").c_str()))));
    QCOMPARE(briefly(validator.validate(readJson(with(100, (inner + R"(,"b":5)").c_str())))),
             std::string("/b type"));
    QCOMPARE(briefly(validator.validate(readJson(with(100, inner.c_str())))),
             std::string(" required;  required"));
}

void TestHostileValues::manyLooksAtAVeryLargeObject_data()
{
    QTest::addColumn<QByteArray>("keyword");
    QTest::addColumn<QByteArray>("branch");
    QTest::addColumn<bool>("fits");
    QTest::newRow("counts") << QByteArray("allOf") << QByteArray(R"({"minProperties":2})") << true;
    QTest::newRow("the member that counts")
        << QByteArray("anyOf") << QByteArray(R"({"properties":{"a7":{"type":"string"}}})") << false;
    QTest::newRow("the rest") << QByteArray("allOf")
                              << QByteArray(R"({"properties":{"a7":true},"unevaluatedProperties":true})")
                              << true;
}

void TestHostileValues::manyLooksAtAVeryLargeObject()
{
    QFETCH(const QByteArray, keyword);
    QFETCH(const QByteArray, branch);
    QFETCH(const bool, fits);
    std::string branches = branch.toStdString();
    for (int i = 1; i < 500; ++i)
        branches += "," + branch.toStdString();
    const auto validator = compiledSchema(R"({")" + keyword.toStdString() + R"(":[)" + branches + "]}");
    const json::Value instance = readJson(objectOf(40'000, [](int) { return std::string("1"); }));
    QCOMPARE(validator.validate(instance).empty(), fits); // took minutes when each branch indexed it anew
}

QTEST_GUILESS_MAIN(TestHostileValues)
#include "tst_hostilevalues.moc"
