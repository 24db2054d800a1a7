// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"
#include "json/read.h"
#include "json/value.h"

#include <QDir>
#include <QFile>
#include <QString>

#include <string>
#include <vector>

namespace espalier::test {

/// What one level makes of an answer.
struct Reading
{
    json::Value value;
    std::vector<std::string> made; ///< "kind /instance", with " < /origin" where that differs
};

/// One answer of tests/data/coercion: {"about","schema","decimal"?,"defaults"?,"answers":[{"in","out"?,"by"?,
/// "safe"?,"safe_by"?,"all"?,"all_by"?,"off"?}]}. What is not said is as it came; "out" stands for both
/// levels.
struct CoercionCase
{
    std::string name;
    json::Value schema;
    schema::CoercionOptions options;
    json::Value came;
    json::Value off;
    Reading safe;
    Reading all;
};

inline Reading readingOf(const json::Value &answer, const std::string &level)
{
    const json::Value *out = answer.find(level);
    const bool own = out || answer.find(level + "_by");
    if (!out)
        out = answer.find("out") ? answer.find("out") : answer.find("in");
    Reading reading{*out, {}};
    for (const json::Value &made : answer[own ? level + "_by" : "by"].items())
        reading.made.push_back(made.text());
    return reading;
}

inline void addCases(const json::Value &group, std::vector<CoercionCase> &out)
{
    for (const json::Value &answer : group["answers"].items()) {
        CoercionCase one;
        one.name = group["about"].text() + " " + std::to_string(out.size());
        one.schema = group["schema"];
        one.options.defaults = group["defaults"].isTrue();
        const std::string &decimal = group["decimal"].text();
        one.options.decimal = decimal == "comma"   ? schema::DecimalMark::Comma
                              : decimal == "point" ? schema::DecimalMark::Point
                                                   : schema::DecimalMark::Unsaid;
        one.came = answer["in"];
        one.off = answer.find("off") ? answer["off"] : one.came;
        one.safe = readingOf(answer, "safe");
        one.all = readingOf(answer, "all");
        out.push_back(std::move(one));
    }
}

/// Every answer of the folder; empty when a file is no JSON.
inline std::vector<CoercionCase> coercionCases()
{
    const QDir folder(QStringLiteral(TEST_DATA_DIR "/coercion"));
    std::vector<CoercionCase> out;
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const auto groups = file.open(QIODevice::ReadOnly) ? json::readStrict(file.readAll().toStdString())
                                                           : json::readStrict("");
        if (!groups)
            return {};
        for (const json::Value &group : groups->items())
            addCases(group, out);
    }
    return out;
}

} // namespace espalier::test
