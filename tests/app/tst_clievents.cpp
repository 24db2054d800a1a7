// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace espalier;
using namespace espalier::test;

/// --events on standard output.
class TestCliEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_schema = m_cli.file(QStringLiteral("schema.json"), personSchema()); }
    void linesOfTheRun();
    void linesOfAFailure();
    void aSlowReaderGetsThemAll();
    void theyCannotBeWritten();
    void theyStandAlone_data();
    void theyStandAlone();

private:
    [[nodiscard]] QStringList call() const;
    Cli m_cli;
    QString m_schema;
};

QStringList TestCliEvents::call() const
{
    return {text("extract"),
            text("--schema"),
            m_schema,
            text("--text"),
            text("Jason is 25 years old"),
            text("--events"),
            text("-"),
            text("--events-values")};
}

void TestCliEvents::linesOfTheRun()
{
    const CliEnd end = m_cli.run(call());
    QCOMPARE(end.exitCode, 0);
    QVERIFY(!QFile::exists(text("-")));
    const auto lines = end.lines();
    QCOMPARE(namesOf(lines), QByteArray("completion:kwargs stream:first_token value:complete value:complete "
                                        "value:complete completion:response completion:usage run:finished "
                                        "batch:finished"));
    const auto whole = std::find_if(lines.begin(), lines.end(), [](const json::Value &line) {
        return line["data"]["pointer"].isString() && line["data"]["pointer"].text().empty();
    });
    QVERIFY(whole != lines.end());
    QCOMPARE((*whole)["data"]["value"]["name"].text(), std::string("Jason"));
}

void TestCliEvents::linesOfAFailure()
{
    const CliEnd end = m_cli.run({text("extract"), text("--schema"), m_schema, text("--text"), text("x"),
                                  text("--events=-"), text("--base-url"), text("http://127.0.0.1:9/v1"),
                                  text("--model"), text("m"), text("--http-retries"), text("0")});
    QCOMPARE(end.exitCode, 5);
    QCOMPARE(namesOf(end.lines()), QByteArray("completion:kwargs completion:error completion:last_attempt "
                                              "run:finished batch:finished"));
}

/// It is waited for, however long it takes: lines that nobody reads are no lines.
void TestCliEvents::aSlowReaderGetsThemAll()
{
    const QString document =
        m_cli.file(text("long.txt"), "Jason is 25 years old. " + QByteArray(200'000, 'x'));
    const CliEnd end = m_cli.shell(text("\"$0\" \"$@\" | (sleep 6; cat)"),
                                   {text("extract"), text("--schema"), m_schema, document, text("--events"),
                                    text("-"), text("--model"), text("practice-reader+invalid;ok")});
    QCOMPARE(end.exitCode, 0);
    QCOMPARE(namesOf(end.lines()).count("completion:kwargs"), 2);
    QVERIFY(namesOf(end.lines()).endsWith("run:finished batch:finished"));
}

void TestCliEvents::theyCannotBeWritten()
{
    const CliEnd failed = m_cli.shell(text("\"$0\" \"$@\" >/dev/full"), call());
    QCOMPARE(failed.exitCode, 2);
    QVERIFY2(failed.err.contains("standard output"), failed.err.constData());
}

void TestCliEvents::theyStandAlone_data()
{
    QTest::addColumn<QString>("option");
    QTest::newRow("lines") << text("--ndjson");
    QTest::newRow("the last object") << text("--keep-invalid");
}

void TestCliEvents::theyStandAlone()
{
    QFETCH(QString, option);
    const CliEnd end = m_cli.run({text("extract"), text("--schema"), m_schema, text("--text"),
                                  text("Jason is 25"), text("--events"), text("-"), option});
    QCOMPARE(end.exitCode, 2);
    QVERIFY(end.out.isEmpty());
    QVERIFY2(end.err.contains(option.toUtf8()) && end.err.contains("standard output"), end.err.constData());
    QVERIFY2(end.err.contains("--events FILE"), end.err.constData());
}

QTEST_GUILESS_MAIN(TestCliEvents)
#include "tst_clievents.moc"
