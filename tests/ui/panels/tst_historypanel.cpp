// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/historypanel.h"
#include "support/tryrecords.h"
#include "support/widgettest.h"
#include "widgets/confirmstrip.h"
#include "widgets/tryview.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using test::record;

namespace {

constexpr char kAnswer[] = R"({"name":"Jason","age":25})";

/// A panel on a store of its own that holds `count` tries, the oldest first in `ids`.
struct Place
{
    explicit Place(int count)
        : store(folder.path() + QStringLiteral("/tries"))
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        for (int i = 0; i < count; ++i) {
            store::TryRecord made = record(now - (count - i) * 60'000LL, kAnswer);
            made.documentName = "text " + std::to_string(i);
            ids.append(QString::fromStdString(store.add(made).value()));
        }
        panel = std::make_unique<HistoryPanel>(store);
        panel->resize(1000, 400);
        panel->show();
    }
    template <typename T>
    T *part(const char *text = nullptr)
    {
        for (T *found : panel->findChildren<T *>()) {
            if constexpr (std::is_base_of_v<QAbstractButton, T>) {
                if (!text || found->text() == QString::fromUtf8(text))
                    return found;
            } else {
                return found;
            }
        }
        return nullptr;
    }
    TryView *view() { return part<TryView>(); }
    void press(const char *text) { part<QPushButton>(text)->click(); }
    QStringList listed()
    {
        QStringList out;
        const QAbstractItemModel *model = view()->model();
        for (int day = 0; day < model->rowCount(); ++day) {
            const QModelIndex parent = model->index(day, 0);
            for (int row = 0; row < model->rowCount(parent); ++row)
                out.append(model->index(row, 0, parent).data(TryListModel::IdRole).toString());
        }
        return out;
    }
    void selectAlso(const QString &id)
    {
        for (const QModelIndex &found :
             view()->model()->match(view()->model()->index(0, 0), TryListModel::IdRole, id, 1,
                                    Qt::MatchExactly | Qt::MatchRecursive))
            view()->selectionModel()->select(found, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    QTemporaryDir folder;
    store::TryStore store;
    QStringList ids;
    std::unique_ptr<HistoryPanel> panel;
};

} // namespace

class TestHistoryPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void keptTriesAreListedAfterARestart();
    void aNewTryComesInAndKeepsTheSelection();
    void nothingIsReadBeforeItIsShown();
    void oneMoreReadsThatOneOnly();
    void verbsFollowTheSelection();
    void enterAndDoubleClickShow();
    void oneIsComparedWithTheOneBefore();
    void withTheOneShownOlderFirst();
    void deletingAsksInPlaceAndEscapeKeeps();
    void forgettingAllAsksAndTells();
    void keepingFewerAsksKeepingMoreDoesNot();
    void halfANumberTakesNothing();
    void filterShowsWhatMatchesAndSaysWhenNothingDoes();
    void anEmptyPlaceSaysWhatBelongsThere();
    void thePlaceIsNamedAndOpened();
    void whatCannotBeRemovedIsSaid();
};

void TestHistoryPanel::keptTriesAreListedAfterARestart()
{
    Place place(3);
    QCOMPARE(place.listed(), (QStringList{place.ids[2], place.ids[1], place.ids[0]}));
    store::TryStore again(place.store.folder());
    HistoryPanel other(again);
    other.show();
    QCOMPARE(other.findChild<TryView *>()->model()->rowCount(), place.view()->model()->rowCount());
}

void TestHistoryPanel::aNewTryComesInAndKeepsTheSelection()
{
    Place place(2);
    place.view()->select(place.ids[0]);
    const auto id = place.store.add(record(QDateTime::currentMSecsSinceEpoch(), kAnswer)).value();
    place.panel->added(QString::fromStdString(id));
    QCOMPARE(place.listed().first(), QString::fromStdString(id));
    QCOMPARE(place.view()->selectedIds(), QStringList{place.ids[0]});
}

void TestHistoryPanel::nothingIsReadBeforeItIsShown()
{
    Place place(2);
    HistoryPanel hidden(place.store);
    hidden.added(place.ids[1]);
    const QAbstractItemModel *model = hidden.findChild<TryView *>()->model();
    QCOMPARE(model->rowCount(), 0);
    hidden.show();
    QCOMPARE(model->rowCount(), place.view()->model()->rowCount());
}

void TestHistoryPanel::oneMoreReadsThatOneOnly()
{
    Place place(3);
    QFile old(place.store.folder() + u'/' + place.ids[0] + QStringLiteral(".json"));
    QVERIFY(old.open(QIODevice::WriteOnly)); // read again, it would be none any more
    old.close();
    QVERIFY(!place.store.remove(place.ids[1].toStdString()));
    const QString id =
        QString::fromStdString(place.store.add(record(QDateTime::currentMSecsSinceEpoch(), kAnswer)).value());
    place.panel->added(id);
    QCOMPARE(place.listed(), (QStringList{id, place.ids[2], place.ids[0]}));
}

void TestHistoryPanel::verbsFollowTheSelection()
{
    Place place(3);
    const auto enabled = [&place] {
        QList<bool> out;
        for (const char *text : {"Show", "Compare", "Use this recipe again", "Delete"})
            out.append(place.part<QPushButton>(text)->isEnabled());
        return out;
    };
    QCOMPARE(enabled(), (QList<bool>{false, false, false, false}));
    place.view()->select(place.ids[2]);
    QCOMPARE(enabled(), (QList<bool>{true, true, true, true}));
    place.view()->select(place.ids[0]); // there is none before it
    QCOMPARE(enabled(), (QList<bool>{true, false, true, true}));
    place.selectAlso(place.ids[1]);
    QCOMPARE(enabled(), (QList<bool>{false, true, false, true}));
    place.selectAlso(place.ids[2]);
    QCOMPARE(enabled(), (QList<bool>{false, false, false, true}));
}

void TestHistoryPanel::enterAndDoubleClickShow()
{
    Place place(2);
    const QSignalSpy show(place.panel.get(), &HistoryPanel::showWanted);
    place.panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(place.panel.get()));
    place.view()->setFocus();
    place.view()->select(place.ids[1]);
    QTest::keyClick(place.view(), Qt::Key_Return);
    QCOMPARE(show.count(), 1);
    QCOMPARE(show.last().first().toString(), place.ids[1]);
    const QRect row = place.view()->visualRect(place.view()->currentIndex());
    QTest::mouseClick(place.view()->viewport(), Qt::LeftButton, {}, row.center());
    QTest::mouseDClick(place.view()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(show.count(), 2);
    const QSignalSpy restore(place.panel.get(), &HistoryPanel::restoreWanted);
    place.press("Use this recipe again");
    QCOMPARE(restore.count(), 1);
    QCOMPARE(restore.last().first().toString(), place.ids[1]);
}

void TestHistoryPanel::oneIsComparedWithTheOneBefore()
{
    Place place(3);
    const QSignalSpy compare(place.panel.get(), &HistoryPanel::compareWanted);
    place.view()->select(place.ids[2]);
    place.press("Compare");
    QCOMPARE(compare.last(), (QVariantList{place.ids[1], place.ids[2]}));
    place.selectAlso(place.ids[0]);
    place.press("Compare");
    QCOMPARE(compare.last(), (QVariantList{place.ids[0], place.ids[2]}));
}

void TestHistoryPanel::withTheOneShownOlderFirst()
{
    Place place(3);
    const QSignalSpy compare(place.panel.get(), &HistoryPanel::compareWanted);
    QAction *verb = nullptr;
    for (QAction *found : place.view()->actions()) {
        if (found->text() == QStringLiteral("Compare with the one shown"))
            verb = found;
    }
    QVERIFY(verb);
    place.view()->select(place.ids[2]);
    QVERIFY(!verb->isEnabled()); // none is shown
    place.panel->setShown(place.ids[0]);
    QVERIFY(verb->isEnabled());
    verb->trigger();
    QCOMPARE(compare.last(), (QVariantList{place.ids[0], place.ids[2]}));
    place.panel->setShown(place.ids[2]);
    QVERIFY(!verb->isEnabled()); // with itself
}

void TestHistoryPanel::deletingAsksInPlaceAndEscapeKeeps()
{
    Place place(3);
    auto *strip = place.part<ConfirmStrip>();
    QVERIFY(strip->isHidden());
    place.panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(place.panel.get()));
    place.view()->select(place.ids[1]);
    place.view()->setFocus();
    QTest::keyClick(place.view(), Qt::Key_Delete);
    QVERIFY(!strip->isHidden());
    QCOMPARE(place.listed().size(), 3);
    QTest::keyClick(strip, Qt::Key_Escape);
    QVERIFY(strip->isHidden());
    QCOMPARE(place.store.list().size(), std::size_t(3));
    place.press("Delete");
    for (QPushButton *button : strip->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Delete"))
            button->click();
    }
    QVERIFY(strip->isHidden());
    QCOMPARE(place.listed(), (QStringList{place.ids[2], place.ids[0]}));
    QCOMPARE(place.store.list().size(), std::size_t(2));
}

