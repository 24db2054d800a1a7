// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Over all prefixes of all valid documents: nothing wrong, nothing unfinished, nothing withdrawn, everything
// that arrived visible. Own documents always; those of the suites when they are at hand.

#include "support/jsondocuments.h"
#include "support/prefixcheck.h"
#include "support/sample.h"

#include <QTest>

using namespace espalier;

namespace {

/// How a run reads it: the root and its keys are known from the schema.
json::ParseOptions expecting(const std::string &text)
{
    using Root = json::AnswerExpectation::Root;
    json::ParseOptions options;
    const json::Value value = json::readStrict(text).value();
    const json::Value &record = value.isArray() && !value.items().empty() ? value.items().front() : value;
    options.expectation.root = value.isObject() ? Root::Object : value.isArray() ? Root::Array : Root::Scalar;
    for (const json::Member &member : record.members())
        options.expectation.keys.push_back(member.key);
    return options;
}

} // namespace

class TestPrefixes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCheckFindsBreaches();
    void ownDocuments();
    void documentsOfTheSuites();
};

/// A check that cannot fail proves nothing: read as text with a schema for a list, an object's envelope is
/// not shown.
void TestPrefixes::theCheckFindsBreaches()
{
    json::ParseOptions list;
    list.expectation.root = json::AnswerExpectation::Root::Array;
    list.expectation.envelope = "items";
    QVERIFY(!test::PrefixCheck(R"({"items":[1]})", list).run().empty());
    QVERIFY(!test::PrefixCheck(R"([[[1]]])",
                               [] {
                                   json::ParseOptions shallow;
                                   shallow.limits.depth = 2;
                                   return shallow;
                               }())
                 .run()
                 .empty());
}

void TestPrefixes::ownDocuments()
{
    for (const bool strict : {false, true}) {
        for (const bool locate : {false, true}) {
            json::ParseOptions options;
            options.strict = strict;
            options.locate = locate;
            for (const auto &[name, text] : test::ownDocuments()) {
                const std::string breach = test::PrefixCheck(text, options).run();
                QVERIFY2(breach.empty(), (name + ": " + breach).c_str());
            }
        }
    }
}

void TestPrefixes::documentsOfTheSuites()
{
    ESPALIER_NEEDS_SUITES();
    const test::NamedTexts documents = test::validDocuments();
    std::size_t prefixes = 0;
    for (std::size_t i = 0; i < documents.size(); i += test::sampleStep()) {
        const auto &[name, text] = documents[i];
        for (const json::ParseOptions &options : {json::ParseOptions{}, expecting(text)}) {
            const std::string breach = test::PrefixCheck(text, options).run();
            QVERIFY2(breach.empty(), (name + ": " + breach + "\n" + text.substr(0, 200)).c_str());
            prefixes += text.size();
        }
    }
    qInfo("%zu documents, %zu prefixes", documents.size(), prefixes);
    QVERIFY(documents.size() > 4000);
}

QTEST_GUILESS_MAIN(TestPrefixes)
#include "tst_prefixes.moc"
