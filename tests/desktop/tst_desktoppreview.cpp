// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/engine.h"
#include "desktop/desktopengine.h"
#include "desktop/desktoppreview.h"
#include "run/tryrequest.h"
#include "settings/presets.h"
#include "json/read.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using wire::AnswerMode;
using wire::StreamKind;

/// What a preview says against what a run sends.
class TestDesktopPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isWhatIsSent_data();
    void isWhatIsSent();
    void messagesAreAsTheModelGetsThem();
    void holdsNoSecret();
    void saysWhatLeaves_data();
    void saysWhatLeaves();
    void limitsAreThoseOfTheModel();
    void whatCannotBeSentSaysWhy();
    void aLongDocumentIsThereAsAWhole();

private:
    static ui::RunOrder order();
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<app::Engine> m_engine;
    std::unique_ptr<app::DesktopEngine> m_desktop;
};

void TestDesktopPreview::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!.*XDG_RUNTIME_DIR).+")));
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->filePath(QStringLiteral("config")).toUtf8());
    qputenv("XDG_STATE_HOME", m_home->filePath(QStringLiteral("state")).toUtf8());
    m_engine = std::make_unique<app::Engine>();
    m_desktop = std::make_unique<app::DesktopEngine>(*m_engine);
}

void TestDesktopPreview::cleanup()
{
    m_desktop.reset();
    m_engine.reset();
}

ui::RunOrder TestDesktopPreview::order()
{
    ui::RunOrder out;
    out.endpoint.name = QStringLiteral("Practice");
    out.model = QStringLiteral("practice-reader");
    out.instructions =
        QStringLiteral("Extract the person.\n\n{{document}}\n\nLeave out what it does not say.");
    out.document = QStringLiteral("Jason is 25 years old. Größe: it's 1,80 m 😀.");
    out.schema = *json::readStrict(R"({"title":"Person","type":"object","properties":{
        "name":{"type":"string"},"age":{"type":"integer"}},"required":["name"]})");
    out.parameters = {{"temperature", json::Value::number("0.10")},
                      {"max_tokens", json::Value::number(std::int64_t(500))},
                      {"seed", json::Value::number(std::int64_t(7))}};
    return out;
}

void TestDesktopPreview::isWhatIsSent_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("stream");
    QTest::addColumn<bool>("examples");
    const auto row = [](const char *name, AnswerMode mode, StreamKind stream, bool examples) {
        QTest::newRow(name) << static_cast<int>(mode) << static_cast<int>(stream) << examples;
    };
    row("auto", AnswerMode::Auto, StreamKind::Partial, false);
    row("tools, examples", AnswerMode::Tools, StreamKind::Partial, true);
    row("json, iterable", AnswerMode::Json, StreamKind::Iterable, false);
    row("json_schema, no stream", AnswerMode::JsonSchema, StreamKind::None, true);
    row("md_json", AnswerMode::MdJson, StreamKind::Full, true);
    row("parallel_tools", AnswerMode::ParallelTools, StreamKind::Partial, false);
}

void TestDesktopPreview::isWhatIsSent()
{
    QFETCH(int, mode);
    QFETCH(int, stream);
    QFETCH(bool, examples);
    ui::RunOrder asked = order();
    asked.mode = static_cast<AnswerMode>(mode);
    asked.stream = static_cast<StreamKind>(stream);
    if (examples)
        asked.examples = {{"Sarah is 30.", *json::readStrict(R"({"name":"Sarah","age":30})")}};
    const ui::RequestPreview preview = m_desktop->preview(asked);
    QCOMPARE(preview.error.kind, ErrorKind::None);
    const std::unique_ptr<ui::LiveRun> run = m_desktop->start(asked);
    QSignalSpy finished(run.get(), &ui::LiveRun::finished);
    QTRY_COMPARE(finished.count(), 1);
    const auto result = finished.first().first().value<run::RunResult>();
    QVERIFY(!result.requestBody.empty());
    QCOMPARE(preview.body, QByteArray::fromStdString(result.requestBody));
    QCOMPARE(preview.url, QString::fromStdString(result.url));
    const QByteArray quoted = QByteArray(preview.body).replace("'", R"('\'')");
    QVERIFY(preview.curl.contains("printf '%s' '" + quoted + "' |"));
}

