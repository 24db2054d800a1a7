// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/decimal.h"
#include "json/read.h"
#include "json/value.h"

#include <QTest>

#include <limits>

using namespace espalier::json;

namespace {

Value parsed(const char *text)
{
    auto value = readStrict(text);
    return value.ok() ? *value : Value::string("not JSON");
}

} // namespace

class TestValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds();
    void wrongKindsReadAsNothing();
    void numbers_data();
    void numbers();
    void comparison_data();
    void comparison();
    void members();
    void sharing();
    void equality_data();
    void equality();
    void identityKeepsRepresentation();
    void decimalParts();
};

void TestValue::kinds()
{
    QVERIFY(Value().isNull());
    QVERIFY(Value::boolean(true).isTrue());
    QVERIFY(!Value::boolean(false).isTrue());
    QCOMPARE(Value::number(std::numeric_limits<std::int64_t>::min()).text(),
             std::string("-9223372036854775808"));
    QCOMPARE(Value::array().kind(), Value::Kind::Array);
    QCOMPARE(Value::object().kind(), Value::Kind::Object);
}

void TestValue::wrongKindsReadAsNothing()
{
    const Value text = Value::string("25");
    QVERIFY(!text.toDouble());
    QVERIFY(!text.toInt64());
    QVERIFY(text.items().empty());
    QVERIFY(text.members().empty());
    QVERIFY(!text.find("a"));
    QVERIFY(text["a"]["b"].isNull());
    QVERIFY(Value::array().text().empty());
}

void TestValue::numbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<qint64>("integer");
    QTest::addColumn<bool>("finite");
    QTest::addColumn<double>("real");
    QTest::newRow("25") << "25" << true << qint64{25} << true << 25.0;
    QTest::newRow("25.0") << "25.0" << true << qint64{25} << true << 25.0;
    QTest::newRow("1e2") << "1e2" << true << qint64{100} << true << 100.0;
    QTest::newRow("2.5") << "2.5" << false << qint64{} << true << 2.5;
    QTest::newRow("-0") << "-0" << true << qint64{0} << true << -0.0;
    QTest::newRow("1500e-2") << "1500e-2" << true << qint64{15} << true << 15.0;
    QTest::newRow("largest") << "9223372036854775807" << true << std::numeric_limits<qint64>::max() << true
                             << 9223372036854775807.0;
    QTest::newRow("one more") << "9223372036854775808" << false << qint64{} << true << 9223372036854775808.0;
    QTest::newRow("smallest") << "-9223372036854775808" << true << std::numeric_limits<qint64>::min() << true
                              << -9223372036854775808.0;
    QTest::newRow("overflow") << "1e400" << false << qint64{} << false << 0.0;
    QTest::newRow("underflow") << "1e-400" << false << qint64{} << true << 0.0;
    QTest::newRow("absurd exponent") << "1e99999999999999999999" << false << qint64{} << false << 0.0;
    QTest::newRow("zero with exponent") << "0e99999999999999999999" << true << qint64{0} << true << 0.0;
}

void TestValue::numbers()
{
    QFETCH(QString, text);
    QFETCH(bool, whole);
    QFETCH(bool, finite);
    const Value value = Value::number(text.toStdString());
    QCOMPARE(value.toInt64().has_value(), whole);
    if (whole)
        QTEST(static_cast<qint64>(*value.toInt64()), "integer");
    QCOMPARE(value.toDouble().has_value(), finite);
    if (finite)
        QTEST(*value.toDouble(), "real");
}

void TestValue::comparison_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<int>("order");
    QTest::newRow("equal texts") << "12"
                                 << "12" << 0;
    QTest::newRow("fraction of zeros") << "1.000"
                                       << "1" << 0;
    QTest::newRow("exponent") << "1e2"
                              << "100" << 0;
    QTest::newRow("signed zero") << "-0"
                                 << "0" << 0;
    QTest::newRow("thirty digits") << "123456789012345678901234567890"
                                   << "123456789012345678901234567891" << -1;
    QTest::newRow("negative") << "-2"
                              << "-1" << -1;
    QTest::newRow("signs") << "-1"
                           << "0.5" << -1;
    QTest::newRow("zero and negative") << "0"
                                       << "-1e-300" << 1;
    QTest::newRow("longer is not larger") << "0.9"
                                          << "0.12345" << 1;
    QTest::newRow("beyond double") << "1e400"
                                   << "1e401" << -1;
}

