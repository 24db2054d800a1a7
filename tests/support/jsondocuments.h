// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/jsoncases.h"
#include "support/suites.h"

#include "json/read.h"
#include "json/writer.h"

#include <string>
#include <utility>
#include <vector>

namespace espalier::test {

/// Named inputs of the public suites: malformed ones, too.
using NamedTexts = std::vector<std::pair<std::string, std::string>>;

/// Every file of JSONTestSuite whose name begins with `prefix` ("y_", "n_", "i_" or all).
inline NamedTexts parsingSuite(const QString &prefix)
{
    NamedTexts out;
    const QString folder = QStringLiteral("json-parsing/test_parsing");
    for (const QString &name : suiteFiles(folder, prefix + QStringLiteral("*.json")))
        out.emplace_back(name.toStdString(), suiteFile(folder + QLatin1Char('/') + name).toStdString());
    return out;
}

/// The inputs of the tolerant parsers' own cases.
inline NamedTexts tolerantInputs()
{
    NamedTexts out;
    for (const char *name : {"consensus", "jsonrepair", "vercel-ai", "partial-json-parser", "jiter"}) {
        const auto cases = json::readStrict(
            suiteFile(QStringLiteral("tolerant-json/%1.json").arg(QLatin1String(name))).toStdString());
        if (!cases)
            return {};
        for (const json::Value &one : cases->items()) {
            const QByteArray hex = QByteArray::fromStdString(one["input_hex"].text());
            const std::string input =
                one["input"].isString() ? one["input"].text() : QByteArray::fromHex(hex).toStdString();
            out.emplace_back(name + std::string("/") + one["name"].text(), input);
        }
    }
    return out;
}

/// Documents of our own, each with all that JSON allows.
inline NamedTexts ownDocuments()
{
    return {
        {"person",
         R"({"name":"Jason","age":25,"tags":["a","b \"c\"",""],"nested":{"empty":{},"list":[[],[1,-2.50e+3,0]],"ok":true},"no":false,"nil":null})"},
        {"escapes",
         R"(["\u00e4\u20ac\ud83d\ude00","tab\tnew\nline\\","/\/","{not: json}","[1,2]","```json","//","#",",",":","'"])"},
        {"wide", "{\"gr\xC3\xBC\xC3\x9F\":\"\xE6\x97\xA5\xE6\x9C\xAC\xF0\x9F\x8C\xB3\",\"\":[true,false,null,"
                 "\"x\",null,\"y\",true]}"},
        {"numbers", "[0,-0,1.0,123456789012345678901234567890,1E5,2e-7,-1.5e+300, 7 ,8\n]"},
        {"duplicates", R"({"a":1,"a":"two","a":{"a":[3]}})"},
        {"text", R"({"s":"He said \"no\", then \"yes\": {\"a\": 1}","t":"a, b: c","u":"x]}"})"},
        {"root string", R"("a \"quoted\" \u00e9 word")"},
        {"root number", "-12.50"},
        {"root literal", " false "},
    };
}

/// What recorded models really wrote: arguments of calls, and the values of JSON answers.
inline NamedTexts recordedAnswers()
{
    NamedTexts out;
    for (const QString &name : suiteFiles(QStringLiteral("recorded-http"), QStringLiteral("*.json"))) {
        const auto exchange =
            json::readStrict(suiteFile(QStringLiteral("recorded-http/") + name).toStdString());
        if (!exchange)
            continue;
        const json::Value &expected = (*exchange)["expected"];
        for (const json::Value &call : expected["tool_calls"].items())
            out.emplace_back(name.toStdString(), call["arguments"].text());
        if (const json::Value *value = expected.find("json"))
            out.emplace_back(name.toStdString(), json::writeCompact(*value));
    }
    return out;
}

/// The files of the JSON Schema suite: schemas and instances of every kind.
inline NamedTexts schemaSuite()
{
    NamedTexts out;
    const QString folder = QStringLiteral("json-schema/tests/draft2020-12");
    for (const QString &name : suiteFiles(folder, QStringLiteral("*.json")))
        out.emplace_back(name.toStdString(), suiteFile(folder + u'/' + name).toStdString());
    return out;
}

/// All valid documents at hand, as they are and minified: own ones, those of the suites, real schemas and
/// their instances, recorded answers, the files of the JSON Schema suite.
inline NamedTexts validDocuments()
{
    NamedTexts candidates = ownDocuments();
    if (!suitesRoot().isEmpty()) {
        NamedTexts more = parsingSuite(QString());
        for (NamedTexts source : {tolerantInputs(), recordedAnswers(), schemaSuite()})
            std::move(source.begin(), source.end(), std::back_inserter(more));
        for (const QString &name : suiteFiles(QStringLiteral("real-schemas"), QStringLiteral("*.json")))
            more.emplace_back(name.toStdString(),
                              suiteFile(QStringLiteral("real-schemas/") + name).toStdString());
        for (const QByteArray &line : suiteFile(QStringLiteral("real-schemas/instances.jsonl")).split('\n'))
            more.emplace_back("instance", line.toStdString());
        std::move(more.begin(), more.end(), std::back_inserter(candidates));
    }
    NamedTexts out;
    for (auto &[name, text] : candidates) {
        const auto value = json::readStrict(text);
        if (!value)
            continue;
        out.emplace_back(name + " spaced", json::writePretty(*value));
        out.emplace_back(name + " minified", json::writeCompact(*value));
        out.emplace_back(name, std::move(text));
    }
    return out;
}

} // namespace espalier::test
