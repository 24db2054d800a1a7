// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/appsettings.h"
#include "settings/presets.h"
#include "settings/profilestore.h"
#include "json/read.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace espalier;
using settings::EndpointProfile;
using settings::ProfileStore;

namespace {

EndpointProfile named(const std::string &name)
{
    EndpointProfile out;
    out.name = name;
    out.baseUrl = "https://" + name + ".example";
    return out;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingThereIsAnEmptyStore();
    void profilesAreStoredAndFound();
    void aNewNameTakesTheFormerPlace();
    void twoProgramsKeepEachOthersProfiles();
    void updateMakesAndWritesOnlyWhatChanged();
    void fileBrokenMeanwhile();
    void storedBeforePreset();
    void fileIsPrivate();
    void failedWriteLeavesTheOldFile();
    void unknownMembersAndUnusableProfilesStay();
    void brokenFileIsKeptAside_data();
    void brokenFileIsKeptAside();
    void unreadableFileIsNotOverwritten();
    void secretIsRefused();
    void settingsHaveOneDeclaration();
    void storedNamesAreRemembered();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("config/espalier/profiles.json")); }
    void write(const QByteArray &text) const;
    QByteArray text() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProfileStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestProfileStore::write(const QByteArray &text) const
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray TestProfileStore::text() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestProfileStore::nothingThereIsAnEmptyStore()
{
    ProfileStore store(path());
    QVERIFY(store.load().empty());
    QVERIFY(store.profiles().empty());
    QVERIFY(!store.remove("x"));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(ProfileStore::defaultPath().endsWith(QStringLiteral("/espalier/profiles.json")));
}

void TestProfileStore::profilesAreStoredAndFound()
{
    ProfileStore store(path());
    QVERIFY(!store.put(named("a")));
    QVERIFY(!store.put(named("b")));
    EndpointProfile changed = named("a");
    changed.concurrency = 9;
    QVERIFY(!store.put(changed));

    ProfileStore other(path());
    QVERIFY(other.load().empty());
    QCOMPARE(other.profiles().size(), 2U);
    QCOMPARE(other.profiles().front().name, std::string("a"));
    QCOMPARE(other.find("a")->concurrency, 9);
    QVERIFY(!other.remove("a"));
    QVERIFY(!other.find("a"));
    QVERIFY(other.load().empty());
    QCOMPARE(other.profiles().size(), 1U);
}

void TestProfileStore::aNewNameTakesTheFormerPlace()
{
    ProfileStore store(path());
    QVERIFY(!store.put(named("a")));
    QVERIFY(!store.put(named("b")));
    EndpointProfile refused = named("c");
    refused.baseUrl = "https://models.example/v1?key=sk-in-the-open";
    QCOMPARE(store.put(refused, "a")->kind, ErrorKind::Usage);
    QVERIFY(store.find("a") && !store.find("c"));
    QVERIFY(!store.put(named("c"), "a"));
    ProfileStore other(path());
    QVERIFY(other.load().empty());
    QCOMPARE(other.profiles().size(), 2U);
    QCOMPARE(other.profiles().front().name, std::string("c"));
    QVERIFY(!store.put(named("d"), "gone")); // somebody else removed it meanwhile
    QCOMPARE(store.profiles().back().name, std::string("d"));
}

void TestProfileStore::twoProgramsKeepEachOthersProfiles()
{
    ProfileStore window(path());
    QVERIFY(window.load().empty());
    ProfileStore tool(path());
    QVERIFY(!tool.put(named("from the tool")));
    QVERIFY(!window.put(named("from the window")));
    QVERIFY(window.find("from the tool"));
    QVERIFY(!tool.update("from the window", [](EndpointProfile &profile) { profile.concurrency = 7; }));
    QVERIFY(!window.remove("from the tool"));
    QCOMPARE(window.profiles().size(), 1U);
    QCOMPARE(window.find("from the window")->concurrency, 7);
}

void TestProfileStore::updateMakesAndWritesOnlyWhatChanged()
{
    ProfileStore store(path());
    QVERIFY(!store.update("Groq", [](EndpointProfile &) {}));
    QVERIFY(!QFile::exists(path())); // nothing to write
    QVERIFY(!store.update("groq", [](EndpointProfile &profile) { profile.lastModel = "fast"; }));
    QCOMPARE(store.profiles().size(), 1U);
    QCOMPARE(store.find("Groq")->lastModel, std::string("fast"));
    QCOMPARE(store.find("Groq")->baseUrl, settings::preset("Groq")->baseUrl);
}

// What became unusable meanwhile is kept aside, and nothing that is known here is lost.
void TestProfileStore::fileBrokenMeanwhile()
{
    ProfileStore store(path());
    QVERIFY(!store.put(named("a")));
    write("{ not json");
    QVERIFY(!store.put(named("b")));
    QCOMPARE(store.profiles().size(), 2U);
    QVERIFY(QFile::exists(path() + QStringLiteral(".broken")));
}

void TestProfileStore::storedBeforePreset()
{
    ProfileStore store(path());
    QCOMPARE(store.find("groq")->name, std::string("Groq"));
    EndpointProfile mine = *settings::preset("Groq");
    mine.lastModel = "fast";
    QVERIFY(!store.put(mine));
    QCOMPARE(store.find("Groq")->lastModel, std::string("fast"));
}

void TestProfileStore::fileIsPrivate()
{
    write("{\"profiles\":[]}");
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                              QFileDevice::ReadGroup | QFileDevice::ReadOther));
    ProfileStore store(path());
    QVERIFY(store.load().empty());
    QVERIFY(!store.put(named("a")));
    const QFileDevice::Permissions others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(path()) & others, QFileDevice::Permissions());
    QCOMPARE(QDir(QFileInfo(path()).path()).entryList(QDir::Files),
             QStringList{QStringLiteral("profiles.json")});
}

