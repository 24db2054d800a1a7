// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/advancedpage.h"
#include "dialogs/endpoint/draftcheck.h"
#include "dialogs/endpoint/headertable.h"
#include "dialogs/endpoint/keyfield.h"
#include "dialogs/endpoint/keyuse.h"
#include "dialogs/endpoint/modeltable.h"
#include "support/widgettest.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace espalier;
using namespace espalier::ui;
using settings::EndpointProfile;

/// The parts of the endpoint dialog that know no engine.
class TestEndpointParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void drafts_data();
    void drafts();
    void freeNames();
    void whichKeyIsInUse_data();
    void whichKeyIsInUse();
    void modelsFromTheServerAndByHand();
    void wrongFiguresAreRefused();
    void aPriceComesAndGoes();
    void halfAPriceIsNone();
    void namesStayAsTheyAre();
    void secretHeaders();
    void aSecretIsNeverGivenOut();
    void headersThatAreAlwaysSecret();
    void theKeyIsShownOnlyWhileHeld();
    void nothingComesBackByUndo();
    void limitsSayWhatRequestsMet();
};

namespace {

EndpointProfile good()
{
    EndpointProfile profile;
    profile.name = "Mine";
    profile.baseUrl = "https://models.example/v1";
    return profile;
}

} // namespace

