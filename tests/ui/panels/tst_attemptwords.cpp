// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attemptlistmodel.h"
#include "panels/attemptspanel.h"
#include "support/widgettest.h"
#include "text/attempttext.h"

#include <QLabel>
#include <QTest>

#include <memory>

using namespace espalier;
using namespace espalier::ui;

/// What attempts say while they are under way, of a key, and where there are none.
class TestAttemptWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::prepareWidgets(); }
    void nothingGrowsBeforeTheFirstWord();
    void aKeyThatWasNotSentIsNotRefused();
    void aRunThatAskedNothingSaysWhy();
};

static QStringList shown(const QWidget &panel)
{
    QStringList out;
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (label->isVisible())
            out.append(label->text());
    }
    return out;
}

void TestAttemptWords::nothingGrowsBeforeTheFirstWord()
{
    AttemptListModel model;
    const auto words = [&model] { return model.index(0).data(AttemptListModel::WordsRole).toString(); };
    model.beginTry(1, 1, 1, 0);
    model.setSent("{}", 10);
    model.setState(run::RunState::Streaming, 300);
    QCOMPARE(words(), QStringLiteral("waiting for the first word"));
    model.setProgress(250, 10, 61.4, 500);
    QCOMPARE(words(), QStringLiteral("growing · first token 0.25 s · 61 tokens/s"));
    model.setState(run::RunState::Checking, 600);
    model.setAsks(true, 600); // a hook asks the person
    QVERIFY2(words().startsWith(QStringLiteral("waiting for you")), qPrintable(words()));
    model.setAsks(false, 700);
    QVERIFY2(words().startsWith(QStringLiteral("checking")), qPrintable(words()));
}

void TestAttemptWords::aKeyThatWasNotSentIsNotRefused()
{
    run::AttemptRecord record;
    record.error = Error{ErrorKind::KeyRefused,
                         "The server refused the key (HTTP 401): no",
                         "Check that the key belongs to this endpoint.",
                         401,
                         {},
                         {}};
    const auto said = [&record] {
        const Attempt attempt = attemptOf(record);
        return QString(attemptWords(attempt, 0, {}) + u'|' + attempt.detail);
    };
    QVERIFY2(said().startsWith(QStringLiteral("The key was refused|The server refused the key")),
             qPrintable(said()));
    record.headers = {{"Accept", "application/json"}};
    QVERIFY2(said().startsWith(
                 QStringLiteral("This endpoint wants a key|The server refused a question without one")),
             qPrintable(said()));
    QVERIFY(!said().contains(QStringLiteral("belongs")));
    record.headers.emplace_back("Authorization", "Bearer •••");
    QVERIFY(said().endsWith(QStringLiteral("belongs to this endpoint.")));
}

void TestAttemptWords::aRunThatAskedNothingSaysWhy()
{
    AttemptsPanel panel;
    panel.resize(900, 160);
    panel.show();
    run::RunResult failed;
    failed.error = Error{ErrorKind::Usage, "the check is no JavaScript", "Correct it.", {}, {}, {}};
    panel.begin();
    panel.end(failed);
    const QString why = QStringLiteral("Nothing was asked: The check is no JavaScript");
    QVERIFY2(shown(panel).contains(why), qPrintable(shown(panel).join(u'|')));
    panel.begin();
    panel.beginTry(1, 1, 1);
    panel.endTry({});
    panel.end({});
    QVERIFY(!shown(panel).contains(why));
    store::TryRecord past;
    past.result = failed;
    panel.showPast(std::make_shared<const store::TryRecord>(past));
    QVERIFY(shown(panel).contains(why));
}

QTEST_MAIN(TestAttemptWords)
#include "tst_attemptwords.moc"