void TestValue::comparison()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(int, order);
    QCOMPARE(compareNumbers(left.toStdString(), right.toStdString()), order);
    QCOMPARE(compareNumbers(right.toStdString(), left.toStdString()), -order);
}

void TestValue::members()
{
    Value value;
    value.set("b", Value::number(1));
    value.set("a", Value::number(2));
    value.set("b", Value::number(3));
    QCOMPARE(value.members().size(), std::size_t{2});
    QCOMPARE(value.members()[0].key, std::string("b"));
    QCOMPARE(value["b"].text(), std::string("3"));
    value.mutableMembers().push_back({"b", Value::number(4)});
    QCOMPARE(value["b"].text(), std::string("4"));
    value.remove("b");
    QCOMPARE(value.members().size(), std::size_t{1});
    Value list = Value::array();
    list.mutableItems().push_back(value);
    QCOMPARE(list.items()[0]["a"].text(), std::string("2"));
}

/// Copies of a shared value are one until either is changed, and nobody sees that they were.
void TestValue::sharing()
{
    Value list = Value::array({Value::object({{"a", Value::number(1)}}), Value::string("x")});
    const Value *inside = &list.items()[0];
    list.share();
    QVERIFY(list.isArray());
    QCOMPARE(&list.items()[0], inside); // places stay
    Value copy = list;
    QCOMPARE(&copy.items()[0], inside);
    QVERIFY(copy == list);
    copy.mutableItems()[0].set("a", Value::number(2));
    QVERIFY(copy != list);
    QCOMPARE(list.items()[0]["a"].text(), std::string("1"));
    QCOMPARE(copy.items()[0]["a"].text(), std::string("2"));
    const Value taken = std::move(copy);
    list.mutableItems().pop_back(); // it is the only one now
    QCOMPARE(&list.items()[0], inside);
    QCOMPARE(list.items().size(), std::size_t{1});
    QCOMPARE(taken.items().size(), std::size_t{2});

    Value object = Value::object({{"a", Value::number(1)}});
    object.share();
    object.share();
    Value other = object;
    other.set("a", Value::number(3));
    QVERIFY(object.isObject());
    QCOMPARE(object["a"].text(), std::string("1"));
    QVERIFY(object == Value::object({{"a", Value::number(1)}}));
    QVERIFY(Value::object({{"a", Value::number(3)}}) == other);
    other = std::move(object);
    object.mutableMembers().push_back({"b", Value::null()}); // moved from: an empty one, as ever
    QCOMPARE(object.members().size(), std::size_t{1});
    QCOMPARE(other["a"].text(), std::string("1"));
    Value scalar = Value::string("s");
    scalar.share();
    QVERIFY(scalar.isString());
}

void TestValue::equality_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<bool>("equal");
    const auto row = [](const char *left, const char *right, bool equal) {
        QTest::addRow("%s %s", left, right) << QByteArray(left) << QByteArray(right) << equal;
    };
    row("1", "1.0", true);
    row("1", "\"1\"", false);
    row("null", "false", false);
    row("[1,2]", "[1.0,2e0]", true);
    row("[1,2]", "[2,1]", false);
    row("[1]", "[1,1]", false);
    row(R"({"a":1,"b":2})", R"({"b":2,"a":1.0})", true);
    row(R"({"a":1})", R"({"a":1,"b":2})", false);
    row(R"({"a":1,"a":2})", R"({"a":2})", true);
    row(R"({"a":2,"a":1})", R"({"a":2})", false);
}

void TestValue::equality()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(bool, equal);
    QCOMPARE(parsed(left.constData()).equals(parsed(right.constData())), equal);
    QCOMPARE(parsed(right.constData()).equals(parsed(left.constData())), equal);
}

void TestValue::identityKeepsRepresentation()
{
    QVERIFY(!(parsed("1") == parsed("1.0")));
    QVERIFY(!(parsed(R"({"a":1,"b":2})") == parsed(R"({"b":2,"a":1})")));
    QVERIFY(parsed(R"({"a":[1,null]})") == parsed(R"({ "a" : [ 1, null ] })"));
}

void TestValue::decimalParts()
{
    const Decimal number = Decimal::parse("-00120.0340e-2");
    QVERIFY(number.negative);
    QCOMPARE(number.digits, std::string("120034"));
    QCOMPARE(number.exponent, std::int64_t{1});
    QVERIFY(!number.isWhole());
    QVERIFY(Decimal::parse("0.000").isZero());
    QVERIFY(Decimal::parse("1e-999999999999999999999").isTiny());
}

QTEST_GUILESS_MAIN(TestValue)
#include "tst_value.moc"
