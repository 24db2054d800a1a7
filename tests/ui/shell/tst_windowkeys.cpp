// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/usagepart.h"
#include "engine/hooklink.h"
#include "panels/resultpanel.h"
#include "run/endwords.h"
#include "support/widgettest.h"
#include "support/windowfixture.h"
#include "text/nextstep.h"
#include "widgets/banner.h"
#include "widgets/decisionbar.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QMap>
#include <QMenuBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::Fixture;

namespace {

class AskingLink : public HookLink
{
public:
    void decide(const run::Verdict &verdict) override
    {
        verdicts.append(verdict);
        Q_EMIT withdrawn();
    }
    void ask(int reasksLeft)
    {
        HookQuestion question;
        question.document = QStringLiteral("a.txt");
        question.message = QStringLiteral("It does not fit.");
        question.attemptsAllowed = 4;
        question.reasksLeft = reasksLeft;
        Q_EMIT asked(question);
    }
    QList<run::Verdict> verdicts;
};

/// Alt and a letter, and what it belongs to, of all that is in view. Two of one letter would only get the
/// keyboard in turn, and neither would be pressed.
QString sharedLetters(const QWidget &window, const QMenuBar &menus)
{
    QMap<QString, QStringList> all;
    for (const QAction *menu : menus.actions())
        all[QKeySequence::mnemonic(menu->text()).toString()].append(menu->text());
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            all[QKeySequence::mnemonic(button->text()).toString()].append(button->text());
    }
    all.remove(QString());
    QString out;
    for (auto letter = all.cbegin(); letter != all.cend(); ++letter) {
        if (letter->size() > 1)
            out += letter.key() + QStringLiteral(": ") + letter->join(QStringLiteral(", ")) + u'\n';
    }
    return out;
}

} // namespace

/// What the keyboard reaches in the window.
class TestWindowKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyLetterIsOneThings();
    void nextStepsHaveLettersOfTheirOwn();
    void aQuestionIsAnsweredByLetters_data();
    void aQuestionIsAnsweredByLetters();
    void theKeyboardGoesBackAfterAQuestion();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWindowKeys::init()
{
    test::prepareWidgets();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindowKeys::everyLetterIsOneThings()
{
    Fixture f(m_folder->path());
    for (const char *endpoint : {"Practice", "OpenAI"}) { // the second wants a key
        f.choose(endpoint);
        int pages = 0;
        for (QTabBar *bar : f.window.findChildren<QTabBar *>()) {
            for (int page = 0; page < bar->count(); ++page) {
                bar->setCurrentIndex(page);
                const QString shared = sharedLetters(f.window, *f.part<QMenuBar>());
                QVERIFY2(shared.isEmpty(), qPrintable(bar->tabText(page) + u'\n' + shared));
                ++pages;
            }
        }
        QVERIFY(pages > 10);
    }
}

void TestWindowKeys::nextStepsHaveLettersOfTheirOwn()
{
    Fixture f(m_folder->path());
    f.choose("OpenAI");
    Banner *banner = f.part<ResultPanel>()->banner();
    std::vector<NextSteps> all{nextStepsFor(run::pricesMissing(), true)};
    for (int kind = 1; kind <= static_cast<int>(ErrorKind::KeychainUnavailable); ++kind)
        all.push_back(nextStepsFor(static_cast<ErrorKind>(kind)));
    for (const std::string_view part : {usagepart::kProxy, usagepart::kCaFile, usagepart::kCertificate})
        all.push_back(
            nextStepsFor(usagepart::about(part, {ErrorKind::NoConnection, "m", "n", {}, {}, {}}), true));
    for (const NextSteps &steps : all) {
        banner->say(Banner::Kind::Failure, QStringLiteral("t"), QStringLiteral("m"), {}, steps);
        QCoreApplication::processEvents();
        const QString shared = sharedLetters(f.window, *f.part<QMenuBar>());
        QVERIFY2(shared.isEmpty(), qPrintable(shared));
        for (const NextStep step : steps) {
            const QKeySequence letter = QKeySequence::mnemonic(nextStepText(step));
            QVERIFY(!letter.isEmpty());
            for (const QAction *menu :
                 f.part<QMenuBar>()->actions()) // also when the room is too small for it
                QVERIFY2(QKeySequence::mnemonic(menu->text()) != letter, qPrintable(nextStepText(step)));
        }
    }
}

void TestWindowKeys::aQuestionIsAnsweredByLetters_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("reasksLeft");
    QTest::addColumn<run::Verdict::Kind>("kind");
    QTest::newRow("ask again") << QStringLiteral("Ask again") << 2 << run::Verdict::Kind::Continue;
    QTest::newRow("continue") << QStringLiteral("Continue") << 0 << run::Verdict::Kind::Continue;
    QTest::newRow("accept") << QStringLiteral("Accept") << 2 << run::Verdict::Kind::Accept;
    QTest::newRow("stop") << QStringLiteral("Stop here") << 2 << run::Verdict::Kind::Stop;
}

void TestWindowKeys::aQuestionIsAnsweredByLetters()
{
    QFETCH(QString, button);
    QFETCH(int, reasksLeft);
    QFETCH(run::Verdict::Kind, kind);
    Fixture f(m_folder->path());
    AskingLink link;
    auto *bar = f.part<DecisionBar>();
    bar->follow(link);
    link.ask(reasksLeft);
    QVERIFY(bar->accessibleName().startsWith(QStringLiteral("a.txt: the answer of attempt 1 of 4")));
    const QString shared = sharedLetters(f.window, *f.part<QMenuBar>());
    QVERIFY2(shared.isEmpty(), qPrintable(shared));
    f.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    for (const QPushButton *found : bar->findChildren<QPushButton *>()) {
        if (found->text().remove(u'&') == button)
            QTest::keyClick(&f.window, static_cast<Qt::Key>(found->shortcut()[0].key()), Qt::AltModifier);
    }
    QTRY_COMPARE(link.verdicts.size(), 1); // a button is seen to be pressed first
    QCOMPARE(link.verdicts.first().kind, kind);
    QVERIFY(link.verdicts.first().byPerson);
    QVERIFY(bar->isHidden());
}

void TestWindowKeys::theKeyboardGoesBackAfterAQuestion()
{
    Fixture f(m_folder->path());
    AskingLink link;
    auto *bar = f.part<DecisionBar>();
    bar->follow(link);
    f.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&f.window));
    auto *instructions = f.part<QWidget>("Instructions");
    instructions->setFocus();
    QVERIFY(instructions->hasFocus());
    link.ask(2);
    QVERIFY(instructions->hasFocus()); // who types goes on typing
    auto *words = bar->findChild<QLineEdit *>();
    words->setFocus();
    QTest::keyClicks(words, QStringLiteral("in digits"));
    QTest::keyClick(words, Qt::Key_Return);
    QCOMPARE(link.verdicts.first().message, std::string("in digits"));
    QVERIFY(instructions->hasFocus());
    link.ask(1);
    words->setFocus();
    Q_EMIT link.withdrawn(); // the run was stopped
    QVERIFY(instructions->hasFocus());
}

QTEST_MAIN(TestWindowKeys)
#include "tst_windowkeys.moc"
