// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/chatmessages.h"
#include "json/read.h"

#include <QTest>

using namespace espalier;
using wire::AnswerMode;
using wire::Span;

/// Where the document stands in what is sent.
class TestDocumentSpan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void found_data();
    void found();
    void isNotGuessed();
};

void TestDocumentSpan::found_data()
{
    QTest::addColumn<std::string>("instructions");
    QTest::addColumn<std::string>("document");
    QTest::addColumn<std::string>("before");
    const auto row = [](const char *name, const char *instructions, const char *document,
                        const char *before) {
        QTest::newRow(name) << std::string(instructions) << std::string(document) << std::string(before);
    };
    row("appended", "Read this.", "Jason is 25.", "Read this.\n\n");
    row("no instructions", "", "Jason is 25.", "");
    row("in its place", "Read {{document}} well.", "Jason", "Read ");
    row("a document that repeats the instructions", "a {{document}} a a", "a", "a ");
    row("a document with a marker", "{{document}} end", "{{document}} {{document}}", "");
    row("a second marker stays", "{{document}} and {{document}}", "x", "");
}

void TestDocumentSpan::found()
{
    QFETCH(std::string, instructions);
    QFETCH(std::string, document);
    QFETCH(std::string, before);
    for (const AnswerMode mode : {AnswerMode::Tools, AnswerMode::Json, AnswerMode::MdJson}) {
        for (const bool toolRole : {true, false}) {
            wire::ChatRequest request;
            request.mode = mode;
            request.instructions = instructions;
            request.document = document;
            request.shape = *schema::AnswerShape::of(*json::readStrict(R"({"type":"object"})"), false);
            request.examples = {{document, *json::readStrict(R"({"name":"x"})")}};
            wire::Dialect dialect;
            dialect.toolRole = toolRole; // without one the example's last turn is merged with the question
            const json::Value messages = wire::chatMessages(request, dialect);
            const std::string &content = messages.items().back()["content"].text();
            const std::optional<Span> span = documentSpan(request, content);
            QVERIFY(span.has_value());
            QCOMPARE(content.substr(span->begin, span->end - span->begin), document);
            const std::string head = content.substr(0, span->begin);
            QVERIFY(head.size() >= before.size());
            QCOMPARE(head.substr(head.size() - before.size()), before);
        }
    }
}

void TestDocumentSpan::isNotGuessed()
{
    wire::ChatRequest request;
    request.instructions = "Read {{document}}.";
    QVERIFY(!documentSpan(request, "Read .").has_value()); // there is none
    request.document = "Jason";
    QVERIFY(documentSpan(request, "Read Jason.").has_value());
    QVERIFY(!documentSpan(request, "Read Sarah.").has_value());
    QVERIFY(!documentSpan(request, "Read Jason!").has_value());
    QVERIFY(!documentSpan(request, "").has_value());
}

QTEST_GUILESS_MAIN(TestDocumentSpan)
#include "tst_documentspan.moc"
