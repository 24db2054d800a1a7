// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/widgettest.h"
#include "text/requesttext.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestRequestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void unknownIsSaidWithAHint();
    void saysWhatIsLeft();
    void tooLongIsUrgent();
    void roomIsTheLeastOfWhatIsKnown_data();
    void roomIsTheLeastOfWhatIsKnown();
    void messagesStandUnderTheirRoles();

private:
    static QStringList words(const RequestPreview &preview, bool urgent = false);
};

QStringList TestRequestText::words(const RequestPreview &preview, bool urgent)
{
    QStringList out;
    for (const RequestLine &line : contextLines(preview)) {
        if (!urgent || line.urgent)
            out.append(line.text);
    }
    return out;
}

void TestRequestText::unknownIsSaidWithAHint()
{
    RequestPreview preview;
    preview.promptTokens = 1312;
    QCOMPARE(
        words(preview),
        (QStringList{QStringLiteral("≈ 1,312 tokens"),
                     QStringLiteral("How many tokens this model takes and gives is not known; enter it with "
                                    "the endpoint, under Models.")}));
    QVERIFY(words(preview, true).isEmpty());
    preview.maxOutput = 100;
    QCOMPARE(words(preview).last(),
             QStringLiteral("How many tokens this model takes is not known; enter it with "
                            "the endpoint, under Models."));
}

void TestRequestText::saysWhatIsLeft()
{
    RequestPreview preview;
    preview.promptTokens = 312;
    preview.contextWindow = 8192;
    preview.maxOutput = 4096;
    preview.askedOutput = 500;
    preview.factsSource = QStringLiteral("said by the server");
    QCOMPARE(words(preview),
             (QStringList{QStringLiteral("≈ 312 of 8,192 tokens of context"),
                          QStringLiteral("≈ 7,880 tokens are left for the answer."),
                          QStringLiteral("Asked for: at most 500 tokens. The model gives at most 4,096."),
                          QStringLiteral("Limits: said by the server.")}));
    QVERIFY(words(preview, true).isEmpty());
}

void TestRequestText::tooLongIsUrgent()
{
    RequestPreview preview;
    preview.promptTokens = 9000;
    preview.contextWindow = 8192;
    preview.maxOutput = 4096;
    QCOMPARE(words(preview, true), QStringList{QStringLiteral("≈ 808 tokens too many. Shorten the text, or "
                                                              "choose a model with a larger context.")});
    preview.promptTokens = 8000;
    preview.askedOutput = 500;
    QCOMPARE(words(preview, true),
             QStringList{QStringLiteral("≈ 192 tokens are left for the answer, and 500 are asked for.")});
    preview.promptTokens = 100;
    preview.askedOutput = 5000;
    QCOMPARE(words(preview, true).size(), 1); // more than the model gives
}

void TestRequestText::roomIsTheLeastOfWhatIsKnown_data()
{
    QTest::addColumn<qint64>("window");
    QTest::addColumn<qint64>("most");
    QTest::addColumn<qint64>("asked");
    QTest::addColumn<qint64>("room"); // -1: not known
    QTest::newRow("nothing known") << qint64(-1) << qint64(-1) << qint64(-1) << qint64(-1);
    QTest::newRow("window") << qint64(1000) << qint64(-1) << qint64(-1) << qint64(900);
    QTest::newRow("model") << qint64(1000) << qint64(400) << qint64(-1) << qint64(400);
    QTest::newRow("asked") << qint64(1000) << qint64(400) << qint64(50) << qint64(50);
    QTest::newRow("full") << qint64(80) << qint64(400) << qint64(50) << qint64(0);
}

void TestRequestText::roomIsTheLeastOfWhatIsKnown()
{
    QFETCH(qint64, window);
    QFETCH(qint64, most);
    QFETCH(qint64, asked);
    QFETCH(qint64, room);
    const auto known = [](qint64 value) { return value < 0 ? std::nullopt : std::optional<qint64>(value); };
    RequestPreview preview;
    preview.promptTokens = 100;
    preview.contextWindow = known(window);
    preview.maxOutput = known(most);
    preview.askedOutput = known(asked);
    QCOMPARE(answerRoom(preview).value_or(-1), room);
}

void TestRequestText::messagesStandUnderTheirRoles()
{
    RequestPreview preview;
    preview.messages = {{QStringLiteral("system"), "Be brief.", {}, 0, 0},
                        {QStringLiteral("user"), "Größe?", {}, 0, 0}};
    QCOMPARE(messagesText(preview), QStringLiteral("[system]\nBe brief.\n\n[user]\nGröße?"));
}

QTEST_MAIN(TestRequestText)
#include "tst_requesttext.moc"
