// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/fieldnotes.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

using namespace espalier;
using recipe::FieldNotes;

namespace {

FieldNotes notes(const char *text)
{
    const auto value = json::readStrict(text);
    return value ? value->members() : FieldNotes();
}

QString text(const FieldNotes &notes)
{
    return QString::fromStdString(json::writeCompact(json::Value::object(notes)));
}

} // namespace

class TestFieldNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inferred();
    void follow();
    void copies();
};

void TestFieldNotes::inferred()
{
    const FieldNotes two =
        notes(R"({"/bio":{"may_be_inferred":true},"/x":{"later":1,"may_be_inferred":false}})");
    QVERIFY(recipe::mayBeInferred(two, "/bio"));
    QVERIFY(!recipe::mayBeInferred(two, "/x") && !recipe::mayBeInferred(two, "/y"));
    QCOMPARE(text(recipe::withInferred(two, "/x", true)),
             QStringLiteral(R"({"/bio":{"may_be_inferred":true},"/x":{"later":1,"may_be_inferred":true}})"));
    QCOMPARE(text(recipe::withInferred(two, "/x", false)),
             QStringLiteral(R"({"/bio":{"may_be_inferred":true},"/x":{"later":1}})"));
    QCOMPARE(text(recipe::withInferred(two, "/bio", false)),
             QStringLiteral(R"({"/x":{"later":1,"may_be_inferred":false}})"));
    QCOMPARE(text(recipe::withInferred({}, "/a", true)),
             QStringLiteral(R"({"/a":{"may_be_inferred":true}})"));
    QCOMPARE(text(recipe::withInferred({}, "/a", false)), QStringLiteral("{}"));
}

void TestFieldNotes::follow()
{
    const FieldNotes three = notes(R"({"/a":{"n":1},"/a/b":{"n":2},"/ab":{"n":3}})");
    QCOMPARE(text(recipe::movedNotes(three, {"/a"}, {"/z/a"})),
             QStringLiteral(R"({"/z/a":{"n":1},"/z/a/b":{"n":2},"/ab":{"n":3}})"));
    QCOMPARE(text(recipe::movedNotes(three, {"/a"}, {})), QStringLiteral(R"({"/ab":{"n":3}})"));
    QCOMPARE(text(recipe::movedNotes(three, {"/c"}, {"/d"})), text(three));
    QCOMPARE(text(recipe::movedNotes(three, {"/a", "/ab"}, {"/x", "/y"})),
             QStringLiteral(R"({"/x":{"n":1},"/x/b":{"n":2},"/y":{"n":3}})"));
    QCOMPARE(
        text(recipe::movedNotes(three, {"/a", "/ab"}, {"/x"})), // two places become one: the first counts
        QStringLiteral(R"({"/x":{"n":1},"/x/b":{"n":2}})"));
}

void TestFieldNotes::copies()
{
    QCOMPARE(text(recipe::copiedNotes(notes(R"({"/a":{"n":1},"/a/b":{"n":2}})"), {"/a"}, {"/a_2"})),
             QStringLiteral(R"({"/a":{"n":1},"/a/b":{"n":2},"/a_2":{"n":1},"/a_2/b":{"n":2}})"));
}

QTEST_GUILESS_MAIN(TestFieldNotes)
#include "tst_fieldnotes.moc"
