// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/requestparameters.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestRequestParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsReadWhatStandsThere_data();
    void fieldsReadWhatStandsThere();
    void fieldsChangeOnlyTheirMember();
    void numbersKeepTheirText();
    void othersAreText();
    void whatCannotBeUsedIsRefused_data();
    void whatCannotBeUsedIsRefused();
};

static json::Value::Object parametersOf(const char *text)
{
    return json::readStrict(text)->members();
}

static QByteArray written(const json::Value::Object &parameters)
{
    return QByteArray::fromStdString(json::writeCompact(json::Value::object(parameters)));
}

void TestRequestParameters::fieldsReadWhatStandsThere_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<double>("temperature"); // -1: none
    QTest::addColumn<qint64>("tokens");
    QTest::newRow("nothing") << QByteArray("{}") << -1.0 << qint64(-1);
    QTest::newRow("both") << QByteArray(R"({"temperature":0.7,"max_tokens":500})") << 0.7 << qint64(500);
    QTest::newRow("the other name") << QByteArray(R"({"max_completion_tokens":9})") << -1.0 << qint64(9);
    QTest::newRow("no numbers") << QByteArray(R"({"temperature":"hot","max_tokens":1.5})") << -1.0
                                << qint64(-1);
}

void TestRequestParameters::fieldsReadWhatStandsThere()
{
    QFETCH(QByteArray, parameters);
    QFETCH(double, temperature);
    QFETCH(qint64, tokens);
    const auto read = parametersOf(parameters.constData());
    QCOMPARE(temperatureOf(read).value_or(-1), temperature);
    QCOMPARE(maxTokensOf(read).value_or(-1), tokens);
}

void TestRequestParameters::fieldsChangeOnlyTheirMember()
{
    const auto read = parametersOf(R"({"seed":7,"temperature":0.7,"max_completion_tokens":9,"user":"a"})");
    QCOMPARE(written(withTemperature(read, 0.25)),
             QByteArray(R"({"seed":7,"temperature":0.25,"max_completion_tokens":9,"user":"a"})"));
    QCOMPARE(written(withTemperature(read, std::nullopt)),
             QByteArray(R"({"seed":7,"max_completion_tokens":9,"user":"a"})"));
    QCOMPARE(written(withMaxTokens(read, 20)),
             QByteArray(R"({"seed":7,"temperature":0.7,"max_completion_tokens":20,"user":"a"})"));
    QCOMPARE(written(withMaxTokens(parametersOf("{}"), 20)), QByteArray(R"({"max_tokens":20})"));
    QCOMPARE(written(withTemperature(parametersOf("{}"), std::nullopt)), QByteArray("{}"));
}

void TestRequestParameters::numbersKeepTheirText()
{
    const auto read = parametersOf(R"({"temperature":0.70})");
    QCOMPARE(written(withTemperature(read, 0.7)), QByteArray(R"({"temperature":0.70})"));
    const auto others = withOtherParameters(read, QStringLiteral(R"({"top_p": 0.90})"));
    QVERIFY(others);
    QCOMPARE(written(*others), QByteArray(R"({"temperature":0.70,"top_p":0.90})"));
}

void TestRequestParameters::othersAreText()
{
    const auto read = parametersOf(R"({"seed":7,"temperature":0.7,"max_tokens":9})");
    QCOMPARE(otherParametersText(read), QStringLiteral("{\n  \"seed\": 7\n}"));
    QVERIFY(otherParametersText(parametersOf(R"({"temperature":0.7})")).isEmpty());
    // A value that no field can show is not hidden.
    QVERIFY(otherParametersText(parametersOf(R"({"temperature":"hot"})")).contains(QLatin1String("hot")));
    const auto none = withOtherParameters(read, QStringLiteral(" \n"));
    QVERIFY(none);
    QCOMPARE(written(*none), QByteArray(R"({"temperature":0.7,"max_tokens":9})"));
    const auto back = withOtherParameters(read, otherParametersText(read));
    QVERIFY(back);
    QCOMPARE(written(*back), QByteArray(R"({"temperature":0.7,"max_tokens":9,"seed":7})"));
}

void TestRequestParameters::whatCannotBeUsedIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << QStringLiteral("{\"seed\": }") << QStringLiteral("no JSON yet");
    QTest::newRow("a list") << QStringLiteral("[1]") << QStringLiteral("no object");
    QTest::newRow("the question") << QStringLiteral("{\"messages\": []}") << QStringLiteral("“messages”");
    QTest::newRow("how usage comes") << QStringLiteral("{\"stream_options\": {}}")
                                     << QStringLiteral("“stream_options”");
    QTest::newRow("a field above") << QStringLiteral("{\"max_tokens\": 3}") << QStringLiteral("“max_tokens”");
}

void TestRequestParameters::whatCannotBeUsedIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto result = withOtherParameters({}, text);
    QVERIFY(!result);
    QVERIFY2(QString::fromStdString(result.error().message).contains(says), result.error().message.c_str());
    QVERIFY(!result.error().nextStep.empty());
}

QTEST_GUILESS_MAIN(TestRequestParameters)
#include "tst_requestparameters.moc"
