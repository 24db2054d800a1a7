// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"
#include "models/whyempty.h"
#include "json/answerreader.h"
#include "json/read.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using Reason = WhyEmpty::Reason;

class TestWhyEmpty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatComesLater();
    void leftOut();
    void requiredAndLeftOut();
    void cutBeforeAndInside_data();
    void cutBeforeAndInside();
    void aGroupThatClosedBeforeTheCut();
    void thereButEmpty();
    void thereAndWrong();
    void nullThatCountsAsAbsent();
    void cameOtherwise();
    void givenTwice();
    void notAskedFor();
    void nothingToExplain();
    void everyReasonIsSaid();

private:
    void answer(const std::string &text, bool whole = true);
    [[nodiscard]] WhyEmpty why(const char *pointer, AnswerEnd end = AnswerEnd::Complete) const
    {
        return whyEmpty(m_model->indexOf(QLatin1String(pointer)), end);
    }

    std::unique_ptr<PartialTreeModel> m_model;
};

void TestWhyEmpty::init()
{
    m_model = std::make_unique<PartialTreeModel>();
    const auto schema = json::readStrict(R"({"type":"object","properties":{"name":{"type":"string"},
        "address":{"type":"object","properties":{"street":{},"city":{}}},"tags":{"type":"array"},"bio":{}}})");
    m_model->setExpected(ExpectedShapes(*schema, false));
}

void TestWhyEmpty::answer(const std::string &text, bool whole)
{
    json::AnswerReader reader;
    reader.feed(text);
    if (whole)
        reader.finish();
    m_model->apply(reader.takeChanges());
}

void TestWhyEmpty::whatComesLater()
{
    QCOMPARE(why("/name", AnswerEnd::Growing).reason, Reason::StillComing);
    answer(R"({"name":"Ja)", false);
    QCOMPARE(why("/name", AnswerEnd::Growing).reason, Reason::StillComing);
    QCOMPARE(why("/bio", AnswerEnd::Growing).reason, Reason::StillComing);
}

void TestWhyEmpty::leftOut()
{
    answer(R"({"name":"Jason","address":{"street":"x"}})");
    QCOMPARE(why("/bio").reason, Reason::NotInAnswer);
    QCOMPARE(why("/address/city").reason, Reason::NotInAnswer);
}

void TestWhyEmpty::requiredAndLeftOut()
{
    answer(R"({"name":"Jason"})");
    m_model->setMarks({{QStringLiteral("/bio"), ValueState::Invalid, QStringLiteral("missing")}});
    QCOMPARE(why("/bio").reason, Reason::Missing);
    QVERIFY(why("/bio").text.contains(QStringLiteral("requires")));
}

void TestWhyEmpty::cutBeforeAndInside_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("words");
    QTest::newRow("tokens") << int(AnswerEnd::TokenLimit) << QStringLiteral("token limit");
    QTest::newRow("limit") << int(AnswerEnd::ContentLimit) << QStringLiteral("ended at a limit");
    QTest::newRow("stream") << int(AnswerEnd::StreamCut) << QStringLiteral("connection");
    QTest::newRow("refused") << int(AnswerEnd::Refused) << QStringLiteral("refused");
    QTest::newRow("stopped") << int(AnswerEnd::Stopped) << QStringLiteral("you stopped");
    QTest::newRow("failed") << int(AnswerEnd::Failed) << QStringLiteral("failed");
    QTest::newRow("ended, but open") << int(AnswerEnd::Complete) << QStringLiteral("in the middle");
}

void TestWhyEmpty::cutBeforeAndInside()
{
    QFETCH(int, end);
    QFETCH(QString, words);
    answer(R"({"name":"Jason","address":{"street":"Bea)");
    const auto at = static_cast<AnswerEnd>(end);
    QCOMPARE(why("/address/street", at).reason, Reason::Cut);
    QVERIFY2(why("/address/street", at).text.contains(words), qPrintable(why("/address/street", at).text));
    QCOMPARE(why("/address/city", at).reason, Reason::NeverCame);
    QVERIFY(why("/address/city", at).text.contains(words));
    if (at != AnswerEnd::Complete)
        QCOMPARE(why("/bio", at).reason, Reason::NeverCame);
}