void TestEndpointParts::drafts_data()
{
    using Change = std::function<void(EndpointProfile &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("usable");
    QTest::addColumn<int>("field"); // -1: nothing is wrong
    const auto row = [](const char *name, int field, const Change &change, bool usable = true) {
        QTest::newRow(name) << change << usable << field;
    };
    const auto at = [](DraftField field) { return static_cast<int>(field); };
    row("good", -1, [](EndpointProfile &) {});
    row(
        "no address yet", -1, [](EndpointProfile &p) { p.baseUrl.clear(); }, false);
    row("no name", at(DraftField::Name), [](EndpointProfile &p) { p.name = "  "; });
    row("taken", at(DraftField::Name), [](EndpointProfile &p) { p.name = "openai"; });
    row("slash", at(DraftField::Name), [](EndpointProfile &p) { p.name = "Mine/proxy"; });
    row(
        "no URL", at(DraftField::BaseUrl), [](EndpointProfile &p) { p.baseUrl = "models"; }, false);
    row("a key in it", at(DraftField::BaseUrl), [](EndpointProfile &p) { p.baseUrl += "?key=sk-secret"; });
    row("a password in it", at(DraftField::BaseUrl),
        [](EndpointProfile &p) { p.baseUrl = "https://me:sk-secret@models.example/v1"; });
    row("variable", -1, [](EndpointProfile &p) { p.key = secrets::KeySource::environment("MY_KEY"); });
    row("a key as variable", at(DraftField::Variable),
        [](EndpointProfile &p) { p.key = secrets::KeySource::environment("sk-secret"); });
    row("no variable", at(DraftField::Variable),
        [](EndpointProfile &p) { p.key = secrets::KeySource::environment(""); });
    row("header", -1, [](EndpointProfile &p) { p.headers = {{"X-Team", "docs", false}}; });
    row("no header name", at(DraftField::Headers), [](EndpointProfile &p) {
        p.headers = {{"", "docs", false}};
    });
    row("header with a blank", at(DraftField::Headers), [](EndpointProfile &p) {
        p.headers = {{"X Team", "docs", false}};
    });
    row("header twice", at(DraftField::Headers), [](EndpointProfile &p) {
        p.headers = {{"X-Team", "a", false}, {"x-team", "b", false}};
    });
    row("header with a line break", at(DraftField::Headers), [](EndpointProfile &p) {
        p.headers = {{"X-Team", "a\r\nX-Other: b", false}};
    });
    row("proxy", -1, [](EndpointProfile &p) {
        p.proxy = settings::ProxyMode::Manual;
        p.proxyUrl = "socks5://proxy.example:1080";
    });
    row("proxy without a port", at(DraftField::ProxyUrl), [](EndpointProfile &p) {
        p.proxy = settings::ProxyMode::Manual;
        p.proxyUrl = "http://proxy.example";
    });
    row("proxy with a password", at(DraftField::ProxyUrl), [](EndpointProfile &p) {
        p.proxy = settings::ProxyMode::Manual;
        p.proxyUrl = "http://me:sk-secret@proxy.example:3128";
    });
    row("a proxy that is not used", -1, [](EndpointProfile &p) { p.proxyUrl = "nonsense"; });
}

void TestEndpointParts::drafts()
{
    QFETCH(std::function<void(EndpointProfile &)>, change);
    QFETCH(bool, usable);
    QFETCH(int, field);
    EndpointProfile profile = good();
    change(profile);
    const std::vector<DraftProblem> problems =
        checkDraft(profile, {QStringLiteral("OpenAI"), QStringLiteral("Practice")}, usable);
    QCOMPARE(problems.size(), field < 0 ? 0U : 1U);
    if (field < 0)
        return;
    QCOMPARE(static_cast<int>(problems.front().field), field);
    QVERIFY(!problems.front().text.isEmpty());
    QVERIFY(!problems.front().text.contains(QStringLiteral("sk-secret")));
}

void TestEndpointParts::freeNames()
{
    const QStringList taken{QStringLiteral("A"), QStringLiteral("A 2")};
    QCOMPARE(freeName(QStringLiteral("B"), taken), QStringLiteral("B"));
    QCOMPARE(freeName(QStringLiteral("a"), taken), QStringLiteral("a 3"));
    const QString odd = QStringLiteral("B %1"); // what a person typed is no place for an argument
    QCOMPARE(freeName(odd, {odd}), QStringLiteral("B %1 2"));
}

void TestEndpointParts::whichKeyIsInUse_data()
{
    using Source = KeyFacts::Source;
    QTest::addColumn<KeyFacts>("stored");
    QTest::addColumn<KeyDraft>("draft");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("missing");
    const auto stored = [](Source source) { return KeyFacts{source, {}, false, {}}; };
    const auto ring = secrets::KeySource::keychain();
    const auto session = secrets::KeySource::session();
    const auto variable = secrets::KeySource::environment("MY_KEY");
    QTest::newRow("none") << stored(Source::NotNeeded) << KeyDraft{} << "No key is sent" << false;
    QTest::newRow("ring") << stored(Source::KeyRing) << KeyDraft{ring, false, false}
                          << "In use: the key in the key ring" << false;
    QTest::newRow("ring, none") << stored(Source::Missing) << KeyDraft{ring, false, false}
                                << "no key of this endpoint" << true;
    QTest::newRow("ring, entered") << stored(Source::Missing) << KeyDraft{ring, true, false}
                                   << "when you apply" << false;
    QTest::newRow("session") << stored(Source::Session) << KeyDraft{session, false, false}
                             << "key of this session" << false;
    QTest::newRow("session, none") << stored(Source::KeyRing) << KeyDraft{session, false, false}
                                   << "No key was entered" << true;
    QTest::newRow("variable") << stored(Source::Missing) << KeyDraft{variable, false, true}
                              << "In use: environment variable MY_KEY" << false;
    QTest::newRow("variable, not set")
        << stored(Source::Environment) << KeyDraft{variable, false, false} << "MY_KEY is not set" << true;
    QTest::newRow("waiting") << KeyFacts{Source::KeyRing, {}, true, {}} << KeyDraft{ring, false, false}
                             << "Waiting for the key ring" << false;
}

void TestEndpointParts::whichKeyIsInUse()
{
    QFETCH(KeyFacts, stored);
    QFETCH(KeyDraft, draft);
    QFETCH(QString, said);
    QFETCH(bool, missing);
    QVERIFY2(keyInUseText(stored, draft).contains(said), qPrintable(keyInUseText(stored, draft)));
    QCOMPARE(keyIsMissing(stored, draft), missing);
}

void TestEndpointParts::modelsFromTheServerAndByHand()
{
    ModelTable table;
    const QAbstractItemModelTester tester(&table);
    QCOMPARE(table.addModel(QStringLiteral(" a ")), 0);
    QCOMPARE(table.addModel(QStringLiteral("a")), 0);
    QCOMPARE(table.addModel(QStringLiteral("  ")), -1);
    QVERIFY(table.setData(table.index(0, ModelTable::Context), QStringLiteral("32k")));
    QCOMPARE(table.index(0, ModelTable::Source).data().toString(), QStringLiteral("by hand"));
    table.merge({{"a", 8192, {}}, {"b", 131072, 4096}, {"c", {}, {}}});
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.models()[0].contextWindow, std::optional<std::int64_t>(32000)); // the person's stays
    QCOMPARE(table.models()[1].source, std::string("server"));
    QCOMPARE(table.models()[2].source, std::string());
    QCOMPARE(table.index(1, ModelTable::Context).data().toString(), QStringLiteral("131,072"));
    QCOMPARE(table.index(1, ModelTable::Context).data(Qt::EditRole).toString(), QStringLiteral("131072"));
    table.merge({{"b", 200000, 4096}});
    QCOMPARE(table.models()[1].contextWindow, std::optional<std::int64_t>(200000));
    QVERIFY(table.setData(table.index(0, ModelTable::Context), QString()));
    QCOMPARE(table.models()[0].source, std::string());
    table.removeModel(1);
    QCOMPARE(table.rowCount(), 2);
    table.removeModel(-1);
    QCOMPARE(table.rowCount(), 2);
}

