// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/documentedit.h"
#include "widgets/textfile.h"

#include <QDir>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestTextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUtf8_data();
    void readsUtf8();
    void refuses_data();
    void refuses();
    void missingFilesAndFolders();
    void droppedFilesReplaceTheText();

private:
    QString write(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(QStringLiteral("a.txt")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(bytes);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

void TestTextFile::readsUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("Jason\n") << QStringLiteral("Jason\n");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("byte-order mark") << QByteArray("\xEF\xBB\xBFJason") << QStringLiteral("Jason");
    QTest::newRow("umlauts and more") << QByteArray("Müller 😀") << QStringLiteral("Müller 😀");
    QTest::newRow("line ends") << QByteArray("a\r\nb\rc\n") << QStringLiteral("a\nb\nc\n");
}

void TestTextFile::readsUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    const Result<QString, Error> read = readTextFile(write(bytes));
    QVERIFY(read.ok());
    QCOMPARE(*read, text);
}

void TestTextFile::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("place");
    QTest::newRow("latin-1") << QByteArray("M\xFCller") << QStringLiteral("byte 1");
    QTest::newRow("cut inside a character") << QByteArray("ab\xC3") << QStringLiteral("byte 2");
    QTest::newRow("zero bytes") << QByteArray("a\0b", 3) << QStringLiteral("byte 1");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFEJ\0", 4) << QStringLiteral("byte 0");
}

void TestTextFile::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, place);
    const Result<QString, Error> read = readTextFile(write(bytes));
    QVERIFY(!read.ok());
    QCOMPARE(read.error().kind, ErrorKind::CannotRead);
    QVERIFY2(QString::fromStdString(read.error().message).contains(place), read.error().message.c_str());
    QVERIFY(!read.error().nextStep.empty());
}

void TestTextFile::missingFilesAndFolders()
{
    QVERIFY(!readTextFile(m_folder.filePath(QStringLiteral("none.txt"))).ok());
    QVERIFY(!readTextFile(m_folder.path()).ok());
}

void TestTextFile::droppedFilesReplaceTheText()
{
    struct Edit : DocumentEdit
    {
        using DocumentEdit::insertFromMimeData;
    } edit;
    QSignalSpy refused(&edit, &DocumentEdit::fileRefused);
    edit.setPlainText(QStringLiteral("before"));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(write("from a file"))});
    edit.insertFromMimeData(&data);
    QCOMPARE(edit.toPlainText(), QStringLiteral("from a file"));
    edit.undo();
    QCOMPARE(edit.toPlainText(), QStringLiteral("before"));
    write("\xFF");
    edit.insertFromMimeData(&data);
    QCOMPARE(edit.toPlainText(), QStringLiteral("before"));
    QCOMPARE(refused.count(), 1);
}

QTEST_MAIN(TestTextFile)
#include "tst_textfile.moc"
