// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The compiler takes any JSON for a schema: it says what is wrong, with a place, or gives a validator, and
// that one judges a few values the same quickly, with issues and twice. The first byte of an input chooses
// draft and formats, the rest is the schema.

#include "schema/validator.h"
#include "json/read.h"

#include <array>
#include <cstdlib>
#include <iostream>

using namespace espalier;

namespace {

void require(bool holds, std::string_view what, std::string_view input)
{
    if (holds)
        return;
    std::cerr << what << "\n" << input << "\n";
    std::abort();
}

const std::array<json::Value, 6> &instances()
{
    static const std::array<json::Value, 6> all{
        *json::readStrict("null"),
        *json::readStrict("-1.50"),
        *json::readStrict(R"("2024-05-31")"),
        *json::readStrict(R"([1,"a",1.0,{"a":[]},null])"),
        *json::readStrict(R"({"a":1,"b":{"a":{"a":null}},"kind":"dog","":[true]})"),
        *json::readStrict(R"({"type":"object","properties":{"a":{"$ref":"#"}},"a":1,"a":"x"})"),
    };
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    json::ParseLimits limits;
    limits.depth = 100;
    const auto schema = json::readStrict(text, limits);
    if (!schema.ok())
        return 0;
    schema::CompileOptions options;
    options.draft = static_cast<schema::Draft>(data[0] % 5);
    options.assertFormats = (data[0] & 64U) != 0;
    const auto validator = schema::Validator::compile(*schema, options);
    if (!validator.ok()) {
        require(!validator.error().message.empty(), "an error without a message", text);
        return 0;
    }
    for (const json::Value &instance : instances()) {
        const schema::Issues issues = validator->validate(instance);
        require(validator->fits(instance) == issues.empty(), "verdict and issues differ", text);
        require(validator->validate(instance) == issues, "judged twice, differently", text);
        for (const schema::Issue &issue : issues)
            require(!issue.message.empty() && !issue.forModel.empty(), "an issue without words", text);
    }
    return 0;
}
