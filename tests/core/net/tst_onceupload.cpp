// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/onceupload.h"
#include "support/streamprobe.h"

#include <QTest>

namespace espalier::test {

using net::OnceUpload;

class TestOnceUpload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void givesItsBytesOnceInPiecesOfAnySize();
    void cannotBeRewound();
    void cannotBeWritten();
    void emptyIsAtItsEnd();
};

void TestOnceUpload::givesItsBytesOnceInPiecesOfAnySize()
{
    const QByteArray body = "0123456789";
    for (qint64 size = 1; size <= body.size() + 1; ++size) {
        OnceUpload device(body);
        QByteArray read;
        while (!device.atEnd()) {
            QCOMPARE(device.bytesAvailable(), body.size() - read.size());
            read += device.read(size);
        }
        QCOMPARE(read, body);
        QCOMPARE(device.bytesAvailable(), 0);
        QCOMPARE(device.read(1), QByteArray());
    }
}

// Quietly: QIODevice's own seek() and reset() warn, and Qt tries on every dropped connection.
void TestOnceUpload::cannotBeRewound()
{
    OnceUpload device("0123456789");
    QVERIFY(device.isSequential());
    QCOMPARE(device.read(4), "0123");
    QVERIFY(!device.seek(0));
    QVERIFY(!device.reset());
    QCOMPARE(device.readAll(), "456789");
}

void TestOnceUpload::cannotBeWritten()
{
    OnceUpload device("x");
    QVERIFY(!device.isWritable());
}

void TestOnceUpload::emptyIsAtItsEnd()
{
    OnceUpload device{QByteArray()};
    QVERIFY(device.isOpen());
    QVERIFY(device.atEnd());
    QCOMPARE(device.readAll(), QByteArray());
}

} // namespace espalier::test

QTEST_GUILESS_MAIN(espalier::test::TestOnceUpload)

#include "tst_onceupload.moc"