void TestHistoryPanel::forgettingAllAsksAndTells()
{
    Place place(2);
    const QSignalSpy forgotten(place.panel.get(), &HistoryPanel::forgotten);
    place.press("Forget all…");
    QCOMPARE(place.store.list().size(), std::size_t(2));
    place.press("Keep");
    QCOMPARE(place.store.list().size(), std::size_t(2));
    place.press("Forget all…");
    place.press("Forget all");
    QCOMPARE(place.store.list().size(), std::size_t(0));
    QCOMPARE(forgotten.count(), 1);
    QVERIFY(place.listed().isEmpty());
    QVERIFY(!place.part<QPushButton>("Forget all…")->isEnabled());
}

void TestHistoryPanel::keepingFewerAsksKeepingMoreDoesNot()
{
    Place place(4);
    const QSignalSpy kept(place.panel.get(), &HistoryPanel::keptChanged);
    auto *spin = place.part<QSpinBox>();
    QCOMPARE(spin->value(), 200);
    spin->setValue(300);
    QCOMPARE(place.store.kept(), 300);
    QCOMPARE(kept.count(), 1);
    spin->setValue(3);
    QCOMPARE(place.store.kept(), 300);
    place.press("Keep");
    QCOMPARE(spin->value(), 300);
    QCOMPARE(place.listed().size(), 4);
    spin->setValue(3);
    place.press("Remove");
    QCOMPARE(place.store.kept(), 3);
    QCOMPARE(place.listed(), (QStringList{place.ids[3], place.ids[2], place.ids[1]}));
    QCOMPARE(kept.last().first().toInt(), 3);
}