void TestDesktopPreview::messagesAreAsTheModelGetsThem()
{
    ui::RunOrder asked = order();
    asked.examples = {{"Sarah is 30.", *json::readStrict(R"({"name":"Sarah","age":30})")}};
    const ui::RequestPreview preview = m_desktop->preview(asked);
    QStringList roles;
    QStringList notes;
    for (const ui::RequestMessage &message : preview.messages) {
        roles.append(message.role);
        notes.append(message.note);
    }
    QCOMPARE(roles, (QStringList{QStringLiteral("user"), QStringLiteral("assistant"), QStringLiteral("tool"),
                                 QStringLiteral("user")}));
    const QString example = QStringLiteral("worked example");
    QCOMPARE(notes, (QStringList{example, example, example, QString()}));
    QVERIFY(preview.messages.at(1).text.contains("Sarah"));
    const ui::RequestMessage &question = preview.messages.last();
    const QByteArray document = asked.document.toUtf8();
    QCOMPARE(question.text.mid(question.documentBegin, question.documentEnd - question.documentBegin),
             document);
    QVERIFY(question.text.startsWith("Extract the person.\n\n"));
    QVERIFY(question.text.endsWith("\n\nLeave out what it does not say."));
    QVERIFY2(preview.structure.contains(QLatin1String("Person")), qPrintable(preview.structure));
}

/// A profile whose every secret place is used.
static run::ExtractionRequest secretRequest()
{
    run::ExtractionRequest request;
    settings::EndpointProfile &profile = request.profile;
    profile.name = "Mine";
    profile.baseUrl = "https://user:pass-5ecret@api.example.com/v1?key=url-5ecret";
    profile.key = secrets::KeySource::environment("MY_KEY");
    profile.headers = {
        {"X-Team", "blue", false}, {"X-Vault", "", true}, {"X-Api-Key", "plain-5ecret", false}};
    profile.proxy = settings::ProxyMode::Manual;
    profile.proxyUrl = "http://proxy.example:3128";
    request.secretHeaders = {{"Authorization", "Bearer key-5ecret"}, {"X-Vault", "vault-5ecret"}};
    request.proxyCredentials = "me:proxy-5ecret";
    request.chat.model = "m";
    request.chat.instructions = "Read.";
    request.chat.document = "Jason";
    request.chat.shape = *schema::AnswerShape::of(*json::readStrict(R"({"type":"object"})"), false);
    return request;
}

void TestDesktopPreview::holdsNoSecret()
{
    const ui::RequestPreview preview = app::previewOf(secretRequest());
    QByteArray all = preview.body + preview.curl + preview.url.toUtf8() +
                     preview.leaves.join(u'\n').toUtf8() + preview.structure.toUtf8();
    for (const ui::RequestMessage &message : preview.messages)
        all += message.text;
    QVERIFY2(!all.contains("5ecret"), all.constData());
    QVERIFY(preview.curl.contains(R"("Authorization: Bearer $MY_KEY")"));
    QVERIFY(preview.curl.contains(R"('X-Vault: '"$X_VAULT")"));
    QVERIFY(preview.curl.contains(R"('X-Api-Key: '"$X_API_KEY")"));
    QVERIFY(preview.curl.contains("'X-Team: blue'"));
}

void TestDesktopPreview::saysWhatLeaves_data()
{
    QTest::addColumn<std::string>("baseUrl");
    QTest::addColumn<bool>("local");
    QTest::addColumn<QString>("says");
    QTest::newRow("elsewhere") << std::string("https://api.example.com/v1") << false
                               << QStringLiteral(
                                      "The text (5 characters), the instructions and the schema go "
                                      "to api.example.com.");
    QTest::newRow("not encrypted") << std::string("http://models.example/v1") << false
                                   << QStringLiteral("Not encrypted: who carries it can read it.");
    QTest::newRow("a server here") << std::string("http://127.0.0.1:8000/v1") << true
                                   << QStringLiteral(
                                          "Nothing leaves this computer: 127.0.0.1:8000 is a server "
                                          "on it.");
}

