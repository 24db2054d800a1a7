// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpointdialog.h"

#include "dialogs/endpoint/askbar.h"
#include "dialogs/endpoint/keyfield.h"
#include "dialogs/endpoint/movequestion.h"
#include "dialogs/endpoint/stepline.h"
#include "support/endpointfixture.h"
#include "support/widgettest.h"
#include "widgets/banner.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using Fixture = test::EndpointFixture;

class TestEndpointDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void nothingIsSentUnaskedFor();
    void theFinalAddressWhileTyping();
    void aWrongAddressIsSaidWhenItIsLeft();
    void theRetiredAddressGetsItsSentence();
    void anEditIsKept();
    void wrongFieldsAreSaidBeside();
    void aKeyGoesIntoTheKeyRingAndOutOfTheField();
    void aKeyRingThatFailsLosesNothing();
    void aKeyTypedWantsAPlace();
    void aKeyMovesOnlyWhenAllowed();
    void aKeyThatLiesUnusedMovesOnlyWhenAllowed();
    void aProxysPasswordStaysWithIt();
    void aKeyThatStaysIsSaid();
    void closingWithChangesAsks();
    void anotherEndpointWithChangesAsks();
    void addingDuplicatingRemoving();
    void presetsKeepTheirNames();
    void whatTheEngineRefusesIsSaid();
};

void TestEndpointDialog::nothingIsSentUnaskedFor()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://other.example/v1"));
    f.part<QTabBar>()->setCurrentIndex(1);
    f.part<QTabBar>()->setCurrentIndex(2);
    QTest::qWait(50);
    QVERIFY(f.engine.testedProfiles.isEmpty());
    QVERIFY(f.engine.fetched.isEmpty());
    QCOMPARE(f.engine.searches, 0);
}

void TestEndpointDialog::theFinalAddressWhileTyping()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    QVERIFY(f.says(QStringLiteral("→ https://new.example/v1/chat/completions")));
    f.line("Base URL")->clear();
    QVERIFY(f.says(QStringLiteral("no address yet")));
}

void TestEndpointDialog::aWrongAddressIsSaidWhenItIsLeft()
{
    Fixture f;
    QLineEdit *url = f.line("Base URL");
    url->selectAll();
    QTest::keyClicks(url, QStringLiteral("models.example/v1"));
    const QString problem = QStringLiteral("no http or https address");
    QVERIFY(!f.says(problem)); // it may become one
    QTest::keyClick(url, Qt::Key_Return);
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.says(problem));
    url->selectAll();
    QTest::keyClicks(url, QStringLiteral("http"));
    QVERIFY(!f.says(problem)); // gone as soon as it is mended
}

void TestEndpointDialog::theRetiredAddressGetsItsSentence()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://api.endpoints.anyscale.com/v1"));
    QVERIFY(f.says(QStringLiteral("closed")));
}

void TestEndpointDialog::anEditIsKept()
{
    Fixture f;
    QSignalSpy saved(f.dialog, &EndpointDialog::saved);
    QVERIFY(!f.button("Apply")->isEnabled());
    f.line("Name")->setText(QStringLiteral("Ours"));
    f.line("Requests a minute")->setText(QStringLiteral("60"));
    QVERIFY(f.dialog->hasChanges());
    f.press("Apply");
    QCOMPARE(f.engine.saves.size(), 1);
    QCOMPARE(f.engine.saves.first().first.name, std::string("Ours"));
    QCOMPARE(f.engine.saves.first().first.limits.requestsPerMinute, std::optional(60));
    QCOMPARE(f.engine.saves.first().second, QStringLiteral("Mine"));
    QCOMPARE(f.dialog->endpoint(), QStringLiteral("Ours"));
    QVERIFY(!f.dialog->hasChanges());
    QCOMPARE(saved.count(), 1);
    f.press("OK");
    QTRY_VERIFY(f.dialog.isNull());
}

void TestEndpointDialog::wrongFieldsAreSaidBeside()
{
    Fixture f;
    f.line("Name")->setText(QStringLiteral("openai"));
    f.press("OK");
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.engine.saves.isEmpty());
    QVERIFY(f.says(QStringLiteral("of that name already")));
    f.line("Name")->setText(QStringLiteral("Mine"));
    f.line("Tokens a minute")->setText(QStringLiteral("a lot"));
    f.press("Apply");
    QVERIFY(f.engine.saves.isEmpty());
    QCOMPARE(f.part<QTabBar>()->currentIndex(), 2);
    QVERIFY(f.says(QStringLiteral("A limit is a number")));
}

