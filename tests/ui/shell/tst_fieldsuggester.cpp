// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/fieldsuggestion.h"
#include "schema/fieldtree.h"
#include "shell/fieldsuggester.h"
#include "support/fakeengine.h"

#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestFieldSuggester : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForFields();
    void errorsAndEmptyAnswersAreSaid();
    void stoppedIsSilent();
};

void TestFieldSuggester::asksForFields()
{
    test::FakeEngine engine;
    FieldSuggester suggester(engine);
    QSignalSpy suggested(&suggester, &FieldSuggester::suggested);
    suggester.ask({QStringLiteral("OpenAI"), {}}, QStringLiteral("m"), QStringLiteral("name and age"));
    QCOMPARE(engine.orders.size(), 1);
    QVERIFY(schema::asksForFields(engine.orders.front().schema));
    QCOMPARE(engine.orders.front().document, QStringLiteral("name and age"));
    QCOMPARE(engine.orders.front().model, QStringLiteral("m"));
    engine.run->stream(
        R"({"fields":[{"name":"age","kind":"whole number","list":false,"must":true,"description":""}]})");
    engine.run->end();
    QCOMPARE(suggested.count(), 1);
    const auto tree = schema::fieldTree(suggested.front().front().value<json::Value>());
    QCOMPARE(tree.fields.front().name, std::string("age"));
}

void TestFieldSuggester::errorsAndEmptyAnswersAreSaid()
{
    test::FakeEngine engine;
    FieldSuggester suggester(engine);
    QSignalSpy failed(&suggester, &FieldSuggester::failed);
    suggester.ask({}, {}, QStringLiteral("x"));
    engine.run->stream(R"({"fields":[]})");
    engine.run->end();
    QCOMPARE(failed.count(), 1);
    suggester.ask({}, {}, QStringLiteral("x"));
    run::RunResult result;
    result.error = Error();
    result.error->message = "no";
    engine.run->end(result);
    QCOMPARE(failed.count(), 2);
}

void TestFieldSuggester::stoppedIsSilent()
{
    test::FakeEngine engine;
    FieldSuggester suggester(engine);
    QSignalSpy failed(&suggester, &FieldSuggester::failed);
    suggester.ask({}, {}, QStringLiteral("x"));
    const QPointer<test::FakeRun> run = engine.run;
    suggester.stop();
    QCOMPARE(run->stops, 1);
    QTRY_VERIFY(run.isNull());
    QCOMPARE(failed.count(), 0);
}

QTEST_MAIN(TestFieldSuggester)
#include "tst_fieldsuggester.moc"