void TestDesktopPreview::saysWhatLeaves()
{
    QFETCH(std::string, baseUrl);
    QFETCH(bool, local);
    QFETCH(QString, says);
    run::ExtractionRequest request = secretRequest();
    request.profile.baseUrl = baseUrl;
    if (local)
        request.profile.proxy = settings::ProxyMode::None;
    const ui::RequestPreview preview = app::previewOf(request);
    QCOMPARE(preview.local, local);
    QVERIFY2(preview.leaves.contains(says), qPrintable(preview.leaves.join(u'\n')));
    QCOMPARE(preview.leaves.filter(QStringLiteral("key goes along")).size(), local ? 0 : 1);
    const ui::RequestPreview practice = m_desktop->preview(order());
    QVERIFY(practice.local);
    QVERIFY(practice.leaves.first().startsWith(QLatin1String("Nothing leaves this computer")));

    run::ExtractionRequest around = secretRequest(); // to this computer, but by way of another
    around.profile.baseUrl = "http://127.0.0.1:8000/v1";
    const ui::RequestPreview told = app::previewOf(around);
    QVERIFY(!told.local);
    QVERIFY2(told.leaves.first().contains(QLatin1String("go to proxy.example")),
             qPrintable(told.leaves.first()));
}

void TestDesktopPreview::limitsAreThoseOfTheModel()
{
    run::ExtractionRequest request = secretRequest();
    ui::RequestPreview preview = app::previewOf(request);
    QVERIFY(!preview.contextWindow && !preview.maxOutput && !preview.askedOutput);
    QVERIFY(preview.factsSource.isEmpty());
    QVERIFY(preview.promptTokens > 0);
    settings::ModelFacts &facts = request.profile.modelEntry("m");
    facts.contextWindow = 8192;
    facts.maxOutput = 4096;
    facts.source = "hand";
    request.chat.maxTokens = 500;
    preview = app::previewOf(request);
    QCOMPARE(preview.contextWindow.value_or(0), 8192);
    QCOMPARE(preview.maxOutput.value_or(0), 4096);
    QCOMPARE(preview.askedOutput.value_or(0), 500);
    QCOMPARE(preview.factsSource, QStringLiteral("entered by hand"));
    request.chat.model = "another";
    QVERIFY(!app::previewOf(request).contextWindow);
}

void TestDesktopPreview::whatCannotBeSentSaysWhy()
{
    ui::RunOrder asked = order();
    asked.endpoint = {QStringLiteral("OpenAI"), QStringLiteral("no address")};
    QCOMPARE(m_desktop->preview(asked).error.kind, ErrorKind::Usage);
    asked = order();
    asked.schema = json::Value::array();
    const ui::RequestPreview preview = m_desktop->preview(asked);
    QCOMPARE(preview.error.kind, ErrorKind::Usage);
    QVERIFY(!preview.error.message.empty());
    QVERIFY(preview.body.isEmpty());
}

void TestDesktopPreview::aLongDocumentIsThereAsAWhole()
{
    ui::RunOrder asked = order();
    asked.document = QString(20'000'000, u'x');
    const ui::RequestPreview preview = m_desktop->preview(asked);
    QVERIFY(preview.body.size() > 20'000'000);
    QCOMPARE(preview.messages.last().documentEnd - preview.messages.last().documentBegin, 20'000'000);
    QVERIFY(preview.promptTokens >= 5'000'000);
    QVERIFY(preview.curl.contains(preview.body));
}

QTEST_GUILESS_MAIN(TestDesktopPreview)
#include "tst_desktoppreview.moc"
