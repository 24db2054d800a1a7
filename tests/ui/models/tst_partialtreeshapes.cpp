// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "treechanges.h"

#include "models/partialtreemodel.h"
#include "schema/growingunions.h"
#include "json/answerreader.h"
#include "json/read.h"

#include <QAbstractItemModelTester>
#include <QStringList>
#include <QTest>

#include <string>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::ui;

namespace {

constexpr std::string_view kPayments =
    R"({"type":"object","properties":{"id":{"type":"integer"},"payment":{"oneOf":[{"$ref":"#/$defs/card"},
      {"type":"object","properties":{"by":{"const":"cash"},"given":{"type":"number"}}},{"type":"string"}]}},
    "$defs":{"card":{"type":"object","properties":{"by":{"const":"card"},"holder":{"type":"object",
      "properties":{"name":{"type":"string"},"born":{"type":"string"}}},"number":{"type":"string"}}}}})";

/// A model that is fed as the window feeds its own.
struct Window
{
    explicit Window(std::string_view schema)
        : tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
        , unions(schema::Validator::compile(*json::readStrict(schema)).value(), schema::CoercionLevel::Safe)
    {
        model.setExpected(ExpectedShapes(*json::readStrict(schema), false));
    }
    void feed(std::string_view piece)
    {
        reader.feed(piece);
        const json::TreeChanges changes = reader.takeChanges();
        model.apply(changes);
        unions.take(changes);
        model.narrow(unions.takeNews());
    }
    /// Names of the rows below a place; those that have not come in brackets, unasked ones with a "!".
    [[nodiscard]] QByteArray rows(const QString &pointer) const
    {
        QStringList out;
        const QModelIndex around = model.indexOf(pointer);
        for (int row = 0; row < model.rowCount(around); ++row) {
            const QModelIndex index = model.index(row, 0, around);
            const QString name = index.data().toString();
            const bool unasked = index.data(PartialTreeModel::UnaskedRole).toBool();
            out.append(index.data(PartialTreeModel::ExpectedRole).toBool() ? u'[' + name + u']'
                       : unasked                                           ? name + u'!'
                                                                           : name);
        }
        return out.join(u' ').toUtf8();
    }

    PartialTreeModel model;
    QAbstractItemModelTester tester;
    json::AnswerReader reader;
    schema::GrowingUnions unions;
};

} // namespace

class TestPartialTreeShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsOfTheBranchThatIsLeft();
    void whatCameBeforeIsNoSurprise();
    void nothingWhileSeveralAreLeft();
    void theSameForAnySplit();
    void besideFieldsOfItsOwn();
    void whatIsRequiredIsExpected();
    void partsOfOneShapeMakeOneRow();
};

void TestPartialTreeShapes::fieldsOfTheBranchThatIsLeft()
{
    Window window(kPayments);
    window.feed(R"({"id":1,"payment":{)");
    QCOMPARE(window.rows(QStringLiteral("/payment")), QByteArray());
    window.feed(R"("by":"card",")"); // the quote before makes sure that the text has ended
    QCOMPARE(window.rows(QStringLiteral("/payment")), QByteArray("by [holder] [number]"));
    window.feed(R"(number":"4711","holder":{)");
    QCOMPARE(window.rows(QStringLiteral("/payment")), QByteArray("by number holder"));
    QCOMPARE(window.rows(QStringLiteral("/payment/holder")), QByteArray("[name] [born]"));
}

void TestPartialTreeShapes::whatCameBeforeIsNoSurprise()
{
    Window window(kPayments);
    window.feed(R"({"payment":{"more":2,"holder":{"name":"Ann"},)");
    window.feed(R"("by":"CARD"}})");
    QCOMPARE(window.rows(QStringLiteral("/payment")), QByteArray("more! holder by [number]"));
    QCOMPARE(window.rows(QStringLiteral("/payment/holder")), QByteArray("name [born]"));
}

void TestPartialTreeShapes::nothingWhileSeveralAreLeft()
{
    Window window(kPayments);
    window.feed(R"({"payment":{"by":"cheque","given":3,)");
    QCOMPARE(window.rows(QStringLiteral("/payment")), QByteArray("by given"));
    QCOMPARE(window.rows(QString()), QByteArray("payment [id]"));
}

void TestPartialTreeShapes::theSameForAnySplit()
{
    const std::string text = R"({"payment":{"holder":{"born":"x"},"by":"card","number":"1"},"id":1})";
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        Window window(kPayments);
        window.feed(text.substr(0, cut));
        window.feed(text.substr(cut));
        QCOMPARE(window.rows(QStringLiteral("/payment")), QByteArray("holder by number"));
        QCOMPARE(window.rows(QStringLiteral("/payment/holder")), QByteArray("born [name]"));
    }
}

void TestPartialTreeShapes::besideFieldsOfItsOwn()
{
    Window window(R"({"type":"object","properties":{"k":{"type":"string"}},"anyOf":[
        {"properties":{"k":{"const":"a"},"x":{"type":"string"}}},{"properties":{"k":{"const":"b"},"y":{"type":"string"}}}]})");
    window.feed("{");
    QCOMPARE(window.rows(QString()), QByteArray("[k]"));
    window.feed(R"("k":"b",")");
    QCOMPARE(window.rows(QString()), QByteArray("k [y]"));
}

void TestPartialTreeShapes::whatIsRequiredIsExpected()
{
    Window window(
        R"({"type":"object","properties":{"name":{"type":"string"},"any":true},"required":["x","name","any"],
        "allOf":[{"required":["y"]},{"properties":{"y":{"type":"object","properties":{"z":{}}}}}]})");
    QCOMPARE(window.rows(QString()), QByteArray("[name] [any] [y] [x]"));
    window.feed(R"({"x":1,"any":2,"y":{"a":1},"more":3})");
    QCOMPARE(window.rows(QString()), QByteArray("x any y more! [name]"));
    QCOMPARE(window.rows(QStringLiteral("/y")), QByteArray("a! [z]"));
}

void TestPartialTreeShapes::partsOfOneShapeMakeOneRow()
{
    Window window(R"({"properties":{"age":{"type":"integer"}},"allOf":[{"properties":{"age":{"minimum":0}}},
        {"properties":{"age":{"maximum":130}}}]})");
    QCOMPARE(window.rows(QString()), QByteArray("[age]"));
    window.feed(R"({"age":7,)");
    QCOMPARE(window.rows(QString()), QByteArray("age"));
}

QTEST_MAIN(TestPartialTreeShapes)
#include "tst_partialtreeshapes.moc"