void TestEndpointParts::wrongFiguresAreRefused()
{
    ModelTable table;
    table.addModel(QStringLiteral("a"));
    QSignalSpy refused(&table, &ModelTable::refused);
    const std::vector<settings::ModelFacts> before = table.models();
    QVERIFY(!table.setData(table.index(0, ModelTable::Context), QStringLiteral("big")));
    QVERIFY(!table.setData(table.index(0, ModelTable::PriceIn), QStringLiteral("cheap")));
    QVERIFY(!table.setData(table.index(0, ModelTable::Currency), QStringLiteral("Dollar")));
    QCOMPARE(refused.count(), 3);
    QCOMPARE(table.models(), before);
}

void TestEndpointParts::aPriceComesAndGoes()
{
    ModelTable table;
    table.addModel(QStringLiteral("a"));
    QVERIFY(table.setData(table.index(0, ModelTable::PriceIn), QStringLiteral("0,15")));
    QVERIFY(table.setData(table.index(0, ModelTable::PriceOut), QStringLiteral("0.6")));
    QVERIFY(table.setData(table.index(0, ModelTable::Currency), QStringLiteral("eur")));
    QCOMPARE(table.models()[0].price, std::optional(settings::ModelPrice{0.15, 0.6, "EUR"}));
    QCOMPARE(table.models()[0].source, std::string()); // that is of the two figures only
    QVERIFY(table.setData(table.index(0, ModelTable::PriceIn), QString()));
    QVERIFY(!table.models()[0].price);
}

/// With the other half taken for zero an answer would be counted as cheaper than it was.
void TestEndpointParts::halfAPriceIsNone()
{
    ModelTable table;
    table.addModel(QStringLiteral("a"));
    QVERIFY(table.setData(table.index(0, ModelTable::PriceIn), QStringLiteral("2")));
    QVERIFY(!table.models()[0].price);
    QCOMPARE(table.halfPriced(), QStringLiteral("a"));
    QCOMPARE(table.index(0, ModelTable::PriceIn).data().toString(), QStringLiteral("2"));
    QCOMPARE(table.index(0, ModelTable::PriceOut).data().toString(), QString());
    QCOMPARE(table.index(0, ModelTable::Currency).data().toString(), QString());
    table.merge({{"b", 200000, 4096}}); // what was entered stays
    QVERIFY(table.setData(table.index(0, ModelTable::Currency), QStringLiteral("EUR")));
    QVERIFY(!table.models()[0].price);
    QVERIFY(table.setData(table.index(0, ModelTable::PriceOut), QStringLiteral("0")));
    QCOMPARE(table.models()[0].price, std::optional(settings::ModelPrice{2, 0, "EUR"}));
    QVERIFY(table.halfPriced().isEmpty());
    QVERIFY(table.setData(table.index(1, ModelTable::PriceOut), QStringLiteral("3")));
    QCOMPARE(table.halfPriced(), QStringLiteral("b"));
    table.removeModel(1);
    QVERIFY(table.halfPriced().isEmpty());
}

void TestEndpointParts::namesStayAsTheyAre()
{
    ModelTable table;
    table.addModel(QStringLiteral("<img src=file:///etc/passwd>"));
    QCOMPARE(table.index(0, 0).data().toString(), QStringLiteral("<img src=file:///etc/passwd>"));
    QVERIFY(!table.index(0, 0).data(Qt::ToolTipRole).isValid()); // which would be taken for rich text
    QVERIFY(!(table.index(0, 0).flags() & Qt::ItemIsEditable));
}

