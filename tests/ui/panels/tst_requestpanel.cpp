// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "panels/requestpanel.h"
#include "support/widgettest.h"
#include "widgets/banner.h"
#include "widgets/growingtext.h"
#include "widgets/messagehead.h"
#include "widgets/messageview.h"
#include "widgets/segments.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestRequestPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void asksOnlyWhileSomebodyLooks();
    void asksOnceForManyChanges();
    void messagesShowTheDocumentMarked();
    void longMessagesOpenByKeyboard();
    void copyGivesThePageAsItIs();
    void aLongDocumentIsShownInPart();
    void manyMessagesAreCounted();
    void whatCannotBeAskedSaysWhy();
    void saysWhatLeaves();
    void textsAreNeverRich();

private:
    static RequestPreview preview();
    static QStringList labels(const QWidget &panel);
};

RequestPreview TestRequestPanel::preview()
{
    RequestPreview out;
    out.url = QStringLiteral("https://api.example.com/v1/chat/completions");
    out.messages = {{QStringLiteral("system"), "Be brief.", {}, 0, 0},
                    {QStringLiteral("user"), "Read this.\n\nJason is 25.", {}, 12, 24}};
    out.structure = QStringLiteral("Tools: one function, Person, whose parameters are the schema.");
    out.body = R"({"model":"m","messages":[{"role":"user","content":"it's"}]})";
    out.curl = "printf '%s' '{}' |\ncurl 'https://api.example.com'\n";
    out.promptTokens = 312;
    out.contextWindow = 8192;
    out.leaves = {QStringLiteral("The text (12 characters) goes to api.example.com.")};
    out.local = false;
    return out;
}

QStringList TestRequestPanel::labels(const QWidget &panel)
{
    QStringList out;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        out.append(label->text());
    return out;
}

void TestRequestPanel::asksOnlyWhileSomebodyLooks()
{
    RequestPanel panel;
    QSignalSpy wanted(&panel, &RequestPanel::previewWanted);
    panel.invalidate();
    QTest::qWait(250);
    QCOMPARE(wanted.count(), 0);
    panel.show();
    QTRY_COMPARE(wanted.count(), 1);
    panel.setPreview(preview());
    panel.hide();
    panel.show(); // nothing has changed meanwhile
    QTest::qWait(250);
    QCOMPARE(wanted.count(), 1);
    panel.hide();
    panel.invalidate();
    panel.show();
    QTRY_COMPARE(wanted.count(), 2);
}

void TestRequestPanel::asksOnceForManyChanges()
{
    RequestPanel panel;
    panel.show();
    panel.setPreview(preview());
    QSignalSpy wanted(&panel, &RequestPanel::previewWanted);
    for (int i = 0; i < 20; ++i)
        panel.invalidate();
    QCOMPARE(wanted.count(), 0);
    QTRY_COMPARE(wanted.count(), 1);
    QTest::qWait(250);
    QCOMPARE(wanted.count(), 1);
}

void TestRequestPanel::messagesShowTheDocumentMarked()
{
    RequestPanel panel;
    panel.setPreview(preview());
    const auto views = panel.findChildren<MessageView *>();
    QCOMPARE(views.size(), 2);
    const auto *question = views.last()->findChild<GrowingText *>();
    QCOMPARE(question->wholeText(), QStringLiteral("Read this.\n\nJason is 25."));
    QCOMPARE(question->extraSelections().size(), 1);
    QCOMPARE(question->extraSelections().first().cursor.selectedText(), QStringLiteral("Jason is 25."));
    QVERIFY(views.first()->findChild<GrowingText *>()->extraSelections().isEmpty());
    QCOMPARE(views.first()->findChild<MessageHead *>()->text(), QStringLiteral("system"));
}

void TestRequestPanel::longMessagesOpenByKeyboard()
{
    RequestPreview shown = preview();
    shown.messages[1].text = QByteArray("line\n").repeated(100);
    RequestPanel panel;
    panel.resize(900, 400);
    panel.show();
    panel.setPreview(shown);
    auto *view = panel.findChildren<MessageView *>().last();
    auto *text = view->findChild<GrowingText *>();
    auto *head = view->findChild<MessageHead *>();
    QTRY_VERIFY(view->isCollapsed());
    const int few = text->height();
    QVERIFY(few < 12 * text->fontMetrics().lineSpacing());
    QTest::keyClick(head, Qt::Key_Space);
    QVERIFY(!view->isCollapsed());
    QVERIFY(text->height() > 90 * text->fontMetrics().lineSpacing());
    panel.setPreview(shown); // the same again: stays open
    QVERIFY(!view->isCollapsed());
    QVERIFY(!panel.findChildren<MessageView *>().first()->isCollapsed());
}

