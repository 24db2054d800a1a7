// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/faultscript.h"

#include <QTest>

using namespace espalier;
using practice::FaultScript;
using practice::FaultStep;
using Kind = FaultStep::Kind;

class TestFaultScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStep();
    void lastOneRepeats();
    void options();
    void faultsOfTheScript_data();
    void faultsOfTheScript();
};

void TestFaultScript::everyStep()
{
    const auto script = FaultScript::parse("429:1; "
                                           "500;401;529;drop;cut=120;stall=7;error-in-stream;truncate=20;"
                                           "invalid;malformed;fence;prose;think;double; ok ");
    QVERIFY(script.ok());
    const auto status = [](std::uint32_t code) { return FaultStep{Kind::Status, code, {}, {}, 0}; };
    FaultStep limited = status(429);
    limited.retryAfterSeconds = 1;
    const FaultStep expected[] = {limited,
                                  status(500),
                                  status(401),
                                  status(529),
                                  {Kind::Drop, 0, {}, {}, 0},
                                  {Kind::Cut, 120, {}, {}, 0},
                                  {Kind::Stall, 7, {}, {}, 0},
                                  {Kind::ErrorInStream, 0, {}, {}, 0},
                                  {Kind::Truncate, 20, {}, {}, 0},
                                  {Kind::Invalid, 0, {}, {}, 0},
                                  {Kind::Malformed, 0, {}, {}, 0},
                                  {Kind::Fence, 0, {}, {}, 0},
                                  {Kind::Prose, 0, {}, {}, 0},
                                  {Kind::Think, 0, {}, {}, 0},
                                  {Kind::Double, 0, {}, {}, 0},
                                  {Kind::Ok, 0, {}, {}, 0}};
    for (std::size_t i = 0; i < std::size(expected); ++i)
        QVERIFY2(script->step(i) == expected[i], std::to_string(i).c_str());
    QVERIFY(FaultScript::parse("429")->step(0) == status(429));
}

void TestFaultScript::lastOneRepeats()
{
    const auto script = FaultScript::parse("500;ok");
    QCOMPARE(script->step(0).amount, 500u);
    QCOMPARE(script->step(1).kind, Kind::Ok);
    QCOMPARE(script->step(1000).kind, Kind::Ok);
    QCOMPARE(FaultScript().step(5).kind, Kind::Ok);
    QCOMPARE(FaultScript::parse("  ")->step(5).kind, Kind::Ok);
}

void TestFaultScript::options()
{
    const auto script = FaultScript::parse("cut=5, rate=60 ,delay=500; rate=2.5");
    QVERIFY(script.ok());
    QCOMPARE(script->step(0).kind, Kind::Cut);
    QCOMPARE(script->step(0).tokensPerSecond.value_or(0), 60.0);
    QCOMPARE(script->step(0).delayMs, 500u);
    QCOMPARE(script->step(1).kind, Kind::Ok);
    QCOMPARE(script->step(1).tokensPerSecond.value_or(0), 2.5);
}

void TestFaultScript::faultsOfTheScript_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *text, int offset) { QTest::newRow(text) << QByteArray(text) << offset; };
    row("nonsense", 0);
    row("ok;nonsense", 3);
    row("ok; nonsense", 4);
    row("cut", 0);
    row("cut=", 0);
    row("cut=x", 0);
    row("cut=-1", 0);
    row("cut=99999999999", 0);
    row("drop=1", 0);
    row("404", 0);
    row("500:1", 0);
    row("429:soon", 0);
    row("ok,speed=1", 3);
    row("ok,rate=0", 3);
    row("ok,rate=nan", 3);
    row("ok,rate=-1", 3);
    row("ok,delay=999999999", 3);
    row("ok;", 3);
    row(";ok", 0);
    row("ok,drop", 3);
}

void TestFaultScript::faultsOfTheScript()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, offset);
    const auto script = FaultScript::parse(text.toStdString());
    QVERIFY(!script.ok());
    QCOMPARE(static_cast<int>(script.error().offset), offset);
    const std::string place = "character " + std::to_string(offset + 1);
    QVERIFY2(script.error().message.find(place) != std::string::npos, script.error().message.c_str());
}

QTEST_GUILESS_MAIN(TestFaultScript)
#include "tst_faultscript.moc"