void TestEndpointDialog::aKeyGoesIntoTheKeyRingAndOutOfTheField()
{
    Fixture f;
    f.line("Key")->setText(QStringLiteral("  sk-123 "));
    QVERIFY(f.says(QStringLiteral("when you apply")));
    f.press("Apply");
    QCOMPARE(f.engine.storedFor, QStringLiteral("Mine"));
    QCOMPARE(f.engine.storedKey, std::string("sk-123"));
    QCOMPARE(f.engine.storedPlace, KeyPlace::KeyRing);
    QVERIFY(f.says(QStringLiteral("Waiting for the key ring")));
    QVERIFY(!f.button("OK")->isEnabled());
    Q_EMIT f.engine.keyStored(QStringLiteral("Other"), Error());
    QVERIFY(!f.button("OK")->isEnabled());
    Q_EMIT f.engine.keyStored(QStringLiteral("Mine"), Error());
    QVERIFY(f.button("OK")->isEnabled());
    QVERIFY(f.line("Key")->text().isEmpty());
    f.line("Key")->setEchoMode(QLineEdit::Normal);
    QVERIFY(!f.line("Key")->isUndoAvailable());
}

void TestEndpointDialog::aKeyRingThatFailsLosesNothing()
{
    Fixture f;
    f.line("Key")->setText(QStringLiteral("sk-123"));
    f.press("OK");
    Q_EMIT f.engine.keyStored(
        QStringLiteral("Mine"),
        Error{
            ErrorKind::KeychainUnavailable, "no key ring service", "Keep it for this session.", {}, {}, {}});
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("no key ring service")));
    QCOMPARE(f.line("Key")->text(), QStringLiteral("sk-123"));
    f.press("Only this session");
    f.press("OK");
    QCOMPARE(f.engine.storedPlace, KeyPlace::Session);
    QCOMPARE(f.engine.saves.last().first.key, secrets::KeySource::session());
    Q_EMIT f.engine.keyStored(QStringLiteral("Mine"), Error());
    QTRY_VERIFY(f.dialog.isNull());
}

void TestEndpointDialog::aKeyTypedWantsAPlace()
{
    Fixture f;
    f.press("No key");
    QVERIFY(f.says(QStringLiteral("No key is sent")));
    f.line("Key")->setText(QStringLiteral("sk-1"));
    QVERIFY(qobject_cast<QRadioButton *>(f.button("Key ring of this computer"))->isChecked());
    f.line("Key")->setText(QString());
    f.line("Environment variable")->clear();
    QTest::keyClicks(f.line("Environment variable"), QStringLiteral("ESPALIER_NOT_SET"));
    QVERIFY(qobject_cast<QRadioButton *>(f.button("Environment variable"))->isChecked());
    QVERIFY(f.says(QStringLiteral("ESPALIER_NOT_SET is not set")));
}

void TestEndpointDialog::aKeyMovesOnlyWhenAllowed()
{
    Fixture f;
    auto *question = f.part<MoveQuestion>();
    QVERIFY(question->isHidden());
    f.engine.movesFrom = QStringLiteral("models.example");
    f.line("Base URL")->setText(QStringLiteral("https://elsewhere.example/v1"));
    QVERIFY(question->isVisible());
    QVERIFY(
        f.says(QStringLiteral("The key of Mine has gone to models.example only. Use it for elsewhere.example "
                              "too?")));
    f.press("Test connection"); // does not send it either
    QCOMPARE(f.engine.testedProfiles.last().key, secrets::KeySource::none());
    f.press("Cancel the test");
    QTRY_VERIFY(f.button("Test connection"));
    auto *allow = question->findChild<QCheckBox *>();
    QVERIFY(!allow->isChecked());
    allow->setChecked(true);
    f.line("Base URL")->setText(QStringLiteral("https://third.example/v1")); // the yes was for another host
    QVERIFY(!allow->isChecked());
    f.press("Apply");
    QCOMPARE(f.engine.saves.last().first.key, secrets::KeySource::none());

    Fixture g;
    g.engine.movesFrom = QStringLiteral("models.example");
    g.line("Base URL")->setText(QStringLiteral("https://elsewhere.example/v1"));
    g.part<MoveQuestion>()->findChild<QCheckBox *>()->setChecked(true);
    g.press("Apply");
    QCOMPARE(g.engine.saves.last().first.key, secrets::KeySource::keychain());

    Fixture h; // a key that is entered anew is meant for the new address
    h.engine.movesFrom = QStringLiteral("models.example");
    h.line("Base URL")->setText(QStringLiteral("https://elsewhere.example/v1"));
    h.line("Key")->setText(QStringLiteral("sk-new"));
    QVERIFY(h.part<MoveQuestion>()->isHidden());
    h.press("Apply");
    QCOMPARE(h.engine.saves.last().first.key, secrets::KeySource::keychain());
    QCOMPARE(h.engine.storedKey, std::string("sk-new"));
    // When it is not taken, the former host's key, which still lies there, does not go to the new one.
    Q_EMIT h.engine.keyStored(QStringLiteral("Mine"),
                              Error{ErrorKind::KeychainUnavailable, "no", {}, {}, {}, {}});
    QCOMPARE(h.engine.saves.last().first.key, secrets::KeySource::none());
    QCOMPARE(h.line("Key")->text(), QStringLiteral("sk-new"));
    QVERIFY(h.button("Apply")->isEnabled());
}

