// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trytest.h"

#include "store/usageledger.h"

#include <QLockFile>

using namespace espalier;
using namespace espalier::test;
using store::UsageBook;
using store::UsageLedger;
using store::UsageSums;

namespace {

/// Two tries: one answered 429, one with tokens. `cost` below zero: no price.
run::RunResult ran(int tokensIn, int tokensOut, double cost, bool estimated = false)
{
    run::RunResult out;
    out.status = run::RunStatus::Valid;
    out.attempts = 1;
    out.tries = 2;
    out.history.resize(2);
    out.history[0].error = Error{ErrorKind::RateLimited, "Too many.", {}, 429, {}, {}};
    out.history[0].parallel = 4;
    out.history[1].status = run::RunStatus::Valid;
    out.history[1].firstTokenMs = tokensOut;
    out.history[1].usage = wire::Usage{tokensIn, tokensOut, tokensIn + tokensOut, estimated, {}};
    if (cost >= 0) {
        out.history[1].cost = out.cost = cost;
        out.currency = "EUR";
    }
    return out;
}

} // namespace

class TestUsageLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunIsAddedUp();
    void withoutAPriceThereIsNoCost();
    void rowsAreOfDayModelAndCurrency();
    void nothingGrowsWithoutEnd();
    void theFileComesBack();
    void theFileIsForItsOwnerAlone();
    void aBrokenFileIsPutAside();
    void twoProgramsKeepBothRuns();
    void forgetAllRemovesIt();
    void onlyAnotherProgramIsCalledOne();

private:
    QTemporaryDir m_root;
};

void TestUsageLedger::aRunIsAddedUp()
{
    UsageSums sums = store::usageOf(ran(100, 20, 0.5));
    sums.add(store::usageOf(ran(50, 10, 0.25, true)));
    run::RunResult failed;
    failed.attempts = failed.tries = 1;
    sums.add(store::usageOf(failed));
    QCOMPARE(sums.runs, 3);
    QCOMPARE(sums.attempts, 3);
    QCOMPARE(sums.requests, 5);
    QCOMPARE(sums.failures, 1);
    QCOMPARE(sums.rateLimited, 2);
    QCOMPARE(sums.tokensIn, 150);
    QCOMPARE(sums.tokensOut, 30);
    QCOMPARE(sums.tokensEstimated, 60);
    QCOMPARE(*sums.cost, 0.75);
    QCOMPARE(sums.unpriced, 0);
    QVERIFY((sums.firstTokenMs == std::vector<std::int64_t>{20, 10}));
}

void TestUsageLedger::withoutAPriceThereIsNoCost()
{
    UsageSums sums = store::usageOf(ran(100, 20, -1));
    QVERIFY(!sums.cost);
    QCOMPARE(sums.unpriced, 1);
    sums.add(store::usageOf(ran(1, 1, 0)));
    QCOMPARE(*sums.cost, 0.0); // a price of nothing is a price
    QCOMPARE(sums.unpriced, 1);
}

void TestUsageLedger::rowsAreOfDayModelAndCurrency()
{
    UsageBook book;
    book.add("2026-11-28", "A", "m", ran(1, 1, 1));
    book.add("2026-11-28", "A", "m", ran(1, 1, -1)); // no price is no other currency
    book.add("2026-11-27", "A", "m", ran(1, 1, 1));  // a clock that was set back
    book.add("2026-11-28", "A", "n", ran(1, 1, 1));
    run::RunResult dollars = ran(1, 1, 1);
    dollars.currency = "USD";
    book.add("2026-11-28", "A", "m", dollars);
    std::string shown;
    for (const store::UsageRow &row : book.rows)
        shown += row.day + row.model + row.currency + std::to_string(row.sums.runs) + " ";
    QCOMPARE(shown, std::string("2026-11-27mEUR1 2026-11-28mEUR2 2026-11-28nEUR1 2026-11-28mUSD1 "));
}

void TestUsageLedger::nothingGrowsWithoutEnd()
{
    UsageBook book;
    for (int at = 0; at < 1200; ++at)
        book.add("2026-11-28", "A", std::to_string(at), ran(1, 1, 1));
    QCOMPARE(book.rows.size(), UsageBook::kMostRows);
    QCOMPARE(book.rows.back().model, std::string("1199"));
    QCOMPARE(book.recent["A"].size(), UsageBook::kMostRecent);
    for (int at = 0; at < 100; ++at)
        book.add("2026-11-28", "A", "1199", ran(1, 1, 1));
    QCOMPARE(book.rows.back().sums.firstTokenMs.size(), UsageSums::kMostFirstTokens);
}

