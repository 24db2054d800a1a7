// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/parseoptions.h"
#include "json/read.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <string>
#include <vector>

namespace espalier::test {

/// One line of a case file: {"input", "outcome", "root"?, "keys"?, "envelope"?, "title"?, "function"?,
/// "locate"?, "strict"?}. `outcome` is a line of describe(Reading).
struct JsonCase
{
    std::string input;
    std::string outcome;
    json::ParseOptions options;
};

inline json::ParseOptions optionsOf(const json::Value &line)
{
    using Root = json::AnswerExpectation::Root;
    json::ParseOptions out;
    json::AnswerExpectation &expected = out.expectation;
    const std::string &root = line["root"].text();
    expected.root = root == "object"   ? Root::Object
                    : root == "array"  ? Root::Array
                    : root == "scalar" ? Root::Scalar
                                       : Root::Any;
    for (const json::Value &key : line["keys"].items())
        expected.keys.push_back(key.text());
    if (line["envelope"].isString())
        expected.envelope = line["envelope"].text();
    expected.title = line["title"].text();
    expected.function = line["function"].text();
    out.locate = !line.find("locate") || line["locate"].isTrue();
    out.strict = line["strict"].isTrue();
    return out;
}

/// The cases of a file; empty when it cannot be read or a line is no JSON.
inline std::vector<JsonCase> jsonCases(const QString &path)
{
    QFile file(path);
    std::vector<JsonCase> out;
    if (!file.open(QIODevice::ReadOnly))
        return out;
    while (!file.atEnd()) {
        const std::string line = file.readLine().trimmed().toStdString();
        if (line.empty())
            continue;
        const auto value = json::readStrict(line);
        if (!value)
            return {};
        out.push_back({(*value)["input"].text(), (*value)["outcome"].text(), optionsOf(*value)});
    }
    return out;
}

/// What a test row is called: the input, shortened, with its number.
inline QByteArray rowName(std::size_t number, const std::string &input)
{
    QByteArray shown = QByteArray::fromStdString(input.substr(0, 60));
    shown.replace('\n', "\\n").replace('\0', "\\0");
    return QByteArray::number(static_cast<qulonglong>(number)) + ' ' + shown;
}

} // namespace espalier::test
