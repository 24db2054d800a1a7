// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/recipejson.h"
#include "store/versionstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>

#include <sys/stat.h>

using namespace espalier;
using recipe::Recipe;
using store::RecipeVersion;
using store::VersionStore;

namespace {

const QString kKey = QStringLiteral("/home/me/Büro/invoice.recipe.json");

Recipe asking(const std::string &instructions)
{
    Recipe out;
    out.name = "Invoice";
    out.instructions = instructions;
    return out;
}

std::string told(const std::vector<RecipeVersion> &versions)
{
    std::string out;
    for (const RecipeVersion &version : versions)
        out += std::to_string(version.number) + version.recipe.instructions + " ";
    return out;
}

} // namespace

class TestVersionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingThereIsAnEmptyList();
    void versionsCountUpFromOne();
    void theNewestIsNotKeptTwice();
    void everyPartOfTheQuestionCounts_data();
    void everyPartOfTheQuestionCounts();
    void versionsComeBackWhole();
    void keysAreApart();
    void copiesGoOnByThemselves();
    void brokenLinesAreLeftOut();
    void aCutLineDoesNotSwallowTheNext();
    void theNewestIsReadFromTheEnd();
    void olderOnesGiveWay();
    void filesArePrivate();
    void twoProgramsCountTogether();
    void failedWritesGiveNoNumber();
    void forgetAllForgets();

private:
    QString path() const { return m_root->filePath(QStringLiteral("state/versions")); }
    QStringList files() const { return QDir(path()).entryList(QDir::Files | QDir::Hidden); }
    void appendLine(const QByteArray &line) const;

    std::unique_ptr<QTemporaryDir> m_root;
};

void TestVersionStore::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    QVERIFY(m_root->isValid());
}

void TestVersionStore::appendLine(const QByteArray &line) const
{
    QCOMPARE(files().size(), 1);
    QFile file(path() + u'/' + files().front());
    QVERIFY(file.open(QIODevice::Append));
    QCOMPARE(file.write(line), line.size());
}

void TestVersionStore::nothingThereIsAnEmptyList()
{
    VersionStore store(path());
    QVERIFY(store.list(kKey).empty());
    QCOMPARE(store.newestIfSame(kKey, {}), 0);
    store.copy(kKey, QStringLiteral("other"));
    QVERIFY(!store.forgetAll());
    QVERIFY(!QFile::exists(path()));
    QVERIFY(VersionStore::defaultFolder().endsWith(QStringLiteral("/espalier/versions")));
}

void TestVersionStore::versionsCountUpFromOne()
{
    VersionStore store(path());
    QCOMPARE(store.keep(kKey, asking("a"), 10), 1);
    QCOMPARE(store.keep(kKey, asking("b"), 20), 2);
    QCOMPARE(store.keep(kKey, asking("a"), 30), 3); // back again is a version of its own
    QCOMPARE(told(store.list(kKey)), std::string("1a 2b 3a "));
    QCOMPARE(store.list(kKey)[1].madeMs, 20);
}

void TestVersionStore::theNewestIsNotKeptTwice()
{
    VersionStore store(path());
    QCOMPARE(store.keep(kKey, asking("a"), 10), 1);
    QCOMPARE(store.keep(kKey, asking("a"), 20), 1);
    QCOMPARE(store.list(kKey).size(), 1U);
    Recipe renamed = asking("a");
    renamed.name = "Bill";
    renamed.stored = json::Value::object({{"later", json::Value::boolean(true)}});
    QCOMPARE(store.newestIfSame(kKey, renamed), 1);
    QCOMPARE(store.newestIfSame(kKey, asking("b")), 0);
}

void TestVersionStore::everyPartOfTheQuestionCounts_data()
{
    QTest::addColumn<int>("part");
    for (int part = 0; part < 7; ++part)
        QTest::addRow("part %d", part) << part;
}

void TestVersionStore::everyPartOfTheQuestionCounts()
{
    QFETCH(int, part);
    Recipe changed = asking("a");
    const std::array<std::function<void()>, 7> changes{
        [&] { changed.schema = json::Value::boolean(true); },
        [&] { changed.instructions += "!"; },
        [&] {
            changed.examples.push_back({"x", {}});
        },
        [&] { changed.mode = wire::AnswerMode::Json; },
        [&] { changed.streaming = wire::StreamKind::Full; },
        [&] { changed.limits.reasks = 0; },
        [&] {
            changed.parameters.push_back({"top_p", json::Value::number("1")});
        }};
    changes[static_cast<std::size_t>(part)]();
    VersionStore store(path());
    QCOMPARE(store.keep(kKey, asking("a"), 10), 1);
    QCOMPARE(store.newestIfSame(kKey, changed), 0);
    QCOMPARE(store.keep(kKey, changed, 10), 2);
    QCOMPARE(store.newestIfSame(kKey, changed), 2);
}

void TestVersionStore::versionsComeBackWhole()
{
    const auto read =
        recipe::readRecipe(R"({"espalier":1,"later":[1.0],"name":"ä\n","schema":{"a":1e0},)"
                           R"("examples":[{"text":"t","value":[null]}],"parameters":{"x":"y"}})");
    QVERIFY(read.ok());
    const Recipe before = *recipe::recipeFromValue(recipe::recipeValue(*read));
    VersionStore store(path());
    QCOMPARE(store.keep(kKey, before, -5), 1);
    const std::vector<RecipeVersion> after = store.list(kKey);
    QCOMPARE(after.size(), 1U);
    QVERIFY(after.front() == (RecipeVersion{1, -5, before}));
}

void TestVersionStore::keysAreApart()
{
    VersionStore store(path());
    for (const char *key : {"", "a", "A", "a/b", "../a", "a\nb"})
        QCOMPARE(store.keep(QString::fromLatin1(key), asking(key), 1), 1);
    QCOMPARE(files().size(), 6);
    QCOMPARE(told(store.list(QStringLiteral("../a"))), std::string("1../a "));
}