/// The key ring may hold a key that the profile does not use: it is bound to its host as well.
void TestEndpointDialog::aKeyThatLiesUnusedMovesOnlyWhenAllowed()
{
    for (const char *source : {"No key", "Environment variable"}) {
        Fixture f;
        f.line("Environment variable")->setText(QStringLiteral("ESPALIER_NOT_SET"));
        f.press(source);
        f.press("Apply");
        if (QLatin1String(source) != QLatin1String("No key"))
            f.engine.movesFrom = QStringLiteral("models.example");
        f.engine.keptMovesFrom = QStringLiteral("models.example");
        f.line("Base URL")->setText(QStringLiteral("https://elsewhere.example/v1"));
        f.press("Key ring of this computer");
        QVERIFY2(f.part<MoveQuestion>()->isVisible(), source);
        f.press("Test connection");
        QCOMPARE(f.engine.testedProfiles.last().key, secrets::KeySource::none());
        f.press("Apply");
        QCOMPARE(f.engine.saves.last().first.key, secrets::KeySource::none());
    }
    Fixture g;
    g.press("No key");
    g.press("Apply");
    g.engine.keptMovesFrom = QStringLiteral("models.example");
    g.line("Base URL")->setText(QStringLiteral("https://elsewhere.example/v1"));
    QVERIFY(g.part<MoveQuestion>()->isHidden()); // none goes there
    g.press("Key ring of this computer");
    g.part<MoveQuestion>()->findChild<QCheckBox *>()->setChecked(true);
    g.press("Apply");
    QCOMPARE(g.engine.saves.last().first.key, secrets::KeySource::keychain());
}

void TestEndpointDialog::aProxysPasswordStaysWithIt()
{
    Fixture f;
    settings::EndpointProfile mine = f.engine.profile(QStringLiteral("Mine"));
    mine.proxy = settings::ProxyMode::Manual;
    mine.proxyUrl = "http://proxy.example:3128";
    (void)f.engine.saveProfile(mine, QStringLiteral("Mine"));
    f.show("Mine");
    f.part<QTabBar>()->setCurrentIndex(2);
    const QString words = QStringLiteral("kept for http://proxy.example:3128 is forgotten");
    QVERIFY(!f.says(words));
    f.line("Address of the proxy")->setText(QStringLiteral("http://other.example:3128"));
    QVERIFY(f.says(words));
    f.line("User of the proxy")->setText(QStringLiteral("me"));
    QVERIFY(!f.says(words));
}

void TestEndpointDialog::aKeyThatStaysIsSaid()
{
    Fixture f;
    Q_EMIT f.engine.keyStored(
        QStringLiteral("Gone"),
        Error{
            ErrorKind::KeychainUnavailable, "The key of Gone could not be removed.", "Unlock.", {}, {}, {}});
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("The key of Gone could not be removed.")));
}

