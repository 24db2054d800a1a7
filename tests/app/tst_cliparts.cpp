// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/formats.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/resources.h"
#include "common/endpointchoice.h"
#include "common/runrequest.h"
#include "settings/profilestore.h"
#include "json/writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <set>

using namespace espalier;
using namespace espalier::cli;

namespace {

constexpr std::array kSpecs{OptionSpec{"mode", "MODE", "a value"},
                            OptionSpec{"param", "K=V", "again and again", true},
                            OptionSpec{"fast", {}, "a flag"}, OptionSpec{"later"}};

Result<Options, Error> read(const std::vector<std::string> &arguments)
{
    return readOptions(arguments, kSpecs, "test");
}

QByteArray compact(const json::Value &value)
{
    return QByteArray::fromStdString(json::writeCompact(value));
}

/// Names in a key ring.
class Names : public secrets::StoredNames
{
public:
    bool contains(const std::string &name) const override { return m_names.contains(name); }
    void add(const std::string &name) override { m_names.insert(name); }
    void remove(const std::string &name) override { m_names.erase(name); }

private:
    std::set<std::string> m_names;
};

} // namespace

class TestCliParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resourcesStayInTheirFolders();
    void optionsAreTakenApart();
    void valuesMayLookLikeOptions();
    void suggestionsAreNear();
    void foreignTextCannotDriveTheTerminal();
    void textIsToldFromWhatIsNone();
    void everyOpHasItsLine();
    void everyErrorHasAnExitCode();
    void statusesHaveExitCodes();
    void endpointsAreChosen();
    void storedKeysStandInForUnsetVariables();
    void autoBecomesWhatIsKnown();
    void whatIsLearntStaysInTheProfile();
};

void TestCliParts::optionsAreTakenApart()
{
    const auto options =
        read({"a", "--mode", "x", "--param=k=1", "--fast", "--param", "l=2", "-", "--", "--mode"});
    QVERIFY(options.ok());
    QCOMPARE(*options->value("mode"), std::string("x"));
    QVERIFY((options->values("param") == std::vector<std::string>{"k=1", "l=2"}));
    QVERIFY(options->has("fast"));
    QVERIFY(!options->has("later"));
    QVERIFY((options->inputs() == std::vector<std::string>{"a", "-", "--mode"}));
    QCOMPARE(read({"--mode", "x", "--mode", "y"}).error().kind, ErrorKind::Usage); // which one is meant?
    QCOMPARE(*read({"--mode="})->value("mode"), std::string());
    QVERIFY(!read({"--later", "x"}));
    QVERIFY(!read({"-mode", "x"})); // a single dash is a mistake, not a shorthand
    QVERIFY(!read({"--mode"}));
    QCOMPARE(read({"--fast=1"}).error().kind, ErrorKind::Usage);
}

void TestCliParts::valuesMayLookLikeOptions()
{
    QCOMPARE(*read({"--mode", "--fast"})->value("mode"), std::string("--fast"));
    QCOMPARE(*read({"--mode", "-1"})->value("mode"), std::string("-1"));
}