void TestVersionStore::copiesGoOnByThemselves()
{
    VersionStore store(path());
    const QString other = QStringLiteral("/tmp/other.recipe.json");
    store.keep(kKey, asking("a"), 1);
    store.keep(kKey, asking("b"), 2);
    store.copy(kKey, other);
    store.copy(kKey, kKey);
    QCOMPARE(store.keep(other, asking("c"), 3), 3);
    QCOMPARE(told(store.list(kKey)), std::string("1a 2b "));
    QCOMPARE(told(store.list(other)), std::string("1a 2b 3c "));
    store.copy(kKey, other); // saved over a recipe that has versions: those stay
    QCOMPARE(told(store.list(other)), std::string("1a 2b 3c 4a 5b "));
}

void TestVersionStore::brokenLinesAreLeftOut()
{
    VersionStore store(path());
    store.keep(kKey, asking("a"), 1);
    for (const char *line : {"garbage\n", "\n", "{}\n", "{\"number\":0,\"recipe\":{\"espalier\":1}}\n",
                             "{\"number\":9,\"recipe\":{\"espalier\":2}}\n", "[1]\n"})
        appendLine(line);
    QCOMPARE(told(store.list(kKey)), std::string("1a "));
    QCOMPARE(store.keep(kKey, asking("b"), 1), 2);
    QCOMPARE(told(store.list(kKey)), std::string("1a 2b "));
}

void TestVersionStore::aCutLineDoesNotSwallowTheNext()
{
    VersionStore store(path());
    store.keep(kKey, asking("a"), 1);
    appendLine("{\"number\":2,\"rec");
    QCOMPARE(store.keep(kKey, asking("b"), 1), 2);
    QCOMPARE(told(store.list(kKey)), std::string("1a 2b "));
}

void TestVersionStore::theNewestIsReadFromTheEnd()
{
    VersionStore store(path());
    QVERIFY(!store.newest(kKey));
    for (const std::size_t size : {1U, 70'000U, 300'000U, 65'536U, 2U}) { // within a block, and beyond
        const std::string instructions(size, 'x');
        const int number = store.keep(kKey, asking(instructions), 7);
        const auto newest = store.newest(kKey);
        QVERIFY(newest);
        QVERIFY(*newest == (RecipeVersion{number, 7, store.list(kKey).back().recipe}));
        QCOMPARE(newest->recipe.instructions, instructions);
    }
    appendLine("garbage\n\n{}\n" + QByteArray(200'000, 'y') + "\n{\"number\":9,\"rec");
    QCOMPARE(store.newest(kKey)->number, 5);
    QCOMPARE(store.keep(kKey, asking("xx"), 8), 5); // the same still
    QCOMPARE(store.keep(kKey, asking("z"), 8), 6);
    QCOMPARE(store.newest(kKey)->recipe.instructions, std::string("z"));
}

void TestVersionStore::olderOnesGiveWay()
{
    VersionStore store(path());
    std::size_t most = 0;
    for (int number = 1; number <= 310; ++number) {
        QCOMPARE(store.keep(kKey, asking(std::to_string(number)), number), number);
        if (number % 50 <= 1)
            most = std::max(most, store.list(kKey).size());
    }
    QCOMPARE(most, 250U);
    const std::vector<RecipeVersion> left = store.list(kKey);
    QVERIFY(left.size() >= 200 && left.size() <= 250);
    QCOMPARE(left.back().number, 310);
    QCOMPARE(left.front().number, 311 - static_cast<int>(left.size())); // none in between is missing
    const QString other = QStringLiteral("other");
    store.copy(kKey, other);
    store.copy(kKey, other);
    const std::vector<RecipeVersion> copied = store.list(other);
    QCOMPARE(copied.size(), 200U);
    QCOMPARE(copied.back().number, 620);
    QCOMPARE(files().size(), 2);
}

void TestVersionStore::filesArePrivate()
{
    const mode_t before = umask(0);
    VersionStore store(path());
    store.keep(kKey, asking("a"), 1);
    umask(before);
    struct stat info = {};
    QCOMPARE(stat(path().toLocal8Bit().constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0700));
    QCOMPARE(files().size(), 1); // no lock stays
    const QString file = path() + u'/' + files().front();
    QCOMPARE(stat(file.toLocal8Bit().constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, mode_t(0600));
    QVERIFY(!files().front().contains(QStringLiteral("invoice")));
}

void TestVersionStore::twoProgramsCountTogether()
{
    VersionStore window(path());
    VersionStore other(path());
    QCOMPARE(window.keep(kKey, asking("a"), 1), 1);
    QCOMPARE(other.keep(kKey, asking("b"), 1), 2);
    QCOMPARE(window.keep(kKey, asking("b"), 1), 2);
    QCOMPARE(window.keep(kKey, asking("c"), 1), 3);
}

void TestVersionStore::failedWritesGiveNoNumber()
{
    QFile file(m_root->filePath(QStringLiteral("state"))); // where a folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    VersionStore store(path());
    QCOMPARE(store.keep(kKey, asking("a"), 1), 0);
}

void TestVersionStore::forgetAllForgets()
{
    VersionStore store(path());
    store.keep(kKey, asking("a"), 1);
    store.keep(QStringLiteral("x"), asking("a"), 1);
    QVERIFY(!store.forgetAll());
    QVERIFY(store.list(kKey).empty());
    QVERIFY(files().isEmpty());
    QCOMPARE(store.keep(kKey, asking("a"), 1), 1);
}

QTEST_GUILESS_MAIN(TestVersionStore)
#include "tst_versionstore.moc"
