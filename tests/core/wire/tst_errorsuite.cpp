// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every recorded error body of suites/recorded-http becomes a typed error; the kinds stand in
// data/wire/error-kinds.json.

#include "wire/errorbody.h"
#include "json/read.h"

#include "support/suites.h"

#include <QTest>

using namespace espalier;

Q_DECLARE_METATYPE(espalier::json::Value)

namespace {

json::Value kinds()
{
    QFile file(QStringLiteral(TEST_DATA_DIR "/wire/error-kinds.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto value = json::readStrict(file.readAll().toStdString());
    return value ? *value : json::Value();
}

} // namespace

class TestErrorSuite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allErrorsAreHere();
    void errors_data();
    void errors();
};

void TestErrorSuite::allErrorsAreHere()
{
    ESPALIER_NEEDS_SUITES();
    QCOMPARE(kinds().members().size(), 53u);
}

void TestErrorSuite::errors_data()
{
    ESPALIER_NEEDS_SUITES();
    QTest::addColumn<json::Value>("exchange");
    QTest::addColumn<std::string>("kind");
    const json::Value expectedKinds = kinds();
    for (const json::Member &expected : expectedKinds.members()) {
        const QString file =
            QStringLiteral("recorded-http/%1.json").arg(QString::fromStdString(expected.key));
        const auto value = json::readStrict(test::suiteFile(file).toStdString());
        QTest::newRow(expected.key.c_str()) << (value ? *value : json::Value()) << expected.value.text();
    }
}

void TestErrorSuite::errors()
{
    QFETCH(const json::Value, exchange);
    QFETCH(const std::string, kind);
    const json::Value &response = exchange["response"];
    QVERIFY(response.isObject());
    wire::Headers headers;
    for (const json::Member &header : response["headers"].members())
        headers.emplace_back(header.key, header.value.text());
    const int status = static_cast<int>(*response["status"].toInt64());
    const std::string &body = response["body"].text();

    const Error error =
        wire::errorFromResponse(status, headers, body, "https://api.example.org/v1/chat/completions", "m", 0);
    QCOMPARE(errorKindName(error.kind), std::string_view(kind));
    QCOMPARE(error.httpStatus, std::optional<int>(status));
    QVERIFY(!error.nextStep.empty());
    QVERIFY(error.message.find('\n') == std::string::npos);
    QVERIFY(error.message.find("api.example.org") != std::string::npos);

    const json::Value &expected = exchange["expected"]["error"];
    const std::string &message = expected["message"].text();
    if (message.empty()) {
        QVERIFY(error.message.find(body.substr(0, 40)) != std::string::npos);
        return;
    }
    QVERIFY2(error.message.find(message) != std::string::npos, error.message.c_str());
    const auto value = json::readStrict(body);
    QVERIFY(value.ok());
    const wire::ErrorWords words = wire::errorWords(*value);
    QCOMPARE(words.message, message);
    QCOMPARE(words.type, expected["type"].text());
    QCOMPARE(words.code, expected["code"].text());
    QCOMPARE(words.param.empty(), expected["param"].isNull());
}

QTEST_GUILESS_MAIN(TestErrorSuite)
#include "tst_errorsuite.moc"
