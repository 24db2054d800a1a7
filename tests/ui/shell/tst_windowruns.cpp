// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/endpointbar.h"
#include "panels/resultpanel.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "widgets/banner.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

namespace {

QStringList labels(const QWidget &widget)
{
    QStringList out;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        out.append(label->text());
    return out;
}

} // namespace

/// What the window holds still while a run is under way, and what it says of where an answer came from.
class TestWindowRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsAskedStaysWhileItRuns();
    void theAnswerSaysWhereItCameFrom();
    void aSecondReturnIsNoYes();
    void anEndpointThatWantsAKeySaysSo();
    void brokenProfilesAreSaid();

private:
    void askOpenAi(Fixture &f);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowRuns::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindowRuns::askOpenAi(Fixture &f)
{
    f.choose("OpenAI");
    f.part<QComboBox>("Model")->setCurrentText(QStringLiteral("gpt-x"));
}

void TestWindowRuns::whatIsAskedStaysWhileItRuns()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    QList<QWidget *> inputs;
    for (const char *name : {"Endpoint", "Model", "Mode", "Streaming"})
        inputs.append(f.part<QComboBox>(name));
    f.part<QComboBox>("Model")->setFocus();
    f.window.tryNow();
    for (const QWidget *input : inputs)
        QVERIFY2(!input->isEnabled(), qPrintable(input->accessibleName()));
    QVERIFY(f.button(QStringLiteral("&Stop"))->isEnabled());
    f.button(QStringLiteral("&Stop"))->click();
    QCOMPARE(f.engine.run->stops, 1);
    QTRY_VERIFY(!f.window.controller().isRunning());
    for (const QWidget *input : inputs)
        QVERIFY2(input->isEnabled(), qPrintable(input->accessibleName()));
}

void TestWindowRuns::theAnswerSaysWhereItCameFrom()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    f.window.tryNow();
    f.engine.run->stream("{}");
    run::RunResult result;
    result.status = run::RunStatus::Valid;
    f.engine.run->end(result);
    QTRY_VERIFY(!f.window.controller().isRunning());
    f.choose("Practice");
    QVERIFY(
        labels(*f.part<ResultPanel>()).contains(QStringLiteral("done, fits the schema · gpt-x at OpenAI")));
}

void TestWindowRuns::aSecondReturnIsNoYes()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    f.engine.movesFrom = QStringLiteral("api.example.com");
    f.setAddress("https://elsewhere.example/v1");
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    f.window.tryNow();
    auto *box = f.part<QMessageBox>();
    QVERIFY(box && QTest::qWaitForWindowActive(box));
    QCOMPARE(box->icon(), QMessageBox::NoIcon);
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QCOMPARE(box->escapeButton(), box->button(QMessageBox::Cancel));
    QWidget *at = QApplication::focusWidget() ? QApplication::focusWidget() : box;
    QTest::keyClick(at, Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(50);
    QVERIFY(f.engine.orders.isEmpty());
    QVERIFY(f.engine.remembered.first.isEmpty());
}

void TestWindowRuns::anEndpointThatWantsAKeySaysSo()
{
    Fixture f(m_folder->path());
    askOpenAi(f);
    run::RunResult refused;
    refused.error = Error{ErrorKind::KeyRefused,
                          "The server refused the key (HTTP 401): no",
                          "Check that the key is valid.",
                          401,
                          {},
                          {}};
    const auto said = [&](KeyFacts::Source source) {
        f.engine.key.source = source;
        f.window.tryNow();
        f.engine.run->end(refused);
        [&] { QTRY_VERIFY(!f.window.controller().isRunning()); }();
        return f.part<Banner>()->text();
    };
    QVERIFY(said(KeyFacts::Source::NotNeeded).contains(QStringLiteral("This endpoint wants a key")));
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("Set the key…")));
    QVERIFY(!f.part<Banner>()->text().contains(QStringLiteral("is valid")));
    QVERIFY(!f.part<Banner>()->text().contains(QStringLiteral("refused the key")));
    QVERIFY(said(KeyFacts::Source::Session).contains(QStringLiteral("The key was refused")));
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("is valid")));
    f.engine.key.source = KeyFacts::Source::NotNeeded;
    Q_EMIT f.engine.modelsFailed(QStringLiteral("OpenAI"), *refused.error);
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("This endpoint wants a key")));
}

void TestWindowRuns::brokenProfilesAreSaid()
{
    Fixture f(m_folder->path());
    f.window.showProfileProblems({});
    QVERIFY(f.part<Banner>()->isHidden());
    Error problem;
    problem.kind = ErrorKind::CannotRead;
    problem.message = "profiles.json cannot be used: line 1";
    problem.nextStep = "It was kept as profiles.json.broken.";
    f.window.showProfileProblems({problem});
    QVERIFY(!f.part<Banner>()->isHidden());
    QVERIFY(f.part<Banner>()->text().contains(
        QStringLiteral("profiles.json cannot be used: line 1. It was kept as profiles.json.broken.")));
}

QTEST_MAIN(TestWindowRuns)
#include "tst_windowruns.moc"
