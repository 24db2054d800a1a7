// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/nodes.h"
#include "models/trylistmodel.h"
#include "support/tryrecords.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <limits>
#include <random>

using namespace espalier;
using namespace espalier::ui;
using test::kNoonish;
using test::summary;
using Model = TryListModel;

static constexpr qint64 kMinute = 60'000;
static constexpr qint64 kDay = 24 * 60 * kMinute;

class TestTryListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void newestFirstBelowTheirDays();
    void everyColumnSaysItsPart();
    void comingAndGoingResetsNothing();
    void aDayGoesWithItsLastTry();
    void whatIsTheSameIsNotTold();
    void timeGoesOn();
    void theOneBeforeIsFoundOverDays();
    void filterSeesWhatStandsThere();
    void anyComingAndGoingKeepsTheOrder();
    void oneIsAdded();
    void workGrowsWithTheNumberOfTries();

private:
    static QStringList shown(const Model &model);
    static qint64 workOf(int count);
};

/// Nanoseconds to read `count` tries of one day once more and to find each.
qint64 TestTryListModel::workOf(int count)
{
    std::vector<store::TrySummary> tries;
    for (int i = 0; i < count; ++i)
        tries.push_back(summary("try-" + std::to_string(i), kNoonish - i));
    Model model(QTimeZone::utc());
    model.sync(tries, kNoonish);
    qint64 least = std::numeric_limits<qint64>::max();
    for (int turn = 0; turn < 5; ++turn) { // the best one: others may have been interrupted
        QElapsedTimer timer;
        timer.start();
        model.sync(tries, kNoonish);
        int found = 0;
        for (const store::TrySummary &each : tries)
            found += model.indexOf(QString::fromStdString(each.id)).isValid() ? 1 : 0;
        if (found == count)
            least = std::min(least, timer.nsecsElapsed());
    }
    return least;
}

/// Days as "[Today]", tries by id.
QStringList TestTryListModel::shown(const Model &model)
{
    QStringList out;
    for (int day = 0; day < model.rowCount(); ++day) {
        const QModelIndex parent = model.index(day, 0);
        out.append(QLatin1Char('[') + parent.data().toString() + QLatin1Char(']'));
        for (int row = 0; row < model.rowCount(parent); ++row)
            out.append(model.index(row, 0, parent).data(Model::IdRole).toString());
    }
    return out;
}

void TestTryListModel::newestFirstBelowTheirDays()
{
    Model model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model);
    model.sync({summary("a", kNoonish - kDay), summary("c", kNoonish), summary("b", kNoonish - kMinute),
                summary("0", kNoonish - 9 * kDay)},
               kNoonish);
    const QStringList wanted{QStringLiteral("[Today]"), QStringLiteral("c"),
                             QStringLiteral("b"),       QStringLiteral("[Yesterday]"),
                             QStringLiteral("a"),       QStringLiteral("[Tuesday, 3 March]"),
                             QStringLiteral("0")};
    QCOMPARE(shown(model), wanted);
    QCOMPARE(model.tryCount(), 4);
}

void TestTryListModel::everyColumnSaysItsPart()
{
    Model model(QTimeZone::utc());
    store::TrySummary bad = summary("a", kNoonish - 3 * kMinute);
    bad.status = run::RunStatus::Invalid;
    bad.problem = "/age must be at least 0, got -7";
    bad.usageEstimated = true;
    model.sync({bad}, kNoonish);
    const auto text = [&model](Model::Column column) {
        return model.indexOf(QStringLiteral("a"), column).data().toString();
    };
    QCOMPARE(text(Model::WhenColumn), QStringLiteral("3 minutes ago"));
    QCOMPARE(text(Model::RecipeColumn), QStringLiteral("People in a text, v7"));
    QCOMPARE(text(Model::TextColumn), QStringLiteral("letter.txt"));
    QCOMPARE(text(Model::AskedColumn), QStringLiteral("Practice · practice-reader"));
    QCOMPARE(text(Model::OutcomeColumn),
             QStringLiteral("done, does not fit the schema · /age must be at least 0, got -7"));
    QCOMPARE(text(Model::TokensColumn), QStringLiteral("≈ 421"));
    store::TrySummary stopped = bad;
    stopped.status = run::RunStatus::Cancelled;
    stopped.problem = "Stopped by you.";
    model.sync({stopped}, kNoonish);
    QCOMPARE(text(Model::OutcomeColumn), QStringLiteral("stopped by you")); // once
    model.sync({bad}, kNoonish);
    QCOMPARE(text(Model::TimeColumn), QStringLiteral("0.62 s"));
    const QModelIndex when = model.indexOf(QStringLiteral("a"));
    QCOMPARE(when.data(Model::StateRole).toInt(), static_cast<int>(ValueState::Invalid));
    QCOMPARE(when.data(Qt::ToolTipRole).toString(),
             QStringLiteral("<p>Thursday, 12 March 2026, 13:59:00</p>"));

    store::TrySummary bare = summary("a", kNoonish);
    bare.recipeName.clear();
    bare.recipeVersion = 0;
    bare.totalTokens.reset();
    model.sync({bare}, kNoonish);
    QCOMPARE(text(Model::RecipeColumn), QStringLiteral("without a name"));
    QCOMPARE(text(Model::TokensColumn), QStringLiteral("–"));
}

void TestTryListModel::comingAndGoingResetsNothing()
{
    Model model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model);
    model.sync({summary("a", kNoonish - kDay), summary("b", kNoonish)}, kNoonish);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex kept = model.indexOf(QStringLiteral("b"));
    model.sync({summary("b", kNoonish), summary("c", kNoonish + kMinute)}, kNoonish + kMinute);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data(Model::IdRole).toString(), QStringLiteral("b"));
    QCOMPARE(kept.row(), 1);
    QCOMPARE(shown(model),
             (QStringList{QStringLiteral("[Today]"), QStringLiteral("c"), QStringLiteral("b")}));
    QCOMPARE(resets.count(), 0);
}