void TestWhyEmpty::aGroupThatClosedBeforeTheCut()
{
    answer(R"({"address":{"street":"x"},"name":"Ja)");
    QCOMPARE(why("/address/city", AnswerEnd::TokenLimit).reason, Reason::NotInAnswer);
    QCOMPARE(why("/bio", AnswerEnd::TokenLimit).reason, Reason::NeverCame);
}

void TestWhyEmpty::thereButEmpty()
{
    answer(R"({"name":"","address":{},"tags":[],"bio":null})");
    QCOMPARE(why("/name").reason, Reason::EmptyText);
    QCOMPARE(why("/address").reason, Reason::EmptyGroup);
    QCOMPARE(why("/tags").reason, Reason::EmptyList);
    QCOMPARE(why("/bio").reason, Reason::Null);
}

void TestWhyEmpty::thereAndWrong()
{
    answer(R"({"name":""})");
    m_model->setMarks({{QStringLiteral("/name"), ValueState::Invalid, QStringLiteral("must not be empty")}});
    QCOMPARE(why("/name").reason, Reason::Invalid);
    QVERIFY(why("/name").text.contains(QStringLiteral("must not be empty")));
}

void TestWhyEmpty::nullThatCountsAsAbsent()
{
    answer(R"({"name":null,"bio":null})");
    m_model->setMarks(
        {{QStringLiteral("/name"), ValueState::Repaired, QStringLiteral("null, taken for absent"), true}});
    QCOMPARE(why("/name").reason, Reason::TakenForAbsent);
    QVERIFY(why("/name").text.contains(QStringLiteral("null was taken for absent")));
    QCOMPARE(why("/bio").reason, Reason::Null);
    m_model->setMarks({});
    QCOMPARE(why("/name").reason, Reason::Null);
}

void TestWhyEmpty::cameOtherwise()
{
    answer(R"({"Name":"Jason"})");
    m_model->setMarks({{QStringLiteral("/name"), ValueState::Repaired, QStringLiteral("came as “Name”")}});
    QCOMPARE(why("/name").reason, Reason::ReadOtherwise);
    QVERIFY(why("/name").text.contains(QStringLiteral("came as “Name”")));
}

void TestWhyEmpty::givenTwice()
{
    answer(R"({"name":"a","name":"b"})");
    QCOMPARE(whyEmpty(m_model->index(0, 0), AnswerEnd::Complete).reason, Reason::Superseded);
    QCOMPARE(why("/name").reason, Reason::NotEmpty);
}

void TestWhyEmpty::notAskedFor()
{
    answer(R"({"name":"a","extra":1})");
    QCOMPARE(why("/extra").reason, Reason::NotAskedFor);
}

void TestWhyEmpty::nothingToExplain()
{
    answer(R"({"name":"a","address":{"street":"s"},"tags":[1]})");
    for (const char *pointer : {"/name", "/address", "/address/street", "/tags", "/tags/0"}) {
        QCOMPARE(why(pointer).reason, Reason::NotEmpty);
        QVERIFY(why(pointer).text.isEmpty());
    }
    QCOMPARE(whyEmpty({}, AnswerEnd::Complete).reason, Reason::NotEmpty);
    // From whichever column it is asked.
    QCOMPARE(
        whyEmpty(m_model->indexOf(QStringLiteral("/bio"), PartialTreeModel::StateColumn), AnswerEnd::Complete)
            .reason,
        Reason::NotInAnswer);
}

void TestWhyEmpty::everyReasonIsSaid()
{
    answer(R"({"name":"","address":{},"tags":[],"bio":null,"extra":1})");
    for (const char *pointer : {"/name", "/address", "/tags", "/bio", "/extra", "/address/city"})
        QVERIFY2(why(pointer).text.endsWith(u'.'), pointer);
}

QTEST_GUILESS_MAIN(TestWhyEmpty)
#include "tst_whyempty.moc"
