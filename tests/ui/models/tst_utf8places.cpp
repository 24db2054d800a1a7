// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/utf8places.h"

#include <QStringDecoder>
#include <QTest>

using namespace espalier::ui;

class TestUtf8Places : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteOfEveryCharacter_data();
    void everyByteOfEveryCharacter();
    void piecesMakeNoDifference();
    void bytesThatAreNoTextAreTold();
    void remembersLittle();
};

namespace {

/// Every answer against the slow way: encode what stands before.
void check(const Utf8Places &places, const QString &text)
{
    const auto read = [&text](qsizetype from, qsizetype to) { return text.mid(from, to - from); };
    const QByteArray bytes = text.toUtf8();
    QCOMPARE(places.bytes(), quint64(bytes.size()));
    QCOMPARE(places.units(), text.size());
    quint64 byte = 0;
    for (qsizetype unit = 0; unit < text.size();) {
        const qsizetype units = text.at(unit).isHighSurrogate() ? 2 : 1;
        const auto size = quint64(QStringView(text).mid(unit, units).toUtf8().size());
        for (quint64 inside = 0; inside < size; ++inside)
            QCOMPARE(places.unitAt(byte + inside, read), unit);
        for (qsizetype half = 0; half < units; ++half)
            QCOMPARE(places.byteAt(unit + half, read), byte);
        byte += size;
        unit += units;
    }
    QCOMPARE(places.unitAt(byte, read), text.size());
    QCOMPARE(places.byteAt(text.size(), read), byte);
}

} // namespace

void TestUtf8Places::everyByteOfEveryCharacter_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("plain") << QStringLiteral("{\"name\": \"Jason\"}");
    QTest::newRow("two and three bytes") << QStringLiteral("Größe 日本語 €");
    QTest::newRow("pairs") << QStringLiteral("a😀b🇺🇸c👩‍👧");
    // Every way a remembered place can fall onto a pair.
    for (int shift = 0; shift < 3; ++shift)
        QTest::addRow("a pair at a remembered place, %d", shift)
            << QString(int(Utf8Places::kStep) - shift, u'x') + QStringLiteral("😀é😀").repeated(3);
    QTest::newRow("long") << QStringLiteral("né😀日").repeated(2 * int(Utf8Places::kStep) / 5);
}

void TestUtf8Places::everyByteOfEveryCharacter()
{
    QFETCH(QString, text);
    Utf8Places places;
    places.append(text);
    check(places, text);
}

void TestUtf8Places::piecesMakeNoDifference()
{
    const QByteArray bytes = QStringLiteral("Ä 😀 日本 b").toUtf8();
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        QStringDecoder decoder(QStringDecoder::Utf8);
        Utf8Places places;
        QString text;
        for (const QByteArray &piece : {bytes.left(cut), bytes.mid(cut)}) {
            const QString more = decoder(piece);
            places.append(more);
            text += more;
        }
        check(places, text);
    }
    Utf8Places halves; // a pair cut in the middle
    const QString pair = QStringLiteral("😀x");
    halves.append(QStringView(pair).left(1));
    halves.append(QStringView(pair).mid(1));
    check(halves, pair);
}

void TestUtf8Places::bytesThatAreNoTextAreTold()
{
    Utf8Places places;
    places.append(QStringLiteral("né"));
    QVERIFY(!places.firstReplaced());
    places.append(QString(QChar(QChar::ReplacementCharacter)) + u'x');
    QCOMPARE(places.firstReplaced(), std::optional<quint64>(3));
}

void TestUtf8Places::remembersLittle()
{
    const QString text = QStringLiteral("abcdefgh").repeated(200'000);
    Utf8Places places;
    places.append(text);
    qsizetype most = 0;
    const auto read = [&](qsizetype from, qsizetype to) {
        most = std::max(most, to - from);
        return text.mid(from, to - from);
    };
    QCOMPARE(places.unitAt(1'234'567, read), 1'234'567);
    QCOMPARE(places.byteAt(1'234'567, read), quint64(1'234'567));
    QVERIFY(most <= Utf8Places::kStep);
}

QTEST_GUILESS_MAIN(TestUtf8Places)
#include "tst_utf8places.moc"
