// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/validator.h"
#include "json/read.h"

#include <QTest>

#include <string>
#include <string_view>

// Short words for tests of validation.

namespace espalier::test {

inline json::Value readJson(std::string_view text)
{
    const auto value = json::readStrict(text);
    if (!value.ok())
        qFatal("test data is no JSON: %s", std::string(text).c_str());
    return *value;
}

inline schema::Validator compiledSchema(std::string_view schema, const schema::CompileOptions &options = {})
{
    auto validator = schema::Validator::compile(readJson(schema), options);
    if (!validator.ok())
        qFatal("%s: %s", validator.error().pointer.c_str(), validator.error().message.c_str());
    return *std::move(validator);
}

/// "pointer: message" of why a schema does not compile.
inline std::string whyNot(const json::Value &schema, const schema::CompileOptions &options = {})
{
    const auto validator = schema::Validator::compile(schema, options);
    return validator.ok() ? "compiled" : validator.error().pointer + ": " + validator.error().message;
}

/// "pointer keyword" of each issue, joined by "; ".
inline std::string briefly(const schema::Issues &issues)
{
    std::string out;
    for (const schema::Issue &issue : issues)
        out += (out.empty() ? "" : "; ") + issue.instance + " " + issue.keyword;
    return out;
}

} // namespace espalier::test
