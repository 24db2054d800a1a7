// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Any value judged by schemas that use every keyword: quickly, with issues, and while it arrives in random
// pieces, the verdict is the same, and so are the issues. The first byte of an input chooses the schema, the
// second the cut, the rest is the value.

#include "support/reading.h"

#include "schema/incremental.h"
#include "schema/validator.h"
#include "json/answerreader.h"
#include "json/read.h"

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

using namespace espalier;

namespace {

constexpr std::string_view kSchemas[] = {
    R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"https://json-schema.org/draft/2020-12/schema"})",
    R"({"$ref":"http://json-schema.org/draft-07/schema#"})",
    R"({"type":["object","array"],"properties":{"a":{"type":"integer","minimum":0,"multipleOf":0.5},
        "name":{"type":"string","minLength":2,"maxLength":9,"pattern":"^[a-z]+(-[a-z]+)*$"},
        "items":{"type":"array","items":{"$ref":"#"},"uniqueItems":true,"maxItems":4},
        "date":{"format":"date"},"kind":{"enum":["cat","dog",1,null,{"a":[1]}]}},
        "patternProperties":{"^x-":{"type":"boolean"}},"additionalProperties":{"$ref":"#/$defs/any"},
        "required":["a"],"minProperties":1,"maxProperties":6,"propertyNames":{"maxLength":8},
        "dependentRequired":{"a":["b"]},"dependentSchemas":{"kind":{"required":["name"]}},
        "$defs":{"any":{"anyOf":[{"type":"null"},{"type":"number"},{"$ref":"#"}]}}})",
    R"({"oneOf":[{"properties":{"kind":{"const":"cat"},"lives":{"type":"integer"}},"required":["kind"]},
        {"properties":{"kind":{"const":"dog"},"tail":{"type":"boolean"}},"required":["kind"]},
        {"type":"array","prefixItems":[{"type":"integer"}],"contains":{"type":"string"},"maxContains":2,
         "unevaluatedItems":{"$ref":"#"}}],
        "allOf":[{"if":{"required":["a"]},"then":{"properties":{"a":{"not":{"type":"string"}}}},
         "else":{"properties":{"b":{"type":"string"}}}}],"unevaluatedProperties":{"type":"array","items":{"$ref":"#"}}})",
    R"({"$id":"https://example.org/tree","$dynamicAnchor":"node","type":"object","properties":{"data":true,
        "children":{"type":"array","items":{"$dynamicRef":"#node"}}},"unevaluatedProperties":false})",
};

const schema::Validator &validatorOf(std::size_t choice)
{
    static const std::vector<schema::Validator> all = [] {
        std::vector<schema::Validator> out;
        schema::CompileOptions options;
        options.assertFormats = true;
        for (const std::string_view text : kSchemas)
            out.push_back(schema::Validator::compile(*json::readStrict(text), options).value());
        return out;
    }();
    return all[choice % all.size()];
}

void require(bool holds, std::string_view what, std::string_view input, const schema::Issues &one,
             const schema::Issues &other)
{
    if (holds)
        return;
    std::cerr << what << "\n" << input << "\n";
    for (const auto *issues : {&one, &other}) {
        std::cerr << "--\n";
        for (const schema::Issue &issue : *issues)
            std::cerr << issue.instance << " " << issue.schema << " " << issue.message << "\n";
    }
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 2, size - 2);
    const schema::Validator &validator = validatorOf(data[0]);

    json::AnswerReader reader;
    schema::IncrementalValidation growing(validator);
    std::minstd_rand random(data[1] + 1U);
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t piece = std::min<std::size_t>(1 + random() % 9, rest.size());
        reader.feed(rest.substr(0, piece));
        growing.take(reader.takeChanges());
        rest.remove_prefix(piece);
    }
    reader.finish();
    growing.take(reader.takeChanges());
    if (!growing.value())
        return 0;
    const schema::Issues whole = validator.validate(reader.tree().value());
    const schema::Issues pieces = growing.issues();
    require(*growing.value() == reader.tree().value(), "another value", text, whole, pieces);
    require(whole == pieces, "whole and growing differ", text, whole, pieces);
    require(validator.fits(reader.tree().value()) == whole.empty(), "verdict and issues differ", text, whole,
            pieces);
    return 0;
}