void TestHistoryPanel::halfANumberTakesNothing()
{
    Place place(4);
    auto *spin = place.part<QSpinBox>();
    auto *line = spin->findChild<QLineEdit *>();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("1"));
    QVERIFY(place.part<ConfirmStrip>()->isHidden());
    QTest::keyClicks(line, QStringLiteral("50"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(place.store.kept(), 150);
    QCOMPARE(place.listed().size(), 4);
}

void TestHistoryPanel::filterShowsWhatMatchesAndSaysWhenNothingDoes()
{
    Place place(3);
    place.view()->select(place.ids[2]);
    auto *filter = place.panel->findChild<QLineEdit *>();
    QCOMPARE(filter->accessibleName(), QStringLiteral("Filter tries"));
    filter->setText(QStringLiteral("TEXT 1"));
    QCOMPARE(place.listed(), QStringList{place.ids[1]});
    QVERIFY(!place.part<QPushButton>("Show")->isEnabled()); // what is not seen is not meant
    filter->setText(QStringLiteral("<img src=file:///x>"));
    QVERIFY(place.listed().isEmpty());
    QCOMPARE(place.part<QStackedWidget>()->currentIndex(), 0);
    auto *said = qobject_cast<QLabel *>(place.part<QStackedWidget>()->currentWidget());
    QVERIFY(said->text().contains(QStringLiteral("<img src=file:///x>")));
    QCOMPARE(said->textFormat(), Qt::PlainText);
    filter->clear();
    QCOMPARE(place.listed().size(), 3);
    QCOMPARE(place.part<QStackedWidget>()->currentIndex(), 1);
}

void TestHistoryPanel::anEmptyPlaceSaysWhatBelongsThere()
{
    Place place(0);
    auto *said = qobject_cast<QLabel *>(place.part<QStackedWidget>()->currentWidget());
    QVERIFY(said);
    QVERIFY(said->text().contains(QStringLiteral("Press Try")));
    place.part<QSpinBox>()->setValue(0);
    QCOMPARE(place.store.kept(), 0);
    QVERIFY(said->text().contains(QStringLiteral("No tries are kept")));
}

/// Takes what would go to a file manager.
class Opened : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> urls;

public Q_SLOTS:
    void open(const QUrl &url) { urls.append(url); }
};

void TestHistoryPanel::thePlaceIsNamedAndOpened()
{
    Opened opened;
    QDesktopServices::setUrlHandler(QStringLiteral("file"), &opened, "open");
    Place place(1);
    QStringList texts;
    for (const QLabel *label : place.panel->findChildren<QLabel *>())
        texts.append(label->text());
    QVERIFY(texts.contains(QStringLiteral("Kept in %1").arg(place.store.folder())));
    place.press("Open folder");
    QCOMPARE(opened.urls, QList<QUrl>{QUrl::fromLocalFile(place.store.folder())});
    Place none(0);
    QDir(none.store.folder()).removeRecursively();
    const QSignalSpy failed(none.panel.get(), &HistoryPanel::failed);
    none.press("Open folder");
    QCOMPARE(failed.count(), 1);
    QCOMPARE(opened.urls.size(), 1);
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
}

void TestHistoryPanel::whatCannotBeRemovedIsSaid()
{
    Place place(1);
    const QSignalSpy failed(place.panel.get(), &HistoryPanel::failed);
    place.view()->select(place.ids[0]);
    place.press("Delete");
    // A folder in the file's place can be neither read nor removed as a file.
    const QString file = place.store.folder() + u'/' + place.ids[0] + QStringLiteral(".json");
    QVERIFY(QFile::remove(file));
    QVERIFY(QDir().mkpath(file + QStringLiteral("/inside")));
    for (QPushButton *button : place.part<ConfirmStrip>()->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Delete"))
            button->click();
    }
    QCOMPARE(failed.count(), 1);
    QCOMPARE(failed.last().first().value<Error>().kind, ErrorKind::CannotWrite);
}

QTEST_MAIN(TestHistoryPanel)
#include "tst_historypanel.moc"
