// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/examples.h"
#include "shell/session.h"

#include "schema/answershape.h"
#include "schema/schematext.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void onlyTheOwnerMayRead();
    void nothingOrRubbishIsTheDefault();
    void forgets();
    void examplesCanBeUsed();

private:
    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(QStringLiteral("state/session.json")); }
};

void TestSession::comesBackAsItWas()
{
    const SessionFile file(path());
    const Session session{QStringLiteral("Read {{document}}"), QStringLiteral("a\n\u00e9 😀"),
                          QStringLiteral("{}"), wire::AnswerMode::MdJson, wire::StreamKind::Iterable};
    QVERIFY(file.save(session));
    QVERIFY(file.load() == session);
}

void TestSession::onlyTheOwnerMayRead()
{
    const SessionFile file(path());
    QVERIFY(file.save({}));
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                            QFileDevice::ReadOther | QFileDevice::WriteOther |
                                            QFileDevice::ExeOwner;
    QCOMPARE(QFileInfo(path()).permissions() & others, QFileDevice::Permissions());
}

void TestSession::nothingOrRubbishIsTheDefault()
{
    QVERIFY(SessionFile(m_folder.filePath(QStringLiteral("none.json"))).load() == Session());
    QFile rubbish(m_folder.filePath(QStringLiteral("rubbish.json")));
    QVERIFY(rubbish.open(QIODevice::WriteOnly));
    rubbish.write("{\"mode\":\"sideways\",\"text\":7");
    rubbish.close();
    QVERIFY(SessionFile(rubbish.fileName()).load() == Session());
}

void TestSession::forgets()
{
    const SessionFile file(path());
    QVERIFY(file.save({QStringLiteral("secret"), {}, {}, {}, {}}));
    QVERIFY(file.remove());
    QVERIFY(!QFile::exists(path()));
    QVERIFY(file.remove());
}

void TestSession::examplesCanBeUsed()
{
    const QList<Example> all = examples();
    QCOMPARE(all.size(), 5);
    for (const Example &example : all) {
        QVERIFY2(!example.document.isEmpty() && !example.instructions.isEmpty(), qPrintable(example.name));
        const auto schema = schema::readSchemaText(example.schema.toStdString());
        QVERIFY2(schema.ok(), qPrintable(example.name));
        QVERIFY(schema::AnswerShape::of(*schema, false).ok());
    }
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