void TestCliParts::suggestionsAreNear()
{
    const std::vector<std::string_view> known{"extract", "parse", "models", "key", "practice"};
    QCOMPARE(nearest("extrct", known), std::string_view("extract"));
    QCOMPARE(nearest("pasre", known), std::string_view("parse"));
    QCOMPARE(nearest("keys", known), std::string_view("key"));
    QCOMPARE(nearest("zebra", known), std::string_view());
    QCOMPARE(nearest(std::string(100'000, 'x'), known), std::string_view()); // and quickly
}

void TestCliParts::foreignTextCannotDriveTheTerminal()
{
    QCOMPARE(printable("plain \xC3\xA9"), std::string("plain \xC3\xA9"));
    QCOMPARE(printable("a\033[2Jb"), std::string("a[2Jb"));
    QCOMPARE(printable("one\n\n two\r\tthree"), std::string("one  two three"));
    QCOMPARE(printable("\xC2\x9B"
                       "2J"),
             std::string("2J")); // the eight-bit form of the same
    QCOMPARE(printable("bad \xFF utf"), std::string("bad \xEF\xBF\xBD utf"));
}

void TestCliParts::textIsToldFromWhatIsNone()
{
    QCOMPARE(textError("\xEF\xBB\xBFgr\xC3\xBC\xC3\x9F", "x").kind, ErrorKind::None);
    QCOMPARE(textError("", "x").kind, ErrorKind::None);
    QCOMPARE(textError("cut \xC3", "x").kind, ErrorKind::CannotRead);
    const Error error = textError("one\ntwo\xFF", "letter.txt");
    QVERIFY(error.message.find("letter.txt") != std::string::npos);
    QVERIFY(error.message.find("byte 7, line 2") != std::string::npos);
}

void TestCliParts::everyOpHasItsLine()
{
    json::TreeChange change;
    change.at = 9;
    change.node = 2;
    change.parent = 1;
    change.hasKey = true;
    change.key = "name";
    change.kind = json::Value::Kind::Bool;
    QCOMPARE(
        compact(changeLine(change)),
        QByteArray(
            R"({"type":"change","at":9,"op":"add","node":2,"parent":1,"row":0,"key":"name","kind":"boolean"})"));
    change.parent = json::kNoNode;
    change.hasKey = false;
    change.kind = json::Value::Kind::Null;
    QCOMPARE(
        compact(changeLine(change)),
        QByteArray(R"({"type":"change","at":9,"op":"add","node":2,"parent":null,"row":0,"kind":"null"})"));
    change.op = json::TreeOp::SetScalar;
    change.text = "null";
    QCOMPARE(compact(changeLine(change)),
             QByteArray(R"({"type":"change","at":9,"op":"set","node":2,"value":null})"));
    change.kind = json::Value::Kind::Number;
    change.text = "1.0";
    QCOMPARE(compact(changeLine(change)),
             QByteArray(R"({"type":"change","at":9,"op":"set","node":2,"value":1.0})"));
    change.kind = json::Value::Kind::Bool;
    change.text = "false";
    QCOMPARE(compact(changeLine(change)),
             QByteArray(R"({"type":"change","at":9,"op":"set","node":2,"value":false})"));
    change.kind = json::Value::Kind::String;
    change.text = "word";
    QCOMPARE(compact(changeLine(change)),
             QByteArray(R"({"type":"change","at":9,"op":"set","node":2,"value":"word"})"));
    change.op = json::TreeOp::AppendText;
    const Prefix prefix{{"document", json::Value::string("a.txt")}, {"attempt", json::Value::number(1)}};
    QCOMPARE(
        compact(changeLine(change, prefix)),
        QByteArray(
            R"({"type":"change","document":"a.txt","attempt":1,"at":9,"op":"append","node":2,"text":"word"})"));
    change.op = json::TreeOp::Close;
    QCOMPARE(compact(changeLine(change)), QByteArray(R"({"type":"change","at":9,"op":"close","node":2})"));
    change.op = json::TreeOp::Supersede;
    QCOMPARE(compact(changeLine(change)),
             QByteArray(R"({"type":"change","at":9,"op":"supersede","node":2})"));
    change.op = json::TreeOp::Reset;
    QCOMPARE(compact(changeLine(change)), QByteArray(R"({"type":"change","at":9,"op":"reset"})"));
}

void TestCliParts::everyErrorHasAnExitCode()
{
    const std::set<int> known{0, 2, 3, 4, 5, 130};
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::KeychainUnavailable); ++kind) {
        Error error;
        error.kind = static_cast<ErrorKind>(kind);
        QVERIFY(known.contains(exitCode(error)));
        QCOMPARE(exitCode(error) == 0, error.kind == ErrorKind::None);
    }
}

void TestCliParts::statusesHaveExitCodes()
{
    using run::RunStatus;
    const std::vector<std::pair<RunStatus, int>> all{
        {RunStatus::Valid, 0},   {RunStatus::Accepted, 0}, {RunStatus::Invalid, 6},    {RunStatus::Cut, 6},
        {RunStatus::Refused, 6}, {RunStatus::Failed, 5},   {RunStatus::Cancelled, 130}};
    for (const auto &[status, code] : all) {
        run::RunResult result;
        result.status = status;
        QCOMPARE(exitCode(result), code);
    }
}

void TestCliParts::endpointsAreChosen()
{
    const QTemporaryDir folder;
    settings::ProfileStore store(folder.filePath(QStringLiteral("profiles.json")));
    const auto chosen = [&store](const app::EndpointChoice &choice) {
        return app::chosenProfile(store, choice);
    };
    QVERIFY(app::isPractice(*chosen({})));
    QVERIFY(app::isPractice(*chosen({"practice", {}, {}})));
    QCOMPARE(chosen({"groq", {}, {}})->name, std::string("Groq"));
    QCOMPARE(chosen({"groq", {}, "MY_KEY"})->key.variable, std::string("MY_KEY"));
    const auto bare = chosen({{}, "https://models.example", {}});
    QVERIFY(bare.ok());
    QCOMPARE(bare->key.from, secrets::KeySource::From::None);
    QCOMPARE(bare->baseUrl, std::string("https://models.example"));
    QCOMPARE(chosen({"Anyscale service", "https://me.example", {}})->key.variable,
             std::string("ANYSCALE_API_KEY"));
    // A profile's key goes to the profile's host only.
    QVERIFY(!chosen({"Groq", "https://elsewhere.example", {}}));
    QVERIFY(!chosen({"practice", "https://elsewhere.example", {}}));
    QVERIFY(!chosen({"Anyscale service", {}, {}}));
    QVERIFY(!chosen({"Nobody", {}, {}}));
    for (const char *url : {"models.example", "ftp://models.example", "https://", "http:///v1", "not a url"})
        QVERIFY(!chosen({{}, url, {}}));
}

void TestCliParts::storedKeysStandInForUnsetVariables()
{
    Names names;
    settings::EndpointProfile profile;
    profile.name = "Mine";
    profile.key = secrets::KeySource::environment("ESPALIER_TEST_UNSET");
    using From = secrets::KeySource::From;
    QCOMPARE(app::withStoredKey(profile, names).key.from, From::Environment);
    names.add("Mine");
    QCOMPARE(app::withStoredKey(profile, names).key.from, From::Keychain);
    qputenv("ESPALIER_TEST_UNSET", "value");
    QCOMPARE(app::withStoredKey(profile, names).key.from, From::Environment);
    qunsetenv("ESPALIER_TEST_UNSET");
    profile.key = secrets::KeySource::none();
    QCOMPARE(app::withStoredKey(profile, names).key.from, From::None);
}

void TestCliParts::autoBecomesWhatIsKnown()
{
    app::EndpointAccess access;
    app::RunOptions options;
    options.model = "m";
    QCOMPARE(app::extractionRequest(options, access).chat.mode, wire::AnswerMode::Tools);
    access.profile.defaultMode = wire::AnswerMode::JsonSchema;
    QCOMPARE(app::extractionRequest(options, access).chat.mode, wire::AnswerMode::JsonSchema);
    access.profile.modelEntry("m").bestMode = wire::AnswerMode::MdJson;
    QCOMPARE(app::extractionRequest(options, access).chat.mode, wire::AnswerMode::MdJson);
    options.mode = wire::AnswerMode::Json;
    options.schemaDialect = wire::SchemaDialect::GuidedJson;
    const run::ExtractionRequest request = app::extractionRequest(options, access);
    QCOMPARE(request.chat.mode, wire::AnswerMode::Json);
    QCOMPARE(request.profile.dialect.schema, wire::SchemaDialect::GuidedJson);
}

void TestCliParts::whatIsLearntStaysInTheProfile()
{
    const QTemporaryDir folder;
    settings::ProfileStore store(folder.filePath(QStringLiteral("profiles.json")));
    QVERIFY(store.load().empty());
    // A preset with an address is a profile like any other: the next run sends no refused request.
    QVERIFY(!app::rememberDropped(store, "OpenAI", {"temperature", "max_tokens"}));
    settings::ProfileStore again(folder.filePath(QStringLiteral("profiles.json")));
    QVERIFY(again.load().empty());
    QCOMPARE(again.profiles().size(), 1U);
    const wire::Dialect dialect = again.find("OpenAI")->dialect;
    QVERIFY((dialect.dropped == std::vector<std::string>{"temperature", "max_tokens"}));
    QCOMPARE(dialect.maxTokensName, std::string("max_completion_tokens"));
    run::ProbeReport report;
    report.json = true;
    const auto kept = app::rememberProbe(again, "OpenAI", "m", report);
    QVERIFY(kept && *kept);
    QVERIFY(again.find("OpenAI")->autoMode("m") == wire::AnswerMode::Json);
    // A bare address has no profile, practice forgets, and a preset without an address is of many servers.
    for (const char *name : {"http://127.0.0.1:9/v1", "Practice", "Custom"}) {
        QVERIFY(!app::rememberDropped(again, name, {"temperature"}));
        const auto none = app::rememberProbe(again, name, "m", report);
        QVERIFY2(none && !*none, name);
    }
    QCOMPARE(again.profiles().size(), 1U);
}

void TestCliParts::resourcesStayInTheirFolders()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("in/deep")));
    const auto write = [&folder](const char *name, const char *content) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
    };
    write("in/a.json", R"({"type":"string"})");
    write("in/deep/b c.json", "true");
    write("in/no.json", "{");
    write("out.json", "{}");
    QVERIFY(QFile::link(folder.filePath(QStringLiteral("out.json")),
                        folder.filePath(QStringLiteral("in/link.json"))));
    const std::string in = folder.filePath(QStringLiteral("in")).toStdString();
    ResourceFolders folders;
    QVERIFY(addResourceFolder(folders, "https://example.org/s/=" + in));
    QVERIFY(addResourceFolder(folders, "https://example.org/s/?v=1/=" + in + "/deep"));
    QVERIFY(!addResourceFolder(folders, "https://example.org/"));
    QVERIFY(!addResourceFolder(folders, "=" + in));
    QVERIFY(!addResourceFolder(folders, "https://example.org/=/nowhere/at/all"));
    QCOMPARE(folders.size(), 2U);
    const auto found = [&folders](const char *uri) { return loadResource(folders, uri); };
    QCOMPARE((*found("https://example.org/s/a.json"))["type"].text(), std::string("string"));
    QVERIFY(found("https://example.org/s/deep/b%20c.json")->isTrue());
    QVERIFY(found("https://example.org/s/?v=1/b%20c.json")->isTrue()); // the longest base
    for (const char *uri :
         {"https://example.org/s/", "https://example.org/s/none.json", "https://example.org/s/no.json",
          "https://example.org/s/../out.json", "https://example.org/s/%2e%2e/out.json",
          "https://example.org/s/link.json", "https://example.org/s//etc/passwd",
          "https://elsewhere.org/a.json", "https://example.org/s/deep", "https://example.org/s/a.json%00"})
        QVERIFY2(!found(uri), uri);
}

QTEST_GUILESS_MAIN(TestCliParts)
#include "tst_cliparts.moc"