void TestProfileStore::failedWriteLeavesTheOldFile()
{
    ProfileStore store(path());
    QVERIFY(!store.put(named("a")));
    const QByteArray before = text();
    // A folder in the file's place cannot be replaced by a file, not even by root.
    QVERIFY(QFile::rename(path(), path() + QStringLiteral(".saved")));
    QVERIFY(QDir().mkpath(path() + QStringLiteral("/in the way")));
    const auto error = store.put(named("b"));
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::CannotRead);
    QVERIFY(!error->nextStep.empty());
    QCOMPARE(store.profiles().size(), 1U);
    QVERIFY(QDir(path()).removeRecursively());
    QVERIFY(QFile::rename(path() + QStringLiteral(".saved"), path()));
    QCOMPARE(text(), before);
}

void TestProfileStore::unknownMembersAndUnusableProfilesStay()
{
    write(R"({"future":[1.0],"profiles":[{"name":"a","new":7},{"name":"odd","http2":"perhaps"},"junk"]})");
    ProfileStore store(path());
    const auto problems = store.load();
    QCOMPARE(problems.size(), 2U);
    QCOMPARE(store.profiles().size(), 1U);
    QVERIFY(!store.put(named("b")));
    const auto document = json::readStrict(text().toStdString());
    QVERIFY(document.ok());
    QCOMPARE((*document)["future"].items().front().text(), std::string("1.0"));
    const auto &list = (*document)["profiles"].items();
    QCOMPARE(list.size(), 4U);
    QCOMPARE(list[0]["new"].text(), std::string("7"));
    QCOMPARE(list[1]["http2"].text(), std::string("perhaps"));
    QCOMPARE(list[2].text(), std::string("junk"));
    QCOMPARE(list[3]["name"].text(), std::string("b"));
}

void TestProfileStore::brokenFileIsKeptAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut") << QByteArray("{\"profiles\":[{\"name\":\"a\"");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("profiles no list") << QByteArray("{\"profiles\":{}}");
}

void TestProfileStore::brokenFileIsKeptAside()
{
    QFETCH(QByteArray, content);
    for (const char *name : {"/profiles.json.broken", "/profiles.json.broken-2"}) {
        write(content);
        ProfileStore store(path());
        const auto problems = store.load();
        QCOMPARE(problems.size(), 1U);
        QCOMPARE(problems.front().kind, ErrorKind::CannotRead);
        QVERIFY(problems.front().nextStep.find(name) != std::string::npos);
        QFile aside(QFileInfo(path()).path() + QLatin1String(name));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), content);
        QVERIFY(!store.put(named("a")));
        QVERIFY(ProfileStore(path()).load().empty());
    }
}

void TestProfileStore::unreadableFileIsNotOverwritten()
{
    if (::geteuid() == 0)
        QSKIP("root reads every file");
    write("{\"profiles\":[]}");
    QVERIFY(QFile::setPermissions(path(), QFileDevice::WriteOwner));
    ProfileStore store(path());
    QCOMPARE(store.load().size(), 1U);
    QVERIFY(store.put(named("a")));
    QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner));
    QCOMPARE(text(), QByteArray("{\"profiles\":[]}"));
}

void TestProfileStore::secretIsRefused()
{
    ProfileStore store(path());
    EndpointProfile profile = named("a");
    profile.baseUrl = "https://a.example/?api_key=SECRET";
    const auto refusal = store.put(profile);
    QVERIFY(refusal);
    QCOMPARE(refusal->kind, ErrorKind::Usage);
    QVERIFY(!QFile::exists(path()));
}

void TestProfileStore::settingsHaveOneDeclaration()
{
    const QString file = m_folder->filePath(QStringLiteral("settings.ini"));
    {
        settings::AppSettings settings(file);
        QCOMPARE(settings.value(settings::setting::keychainTimeoutMs), 30'000);
        QCOMPARE(settings.value(settings::setting::lastEndpoint), QStringLiteral("Practice"));
        settings.set(settings::setting::keychainTimeoutMs, 5'000);
        settings.set(settings::setting::lastEndpoint, QStringLiteral("Groq"));
        QVERIFY(settings.sync());
    }
    settings::AppSettings settings(file);
    QCOMPARE(settings.value(settings::setting::keychainTimeoutMs), 5'000);
    settings.reset(settings::setting::keychainTimeoutMs);
    QCOMPARE(settings.value(settings::setting::keychainTimeoutMs), 30'000);
    QCOMPARE(settings.value(settings::setting::lastEndpoint), QStringLiteral("Groq"));
    settings.set(settings::Setting<QString>{"keychain/timeout_ms", {}}, QStringLiteral("soon"));
    QCOMPARE(settings.value(settings::setting::keychainTimeoutMs), 30'000);
}

void TestProfileStore::storedNamesAreRemembered()
{
    const QString file = m_folder->filePath(QStringLiteral("settings.ini"));
    settings::AppSettings first(file);
    settings::StoredKeyNames names(first);
    QVERIFY(!names.contains("Büro, alt"));
    names.add("Büro, alt");
    names.add("Büro, alt");
    names.add("A");
    QCOMPARE(names.all(), (QStringList{QStringLiteral("A"), QStringLiteral("Büro, alt")}));
    settings::AppSettings second(file);
    QVERIFY(settings::StoredKeyNames(second).contains("Büro, alt"));
    names.remove("A");
    names.remove("Büro, alt");
    names.remove("never");
    QVERIFY(names.all().isEmpty());
    QVERIFY(!names.contains("A"));
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