void TestEndpointDialog::closingWithChangesAsks()
{
    Fixture f;
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    f.dialog->close();
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.part<AskBar>()->isVisible());
    QTest::keyClick(f.dialog, Qt::Key_Escape); // a second time is no answer
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.part<AskBar>()->isHidden());
    QCOMPARE(f.line("Base URL")->text(), QStringLiteral("https://new.example/v1"));
    f.press("Cancel");
    f.press("Keep them");
    QCOMPARE(f.engine.saves.size(), 1);
    QTRY_VERIFY(f.dialog.isNull());

    Fixture g;
    g.line("Key")->setText(QStringLiteral("sk-1"));
    g.press("Cancel");
    g.press("Discard them");
    QTRY_VERIFY(g.dialog.isNull());
    QVERIFY(g.engine.saves.isEmpty());
    QVERIFY(g.engine.storedFor.isEmpty());

    Fixture h; // nothing changed: nothing is asked
    h.press("Cancel");
    QTRY_VERIFY(h.dialog.isNull());
}

void TestEndpointDialog::anotherEndpointWithChangesAsks()
{
    Fixture f;
    auto *list = f.part<QListWidget>("Endpoints");
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    list->setCurrentRow(1);
    QVERIFY(f.part<AskBar>()->isVisible());
    QCOMPARE(f.dialog->endpoint(), QStringLiteral("Mine"));
    f.press("Go on editing");
    QCOMPARE(list->currentItem()->text(), QStringLiteral("Mine"));
    QCOMPARE(f.line("Base URL")->text(), QStringLiteral("https://new.example/v1"));
    list->setCurrentRow(1);
    f.press("Discard them");
    QCOMPARE(f.dialog->endpoint(), QStringLiteral("OpenAI"));
    QCOMPARE(f.line("Base URL")->text(), QStringLiteral("https://api.example.com/v1"));
    QCOMPARE(list->currentItem()->text(), QStringLiteral("OpenAI"));
}

void TestEndpointDialog::addingDuplicatingRemoving()
{
    Fixture f;
    auto *list = f.part<QListWidget>("Endpoints");
    f.press("Add");
    QCOMPARE(f.line("Name")->text(), QStringLiteral("New endpoint"));
    QVERIFY(list->currentItem()->text().startsWith(QStringLiteral("New endpoint")));
    QVERIFY(f.dialog->endpoint().isEmpty());
    f.line("Base URL")->setText(QStringLiteral("https://third.example/v1"));
    f.press("Apply");
    QCOMPARE(f.engine.saves.last().second, QString());
    QCOMPARE(f.dialog->endpoint(), QStringLiteral("New endpoint"));
    f.press("Duplicate");
    QCOMPARE(f.line("Name")->text(), QStringLiteral("New endpoint copy"));
    QCOMPARE(f.line("Base URL")->text(), QStringLiteral("https://third.example/v1"));
    list->setCurrentRow(3); // nothing was edited: it goes without a question
    QCOMPARE(f.dialog->endpoint(), QStringLiteral("New endpoint"));
    f.press("Remove");
    QVERIFY(f.engine.removed.isEmpty());
    f.press("Keep it");
    QVERIFY(f.engine.removed.isEmpty());
    f.press("Remove");
    QPushButton *yes = nullptr;
    for (QPushButton *button : f.part<AskBar>()->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == QLatin1String("Remove"))
            yes = button;
    }
    QVERIFY(yes);
    yes->click();
    QCOMPARE(f.engine.removed, QStringList{QStringLiteral("New endpoint")});
    QCOMPARE(list->count(), 3);
    Q_EMIT f.engine.secretsForgotten(
        QStringLiteral("New endpoint"),
        Error{ErrorKind::KeychainUnavailable, "A secret of New endpoint stayed.", "Unlock it.", {}, {}, {}});
    QVERIFY(f.dialog->endpoint() != QStringLiteral("New endpoint")); // but the person has to hear of it
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("A secret of New endpoint stayed.")));
}

void TestEndpointDialog::presetsKeepTheirNames()
{
    Fixture f("OpenAI");
    QVERIFY(f.line("Name")->isReadOnly());
    QVERIFY(!f.button("Remove")->isEnabled());
}

void TestEndpointDialog::whatTheEngineRefusesIsSaid()
{
    Fixture f;
    f.engine.saveError = Error{ErrorKind::CannotWrite, "The disk is full.", "Make room.", {}, {}, {}};
    f.line("Base URL")->setText(QStringLiteral("https://new.example/v1"));
    f.press("OK");
    QVERIFY(f.dialog->isVisible());
    QVERIFY(f.part<Banner>()->text().contains(QStringLiteral("The disk is full.")));
    QCOMPARE(f.line("Base URL")->text(), QStringLiteral("https://new.example/v1"));
}

QTEST_MAIN(TestEndpointDialog)
#include "tst_endpointdialog.moc"