void TestUsageLedger::theFileComesBack()
{
    UsageBook book;
    book.add("2026-11-27", "Ä", "m\"", ran(100, 20, 0.1));
    book.add("2026-11-28", "B", "n", ran(1, 2, -1, true));
    const auto read = store::readUsage(store::usageText(book));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().c_str());
    QVERIFY(*read == book);
    QVERIFY(!store::readUsage("{}").ok());
    QVERIFY(!store::readUsage("no").ok());
    QVERIFY(!store::readUsage(R"({"espalier_usage":1,"rows":[{"day":5}]})").ok());
}

void TestUsageLedger::theFileIsForItsOwnerAlone()
{
    UsageLedger ledger(m_root.filePath(QStringLiteral("own/usage.json")));
    QVERIFY(ledger.add("2026-11-28", "A", "m", ran(1, 1, 1)).ok());
    QCOMPARE(modeOf(ledger.path()), mode_t(0600));
    QCOMPARE(modeOf(m_root.filePath(QStringLiteral("own"))), mode_t(0700));
    UsageLedger nowhere(QStringLiteral("/proc/usage/usage.json"));
    const auto refused = nowhere.add("2026-11-28", "A", "m", ran(1, 1, 1));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, ErrorKind::CannotWrite);
}

void TestUsageLedger::aBrokenFileIsPutAside()
{
    UsageLedger ledger(m_root.filePath(QStringLiteral("broken/usage.json")));
    QVERIFY(QDir().mkpath(m_root.filePath(QStringLiteral("broken"))));
    QFile file(ledger.path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("half a li") == 9);
    file.close();
    QVERIFY(ledger.load().rows.empty());
    QVERIFY(QFile::exists(ledger.path())); // looking changes nothing
    QVERIFY(ledger.add("2026-11-28", "A", "m", ran(1, 1, 1)).ok());
    QVERIFY(QFile::exists(ledger.path() + QStringLiteral(".broken")));
    QCOMPARE(ledger.load().rows.size(), 1U);
}

void TestUsageLedger::twoProgramsKeepBothRuns()
{
    const QString path = m_root.filePath(QStringLiteral("two/usage.json"));
    UsageLedger one(path);
    UsageLedger two(path);
    QVERIFY(one.add("2026-11-28", "A", "m", ran(1, 1, 1)).ok());
    QVERIFY(two.add("2026-11-28", "A", "m", ran(1, 1, 1)).ok());
    const auto last = one.add("2026-11-28", "A", "m", ran(1, 1, 1));
    QVERIFY(last.ok());
    QCOMPARE(last->rows.front().sums.runs, 3);
}

void TestUsageLedger::forgetAllRemovesIt()
{
    UsageLedger ledger(m_root.filePath(QStringLiteral("gone/usage.json")));
    QVERIFY(!ledger.forgetAll()); // nothing is there
    QVERIFY(ledger.add("2026-11-28", "A", "m", ran(1, 1, 1)).ok());
    QVERIFY(!ledger.forgetAll());
    QVERIFY(!QFile::exists(ledger.path()));
    QVERIFY(ledger.load() == UsageBook());
}

/// A disk without room refuses the lock's file; nobody holds it then.
void TestUsageLedger::onlyAnotherProgramIsCalledOne()
{
    const QString path = m_root.filePath(QStringLiteral("held/usage.json"));
    QVERIFY(UsageLedger(path).add("2026-11-28", "A", "m", ran(1, 1, 1)).ok());
    QLockFile other(path + QStringLiteral(".lock"));
    QVERIFY(other.tryLock(0));
    const auto held = UsageLedger(path).add("2026-11-28", "A", "m", ran(1, 1, 1));
    QVERIFY(!held.ok());
    QVERIFY(held.error().message.find("another program holds it") != std::string::npos);

    // Room for the file's own name, and none for that of its lock.
    const QString full = m_root.filePath(QStringLiteral("full/") + QString(252, u'u'));
    const auto refused = UsageLedger(full).add("2026-11-28", "A", "m", ran(1, 1, 1));
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().kind == ErrorKind::CannotWrite);
    QVERIFY(refused.error().message.find("another program") == std::string::npos);
}

QTEST_GUILESS_MAIN(TestUsageLedger)
#include "tst_usageledger.moc"