void TestEndpointParts::secretHeaders()
{
    const EndpointProfile profile = good();
    HeaderTable table;
    const QAbstractItemModelTester tester(&table);
    table.addHeader();
    table.setData(table.index(0, HeaderTable::Name), QStringLiteral("X-Team"));
    table.setData(table.index(0, HeaderTable::Value), QStringLiteral("hush"));
    QCOMPARE(table.headers()[0].value, std::string("hush"));
    table.setData(table.index(0, HeaderTable::IsSecret), Qt::Checked, Qt::CheckStateRole);
    QCOMPARE(table.headers()[0].value, std::string());
    QVERIFY(table.headers()[0].secret);
    const EnteredSecrets entered = table.entered(profile);
    QCOMPARE(entered.size(), 1U);
    QCOMPARE(std::string(entered.at("Mine/header/X-Team").reveal()), std::string("hush"));
    QVERIFY(table.withoutValue().isEmpty());
    table.markStored();
    QVERIFY(table.entered(profile).empty());
    QVERIFY(table.withoutValue().isEmpty());
    table.setData(table.index(0, HeaderTable::Name),
                  QStringLiteral("X-Group")); // its value lies under the old name
    QCOMPARE(table.withoutValue(), QStringLiteral("X-Group"));
    table.removeHeader(0);
    QVERIFY(table.headers().empty());
}

void TestEndpointParts::aSecretIsNeverGivenOut()
{
    HeaderTable table;
    table.setHeaders({{"X-Team", {}, true}}, true);
    table.setData(table.index(0, HeaderTable::Value), QStringLiteral("hush"));
    const QModelIndex value = table.index(0, HeaderTable::Value);
    for (int role = 0; role < 64; ++role)
        QVERIFY(!value.data(role).toString().contains(QStringLiteral("hush")));
    table.setData(value, QString()); // an editor that was left empty
    QCOMPARE(table.entered(good()).size(), 1U);
}

void TestEndpointParts::headersThatAreAlwaysSecret()
{
    HeaderTable table;
    table.addHeader();
    table.setData(table.index(0, HeaderTable::Value), QStringLiteral("hush"));
    table.setData(table.index(0, HeaderTable::Name), QStringLiteral("X-Api-Key"));
    QVERIFY(table.headers()[0].secret && table.headers()[0].value.empty());
    table.setData(table.index(0, HeaderTable::IsSecret), Qt::Unchecked, Qt::CheckStateRole);
    QVERIFY(table.headers()[0].secret);
    QCOMPARE(table.entered(good()).size(), 1U);
}

void TestEndpointParts::theKeyIsShownOnlyWhileHeld()
{
    KeyField field;
    field.show();
    field.setText(QStringLiteral("sk-1"));
    auto *eye = field.findChild<QToolButton *>();
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    QTest::mousePress(eye, Qt::LeftButton);
    QCOMPARE(field.echoMode(), QLineEdit::Normal);
    QTest::mouseRelease(eye, Qt::LeftButton);
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    QTest::mousePress(eye, Qt::LeftButton);
    field.hide();
    QCOMPARE(field.echoMode(), QLineEdit::Password);
}

void TestEndpointParts::nothingComesBackByUndo()
{
    KeyField field;
    QTest::keyClicks(&field, QStringLiteral("sk-1"));
    QCOMPARE(std::string(field.secret().reveal()), std::string("sk-1"));
    field.wipe();
    field.setEchoMode(QLineEdit::Normal); // the least careful case
    QVERIFY(!field.isUndoAvailable());
    field.undo();
    QVERIFY(field.text().isEmpty());
}

void TestEndpointParts::limitsSayWhatRequestsMet()
{
    AdvancedPage page;
    EndpointProfile profile = good();
    profile.concurrency = 16;
    page.setProfile(profile, true);
    QLabel *said = nullptr;
    for (QLabel *label : page.findChildren<QLabel *>()) {
        if (label->accessibleDescription() == QLatin1String("How many at once seem right"))
            said = label;
    }
    QVERIFY(said && said->isHidden());
    page.setSamples(std::vector<run::RequestSample>(10, {9, std::nullopt, true}));
    QVERIFY(!said->isHidden());
    QVERIFY2(
        said->text().contains(QStringLiteral("None of them with 8 at a time or fewer; 16 are allowed now.")),
        qPrintable(said->text()));
    for (QLineEdit *line : page.findChildren<QLineEdit *>()) {
        if (line->text() == QLatin1String("16"))
            line->setText(QStringLiteral("4")); // for what stands there
    }
    QVERIFY2(said->text().contains(QStringLiteral("4 are allowed now.")), qPrintable(said->text()));
}

QTEST_MAIN(TestEndpointParts)
#include "tst_endpointparts.moc"
