// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trytest.h"

#include "run/resultjson.h"
#include "json/read.h"
#include "json/writer.h"

#include <QFileInfo>

using namespace espalier;
using namespace espalier::test;

/// What one try is as a file: whole, private, and with a head that is enough for a list.
class TestTryFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TryFolder>(); }
    void aRecordComesBackWhole();
    void theSummaryTellsWhatAListShows();
    void problemsAreOneShortLine();
    void filesArePrivate();
    void anOpenFolderIsClosed();
    void onlyTheHeadIsRead();
    void twentyMegabytesComeBack();
    void deepAnswersComeBack();
    void recordsHaveNoPlaceForAKey();

private:
    std::unique_ptr<TryFolder> m_folder;
};

void TestTryFiles::aRecordComesBackWhole()
{
    TryStore store(m_folder->path());
    const TryRecord before = everything();
    const std::string id = add(store, before);
    const auto after = TryStore(m_folder->path()).load(id);
    QVERIFY(after.ok());
    QCOMPARE(after->id, id);
    QCOMPARE(after->startedMs, before.startedMs);
    QVERIFY(after->recipe == before.recipe);
    QCOMPARE(after->recipeVersion, 7);
    QCOMPARE(after->documentName, before.documentName);
    QCOMPARE(after->document, before.document);
    QCOMPARE(after->endpoint, before.endpoint);
    QCOMPARE(after->model, before.model);
    QCOMPARE(after->mode, before.mode);
    QVERIFY(run::resultValue(after->result) == run::resultValue(before.result));
}

void TestTryFiles::theSummaryTellsWhatAListShows()
{
    TryStore store(m_folder->path());
    const std::string id = add(store, everything());
    TrySummary expected;
    expected.id = id;
    expected.startedMs = kStart;
    expected.recipeName = "Rechnung";
    expected.recipeVersion = 7;
    expected.documentName = "brief.txt";
    expected.endpoint = "Büro";
    expected.model = "m";
    expected.status = run::RunStatus::Invalid;
    expected.problem = "/total: must be at least 20";
    expected.totalMs = 1234;
    expected.totalTokens = 3;
    expected.usageEstimated = true;
    expected.bytes = static_cast<std::uint64_t>(m_folder->textOf(id).size());
    QCOMPARE(store.list().size(), 1U);
    QVERIFY(store.list().front() == expected);
    QVERIFY(id.starts_with("20261128T051524123-"));
}

void TestTryFiles::problemsAreOneShortLine()
{
    TryStore store(m_folder->path());
    const auto problem = [&](const run::RunResult &result) {
        TryRecord record;
        record.result = result;
        const std::string id = add(store, record);
        for (const TrySummary &summary : store.list()) {
            if (summary.id == id)
                return summary.problem;
        }
        return std::string("not listed");
    };
    run::RunResult result;
    QCOMPARE(problem(result), std::string());
    result.error = Error{ErrorKind::NoConnection, "Nobody\tthere.\r\n", {}, {}, {}, {}};
    QCOMPARE(problem(result), std::string("Nobody there.  "));
    result.setAside = {{2, Value(), {{"/2/age", "", "", "", "", "must be integer", "", {}, {}}}}};
    QCOMPARE(problem(result), std::string("/2/age: must be integer"));
    result.issues = {{"", "", "", "", "", "must be object", "", {}, {}}};
    QCOMPARE(problem(result), std::string("must be object"));
    result.issues.front().message = std::string(499, 'x') + "üüü";
    QCOMPARE(problem(result), std::string(499, 'x') + "…");
    result.issues.front().message = std::string(100'000, '\x01'); // grows six times as JSON
    QCOMPARE(problem(result), std::string(500, '\x01') + "…");
    result.status = run::RunStatus::Accepted;
    QCOMPARE(problem(result), std::string());
}

void TestTryFiles::filesArePrivate()
{
    const mode_t before = umask(0);
    TryStore store(m_folder->path());
    const std::string id = add(store, everything());
    umask(before);
    QCOMPARE(modeOf(m_folder->fileOf(id)), mode_t(0600));
    QCOMPARE(modeOf(m_folder->path()), mode_t(0700));
    QCOMPARE(m_folder->files().size(), 1); // no temporary file, no lock
}

void TestTryFiles::anOpenFolderIsClosed()
{
    QVERIFY(QDir().mkpath(m_folder->path()));
    QCOMPARE(chmod(m_folder->path().toLocal8Bit().constData(), 0755), 0);
    TryStore store(m_folder->path());
    add(store, at(1));
    QCOMPARE(modeOf(m_folder->path()), mode_t(0700));
}

void TestTryFiles::onlyTheHeadIsRead()
{
    TryStore store(m_folder->path());
    const std::string id = add(store, everything());
    QByteArray text = m_folder->textOf(id);
    text.truncate(text.indexOf('\n') + 1);
    m_folder->write(QFileInfo(m_folder->fileOf(id)).fileName(), text + QByteArray("{\"result\":[garbage"));
    QCOMPARE(store.list().size(), 1U);
    QCOMPARE(store.list().front().recipeName, std::string("Rechnung"));
    const auto record = store.load(id);
    QVERIFY(!record.ok());
    QVERIFY(record.error().message.find("no JSON") != std::string::npos);
}

void TestTryFiles::twentyMegabytesComeBack()
{
    TryStore store(m_folder->path());
    TryRecord before = everything();
    before.document = std::string(20'000'000, 'd') + "\nü";
    before.result.requestBody = before.document;
    Value::Array many;
    for (int i = 0; i < 50'000; ++i)
        many.push_back(Value::number(std::int64_t(i)));
    before.result.value = Value::array(std::move(many));
    const std::string id = add(store, before);
    QCOMPARE(store.list().size(), 1U);
    QVERIFY(store.list().front().bytes > 40'000'000U);
    const auto after = store.load(id);
    QVERIFY(after.ok());
    QVERIFY(after->document == before.document);
    QVERIFY(after->result.requestBody == before.document);
    QVERIFY(after->result.value == before.result.value);
}

void TestTryFiles::deepAnswersComeBack()
{
    TryStore store(m_folder->path());
    TryRecord before = everything();
    for (int i = 0; i < 511; ++i) // as deep as an answer may be
        before.result.value = Value::array({before.result.value});
    const auto after = store.load(add(store, before));
    QVERIFY(after.ok());
    QVERIFY(after->result.value == before.result.value);
}

void TestTryFiles::recordsHaveNoPlaceForAKey()
{
    TryStore store(m_folder->path());
    const QByteArray text = m_folder->textOf(add(store, everything()));
    QVERIFY(!text.toLower().contains("authorization") && !text.toLower().contains("bearer"));
    const auto record = json::readStrict(text.mid(text.indexOf('\n') + 1).toStdString());
    QVERIFY(record.ok());
    // A new member is to be thought about: may it ever hold a secret?
    std::string members;
    for (const json::Member &member : record->members())
        members += member.key + " ";
    QCOMPARE(members,
             std::string("started_ms recipe version document_name document endpoint model mode result "));
    members.clear();
    for (const json::Member &member : (*record)["result"].members())
        members += member.key + " ";
    QCOMPARE(
        members,
        std::string(
            "document status value attempts tries issues repairs coercions ignored set_aside usage error "
            "dropped_members not_checked notes finish_reason model text reasoning request_body "
            "url total_ms last_object "));
}

QTEST_GUILESS_MAIN(TestTryFiles)
#include "tst_tryfiles.moc"