void TestRequestPanel::copyGivesThePageAsItIs()
{
    RequestPanel panel;
    panel.setPreview(preview());
    panel.copy();
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("[system]\nBe brief.\n\n[user]\nRead this.\n\nJason is 25."));
    panel.showPage(RequestPanel::Json);
    panel.copy();
    QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8(preview().body)); // not as it is indented
    panel.showPage(RequestPanel::Curl);
    auto copy = panel.findChildren<QPushButton *>();
    for (QPushButton *button : std::as_const(copy)) {
        if (button->text() == QLatin1String("Copy"))
            button->click();
    }
    QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8(preview().curl));
}

void TestRequestPanel::aLongDocumentIsShownInPart()
{
    RequestPreview shown = preview();
    shown.messages[1].text = QByteArray(20'000'000, 'x');
    shown.messages[1].documentBegin = 0;
    shown.messages[1].documentEnd = 20'000'000;
    shown.body = "\"" + QByteArray(20'000'000, 'x') + "\"";
    RequestPanel panel;
    panel.setPreview(shown);
    const auto *text = panel.findChildren<MessageView *>().last()->findChild<GrowingText *>();
    const QString seen = text->wholeText();
    QVERIFY(seen.size() < 300'000);
    QVERIFY(seen.contains(QStringLiteral("\n… 19.7 MB more …\n")));
    panel.showPage(RequestPanel::Json);
    QCOMPARE(panel.copyText().size(), 20'000'002);
}

void TestRequestPanel::manyMessagesAreCounted()
{
    RequestPreview shown = preview();
    shown.messages = QList<RequestMessage>(150, {QStringLiteral("user"), "x", {}, 0, 0});
    RequestPanel panel;
    panel.setPreview(shown);
    QCOMPARE(panel.findChildren<MessageView *>().size(), RequestPanel::kMostMessages);
    QVERIFY(labels(panel).contains(QStringLiteral("and 50 more messages; Copy gives all")));
    panel.setPreview(preview());
    QCOMPARE(panel.findChildren<MessageView *>().size(), 2);
}

void TestRequestPanel::whatCannotBeAskedSaysWhy()
{
    RequestPanel panel;
    panel.show();
    RequestPreview failed;
    failed.error =
        usagepart::about(usagepart::kEndpoint, usageError("This endpoint has no address yet.", "Enter one."));
    QSignalSpy wanted(&panel, &RequestPanel::stepWanted);
    panel.setPreview(failed);
    auto *banner = panel.findChild<Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->text().contains(QLatin1String("no address yet")));
    QPushButton *mend = nullptr;
    for (auto *button : banner->findChildren<QPushButton *>()) {
        QVERIFY(button->text() != nextStepText(NextStep::TryAgain)); // nothing was asked
        if (button->text() == nextStepText(NextStep::EditEndpoint))
            mend = button;
    }
    QVERIFY(mend);
    mend->click();
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!panel.findChild<Segments *>()->isVisible());
    panel.setPreview(preview());
    QVERIFY(!banner->isVisible());
    QVERIFY(panel.findChild<Segments *>()->isVisible());
}

void TestRequestPanel::saysWhatLeaves()
{
    RequestPanel panel;
    panel.setPreview(preview());
    const QStringList said = labels(panel);
    QVERIFY(said.contains(QStringLiteral("The text (12 characters) goes to api.example.com.")));
    QVERIFY(said.contains(QStringLiteral("To: https://api.example.com/v1/chat/completions")));
    QVERIFY(said.contains(QStringLiteral("≈ 312 of 8,192 tokens of context")));
}

void TestRequestPanel::textsAreNeverRich()
{
    RequestPreview shown = preview();
    shown.leaves = {QStringLiteral("<b>bold</b>")};
    RequestPanel panel;
    panel.setPreview(shown);
    QVERIFY(labels(panel).contains(QStringLiteral("<b>bold</b>")));
    for (const QLabel *label : panel.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestRequestPanel)
#include "tst_requestpanel.moc"
