// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/zodwhole_p.h"

#include "schema/codealso_p.h"
#include "schema/codetext_p.h"
#include "schema/codewhole_p.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::string_view kOptions = R"ts(({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    ownProperties: true,
    code: { regExp: Object.assign((source: string) => pattern(source), { code: "pattern" }) },
}))ts";

// Words that ajv judges less exactly than the types do, or by code that throws for members called "valueOf".
constexpr std::string_view kMultipleOf = R"ts(
    .removeKeyword("multipleOf")
    .addKeyword({
        keyword: "multipleOf",
        type: "number",
        compile: (step: number) => {
            const multiple = z.number().multipleOf(step);
            return (value: number) => multiple.safeParse(value).success;
        },
    }))ts";

constexpr std::string_view kUniqueItems = R"ts(
    .removeKeyword("uniqueItems")
    .addKeyword({
        keyword: "uniqueItems",
        type: "array",
        validate: (asked: boolean, items: unknown[]) => !asked || distinct(items),
    }))ts";

constexpr std::string_view kConst = R"ts(
    .removeKeyword("const")
    .addKeyword({ keyword: "const", validate: same }))ts";

constexpr std::string_view kEnum = R"ts(
    .removeKeyword("enum")
    .addKeyword({
        keyword: "enum",
        validate: (values: unknown[], value: unknown) => values.some((known) => same(value, known)),
    }))ts";

constexpr std::string_view kSchema = R"ts(
    .compile(
        JSON.parse(String.raw`
)ts";

constexpr std::string_view kWhole = R"ts(
`),
    );

/** Judges the answer as it came, before the types take it apart. */
const whole = z.unknown().superRefine((value, context) => {
    if (fits(value)) return;
    for (const { instancePath, message } of fits.errors ?? [])
        context.addIssue({ code: "custom", message: `${instancePath} ${message}`.trim() });
});
)ts";

/// ajv has a class for each of the last three drafts; the first of them reads the older ones, too.
std::string_view classOf(Draft draft)
{
    if (draft == Draft::Draft2020)
        return "Ajv2020";
    return draft == Draft::Draft2019 ? "Ajv2019" : "Ajv";
}

bool isStructured(const json::Value &value)
{
    return value.isObject() || std::any_of(value.items().begin(), value.items().end(), isStructured);
}

} // namespace

ZodWhole::ZodWhole(json::Value schema, Draft draft)
    : m_schema(std::move(schema))
    , m_draft(draft)
{
}

std::optional<ZodWhole> ZodWhole::of(const PlainSchema &schema)
{
    const auto whole = wholeSchema(schema);
    auto adapted = whole ? forAjv(*whole) : std::nullopt;
    if (!adapted)
        return {};
    return ZodWhole(*std::move(adapted), whole->draft);
}

std::string ZodWhole::import() const
{
    const std::string name(classOf(m_draft));
    const std::string from = name == "Ajv" ? "ajv" : "ajv/dist/" + name.substr(3) + ".js";
    return "import { " + name + " } from \"" + from + "\";\n";
}

std::set<std::string> ZodWhole::needs() const
{
    std::set<std::string> out{"pattern"};
    if (anyMember(m_schema, "uniqueItems", [](const json::Value &value) { return value.isTrue(); }))
        out.insert("distinct");
    for (const char *keyword : {"const", "enum"}) {
        if (anyMember(m_schema, keyword, isStructured))
            out.insert("same");
    }
    return out;
}

std::string ZodWhole::definition() const
{
    const auto any = [](const json::Value &) { return true; };
    std::string out;
    if (anyMember(m_schema, "unevaluatedProperties", any))
        out =
            "// Beside a choice ajv takes members with names of JavaScript's own, such as \"toString\", for "
            "evaluated.\n";
    out += "\n/** The schema as a whole, which judges what types cannot say. */\nconst fits = new ";
    out.append(classOf(m_draft)).append(kOptions);
    if (anyMember(m_schema, "multipleOf", any))
        out += kMultipleOf;
    if (needs().contains("distinct"))
        out += kUniqueItems;
    if (anyMember(m_schema, "const", isStructured))
        out += kConst;
    if (anyMember(m_schema, "enum", isStructured))
        out += kEnum;
    return out.append(kSchema).append(rawJson(m_schema)).append(kWhole);
}

} // namespace espalier::schema