void TestTryListModel::aDayGoesWithItsLastTry()
{
    Model model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model);
    model.sync({summary("a", kNoonish - 2 * kDay), summary("b", kNoonish - kDay), summary("c", kNoonish)},
               kNoonish);
    const QPersistentModelIndex last = model.indexOf(QStringLiteral("a"));
    model.sync({summary("a", kNoonish - 2 * kDay), summary("c", kNoonish)}, kNoonish);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(last.isValid());
    QCOMPARE(last.parent().row(), 1);
    model.sync({}, kNoonish);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.tryCount(), 0);
    QVERIFY(!model.indexOf(QStringLiteral("a")).isValid());
}

void TestTryListModel::whatIsTheSameIsNotTold()
{
    Model model(QTimeZone::utc());
    model.sync({summary("a", kNoonish)}, kNoonish);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.sync({summary("a", kNoonish)}, kNoonish);
    QCOMPARE(inserted.count() + removed.count() + changed.count(), 0);
    store::TrySummary other = summary("a", kNoonish);
    other.problem = "late";
    model.sync({other}, kNoonish);
    QCOMPARE(inserted.count() + removed.count(), 0);
    QCOMPARE(changed.count(), 1);
}

void TestTryListModel::timeGoesOn()
{
    Model model(QTimeZone::utc());
    model.sync({summary("a", kNoonish)}, kNoonish);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QCOMPARE(model.indexOf(QStringLiteral("a")).data().toString(), QStringLiteral("just now"));
    model.setNow(kNoonish + 5 * kMinute);
    QCOMPARE(model.indexOf(QStringLiteral("a")).data().toString(), QStringLiteral("5 minutes ago"));
    model.setNow(kNoonish + kDay);
    QCOMPARE(shown(model).first(), QStringLiteral("[Yesterday]"));
    QCOMPARE(changed.count(), 4); // the days, and the tries of the one day
}

void TestTryListModel::theOneBeforeIsFoundOverDays()
{
    Model model(QTimeZone::utc());
    model.sync({summary("a", kNoonish - kDay), summary("b", kNoonish - kMinute), summary("c", kNoonish)},
               kNoonish);
    QCOMPARE(model.before(QStringLiteral("c")), QStringLiteral("b"));
    QCOMPARE(model.before(QStringLiteral("b")), QStringLiteral("a"));
    QCOMPARE(model.before(QStringLiteral("a")), QString());
    QCOMPARE(model.before(QStringLiteral("none")), QString());
}

void TestTryListModel::filterSeesWhatStandsThere()
{
    Model model(QTimeZone::utc());
    store::TrySummary one = summary("a", kNoonish);
    one.problem = "No connection";
    model.sync({one}, kNoonish);
    const QString all = model.indexOf(QStringLiteral("a")).data(Model::SearchRole).toString();
    for (const char *part :
         {"People in a text", "letter.txt", "Practice", "practice-reader", "No connection"})
        QVERIFY2(all.contains(QLatin1String(part)), part);
    QCOMPARE(model.index(0, 0).data(Model::SearchRole).toString(), QString());
}

void TestTryListModel::anyComingAndGoingKeepsTheOrder()
{
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same every time
    Model model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model);
    for (int round = 0; round < 60; ++round) {
        std::vector<store::TrySummary> some;
        for (int i = 0; i < 30; ++i) {
            if (random() % 2)
                some.push_back(summary(QStringLiteral("%1").arg(i, 2, 10, QLatin1Char('0')).toStdString(),
                                       kNoonish + i * (kDay / 5)));
        }
        std::vector<std::string> wanted;
        for (auto at = some.rbegin(); at != some.rend(); ++at)
            wanted.push_back(at->id);
        std::shuffle(some.begin(), some.end(), random);
        model.sync(some, kNoonish + 40 * kDay);
        std::vector<std::string> ids;
        for (const QString &line : shown(model)) {
            if (!line.startsWith(QLatin1Char('[')))
                ids.push_back(line.toStdString());
        }
        QCOMPARE(ids, wanted);
    }
}

void TestTryListModel::oneIsAdded()
{
    Model model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model);
    model.sync({summary("a", kNoonish - kDay), summary("b", kNoonish - 1), summary("c", kNoonish)}, kNoonish);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QStringList left{QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("not here")};
    model.add(summary("d", kNoonish + 1), left, kNoonish + 1);
    QCOMPARE(shown(model), (QStringList{QStringLiteral("[Today]"), QStringLiteral("d"), QStringLiteral("c"),
                                        QStringLiteral("b")}));
    QCOMPARE(inserted.count(), 1);
    QVERIFY(!model.indexOf(QStringLiteral("a")).isValid());
    // Begun at another moment it stands elsewhere, once.
    model.add(summary("d", kNoonish - kDay), left, kNoonish + 1);
    QCOMPARE(shown(model), (QStringList{QStringLiteral("[Today]"), QStringLiteral("c"), QStringLiteral("b"),
                                        QStringLiteral("[Yesterday]"), QStringLiteral("d")}));
    QCOMPARE(model.tryCount(), 3);
}

void TestTryListModel::workGrowsWithTheNumberOfTries()
{
    const qint64 few = workOf(625);
    const qint64 many = workOf(5000);
    // Eight times as many: about ten times the work; 64 times if each were looked for among all.
    QVERIFY2(many < 30 * few, qPrintable(QStringLiteral("%1 ns, %2 ns").arg(few).arg(many)));
}

QTEST_GUILESS_MAIN(TestTryListModel)
#include "tst_trylistmodel.moc"
